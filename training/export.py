"""From a trained network to what reading needs: the network as ONNX with 8-bit weights, its heads as arrays."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.find.windows import Window, pooled
from training.net import ReaderNet

_INPUTS = ("pieces", "pool", "head", "features")
# Parts of the network that numpy reads by name; all else is in the graph.
_HEADS = ("acts.", "said.")
# Seven bits a weight: with eight, processors without VNNI overflow where they add up products.
_HOW = {"per_channel": True, "reduce_range": True}


class _Words(torch.nn.Module):
    def __init__(self, net: ReaderNet):
        super().__init__()
        self.net = net

    def forward(
        self, pieces: torch.Tensor, pool: torch.Tensor, head: torch.Tensor, features: torch.Tensor
    ) -> torch.Tensor:
        return self.net.words(pieces, None, pool, head, features)


def export(net: ReaderNet, example: Window, folder: Path, small: bool = True) -> None:
    """Returns nothing: writes `reader.onnx` and `heads.npz` to the folder; `example` is any window of text."""
    net.cpu().eval()
    given = (
        torch.from_numpy(example.pieces)[None],
        torch.from_numpy(pooled(example))[None],
        torch.from_numpy(example.head)[None],
        torch.from_numpy(example.features)[None],
    )
    by_word, by_piece = {1: "m"}, {1: "n"}
    axes = {
        **dict.fromkeys(("head", "features", "words"), by_word),
        "pieces": by_piece,
        "pool": {1: "m", 2: "n"},
    }
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            _Words(net), given, str(whole), input_names=list(_INPUTS), output_names=["words"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if small:
            quantize_dynamic(str(whole), str(folder / "reader.onnx"), weight_type=QuantType.QInt8, **_HOW)
        else:
            (folder / "reader.onnx").write_bytes(whole.read_bytes())
    heads = {name: part for name, part in net.named_parameters() if name.startswith(_HEADS)}
    arrays = {name: part.detach().cpu().numpy().astype(np.float32) for name, part in heads.items()}
    np.savez(folder / "heads.npz", **arrays)
