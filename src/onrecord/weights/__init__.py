"""Our trained weights, the manifest with their hashes, and how they are loaded: each file checked first."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

import msgspec

from onrecord.errors import IntegrityError, UsageError


class Manifest(msgspec.Struct, frozen=True):
    """What the weights are: SHA-256 by file name, from which data they were made, when, and how well they did.

    `settings` are the numbers by which network and rules are weighed, by what is found: "acts", "said", "wide".
    """

    files: dict[str, str]
    data: dict[str, str]
    scores: dict[str, float]
    settings: dict[str, dict[str, float]]
    made: str


HERE = files(__name__)


def manifest(folder: Traversable = HERE) -> Manifest:
    """The manifest of the weights; raises IntegrityError if it is missing or damaged."""
    try:
        return msgspec.json.decode(folder.joinpath("manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise IntegrityError(f"weights/manifest.json: {error}; reinstall onrecord") from None


def checked(name: str, folder: Traversable = HERE) -> bytes:
    """The bytes of a file of weights; raises IntegrityError unless they are those that the manifest names."""
    try:
        data = folder.joinpath(name).read_bytes()
    except OSError:
        raise IntegrityError(f"weights/{name} is missing; reinstall onrecord") from None
    if hashlib.sha256(data).hexdigest() != manifest(folder).files.get(name):
        raise IntegrityError(f"weights/{name} is not the file that its manifest names; reinstall onrecord")
    return data


def settings(name: str, parts: Iterable[str]) -> dict[str, float]:
    """The numbers by which network and rules are weighed; raises IntegrityError unless all the parts are there."""
    found = manifest().settings.get(name, {})
    missing = [part for part in parts if part not in found]
    if missing:
        raise IntegrityError(f"weights/manifest.json: no {missing[0]} in the settings of {name}; reinstall onrecord")
    return found


def installed(name: str) -> ModuleType:
    """A package that only reading with the network needs; raises UsageError where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed: pip install {name}, or read with --reader rules") from None


@cache
def tokenizer() -> Any:
    """The word-piece tokeniser of MiniLM-L6, which neither pads nor cuts; offsets count code points."""
    made = installed("tokenizers").Tokenizer.from_str(checked("tokenizer.json").decode("utf-8"))
    made.no_padding()
    made.no_truncation()
    return made


@cache
def session(name: str) -> Any:
    """The network of the file `name`, on one thread: what it gives does not hang on the number of cores."""
    onnxruntime = installed("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # as fast, and nothing is held between two texts
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(checked(name), options, providers=["CPUExecutionProvider"])
