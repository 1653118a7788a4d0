"""`onrecord serve` in several processes: whoever comes is answered, whatever becomes of one of them."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import COMMAND

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process serves")


class Running:
    """The command, serving at a port of its own."""

    def __init__(self, store: Path):
        command = [*COMMAND, "serve", "--db", str(store), "--port", "0", "--processes", "2"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.port = int(self.process.stderr.readline().split(" at http://")[1].split("/")[0].rpartition(":")[2])

    def status(self) -> int:
        """That of the answer to one request, over a connection of its own."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", "/dossiers")
            return connection.getresponse().status

    def others(self) -> list[int]:
        """The numbers of the processes that serve."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return list(map(int, listed.split()))


@pytest.fixture
def running(ledger_file: Path) -> Iterator[Running]:
    """The samples, served by two processes."""
    made = Running(ledger_file)
    yield made
    made.process.kill()
    made.process.communicate()


def wait_for(holds: Callable[[], bool]) -> None:
    """Returns nothing: it holds by now; fails where it does not within twenty seconds."""
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_one_that_dies_is_followed_by_another(running: Running) -> None:
    assert [running.status() for _ in range(6)] == [200] * 6
    before = running.others()
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(running.others()) == 2 and before[0] not in running.others())
    assert [running.status() for _ in range(6)] == [200] * 6
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(20) == 0


def test_it_ends_when_it_is_told_to(running: Running) -> None:
    """In silence, also where it is told so again before it has ended."""
    assert running.status() == 200
    running.process.send_signal(signal.SIGINT)
    time.sleep(0.02)  # else the two are one
    running.process.send_signal(signal.SIGINT)
    assert not running.process.communicate(timeout=20)[1]
    assert running.process.returncode == 0


def test_none_is_left_when_the_first_is_killed(running: Running) -> None:
    assert running.status() == 200
    others = running.others()
    running.process.kill()
    running.process.wait(20)
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in others))
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", running.port))


def test_a_port_is_not_shared_with_another_server(running: Running, ledger_file: Path) -> None:
    command = [*COMMAND, "serve", "--db", str(ledger_file), "--port", str(running.port), "--processes", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "is taken by another program" in done.stderr
