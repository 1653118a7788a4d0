"""Runs what builds patterns from the vocabulary or from what it is given, so that `bench.patterns` sees them."""

from contextlib import suppress

from onrecord.acquire.formats import from_bytes
from onrecord.acquire.fragment import fragment_link
from onrecord.acquire.numbered import _number
from onrecord.errors import ReadError
from onrecord.ledger.said import known_as
from onrecord.reader import read_text
from onrecord.resolve.quantities import quantities
from onrecord.resolve.wording import stems
from onrecord.samples import samples
from onrecord.text import Span
from onrecord.vocabulary.publishers import outlets_in

SAID = (
    "Minister Ann Reed said on Monday, 3/5/2024, that Canada will build ten ships by 5 p.m. on May 4.\n"
    "\n"
    "CANADA'S NAVY BOARD MEETS\n"
    "\n"
    "The United  States and the Navy Board agreed at 3:30 pm to send 20 ships in 2030."
)
PAGE = (
    '<html lang="en"><head><meta property="article:published_time" content="%s"><title>Ships</title></head>'
    '<body class="site-main"><main>'
    + "<p>Minister Ann Reed said that Canada will build ten ships.</p>\r\n" * 4
    + "</main>"
)
MAIL = "Message-ID: <a@b>\nSubject: Ships\nFrom: Ann Reed <ann@reed.example>\n\n" + SAID


def run() -> None:
    """Returns nothing: the samples are read, pages and a mail, and short texts by what the samples do not need."""
    for sample in samples():
        read_text(sample.data.decode(), published=sample.published, publisher=sample.publisher, reader="rules")
    read_text(SAID, published="2024-03-05", reader="rules")
    for day in ("20240504", "2024/05/04", "2024-05-04T10:00:00Z"):
        from_bytes((PAGE % day).encode(), "page.html")
    from_bytes(MAIL.encode(), "mail.eml")
    with suppress(ReadError):
        from_bytes("Привет всем, кто читает эту страницу сегодня утром.".encode(), "a.txt")
    text = "\n".join(sample.data.decode() for sample in samples()[:2])
    for span in (Span(100, 110), Span(100, 700), Span(len(text) - 300, len(text))):
        fragment_link(text, span, "https://example.org/")
    list(outlets_in("Ann Reed, Reuters"))
    stems(SAID)
    known_as("the ROK")
    quantities(SAID)
    _number("3")
