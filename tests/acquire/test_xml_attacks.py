"""33 attacks on readers of XML, by feed, sitemap and Word file; and feeds that declare a document type honestly."""

import ctypes
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.acquire.doctype import XmlError
from onrecord.acquire.feed import is_feed, read_feed
from onrecord.acquire.xml import judged, root_of
from tests.acquire.attacks import ATTACKS, CARRIERS, HIDDEN

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 5.0, 200.0
# Of inotify(7): the file was opened, or read.
_OPENED, _READ, _AT_ONCE = 0x20, 0x1, 0o4000


class Trap:
    """A file that tells whether anybody opened it, whatever the program is written in, and an address that listens."""

    def __init__(self, folder: Path, server: socket.socket):
        self.file = folder / "hidden.txt"
        self.file.write_text(HIDDEN, "utf-8")
        self.url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        self._server = server
        self._watch = -1
        if sys.platform == "linux":
            library = ctypes.CDLL(None, use_errno=True)
            self._watch = library.inotify_init1(_AT_ONCE)
            assert library.inotify_add_watch(self._watch, bytes(self.file), _OPENED | _READ) >= 0

    def was_opened(self) -> bool:
        """True if the file was opened since it was last asked."""
        try:
            return self._watch >= 0 and bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def was_called(self) -> bool:
        """True if somebody connected to the address since it was last asked."""
        try:
            self._server.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Trap(tmp_path_factory.mktemp("trap"), server)


@pytest.fixture(scope="module")
def tried(trap: Trap) -> Callable[[str], dict[str, dict[str, object]]]:
    """What became of the attacks by a carrier, in a process of their own, whose folder is that of the hidden file."""
    known: dict[str, dict[str, dict[str, object]]] = {}

    def ask(carrier: str) -> dict[str, dict[str, object]]:
        if carrier not in known:
            paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
            command = [sys.executable, "-m", "tests.acquire.attacks", carrier, str(trap.file), trap.url]
            environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
            done = subprocess.run(
                command, capture_output=True, cwd=trap.file.parent, env=environment, timeout=300, check=False
            )
            assert done.returncode == 0, done.stderr.decode()
            known[carrier] = {str(one["name"]): one for one in json.loads(done.stdout)}
        return known[carrier]

    return ask


def test_the_trap_works(trap: Trap) -> None:
    assert not trap.was_opened()
    if sys.platform == "linux":
        trap.file.read_bytes()
        assert trap.was_opened()
    with socket.create_connection(("127.0.0.1", int(trap.url.rpartition(":")[2].partition("/")[0]))):
        pass
    assert trap.was_called()
    assert not trap.was_called()


def test_there_are_33() -> None:
    assert len({one.name for one in ATTACKS}) == len(ATTACKS) == 33


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_attack_opens_a_file_or_calls_anybody(
    carrier: str, trap: Trap, tried: Callable[[str], dict[str, dict[str, object]]]
) -> None:
    found = tried(carrier)
    assert set(found) == {one.name for one in ATTACKS}
    assert not trap.was_opened()
    assert not trap.was_called()


@pytest.mark.parametrize("name", [one.name for one in ATTACKS])
@pytest.mark.parametrize("carrier", CARRIERS)
def test_each_is_read_without_what_it_wants_or_refused_in_a_line(
    carrier: str, name: str, tried: Callable[[str], dict[str, dict[str, object]]]
) -> None:
    one = tried(carrier)[name]
    assert not one["hidden"]
    opened = one["opened"]
    assert isinstance(opened, list)
    # What is opened is what Python loads with the first of a kind: its own modules, and our tables.
    assert all(str(event).startswith("open ") and (".py" in event or "/vocabulary/" in event) for event in opened)
    assert float(str(one["seconds"])) < SECONDS
    assert float(str(one["grown"])) < MEGABYTES
    said = str(one["said"])
    if one["failed"]:
        assert "\n" not in said
        assert ";" in said
    else:
        assert "frigates" in said


NETSCAPE = '"-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"'
LATIN = '<!ENTITY % latin PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://www.w3.org/TR/xhtml1/lat1.ent">'
SYNTAX = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PAGE = "https://m.example/1"


def rss(title: str, link: str = PAGE) -> str:
    """A feed of one entry."""
    item = f"<item><title>{title}</title><link>{link}</link></item>"
    return f"<rss version='2.0'><channel><title>Press</title>{item}</channel></rss>"


def rdf(title: str) -> str:
    """The same in RSS 1.0."""
    item = f'<item rdf:about="{PAGE}"><title>{title}</title><link>{PAGE}</link></item>'
    return f'<rdf:RDF xmlns:rdf="{SYNTAX}" xmlns="http://purl.org/rss/1.0/"><channel/>{item}</rdf:RDF>'


def atom(kind: str, title: str) -> str:
    """The same in Atom, its title of a kind."""
    entry = f'<entry><title type="{kind}">{title}</title><link href="{PAGE}"/></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title>{entry}</feed>'


# A document type each, the feed behind it, and what the title of its entry is.
HONEST = [
    ("HTML's names", f"<!DOCTYPE rss PUBLIC {NETSCAPE}>", rss("Paris &mdash; Oslo"), "Paris — Oslo"),
    (
        "its own names",
        f'<!DOCTYPE rss PUBLIC {NETSCAPE} [<!ENTITY many "1&#160;0">]>',
        rss("&many; ships"),
        "1 0 ships",
    ),
    ("no more than a name", "<!DOCTYPE rss>", rss("Oslo"), "Oslo"),
    ("in small letters", "<!doctype rss>", rss("Oslo"), "Oslo"),
    ("a system's", '<!DOCTYPE rss SYSTEM "http://m.example/rss-0.91.dtd">', rss("Caf&eacute;"), "Café"),
    ("names from elsewhere", f"<!DOCTYPE rdf:RDF [{LATIN}\n%latin;\n]>", rdf("L&auml;nder"), "Länder"),
    (
        "spaces by entities",
        f'<!DOCTYPE rdf:RDF [<!ENTITY rdf "{SYNTAX}"><!ENTITY rss "http://purl.org/rss/1.0/">]>',
        rdf("Oslo").replace(SYNTAX, "&rdf;").replace("http://purl.org/rss/1.0/", "&rss;"),
        "Oslo",
    ),
    (
        "Atom",
        '<!DOCTYPE feed [<!ENTITY hellip "&#8230;"><!ENTITY euro "&#x20AC;">]>',
        atom("text", "5 &euro; &hellip;"),
        "5 € …",
    ),
    (
        "one in another",
        '<!DOCTYPE rss [<!ENTITY who "the &what;"><!ENTITY what "minister">]>',
        rss("So &who; said"),
        "So the minister said",
    ),
    (
        "markup",
        '<!DOCTYPE feed [<!ENTITY mod "<b>Defence</b>">]>',
        atom("xhtml", "<div>&mod; says</div>"),
        "Defence says",
    ),
    ("a sign of markup", '<!DOCTYPE rss [<!ENTITY AT "AT&#38;T">]>', rss("&AT; and R&amp;D"), "AT&T and R&D"),
    ("other quotes", "<!DOCTYPE rss [<!ENTITY say 'a \"yes\"'>]>", rss("She said &say;"), 'She said a "yes"'),
    ("a comment within", "<!DOCTYPE rss [<!-- it's ]> & done --><!ENTITY a 'Oslo'>]>", rss("&a;"), "Oslo"),
    ("an instruction within", "<!DOCTYPE rss [<?x ]> ?><!ENTITY a 'Oslo'>]>", rss("&a;"), "Oslo"),
    (
        "elements and attributes",
        '<!DOCTYPE rss [<!ELEMENT rss (channel)><!ATTLIST rss version CDATA #FIXED "2.0>"><!ENTITY a "Oslo">]>',
        rss("&a;"),
        "Oslo",
    ),
    ("an address", '<!DOCTYPE rss [<!ENTITY site "https://m.example">]>', rss("Oslo", "&site;/1"), "Oslo"),
    (
        "a notation and a picture",
        '<!DOCTYPE rss [<!NOTATION gif SYSTEM "x"><!ENTITY logo SYSTEM "a.gif" NDATA gif>]>',
        rss("Oslo"),
        "Oslo",
    ),
    ("declared twice", '<!DOCTYPE rss [<!ENTITY a "Oslo"><!ENTITY a "Paris">]>', rss("&a;"), "Oslo"),
    (
        "XML's own names",
        '<!DOCTYPE rss [<!ENTITY amp "&#38;#38;"><!ENTITY lt "&#38;#60;">]>',
        rss("R&amp;D &lt; 5"),
        "R&D < 5",
    ),
    (
        "behind other things",
        "<!-- by hand -->\n<?xml-stylesheet href='a.xsl'?>\n<!DOCTYPE rss [\n]  >\n<!-- x -->",
        rss("Oslo"),
        "Oslo",
    ),
]


@pytest.mark.parametrize(("doctype", "feed", "title"), [row[1:] for row in HONEST], ids=[row[0] for row in HONEST])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_feeds_with_a_document_type_are_read(doctype: str, feed: str, title: str, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{doctype}\n{feed}'.encode(encoding)
    assert is_feed(data)
    (entry,) = read_feed(data, "feed.xml").entries
    assert (entry.title, entry.url) == (title, PAGE)


def test_there_are_20_honest_ones() -> None:
    assert len(HONEST) == 20


JUDGED = [
    ("comments and instructions go", "<?xml version='1.0'?><!-- a --><a><!-- <b> -->x<?y <z> ?></a>", "<a>x</a>"),
    ("sections stay", "<a><![CDATA[<!-- &b; -->]]></a>", "<a><![CDATA[<!-- &b; -->]]></a>"),
    ("HTML's names", "<a>&eacute;&lt;&quot;&nosuch;&#233;</a>", "<a>é&lt;&quot;&amp;nosuch;&#233;</a>"),
    ("a bare sign", "<a>R&D &amp; A&B;C &</a>", "<a>R&amp;D &amp; A&amp;B;C &amp;</a>"),
    ("characters that XML has not", "<a>x\x00\x08\ufffey</a>", "<a>xy</a>"),
    ("what never ends", "<a>x<!-- y", "<a>x"),
    ("quotes in an attribute", '<!DOCTYPE a [<!ENTITY q \'"\'>]><a x="&q;"/>', '<a x="&quot;"/>'),
]


@pytest.mark.parametrize(("xml", "clean"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_what_is_judged_has_nothing_to_follow(xml: str, clean: str) -> None:
    assert judged(xml.encode("utf-8")) == clean


BEYOND = [
    ("many entities", [f"<!ENTITY a{n} ''>" for n in range(6000)], "", "entities"),
    ("a long type", [f"<!ENTITY b '{'x' * 300_000}'>"], "", "document type"),
    ("deep entities", [f"<!ENTITY a{n} '&a{n + 1};'>" for n in range(20)], "&a0;", "deep"),
    ("many small ones", [f"<!ENTITY b '{'x' * 100}'>"], "&b;" * 20_000, "expand"),
    ("many references", [], "&nosuch;" * 600_000, "references"),
]


@pytest.mark.parametrize(("entities", "text", "reason"), [row[1:] for row in BEYOND], ids=[row[0] for row in BEYOND])
def test_what_is_beyond_measure_is_refused(entities: list[str], text: str, reason: str) -> None:
    with pytest.raises(XmlError, match=reason):
        judged(f"<!DOCTYPE a [{''.join(entities)}]><a>{text}</a>".encode())


def test_the_first_element_is_told_in_any_encoding() -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-8-sig"):
        assert root_of("<!DOCTYPE x [<!ENTITY a 'b'>]><!-- <y> --><x z='&a;'>".encode(encoding)) == ("x", " z='b'")
    for other in (b"", b"words <x>", b"{}", b"<", b"<!-- x", b"<!DOCTYPE x [", b"\0\0\0"):
        assert root_of(other) is None
