"""The process in which PDF files are opened: a file that exhausts it is refused, and the next is read."""

import os
import zlib

import pytest

from onrecord.acquire import apart
from onrecord.acquire.pdf import from_pdf
from onrecord.errors import ReadError
from tests.acquire.paper import Put, pdf

SHIPS = "The minister said that Norway will buy two frigates."
HONEST = pdf([[Put(SHIPS, 60, 700)]])


def bomb(unit: bytes, times: int, filters: int = 1) -> bytes:
    """A paper whose page is that many units of content, packed."""
    content = unit * times
    for _ in range(filters):
        content = zlib.compress(content, 9)
    names = "/FlateDecode " * filters
    marked = pdf([[Put("MARK", 60, 700)]]).decode("latin-1")
    start = marked.index("<<  /Length", marked.index("/BitsPerComponent"))
    end = marked.index("endstream", start)
    stream = f"<< /Filter [{names}] /Length {len(content)} >>\nstream\n{content.decode('latin-1')}\n"
    return (marked[:start] + stream + marked[end:]).encode("latin-1")


BOMBS = [
    ("blanks", bomb(b" ", 1_500_000_000)),
    ("packed twice", bomb(b" ", 1_500_000_000, 2)),
    ("words", bomb(b"BT /F 9 Tf (Norway) Tj ET ", 3_000_000)),
    ("states kept", bomb(b"q ", 12_000_000)),
]


@pytest.mark.parametrize("data", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_a_bomb_is_refused_and_the_next_file_is_read(data: bytes) -> None:
    with pytest.raises(ReadError, match="takes more memory") as refused:
        from_pdf(data, "a.pdf")
    assert "\n" not in str(refused.value)
    assert from_pdf(HONEST, "b.pdf").document.text == SHIPS


def test_the_process_stays_and_a_new_one_follows_a_dead_one() -> None:
    from_pdf(HONEST, "a.pdf")
    first = apart._children[0].process
    from_pdf(HONEST, "a.pdf")
    assert apart._children[0].process is first
    first.kill()
    first.wait()
    assert from_pdf(HONEST, "a.pdf").document.text == SHIPS
    apart.end()
    assert apart._children == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_has_its_own() -> None:
    from_pdf(HONEST, "a.pdf")
    ours = apart._children[0].process
    child = os.fork()
    if child == 0:
        made = from_pdf(HONEST, "a.pdf").document.text == SHIPS and apart._children[0].process.pid != ours.pid
        apart.end()
        os._exit(0 if made else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert from_pdf(HONEST, "a.pdf").document.text == SHIPS
    assert apart._children[0].process is ours
