"""Web Annotations: as the W3C's data model asks for, and leading back to the words."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from lxml import html as lxml_html

from onrecord.export.webannotation import annotations_json, collection
from onrecord.reader import read_bytes
from onrecord.records import Anchor, Event, Reading
from tests.acquire.paper import pdf, set_in
from tests.cli.command import run
from tests.export.readings import TEXT, reading
from tests.test_targets import LINES, NEWS, bare

# What the model (https://www.w3.org/TR/annotation-model/) names.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
SELECTORS: dict[str, dict[str, type]] = {
    "FragmentSelector": {"value": str, "conformsTo": str},
    "XPathSelector": {"value": str},
    "TextQuoteSelector": {"exact": str, "prefix": str, "suffix": str},
    "TextPositionSelector": {"start": int, "end": int},
    "DataPositionSelector": {"start": int, "end": int},
    "RangeSelector": {"startSelector": dict, "endSelector": dict},
}


def check_selector(made: dict[str, Any]) -> None:
    """Asserts what section 4.2 says of selectors."""
    needed = SELECTORS[made["type"]]
    assert {name: type(made[name]) for name in needed} == needed
    assert set(made) <= {"type", "refinedBy", *needed}
    if "start" in made:
        assert 0 <= made["start"] <= made["end"]
    for name in ("refinedBy", "startSelector", "endSelector"):
        if name in made:
            check_selector(made[name])


def check(made: dict[str, Any]) -> None:
    """Asserts what sections 3 to 5 say of an annotation in a collection."""
    assert IRI.fullmatch(made["id"])
    assert made["type"] == "Annotation"
    assert made["motivation"] in MOTIVATIONS
    assert IRI.fullmatch(made["generator"]["id"])
    for body in made["body"]:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
        assert "/" in body["format"]
    assert made["target"]
    for target in made["target"]:
        assert target["type"] == "SpecificResource"
        assert IRI.fullmatch(target["source"])
        assert target["selector"]
        for selector in target["selector"]:
            check_selector(selector)
        if "state" in target:
            assert target["state"]["type"] == "TimeState"
            assert IRI.fullmatch(target["state"]["cached"])


def items(of: Reading) -> list[dict[str, Any]]:
    """The annotations of a reading, as a reader of the JSON finds them."""
    made = json.loads(annotations_json(of))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    first = made["first"]
    assert (first["type"], first["partOf"], first["startIndex"]) == ("AnnotationPage", made["id"], 0)
    found: list[dict[str, Any]] = first["items"]
    assert made["total"] == len(found)
    assert len({one["id"] for one in found} | {made["id"], first["id"]}) == len(found) + 2
    for one in found:
        check(one)
    return found


def selector(target: dict[str, Any], kind: str) -> Any:
    return next((one for one in target["selector"] if one["type"] == kind), None)


def test_each_record_is_an_annotation() -> None:
    made = items(reading())
    assert sorted(one["body"][1]["value"] for one in made) == ["act", "act", "event", "statement"]
    for one in made:
        *_, whole = one["body"]
        assert json.loads(whole["value"])["document"] == reading().document.id
        (target,) = one["target"]
        position = selector(target, "TextPositionSelector")
        quote = selector(target, "TextQuoteSelector")
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert TEXT[: position["start"]].endswith(quote["prefix"])
        assert TEXT[position["end"] :].startswith(quote["suffix"])


def test_a_page_is_quoted_without_the_marks_of_its_lists() -> None:
    listed = (
        "<ol start=3><li>Norway will build five frigates for Ukraine.</li><li>Sweden will train the crews.</li></ol>"
    )
    data = NEWS.format(head="").replace("<ul>", f"{listed}<ul>").encode()
    found = [one["target"] for one in items(read_bytes(data, "a.html", reader="rules"))]
    quoted = [selector(page, "TextQuoteSelector") for page, _ in found]
    read = [selector(text, "TextQuoteSelector") for _, text in found]
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    text = bare(tree.xpath("string(//article)"))
    assert any("4. " in one["prefix"] for one in read)
    for one in quoted:
        assert bare(one["prefix"] + one["exact"] + one["suffix"]) in text


def test_nothing_is_an_empty_collection() -> None:
    made = collection(Reading(reading().document, reading().provenance))
    assert made["total"] == 0
    assert "first" not in made


def in_tree(made: dict[str, Any], tree: Any) -> tuple[str, int, int]:
    """The XPath and the range that a selector names."""
    refined = made["refinedBy"]
    assert tree.xpath(made["value"])
    return made["value"], refined["start"], refined["end"]


def test_the_selectors_of_a_page_lead_to_the_words() -> None:
    data = NEWS.format(head='<meta property="og:url" content="https://news.example/a">').encode()
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    text = bare(tree.xpath("string(//article)"))
    for one in items(read_bytes(data, "a.html", reader="rules")):
        page, read = one["target"]
        exact = bare(selector(page, "TextQuoteSelector")["exact"])
        assert page["source"] == "https://news.example/a"
        assert page["state"]["cached"].startswith("ni:///sha-256;")
        assert read["source"] != page["state"]["cached"]
        octets = selector(page, "DataPositionSelector")
        saved = data[octets["start"] : octets["end"]].decode()
        shown = lxml_html.fromstring(f"<div>{saved}</div>").xpath("string()")
        assert bare(shown).replace("-", "") == exact.replace("-", "")
        xpath, start, end = in_tree(selector(page, "XPathSelector"), tree)
        assert bare(tree.xpath(f"string({xpath})")[start:end]) == exact
        fragment = selector(page, "FragmentSelector")
        assert fragment["value"].startswith(":~:text=")
        words = [bare(unquote(part)) for part in fragment["value"][len(":~:text=") :].split(",")]
        assert all(word.rstrip("-").lstrip("-") in text for word in words)


def test_words_of_two_elements_are_a_range() -> None:
    data = (
        b"<!doctype html><html><body><article><p>It was agreed on Tuesday by both of the states.</p>"
        b"<p>They met in Oslo in the spring and spoke of <b>ships</b>.</p></article></body></html>"
    )
    tree = lxml_html.document_fromstring(data)
    page = read_bytes(data, "a.html", reader="rules")
    start = page.document.text.index("both of")
    end = page.document.text.index(" in Oslo")
    whole = Anchor(start, end, page.document.text[start:end])
    event = Event("e1", page.document.id, "CONSULT", whole)
    (made,) = items(msgspec.structs.replace(page, statements=(), events=(event,), acts=()))
    found = selector(made["target"][0], "RangeSelector")
    first, last = in_tree(found["startSelector"], tree), in_tree(found["endSelector"], tree)
    words = tree.xpath(f"string({first[0]})")[first[1] :] + tree.xpath(f"string({last[0]})")[: last[1]]
    assert bare(words) == bare(whole.exact) == "bothofthestates.Theymet"


def test_the_pages_of_a_paper_are_named_with_boxes() -> None:
    data = pdf([set_in(LINES * 2, 60, 700, 300)], title="A paper")
    for one in items(read_bytes(data, "a.pdf", reader="rules")):
        paper, _ = one["target"]
        assert paper["source"].startswith("ni:///sha-256;")
        fragment = selector(paper, "FragmentSelector")
        assert fragment["conformsTo"] == "http://tools.ietf.org/rfc/rfc8118"
        assert re.fullmatch(r"page=1(&highlight=[\d.]+,[\d.]+,[\d.]+,[\d.]+)+", fragment["value"])
        for box in re.findall(r"highlight=([\d.,]+)", fragment["value"]):
            left, right, top, bottom = map(float, box.split(","))
            assert 60 <= round(left) < right < 365
            assert 100 < top < bottom < 842


def test_the_command_prints_a_collection_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(NEWS.format(head=""), "utf-8")
    done = run("read", str(path), str(path), "--annotations", "--reader", "rules")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == second
    assert json.loads(first)["total"] > 3
    refused = run("read", str(path), "--annotations", "--json")
    assert refused.returncode == 2
