"""From a trained act network to what reading needs: the network as ONNX with 8-bit weights, its heads as arrays."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.find.act_windows import Window, pooled
from training.acts_net import ActNet

_INPUTS = ("pieces", "pool", "head", "features")
# Parts of the network that numpy reads by name; all else is in the graph.
_HEADS = (
    "start", "end_of", "end", "end_bias", "trigger_of", "trigger", "trigger_bias", "edge_of", "edge_left", "edge_right",
    "kind_of", "kind_by", "kind",
)  # fmt: skip
# Seven bits a weight: with eight, processors without VNNI overflow where they add up products.
_HOW = {"per_channel": True, "reduce_range": True}
_LOOSE = ("nothing", "distance", "side", "same")


class _Words(torch.nn.Module):
    def __init__(self, net: ActNet):
        super().__init__()
        self.net = net

    def forward(
        self, pieces: torch.Tensor, pool: torch.Tensor, head: torch.Tensor, features: torch.Tensor
    ) -> torch.Tensor:
        return self.net.words(pieces, None, pool, head, features)


def export(net: ActNet, example: Window, folder: Path, small: bool = True) -> None:
    """Returns nothing: writes `acts.onnx` and `acts.npz` to the folder; `example` is any window of text."""
    net.eval()
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
            quantize_dynamic(str(whole), str(folder / "acts.onnx"), weight_type=QuantType.QInt8, **_HOW)
        else:
            (folder / "acts.onnx").write_bytes(whole.read_bytes())
    known = dict(net.named_parameters())
    names = [f"{head}.{part}" for head in _HEADS for part in ("weight", "bias")]
    arrays = {name: known[name].detach().numpy().astype(np.float32) for name in [*names, *_LOOSE]}
    np.savez(folder / "acts.npz", **arrays)
