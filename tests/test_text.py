"""Offsets: no span may ever be carried to other characters, whatever the text is made of."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.text import OffsetMap, Span, counted, from_utf8, from_utf16, normalised, utf8_span, utf16_span

# Texts made of what breaks offsets: pairs outside the BMP, joined emoji, combining marks, line ends of every kind,
# spaces of other widths, bidi controls, NUL, lone surrogates, soft hyphens, byte-order marks.
PIECES = [
    "a",
    "Z",
    " ",
    ".",
    "“",
    "”",
    "é",
    "e\u0301",
    "\u1e69\u0323",
    "😀",
    "👩\u200d🚀",
    "🇰🇷",
    "\r\n",
    "\r",
    "\n",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u202f",
    "\u3000",
    "\u200e",
    "\u202b",
    "\u2066",
    "\u2069",
    "\x00",
    "\x07",
    "\x85",
    "\ud83d",
    "\ude00",
    "\u00ad",
    "\ufeff",
    "\u200b",
    "한국",
    "العربية",
    "\U0010ffff",
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(st.characters(), max_size=30),
)


def spans_of(text: str) -> st.SearchStrategy[Span]:
    """Any span of the text, empty ones included."""
    return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(min(pair), max(pair)))


cases = texts.flatmap(lambda text: st.tuples(st.just(text), spans_of(text)))
normalised_cases = texts.flatmap(lambda text: st.tuples(st.just(text), spans_of(normalised(text)[0])))


@settings(max_examples=1000)
@given(normalised_cases)
@example(("\r\nA\u200bB", Span(1, 3)))
@example(("\ud83d\ude00", Span(0, 1)))
def test_a_span_carried_back_covers_the_same_words(case: tuple[str, Span]) -> None:
    """What stands at the original span normalises to exactly what stood at the span."""
    text, span = case
    clean, offsets = normalised(text)
    original = offsets.to_original(span)
    assert 0 <= original.start <= original.end <= len(text)
    if span.start < span.end:
        assert normalised(text[original.start : original.end])[0] == clean[span.start : span.end]
        assert offsets.to_changed(original) == span


@settings(max_examples=500)
@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The annotators' text holds nothing that normalising would still change, and its map is the identity."""
    clean, _ = normalised(text)
    again, offsets = normalised(clean)
    assert again == clean
    assert offsets.is_identity


@settings(max_examples=1000)
@given(cases)
def test_utf16_and_utf8_spans_hold_the_same_words(case: tuple[str, Span]) -> None:
    """Cutting the encoded text at the converted span gives the encoded words; converting back gives the span."""
    text, span = case
    exact = text[span.start : span.end]
    units = utf16_span(text, span)
    encoded = text.encode("utf-16-le", "surrogatepass")
    assert encoded[2 * units.start : 2 * units.end] == exact.encode("utf-16-le", "surrogatepass")
    octets = utf8_span(text, span)
    assert text.encode("utf-8", "surrogatepass")[octets.start : octets.end] == exact.encode("utf-8", "surrogatepass")
    assert from_utf16(text, units) == span
    assert from_utf8(text, octets) == span


@pytest.mark.parametrize(("convert", "inside"), [(from_utf16, 2), (from_utf8, 3)])
def test_an_offset_inside_a_character_is_refused(convert: object, inside: int) -> None:
    """An offset that splits a character cannot be a code point."""
    assert callable(convert)
    with pytest.raises(ValueError, match="not at the edge"):
        convert("a😀b", Span(0, inside))


def test_offsets_beyond_the_text_are_refused() -> None:
    """A span outside the text is an error, never a shorter span."""
    with pytest.raises(ValueError, match="lies outside"):
        OffsetMap.identity(3).to_original(Span(1, 4))
    with pytest.raises(ValueError, match="not at the edge"):
        from_utf16("abc", Span(0, 9))


def test_dropped_characters_map_to_nothing() -> None:
    """An original span of dropped characters only is empty in the annotators' text."""
    _, offsets = normalised("a\u200b\u200bb")
    assert offsets.to_changed(Span(1, 3)) == Span(1, 1)


def test_overlap_and_cover() -> None:
    """Spans that only touch do not overlap; a span covers itself."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).overlaps(Span(2, 5))
    assert Span(0, 3).covers(Span(0, 3))
    assert not Span(0, 3).covers(Span(0, 4))


_TYPESCRIPT = (
    "The two prime ministers met in Hobart on Monday and agreed that\n\n"
    "officials would draw up a treaty on the fisheries of the Southern\n\n"
    "Ocean before the end of the year. They welcomed the progress that\n\n"
    "had been made on the harbour, and asked the company that builds it\n\n"
    "to open the second pier in May. The New Zealand party was to leave\n\n"
    "for Wellington on the next day, after a visit to the shipyard that\n\n"
    "had repaired its frigate. Both sides would meet again in a year to\n\n"
    "look at what had been done about the fisheries and the harbour.\n"
)


def test_a_typescript_in_double_spacing_loses_its_empty_lines_and_no_place() -> None:
    text, offsets = normalised(_TYPESCRIPT)
    assert text == _TYPESCRIPT.replace("\n\n", "\n")
    start = text.index("agreed that\nofficials would")
    assert _TYPESCRIPT[slice(*offsets.to_original(Span(start, start + 27)))] == "agreed that\n\nofficials would"


@pytest.mark.parametrize(
    "text",
    [
        _TYPESCRIPT.replace("\n\n", "\n"),  # wrapped, in single spacing
        _TYPESCRIPT.replace(" that\n", ".\n")
        .replace("harbour, and asked the company", "harbour.")
        .replace(" to\n", ".\n")
        .replace("Southern\n", "South.\n")
        .replace("leave\n", "go.\n")
        .replace("it\n", "it.\n"),
        "\n\n".join(_TYPESCRIPT.split("\n\n")[:4]),  # too few lines to tell
        "Norway will pay.\n\nFinland will not.\n\n" * 8,  # short paragraphs
    ],
)
def test_paragraphs_keep_the_empty_lines_between_them(text: str) -> None:
    assert normalised(text)[0] == text


def test_what_is_counted_agrees_with_its_number() -> None:
    told = [counted(number, "act") for number in (0, 1, 2, 1_234)]
    assert told == ["0 acts", "1 act", "2 acts", "1,234 acts"]
    assert [counted(number, "of them is", "of them are") for number in (1, 2)] == ["1 of them is", "2 of them are"]
