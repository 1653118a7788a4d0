"""What README shows is what happens."""

import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, loaded
from tests.conftest import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.M | re.S)
SHELL = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.M)
SAMPLES = "src/onrecord/samples"
MORE = "…"
# Commands that take seconds to load, and that tests/cli starts anew.
LOADED = ("read", "add")


def printed(command: str, folder: Path) -> list[str]:
    """The lines that a command of README prints, errors last; it must end well."""
    there = command.replace(SAMPLES, str(ROOT / SAMPLES))
    started = loaded() if command.split()[1] in LOADED else COMMAND
    script = f'onrecord() {{ {shlex.join(started)} "$@"; }}; set -o pipefail; {there}'
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR", "ONRECORD_DB")}
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=kept, capture_output=True, timeout=120, check=False)  # noqa: S607
    assert done.returncode == 0, done.stderr.decode()
    return [line.rstrip() for line in (done.stdout + done.stderr).decode().splitlines()]


SHOWN = [
    (found["command"], found["shown"].splitlines())
    for block in BLOCK.findall(README.read_text("utf-8"))
    for found in SHELL.finditer(block)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which README's commands run, one after the other: what one keeps, the next asks."""
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize(("command", "lines"), SHOWN, ids=[command for command, _ in SHOWN])
def test_commands_print_what_is_shown(command: str, lines: list[str], folder: Path) -> None:
    """If they print something else for good reason: python -m tests.test_readme."""
    known = {MORE, *printed(command, folder)}
    assert [line for line in lines if line not in known] == []


def renewed(text: str, folder: Path) -> str:
    """README with the output of its commands as it is now, as many lines of each as are shown."""

    def output(found: re.Match[str]) -> str:
        shown = found["shown"].splitlines()
        lines = printed(found["command"], folder)
        number = sum(line != MORE for line in shown)
        more = [MORE] if MORE in shown else []
        return "\n".join([f"$ {found['command']}", *lines[:number], *more, ""])

    return BLOCK.sub(lambda block: SHELL.sub(output, block.group()), text)


def test_the_python_examples_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.M | re.S)
    for example, expected in zip(
        examples, ("#:~:text=", "agree", "Enhanced Defense Cooperation Agreement"), strict=True
    ):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102
        assert expected in capsys.readouterr().out


def test_links_lead_somewhere() -> None:
    for paper in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", paper.read_text("utf-8")):
            if not target.startswith("http"):
                assert (ROOT / target).exists(), f"{paper.name}: {target}"


def test_make_names_the_targets_that_are_promised() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", README.read_text("utf-8"), re.M):
        assert re.search(rf"^{target}:", makefile, re.M)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(renewed(README.read_text("utf-8"), Path(scratch)), "utf-8")
