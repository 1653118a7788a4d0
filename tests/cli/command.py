"""The real command, each time in a process of its own, and what its tests share."""

import os
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

Run = subprocess.CompletedProcess[str]
# The command as its users start it: it takes three seconds to load.
COMMAND = [sys.executable, "-m", "onrecord"]
ARTICLE = (
    "Seoul promises two ships to Lima\n\n"
    "SEOUL, March 4 -- Defence Minister Park Ji-won said on Monday that South Korea will build two patrol ships for "
    'Peru. Park met his Peruvian colleague, Ana Torres, in Seoul. "We will train the crews," he told reporters.\n\n'
    "The two ministers agreed to set up a joint committee by the end of the year, and Torres promised to open a new "
    "yard near Lima if parliament approves the money.\n"
)


_RUNNING: list[subprocess.Popen[bytes]] = []


def environment(**more: str) -> dict[str, str]:
    """The environment of the tests, without what would change the output, and with `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    return kept | {"OMP_NUM_THREADS": "1"} | more


@cache
def loaded() -> list[str]:
    """The command without its loading, where this system can fork (see warm.py); signals do not reach it."""
    if sys.platform != "linux":
        return COMMAND
    address = str(Path(tempfile.mkdtemp(prefix="onrecord-warm-")) / "line")
    lifeline, _ours = os.pipe()  # our end closes with this process, however it ends
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        kept = (listener.fileno(), lifeline)
        _RUNNING.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.cli.warm", "--serve", *map(str, kept)],
                cwd=ROOT, env=environment(), pass_fds=kept, stdin=subprocess.DEVNULL, start_new_session=True,
            )
        )  # fmt: skip
    os.close(lifeline)
    return [sys.executable, "-I", "-S", str(Path(__file__).with_name("warm.py")), address]


def run(*arguments: str, given: bytes | None = None, **more: str) -> Run:
    """The finished command."""
    command = COMMAND if any(name.startswith("PYTHON") for name in more) else loaded()
    done = subprocess.run(
        [*command, *arguments], input=given, capture_output=True, timeout=120, env=environment(**more)
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(*arguments: str, **more: str) -> str:
    """What the command prints on a terminal of 100 columns."""
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen([*loaded(), *arguments], stdout=follower, env=environment(TERM="xterm-256color", **more)):
        os.close(follower)
        parts: list[bytes] = []
        try:
            while part := os.read(leader, 65536):
                parts.append(part)
        except OSError:  # the other end was closed
            pass
    os.close(leader)
    return b"".join(parts).decode()


def spans(value: object) -> list[dict[str, object]]:
    """Every anchor in a JSON value."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "exact"} == set(value) else []
        return own + [span for item in value.values() for span in spans(item)]
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []
