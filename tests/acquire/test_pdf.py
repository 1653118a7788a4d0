"""PDF files: order of reading, what is left out, words broken at line ends, pages and boxes, and what is refused."""

import re
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.pdf import from_pdf
from onrecord.acquire.plain import Acquired
from onrecord.errors import ReadError
from onrecord.origin import places_of
from tests.acquire.paper import FI, HEIGHT, SOFT, WIDTH, Put, pdf, set_in, width
from tests.acquire.timed import grows

SHIPS = "The minister said that Norway will buy two frigates from the yard in Bergen before the end of the decade."
RADARS = "Sweden and Finland agreed to build a radar in the north, and to share what it sees with each other at once."
CREWS = "The crews are to be trained together every spring, and each side pays for its own part of the exercise."
LONG = f"{SHIPS} {RADARS} {CREWS}"
TOWNS = ("Oslo", "Riga", "Rome", "Paris", "Ankara")


def read(data: bytes) -> Acquired:
    """The document of a file, in whatever language."""
    return from_pdf(data, "a.pdf", any_language=True)


def text_or_line(data: bytes) -> str:
    """The text of a file, or the one line that says why there is none."""
    try:
        return read(data).document.text
    except ReadError as error:
        return str(error)


def text(*puts: Put) -> str:
    """The text of a file of one page."""
    return read(pdf([puts])).document.text


def codes(acquired: Acquired) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in acquired.findings]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert text(*set_in(LONG, 60, 700, 300)) == LONG


def test_paragraphs_end_by_gap_indent_and_short_line() -> None:
    by_gap = [*set_in(SHIPS, 60, 700, 300), *set_in(RADARS, 60, 640, 300), *set_in(CREWS, 60, 580, 300)]
    assert text(*by_gap) == f"{SHIPS}\n\n{RADARS}\n\n{CREWS}"
    first = set_in(LONG, 60, 700, 300, indent=20)
    second = set_in(LONG, 60, 700 - len(first) * 13.75, 300, indent=20)
    assert text(*first, *second) == f"{LONG}\n\n{LONG}"


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = f"{LONG} Left.", f"{LONG} {LONG} Right."
    columns = [*set_in(left, 60, 700, 220), *set_in(right, 310, 700, 220)]
    wide = set_in(f"Over both columns stands what both ministers said. {SHIPS}", 60, 760, 470)
    # The order of the file's content is row by row, as some programs write it.
    assert text(*wide, *sorted(columns, key=lambda put: -put.y)).split("\n\n")[1:] == [left, right]


def test_three_columns_and_a_line_across() -> None:
    three = [put for number in range(3) for put in set_in(f"{LONG} {number}", 50 + 175 * number, 740, 150)]
    across = [Put("What follows is the other half of the page of the paper, across all of its three columns.", 50, 400)]
    lower = [put for number in range(3) for put in set_in(f"{LONG} {number + 3}", 50 + 175 * number, 370, 150)]
    found = re.findall(r"\b[0-5]\b|across", text(*three, *across, *lower))
    assert found == ["0", "1", "2", "across", "3", "4", "5"]


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        Put(words, x, 700 - 16 * number)
        for number, row in enumerate(
            [("Frigates", "two"), ("Radars", "one"), ("Crews", "ninety"), ("Years", "four")] * 2
        )
        for words, x in zip(row, (60, 350), strict=True)
    ]
    assert "Frigates two\n\nRadars one" in text(*rows)


def headed() -> bytes:
    """Five pages with a running header, a footer and page numbers, each with a paragraph that goes on on the next."""
    whole = set_in(" ".join(f"{LONG} It was signed in {town}." for town in TOWNS * 3), 60, 745, 400)
    share = len(whole) // 5 + 1
    pages = []
    for number in range(5):
        lines = [
            put._replace(y=745 - at * 13.75) for at, put in enumerate(whole[number * share : (number + 1) * share])
        ]
        left = number % 2
        pages.append(
            [
                Put("Joint statement of the ministers", 60 if left else 300, 806, 9),
                Put(f"{number + 7} | Ministry of Defence", 60 if left else 300, 30, 9),
                Put(f"- {number + 1} -", 290, 42, 9),
                *lines,
            ]
        )
    return pdf(pages)


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    acquired = read(headed())
    assert acquired.document.text == " ".join(f"{LONG} It was signed in {town}." for town in TOWNS * 3)
    assert codes(acquired) == ["running-lines"]


def test_what_stands_at_the_edge_of_one_page_is_kept() -> None:
    pages = [[Put(f"Signed in {town}", 60, 800), *set_in(f"{LONG} {town}", 60, 700, 300)] for town in TOWNS]
    made = read(pdf(pages)).document.text
    assert all(f"Signed in {town}" in made for town in TOWNS)


def test_figures_of_a_table_at_the_edge_are_kept() -> None:
    pages = [[Put(f"{number} {number + 50}.5 12", 60, 90), *set_in(f"{SHIPS}", 60, 700, 300)] for number in range(5)]
    assert "4 54.5 12" in read(pdf(pages)).document.text


HYPHENS = [
    ("the govern- / ment of Norway", "the government of Norway"),
    ("in the Indo- / Pacific region", "in the Indo-Pacific region"),
    ("the US- / led mission", "the US-led mission"),
    ("a long- / term plan", "a long-term plan"),
    ("a non- / proliferation treaty", "a non-proliferation treaty"),
    ("a state-of-the- / art radar", "a state-of-the-art radar"),
    ("the F- / 35 jets", "the F-35 jets"),
    ("a co- / operation. Cooperation is good", "a cooperation. Cooperation is good"),
    ("a co- / operation. The co-operation is good", "a co-operation. The co-operation is good"),
    ("wide- / ranging talks", "wide-ranging talks"),
    ("a counter- / terrorism unit", "a counter-terrorism unit"),
    ("of subma- / rines and frig- / ates", "of submarines and frigates"),
    ("the 2025- / 2030 plan", "the 2025-2030 plan"),
    ("they said - / that it holds", "they said - that it holds"),
]


@pytest.mark.parametrize(("broken", "whole"), HYPHENS, ids=[row[0] for row in HYPHENS])
def test_hyphens_at_line_ends(broken: str, whole: str) -> None:
    lines = broken.split(" / ")
    puts = [Put(f"The ministers spoke in Oslo about {lines[0]}", 60, 700)]
    wide = width(puts[0].words, 11)
    puts += [Put(line, 60, 700 - 14 * number) for number, line in enumerate(lines[1:], 1)]
    puts.append(Put("x" * int(wide / 5.5), 60, 700 - 14 * len(lines)))
    assert f"about {whole}" in text(*puts)


def test_both_halves_of_a_word_lead_to_their_boxes() -> None:
    acquired = read(pdf([set_in(f"{SHIPS} The govern- / ment of Norway paid for it.", 60, 700, 300)]))
    at = acquired.document.text.index("government")
    first, second = places_of(acquired.places, at, at + len("government"))
    assert first.box
    assert second.box
    assert first.box[1] < second.box[1]


ITEMS = [
    ("bullets", ["• buy two frigates from the yard;", "• build a radar;", "• train the crews."]),
    ("numbers", ["1. Norway buys two frigates.", "2. Sweden builds a radar.", "3. Finland trains the crews."]),
    ("letters", ["(a) to buy two frigates;", "(b) to build a radar;", "(c) to train the crews."]),
    ("decimals", ["1.1 Norway buys two frigates.", "1.2 Sweden builds a radar.", "2.1 Finland trains them."]),
    ("dashes", ["– buy two frigates;", "– build a radar;", "– train the crews."]),
]


@pytest.mark.parametrize("items", [row[1] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_items_stay_on_lines_of_their_own(items: list[str]) -> None:
    puts = [Put(item, 60, 640 - 14 * number) for number, item in enumerate(items)]
    assert text(*set_in(f"{SHIPS} They agreed:", 60, 700, 400), *puts).split("\n\n")[1:] == items


def test_an_item_whose_lines_hang_is_one() -> None:
    first = set_in(f"1. {LONG}", 60, 700, 300)
    hung = [first[0], *(put._replace(x=75) for put in first[1:])]
    second = [put._replace(y=put.y - 14 * len(first)) for put in hung]
    assert text(*hung, *second) == f"1. {LONG}\n\n1. {LONG}"


def test_headings_stand_alone() -> None:
    puts = [Put("Defence of the north", 60, 720, 16, True), *set_in(SHIPS, 60, 695, 300)]
    puts += [Put("Ships", 60, 640, 11, True), *set_in(RADARS, 60, 626, 300)]
    assert text(*puts) == f"Defence of the north\n\n{SHIPS}\n\nShips\n\n{RADARS}"


def test_a_year_that_begins_a_line_begins_no_item() -> None:
    lines = ["The minister said that the two frigates sail in", "2030. They are built in the yard of the town that"]
    assert text(*(Put(line, 60, 700 - 14 * number) for number, line in enumerate(lines))) == " ".join(lines)


def test_notes_come_last_and_their_signs_are_left_out() -> None:
    puts = [
        *set_in(f"{LONG} Norway paid", 60, 700, 400),
        Put("for them.", 60, 600),
        Put("1", 60 + width("for them.", 11), 604, 6),
        Put("1 The price was told in March.", 60, 90, 8),
    ]
    assert text(*puts).endswith("for them.\n\n1 The price was told in March.")


def test_a_power_is_no_sign_of_a_note() -> None:
    assert "the 1st of May" in text(Put("the 1", 60, 700), Put("st", 60 + width("the 1", 11), 704, 6),
                                    Put("of May", 100, 700))  # fmt: skip


def test_soft_hyphens_and_ligatures_are_plain_letters() -> None:
    first = Put(f"The of{FI}ce of the mini{SOFT}ster spoke of the de{SOFT}", 60, 700)
    assert text(first, Put("fence of the north, and of its new frigates", 60, 686)) == (
        "The office of the minister spoke of the defence of the north, and of its new frigates"
    )


def test_turned_and_hidden_text_is_left_out_with_a_finding() -> None:
    acquired = read(pdf([[*set_in(LONG, 60, 700, 300), Put("DRAFT", 200, 300, 60, angle=45),
                          Put("side note", 20, 300, angle=90), Put("white words", 60, 200, mode=3)]]))  # fmt: skip
    assert acquired.document.text == LONG
    assert codes(acquired) == ["text-turned", "text-hidden"]
    assert "page 1" in acquired.findings[0].message


@pytest.mark.parametrize(("rotate", "angle"), [(90, 90), (270, 270), (180, 180)])
def test_a_page_that_lies_on_its_side_is_read(rotate: int, angle: int) -> None:
    upright = set_in(LONG, 60, 500, 300)
    turned = {90: lambda p: (595 - p.y, p.x), 180: lambda p: (595 - p.x, 842 - p.y), 270: lambda p: (p.y, 842 - p.x)}
    puts = [put._replace(x=turned[angle](put)[0], y=turned[angle](put)[1], angle=angle) for put in upright]
    acquired = read(pdf([puts], rotate=rotate))
    assert acquired.document.text == LONG
    # The first line stands as far from the upper left corner as on a page that lies upright.
    assert acquired.places[0].box
    left, top, _, bottom = acquired.places[0].box
    assert round(left) == 60
    assert top < (HEIGHT if rotate == 180 else WIDTH) - 500 < bottom


def test_boxes_count_from_the_upper_left_corner_of_the_page() -> None:
    plain = read(pdf([[Put(SHIPS, 60, 700, 8)]])).places
    moved = read(pdf([[Put(SHIPS, 160, 750, 8)]], corner=(100, 50))).places
    assert plain == moved
    assert plain[0].page == 1
    assert plain[0].box
    left, top, right, bottom = plain[0].box
    assert (round(left), round(right)) == (60, round(60 + width(SHIPS, 8)))
    assert top < HEIGHT - 700 < bottom


def test_a_scanned_page_is_a_finding_that_names_it() -> None:
    acquired = read(pdf([set_in(LONG, 60, 700, 300), [], [], set_in(SHIPS, 60, 700, 300)], pictures=[1, 2]))
    assert codes(acquired) == ["page-scanned"]
    assert "pages 2–3 are scanned" in acquired.findings[0].message


def test_a_blank_page_and_a_picture_behind_text_are_no_scans() -> None:
    assert codes(read(pdf([set_in(LONG, 60, 700, 300), []], pictures=[0]))) == []


def test_the_text_behind_a_scan_is_read() -> None:
    hidden = [put._replace(mode=3) for put in set_in(LONG, 60, 700, 300)]
    acquired = read(pdf([hidden], pictures=[0]))
    assert acquired.document.text == LONG
    assert codes(acquired) == ["page-behind-scan"]


def test_metadata_give_the_title_and_no_date() -> None:
    document = read(pdf([set_in(LONG, 60, 700, 300)], title="Joint  statement")).document
    assert (document.title, document.published) == ("Joint statement", None)


WHOLE = pdf([set_in(LONG, 60, 700, 300)])
LOCKED = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format("41" * 32)
REFUSED = [
    ("scans only", pdf([[], []], pictures=[0, 1]), "holds scanned pages"),
    ("nothing on its pages", pdf([[]]), "without text"),
    ("no page", pdf([]), "PDF file"),
    ("encrypted", pdf([set_in(LONG, 60, 700, 300)], trailer=LOCKED), "is an encrypted PDF file"),
    ("a head alone", b"%PDF-1.7\n", "is a damaged PDF file"),
    ("cut off in its first object", WHOLE[:60], "is a damaged PDF file"),
    ("other words", b"%PDF-1.7\n" + SHIPS.encode(), "is a damaged PDF file"),
    ("zeros", b"%PDF-1.7\n" + bytes(5000), "is a damaged PDF file"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refused:
        from_pdf(data, "a.pdf")
    message = str(refused.value)
    assert message.startswith("a.pdf: ")
    assert reason in message
    assert ";" in message
    assert "\n" not in message


def test_a_file_without_its_last_bytes_is_still_read() -> None:
    assert read(WHOLE[:-20]).document.text == LONG


def test_a_file_in_another_language_is_refused() -> None:
    with pytest.raises(ReadError, match="German"):
        from_pdf(
            pdf([set_in("Der Minister sagte, dass die Regierung neue Flugzeuge kaufen wird. " * 9, 60, 700, 400)]), "a"
        )


WORDS = st.lists(st.text("abcdefghijklmnop-", min_size=1, max_size=9), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_every_span_leads_to_pages_that_hold_its_words(pages: list[str], data: st.DataObject) -> None:
    """The text of each page, without blanks and hyphens, holds that of the span that its places name."""
    drawn = [set_in(f"q {words}", 60, 700, 200) for words in pages]
    acquired = read(pdf(drawn))
    made = acquired.document.text
    start = data.draw(st.integers(0, len(made) - 1))
    end = data.draw(st.integers(start + 1, len(made)))
    found = places_of(acquired.places, start, end)
    assert len(found) or not made[start:end].strip()
    for place in found:
        words = made[max(start, place.start) : min(end, place.end)]
        assert place.page
        on_page = "".join(put.words for put in drawn[place.page - 1])
        assert re.sub(r"[\s-]", "", words) in re.sub(r"[\s-]", "", on_page)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=30))
def test_damaged_files_are_a_document_or_one_line(at: int, put: bytes) -> None:
    made = text_or_line(WHOLE[:at] + put + WHOLE[at + len(put) :])
    assert "\n" not in made or not made.startswith("a.pdf: ")


def test_five_hundred_pages_take_ten_times_as_long_as_fifty() -> None:
    pages = [set_in(f"{LONG} {LONG} {number}", 60, 700, 300) for number in range(500)]
    few, many = pdf(pages[:50]), pdf(pages)
    assert not grows(lambda: read(few), lambda: read(many), 20, 0.5)
    tracemalloc.start()
    read(pdf(pages[:100]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
