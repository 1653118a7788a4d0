"""What the language does, as data: YAML tables beside this file, and the checking loader."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from onrecord.errors import IntegrityError

T = TypeVar("T")


@cache
def _source(name: str) -> bytes:
    return files(__name__).joinpath(f"{name}.yaml").read_bytes()


def source(name: str) -> str:
    """The YAML table `name` as it is written."""
    return _source(name).decode("utf-8")


def table(name: str, shape: type[T]) -> T:
    """The YAML table `name` as the msgspec type `shape`; raises IntegrityError that names the file and the place."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(_source(name), Loader=loader)  # noqa: S506 - the safe loader either way
        return msgspec.convert(content, shape)
    except FileNotFoundError:
        raise IntegrityError(f"vocabulary/{name}.yaml is missing; reinstall onrecord") from None
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise IntegrityError(f"vocabulary/{name}.yaml: {error}") from None


def rows(name: str, shape: type[T]) -> list[T]:
    """The rows of the tab-separated table `name` as the msgspec type `shape`; the first line names the fields.

    Raises IntegrityError that names the file and the line.
    """
    try:
        lines = files(__name__).joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise IntegrityError(f"vocabulary/{name}.tsv is missing; reinstall onrecord") from None
    fields = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(fields):
            raise IntegrityError(f"vocabulary/{name}.tsv:{number}: {len(cells)} cells where {len(fields)} belong")
        try:
            found.append(msgspec.convert(dict(zip(fields, cells, strict=True)), shape, strict=False))
        except msgspec.ValidationError as error:
            raise IntegrityError(f"vocabulary/{name}.tsv:{number}: {error}") from None
    return found


@cache
def digest() -> str:
    """The SHA-256 over the reader's vocabulary, names and contents; what stands in folders has no part in reading."""
    total = hashlib.sha256()
    for path in sorted(files(__name__).iterdir(), key=lambda path: path.name):
        if path.name.endswith((".yaml", ".tsv", ".csv")):
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
