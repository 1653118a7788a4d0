"""What stands on a page of a PDF file above its content: fields of forms, text boxes, stamps and comments."""

import pytest

from onrecord.acquire.pdf import from_pdf
from onrecord.acquire.plain import Acquired
from onrecord.errors import ReadError
from onrecord.origin import places_of
from tests.acquire.paper import HEIGHT, Entries, Put, pdf, set_in, shown, stream

SHIPS = "The minister said that Norway will buy two frigates, which are to sail before the end of the decade."
PRICE = "Norway pays five billion."
RESOURCES = "/Resources << /Font << /F 3 0 R >> >>"


def picture(words: str) -> str:
    """What an annotation shows."""
    return stream(shown(Put(words, 2, 4)), f"/Type /XObject /Subtype /Form /BBox [0 0 300 20] {RESOURCES}")


def annotation(kind: str, more: str = "", y: int = 600, shows: bool = True) -> str:
    """An annotation, whose picture is the seventh object."""
    drawn = "/AP << /N 7 0 R >>" if shows else ""
    return f"<< /Type /Annot /Subtype /{kind} /Rect [60 {y} 360 {y + 20}] {drawn} {more} >>"


def read(one: str, *pages: list[Put], shows: str = PRICE, form: str = "", **how: object) -> Acquired:
    """The document of a file with an annotation on each of its pages."""
    fields = f"/AcroForm << /Fields [6 0 R] /DA (/F 11 Tf 0 g) /DR << /Font << /F 3 0 R >> >> {form} >>"
    beside = Entries(fields if "/Widget" in one else "", "/Annots [6 0 R]", "", str(how.pop("resources", "")))
    data = pdf(
        pages or [set_in(SHIPS, 60, 700, 400)],
        more=[one, picture(shows), *how.pop("more", ())],  # type: ignore[misc]
        beside=beside,
        **how,  # type: ignore[arg-type]
    )
    return from_pdf(data, "a.pdf", any_language=True)


def codes(acquired: Acquired) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in acquired.findings]


FIELD = f"/FT /Tx /T (price) /V ({PRICE}) /F 4 /DA (/F 11 Tf 0 g)"
SHOWN = [
    ("a field", annotation("Widget", FIELD), ""),
    ("a field without a picture of its value", annotation("Widget", FIELD, shows=False), ""),
    ("a field whose picture is to be made", annotation("Widget", FIELD, shows=False), "/NeedAppearances true"),
    ("a text box", annotation("FreeText", f"/Contents ({PRICE}) /F 4"), ""),
    ("a stamp", annotation("Stamp"), ""),
]


@pytest.mark.parametrize("boxed", [True, False])
@pytest.mark.parametrize(("one", "form"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_what_is_shown_above_the_page_is_read(one: str, form: str, boxed: bool) -> None:
    acquired = read(one, form=form, boxed=boxed)
    assert acquired.document.text == f"{SHIPS}\n\n{PRICE}"
    assert codes(acquired) == []
    at = acquired.document.text.index(PRICE)
    (place,) = places_of(acquired.places, at, at + len(PRICE))
    assert place.page == 1
    assert place.box
    assert 60 <= place.box[0] < 66
    assert HEIGHT - 625 < place.box[1] < place.box[3] < HEIGHT - 595


def test_boxes_of_the_page_stay_where_they_are() -> None:
    plain = read(annotation("Link"))
    for how in ({}, {"boxed": False}, {"corner": (100, 50)}):
        moved = read(annotation("Stamp", y=300), [put._replace(x=put.x + (100 if "corner" in how else 0),
            y=put.y + (50 if "corner" in how else 0)) for put in set_in(SHIPS, 60, 700, 400)], **how)  # fmt: skip
        assert moved.places[: len(plain.places)] == plain.places


NOT_SHOWN = [
    ("a hidden box", annotation("FreeText", f"/Contents ({PRICE}) /F 2"), []),
    ("a field that nobody sees", annotation("Widget", FIELD.replace("/F 4", "/F 32")), []),
    ("an empty field", annotation("Widget", FIELD.replace(PRICE, "")), []),
    ("a link", annotation("Link", f"/Contents ({PRICE})"), []),
    ("a comment", annotation("Text", f"/Contents ({PRICE})"), ["comments"]),
    ("words on a highlight", annotation("Highlight", f"/Contents ({PRICE})"), ["comments"]),
    ("a highlight without words", annotation("Highlight"), []),
    ("a text box without a picture", annotation("FreeText", f"/Contents ({PRICE})", shows=False), ["fields-unread"]),
    ("a box outside of the page", annotation("FreeText", f"/Contents ({PRICE})", y=2000), ["fields-unread"]),
    ("a box in a layer", annotation("FreeText", f"/Contents ({PRICE}) /OC << /Type /OCG /Name (x) >>"),
     ["fields-unread"]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "found"), [row[1:] for row in NOT_SHOWN], ids=[row[0] for row in NOT_SHOWN])
def test_what_is_not_read_is_told(one: str, found: list[str]) -> None:
    acquired = read(one)
    assert acquired.document.text == SHIPS
    assert codes(acquired) == found


def test_a_form_alone_is_a_document() -> None:
    assert read(annotation("Widget", FIELD), []).document.text == PRICE


def test_a_stamp_on_a_scan_makes_no_text_of_it() -> None:
    acquired = read(annotation("Stamp"), [], set_in(SHIPS, 60, 700, 400), pictures=[0])
    assert "page-scanned" in codes(acquired)
    assert "page 1 is scanned" in acquired.findings[0].message
    hidden = [put._replace(mode=3) for put in set_in(SHIPS, 60, 700, 400)]
    behind = read(annotation("Stamp"), hidden, pictures=[0])
    assert behind.document.text == f"{SHIPS}\n\n{PRICE}"
    assert codes(behind) == ["page-behind-scan"]
    with pytest.raises(ReadError, match="scanned pages without text"):
        read(annotation("Link"), [], pictures=[0])
