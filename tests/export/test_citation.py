"""Citations: what is said in each form, that nothing of a document becomes a command of it, and that keys stay."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.export.citation import Citation, bibtex, citation, csl, csl_date, text, told
from onrecord.records import Reading, Record
from tests.export.readings import TEXT, anchor, reading

# What CSL-JSON (schema 1.0.2) lets an item have, of what we say.
FIELDS = {"id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL", "language",
          "note", "archive"}  # fmt: skip
TYPES = {"article-newspaper", "speech", "report", "webpage", "document"}
LINK = "https://post.example/a_b?c=1&d=%7E#:~:text=two%20ships,for%20Lima"


def with_about(**said: object) -> Reading:
    made = reading()
    return replace(made, document=replace(made.document, **said))


def cited(made: Reading, number: int = 0, link: str | None = LINK) -> Citation:
    records: tuple[Record, ...] = (*made.statements, *made.events, *made.acts)
    quote = anchor("Seoul would build two ships for Lima")
    return citation(made, records[number], quote, link, "2024-03-06T10:00:00+00:00")


def test_a_line_says_who_what_where_and_when() -> None:
    made = with_about(byline="Ana Vidal", title="Seoul and Lima agree on “ships”")
    assert text(cited(made)) == (
        "Park: “Seoul would build two ships for Lima” (Ana Vidal, “Seoul and Lima agree on ‘ships’,” The Example, "
        f"March 5, 2024, {LINK}, accessed March 6, 2024)."
    )
    bare = replace(reading(publisher=None), document=replace(reading().document, publisher=None, published=None))
    bare = replace(bare, provenance=replace(bare.provenance, publisher=None, published=None))
    assert re.fullmatch(
        r"“Seoul would build two ships for Lima” \(“Seoul and Lima agree on ships,” undated, ni:///sha-256;[\w-]{43}, "
        r"accessed March 6, 2024\)\.",
        text(cited(bare, 1, None)),
    )


def test_a_bibtex_entry_has_the_same() -> None:
    assert bibtex(cited(with_about(byline="Ana Vidal & Sons"))) == (
        "@article{park2024s1,\n  author = {{Ana Vidal \\& Sons}},\n  title = {{Seoul and Lima agree on ships}},\n"
        "  journal = {The Example},\n  year = {2024},\n  month = {3},\n  day = {5},\n"
        f"  url = {{{LINK}}},\n  urldate = {{2024-03-06}},\n"
        "  note = {Park: “Seoul would build two ships for Lima”, accessed 2024-03-06},\n}\n"
    )


@pytest.mark.parametrize(
    ("kind", "url", "entry", "type"),
    [
        ("news", None, "article", "article-newspaper"),
        ("news", LINK, "article", "article-newspaper"),
        ("speech", LINK, "misc", "speech"),
        ("transcript", LINK, "misc", "speech"),
        ("communique", LINK, "techreport", "report"),
        ("factsheet", None, "techreport", "report"),
        ("readout", LINK, "misc", "webpage"),
        ("readout", None, "misc", "document"),
    ],
)
def test_each_kind_of_document_has_its_type(kind: str, url: str | None, entry: str, type: str) -> None:
    made = cited(with_about(kind=kind, url=url), link=None)
    assert csl(made)["type"] == type
    assert bibtex(made).startswith(f"@{entry}{{park2024s1,\n")
    assert ("URL" in csl(made)) == (url is not None)
    assert ("archive" in csl(made)) == (url is None)


@pytest.mark.parametrize(
    ("date", "shown", "parts"),
    [
        ("2024-03-05", "March 5, 2024", {"date-parts": [[2024, 3, 5]]}),
        ("2024-03", "March 2024", {"date-parts": [[2024, 3]]}),
        ("2024", "2024", {"date-parts": [[2024]]}),
        ("2024-XX-XX", "2024", {"date-parts": [[2024]]}),
        ("2024-03-XX", "March 2024", {"date-parts": [[2024, 3]]}),
        ("2024-03~", "ca. March 2024", {"date-parts": [[2024, 3]], "circa": True}),
        ("2024?", "ca. 2024", {"date-parts": [[2024]], "circa": True}),
        ("2024-22", "Summer 2024", {"date-parts": [[2024]], "season": 2}),
        ("2024-03-05T10:00:00Z", "March 5, 2024", {"date-parts": [[2024, 3, 5]]}),
        ("2024-03-05/2024-03-07", "March 5, 2024 to March 7, 2024", {"date-parts": [[2024, 3, 5], [2024, 3, 7]]}),
        ("2024/..", "2024/..", {"literal": "2024/.."}),
        ("202X", "202X", {"literal": "202X"}),
        ("2024-33", "2024-33", {"literal": "2024-33"}),
        ("soon", "soon", {"literal": "soon"}),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(date: str, shown: str, parts: dict[str, object]) -> None:
    assert (told(date), csl_date(date)) == (shown, parts)


def test_keys_are_of_the_record_alone() -> None:
    """A reference manager that has it already knows it again, whatever the link or the day."""
    assert cited(reading()).key == cited(reading(), link=None).key == "park2024s1"
    # A name in letters of which none is ASCII has a hash for them.
    for names, key in ((("Łukasz O’Brien-Ñandú",), "ukaszobriennandu2024s1"), (("金",), r"x[0-9a-f]{12}2024s1"),
                       ((), "ministerpark2024s1")):  # fmt: skip
        made = reading()
        made = replace(made, statements=(replace(made.statements[0], actor=names),))
        assert re.fullmatch(key, cited(made).key)
    assert cited(with_about(published="XXXX")).key == "parknds1"


def check(made: Citation) -> None:
    """What must hold of any citation: one line, a valid entry, a valid item."""
    assert len(text(made).splitlines()) == 1
    item = csl(made)
    assert set(item) <= FIELDS
    assert {"id", "type"} <= set(item)
    assert item["type"] in TYPES
    assert all(set(one) == {"literal"} for one in item.get("author", ()))
    assert json.loads(json.dumps(item)) == item
    entry = bibtex(made)
    depth = 0
    for at, one in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(one, 0)
        assert depth > 0 or at == len(entry) - 2 or one in "@\n" or at < entry.index("{")
    assert depth == 0
    assert len(re.findall(r"^  [a-z]+ = \{.*\},$", entry, re.MULTILINE)) == len(entry.splitlines()) - 2
    rest = re.sub(r"^  url = .*$", "", entry, flags=re.MULTILINE)
    assert not re.search(r"(?<!\\)[#$%&_~^]", rest)
    assert not re.search(r"\\(?!text(?:backslash|brace(?:left|right)|ascii(?:tilde|circum))\{\}|[#$%&_])", rest)


@pytest.mark.parametrize(
    "hostile",
    ["}\n@comment{", "\\input{/etc/passwd}", "\\write18{rm}", "a}, note = {b",
     '"', "%", "50% & {more}_#1 ~ ^2 \\", "\x00\x1b[31m",
     "\u202egnihton", "\n\n", "“nested”", "@", "\ud800"],
)  # fmt: skip
def test_what_documents_say_is_no_command(hostile: str) -> None:
    made = with_about(byline=hostile, publisher=hostile, title=hostile, published="2024-03-05", kind="news")
    made = replace(made, statements=(replace(made.statements[0], actor=(hostile,)),))
    check(cited(made, link=f"https://post.example/{{a}}?b={hostile}"))
    check(cited(made, link="https://post.example/{a}?b=c_d%20#e"))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=12))
def test_any_words_make_a_valid_citation(words: str, name: str, date: str) -> None:
    made = with_about(byline=name, title=words, published=date)
    check(replace(cited(made), quote=cited(made).quote))


def test_the_words_are_those_of_the_record() -> None:
    assert TEXT[slice(*anchor("two ships").span)] in text(cited(reading()))
