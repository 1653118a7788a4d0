"""Layers of PDF files that are switched off (optional content)."""

import time
import zlib

import pytest

from onrecord.acquire.optional import has_layers
from onrecord.acquire.pdf import from_pdf
from onrecord.acquire.plain import Acquired
from tests.acquire.paper import Entries, Put, pdf, set_in, shown, stream

SHIPS = "The minister said that Norway will buy two frigates, which are to sail before the end of the decade."
DRAFT = "Norway buys no frigates."
ON, OFF = "6 0 R", "7 0 R"
GROUPS = ["<< /Type /OCG /Name (final) >>", "<< /Type /OCG /Name (draft) >>"]
MEMBERS = "<< /Type /OCMD /OCGs [7 0 R] >>"


def form(content: str, entries: str = "") -> str:
    """A form, which a page draws."""
    fonts = "/Resources << /Font << /F 3 0 R >> /Properties << /Off 7 0 R >> >>"
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 600 850] {fonts} {entries}")


def read(content: str, *more: str, layers: str = f"/OFF [{OFF}]", pages: int = 1) -> Acquired:
    """The document of a file that draws the content under its text; further objects from the eighth on are forms."""
    forms = " ".join(f"/X{number} {number} 0 R" for number, _ in enumerate(more, 8))
    catalog = f"/OCProperties << /OCGs [{ON} {OFF}] /D << {layers} /Order [{ON} {OFF}] >> >>" if layers else ""
    beside = Entries(catalog, "", forms, "/Properties << /On 6 0 R /Off 7 0 R /Members 8 0 R >>")
    data = pdf([set_in(SHIPS, 60, 700, 400)] * pages, more=[*GROUPS, *more], beside=beside, content=content)
    return from_pdf(data, "a.pdf", any_language=True)


def in_layer(name: str, content: str) -> str:
    """The content as part of a layer."""
    return f"/OC /{name} BDC {content} EMC"


WORDS = shown(Put(DRAFT, 60, 600))
WHITE = f"1 g {WORDS} 0 g"
CASES = [
    ("off", in_layer("Off", WORDS), [], False),
    ("on", in_layer("On", WORDS), [], True),
    ("on, in white", in_layer("On", WHITE), [], True),
    ("no layer", WORDS, [], True),
    ("another mark", f"/Span << /Lang (en) >> BDC {WORDS} EMC", [], True),
    ("on within off", in_layer("Off", in_layer("On", WORDS)), [], False),
    ("by its members", in_layer("Members", WORDS), [MEMBERS], False),
    ("a form in a layer", in_layer("Off", "/X8 Do"), [form(WORDS)], False),
    ("a layer in a form", "/X8 Do", [form(in_layer("Off", WORDS))], False),
    ("a form of a layer", "/X8 Do", [form(WORDS, f"/OC {OFF}")], False),
    ("a form of a layer that is moved", "q 1 0 0 1 0 -50 cm /X8 Do Q", [form(WORDS, f"/OC {OFF}")], False),
    ("a form of a layer that is on", "/X8 Do", [form(WORDS, f"/OC {ON}")], True),
    ("a form of no layer", "/X8 Do", [form(WORDS)], True),
]  # fmt: skip


@pytest.mark.parametrize(("content", "more", "kept"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_layers(content: str, more: list[str], kept: bool) -> None:
    acquired = read(content, *more)
    assert acquired.document.text == (f"{SHIPS}\n\n{DRAFT}" if kept else SHIPS)
    assert [finding.code for finding in acquired.findings] == ([] if kept else ["layer-off"])


def test_of_two_texts_at_one_place_the_one_that_is_on_is_read() -> None:
    acquired = read(in_layer("Off", WORDS) + in_layer("On", shown(Put("Norway pays.", 60, 600))))
    assert acquired.document.text == f"{SHIPS}\n\nNorway pays."


def test_all_layers_are_on_unless_it_is_said() -> None:
    assert read(in_layer("Off", WORDS), layers="/ON []").document.text == f"{SHIPS}\n\n{DRAFT}"
    assert read(in_layer("On", WORDS), layers="/BaseState /OFF").document.text == SHIPS


def test_what_is_not_seen_anyway_is_read_with_a_finding() -> None:
    """Clipped away, it is not drawn whether the layer is on or off."""
    acquired = read(in_layer("On", f"q 0 0 1 1 re W n {WORDS} Q"))
    assert DRAFT in acquired.document.text
    assert [finding.code for finding in acquired.findings] == ["layer-unknown"]


def test_layers_are_found_in_packed_objects() -> None:
    packed = zlib.compress(b"<< /Type /Catalog /OCProperties 6 0 R >>")
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\r\nstream\r\n" % len(packed)
    assert has_layers(b"%PDF-1.7\n" + head + packed + b"\nendstream")
    assert has_layers(b"%PDF-1.7\n" + head.replace(b"\r\n", b"\n") + packed)
    assert not has_layers(b"%PDF-1.7\n" + head + zlib.compress(b"<< /Type /Catalog >>"))
    assert not has_layers(b"%PDF-1.7\n" + head + packed[5:])


@pytest.mark.parametrize(
    "data",
    [
        b"/ObjStm" * 500_000,
        b"/ObjStm stream\n" * 300_000,
        (b"/ObjStm stream\n" + zlib.compress(bytes(1_000_000))) * 2000,
    ],
)
def test_the_search_for_layers_ends_soon(data: bytes) -> None:
    begun = time.process_time()
    has_layers(data)
    assert time.process_time() - begun < 3


def test_a_page_of_many_layers_ends_soon() -> None:
    lines = [shown(Put(f"Line {number} of it", 60, 5 + number, 6)) for number in range(500)]
    content = " ".join(f"/OC << /Type /OCG /Name (n{number}) >> BDC {line} EMC" for number, line in enumerate(lines))
    data = pdf(
        [set_in(SHIPS, 60, 700, 400)] * 5,
        more=GROUPS,
        beside=Entries(f"/OCProperties << /OCGs [{ON}] >>"),
        content=content,
    )
    begun = time.monotonic()
    acquired = from_pdf(data, "a.pdf", any_language=True)
    assert time.monotonic() - begun < 25
    assert "layer-unknown" in [finding.code for finding in acquired.findings]
