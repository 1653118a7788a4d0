"""The parts of Word files, by whatever names their relations lead to."""

import io
import zipfile

import pytest

from onrecord.acquire.docx import from_docx
from onrecord.acquire.package import is_docx
from onrecord.errors import ReadError
from tests.acquire.word import document, docx, moved, p

SHIPS = "The minister said that Norway will buy two frigates."
_TO = {
    "styles": '<Relationship Id="s" Type="http://x/relationships/styles" Target="/word/styles2.xml"/>',
    "numbering": '<Relationship Id="n" Type="http://x/relationships/numbering" Target="numbering%32.xml"/>',
}
_MOVED = {
    "word/document.xml": "word/document2.xml",
    "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
    "word/styles.xml": "word/styles2.xml",
    "word/numbering.xml": "word/numbering2.xml",
}
_LEADS = {"word/document.xml": "word/document2.xml"}
NAMES = [
    ("a main part by another name", _MOVED, _LEADS),
    ("an absolute target", _MOVED, {"word/document.xml": "/word/./document2.xml"}),
    ("names with a slash before them", {name: f"/{name}" for name in _MOVED}, {}),
    ("names with backslashes", {name: name.replace("/", "\\") for name in _MOVED}, {}),
    ("capital letters", {"word/document.xml": "word/Document.xml"}, {}),
]


@pytest.mark.parametrize(("names", "changes"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_parts_are_found_by_relations(names: dict[str, str], changes: dict[str, str]) -> None:
    relations = "".join(_TO.values())
    packed = moved(docx(document(p("One.", "Para") + p("Two.", "Para")), relations=relations), names, changes)
    assert is_docx(packed)
    assert from_docx(packed, "a.docx").document.text == "1. One.\n\n2. Two."


def test_a_main_part_outside_of_word_is_found_by_its_type() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = 'package/2006/content-types"><Override PartName="/text/document.xml" ContentType="' + kind + '"/></Types>'
    changes = {'package/2006/content-types"/>': types, "word/document.xml": "text/document.xml"}
    packed = moved(docx(document(p(SHIPS))), {name: name.replace("word/", "text/") for name in _MOVED}, changes)
    assert is_docx(packed)
    assert from_docx(packed, "a.docx").document.text == SHIPS
    assert not is_docx(moved(packed, {}, {kind: "application/x"}))


def test_without_relations_the_usual_names_hold() -> None:
    packed = moved(docx(document(p(SHIPS))), {"_rels/.rels": "x.rels", "word/_rels/document.xml.rels": "y.rels"})
    assert from_docx(packed, "a.docx").document.text == SHIPS


@pytest.mark.parametrize("head", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "c">]>', "<a>"])
@pytest.mark.parametrize("name", ["_rels/.rels", "word/_rels/document.xml.rels"])
def test_relations_are_judged(name: str, head: str) -> None:
    packed = moved(docx(document(p(SHIPS))), {name: "x"})
    made = io.BytesIO(packed)
    with zipfile.ZipFile(made, "a") as file:
        file.writestr(name, f"{head}<Relationships/>")
    with pytest.raises(ReadError, match=r"damaged Word file.*\(.*rels: "):
        from_docx(made.getvalue(), "a.docx")
