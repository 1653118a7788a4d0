"""A small version of each check of `make torture`, and that a check can fail."""

import subprocess
import sys

import pytest
from torture.__main__ import CHECKS

from tests.conftest import ROOT


def test_a_small_version_of_each_check() -> None:
    """One line a check, in order, each with its counts, and all of them well."""
    command = [sys.executable, "-m", "torture", "--small"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(CHECKS)
    for line in done.stdout.splitlines():
        assert "; well (" in line
        if not line.startswith(("canary", "order")):
            assert "lost 0, duplicated 0, half-visible 0" in line


def test_a_check_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Those that do are named."""
    from torture.__main__ import main

    assert main(["fire"]) == 2
    assert "no such check: fire; there are kills, canary" in capsys.readouterr().err
