"""The trained weights: what is shipped is what its manifest names, and nothing else is loaded."""

import shutil
from pathlib import Path

import pytest

from onrecord.errors import IntegrityError
from onrecord.weights import HERE, checked, manifest, settings, tokenizer


@pytest.mark.parametrize("name", ["reader.onnx", "heads.npz", "tokenizer.json"])
def test_every_file_is_the_one_that_the_manifest_names(name: str) -> None:
    assert checked(name)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(len(checked(name)) for name in manifest().files) <= 30 * 2**20


def test_the_manifest_says_what_the_weights_were_made_of_and_how_well_they_do() -> None:
    assert manifest().made
    assert manifest().data
    assert manifest().scores


def test_a_changed_file_is_not_loaded(tmp_path: Path) -> None:
    for name in ("manifest.json", "heads.npz"):
        shutil.copy(str(HERE.joinpath(name)), tmp_path / name)
    (tmp_path / "heads.npz").write_bytes((tmp_path / "heads.npz").read_bytes() + b"\0")
    with pytest.raises(IntegrityError, match=r"heads\.npz is not the file that its manifest names; reinstall onrecord"):
        checked("heads.npz", tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError, match=r"weights/reader\.onnx is missing; reinstall onrecord"):
        checked("reader.onnx", tmp_path)


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": 3}')
    with pytest.raises(IntegrityError, match=r"weights/manifest\.json: .*; reinstall onrecord"):
        manifest(tmp_path)


def test_offsets_of_word_pieces_count_code_points() -> None:
    encoded = tokenizer().encode("🚢 é Oslo", add_special_tokens=False)
    assert encoded.offsets[-1] == (4, 8)


def test_a_manifest_that_lacks_a_setting_is_named() -> None:
    assert settings("said", ("bias",))
    with pytest.raises(IntegrityError, match=r"weights/manifest\.json: no ears in the settings of said; reinstall"):
        settings("said", ("bias", "ears"))
    with pytest.raises(IntegrityError, match=r"weights/manifest\.json: no bias in the settings of sung; reinstall"):
        settings("sung", ("bias",))
