"""Word files: what their pages show, numbers as Word writes them, and what an attacker may pack into one."""

import io
import socket
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from onrecord.acquire.docx import from_docx, is_docx
from onrecord.acquire.elements import ELEMENTS
from onrecord.acquire.plain import Acquired
from onrecord.errors import ReadError
from tests.acquire.word import NUMBERING, STYLES, W, document, docx, external, p, table

SHIPS = "The minister said that Norway will buy two frigates."


def read(body: str, **parts: str) -> Acquired:
    """The document of a Word file with that body."""
    return from_docx(docx(document(body), **parts), "a.docx")


def run(words: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


NOTES = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("Signed in Oslo.")}</w:p></w:footnote></w:footnotes>'
BODIES = [
    ("paragraphs", p(SHIPS) + p("It pays."), [SHIPS, "It pays."]),
    ("empty ones", p(SHIPS) + p("") + p("It pays."), [SHIPS, "It pays."]),
    ("headings", p("Talks", "Title") + p("Ships", "Heading1") + p(SHIPS), ["Talks", "Ships", SHIPS]),
    (
        "numbers that go on behind a heading",
        p("One.", "Para") + p("a ship;", number=(1, 1)) + p("a radar.", number=(1, 1)) + p("Ships", "Heading1")
        + p("Two.", "Para") + p("a crew.", number=(1, 1)) + p("deep", number=(1, 2)),
        ["1. One.", "(a) a ship;", "(b) a radar.", "Ships", "2. Two.", "(a) a crew.", "2.i. deep"],
    ),
    ("a start of its own", p("Five.", number=(3, 0)) + p("Six.", number=(3, 0)), ["5. Five.", "6. Six."]),
    ("bullets", p("ships", number=(2, 0)) + p("radars", number=(2, 0)), ["• ships", "• radars"]),
    ("a list that is none", p("ships are bought.", "Para", number=(0, 0)), ["ships are bought."]),
    ("a table", table([["Ships", "two"], ["Year", "2030"]]) + p(SHIPS), ["Ships | two\nYear | 2030", SHIPS]),
    (
        "tracked changes",
        p("Norway", more=f'<w:del w:id="1" w:author="x"><w:r><w:delText> never</w:delText></w:r></w:del>'
          f'<w:ins w:id="2" w:author="x">{run(" will")}</w:ins>{run(" pay.")}'),
        ["Norway will pay."],
    ),
    (
        "notes",
        p("Norway will pay", more=f'<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}') + p(SHIPS),
        ["Norway will pay.", SHIPS, "1. Signed in Oslo."],
    ),
    ("breaks and tabs", p("Norway", more=f"<w:r><w:br/></w:r>{run('pays.')}") + p(SHIPS), ["Norway\npays.", SHIPS]),
    ("signs of markup", p("Ships & <b>radars</b> are bought."), ["Ships & <b>radars</b> are bought."]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "blocks"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_bodies(body: str, blocks: list[str]) -> None:
    acquired = read(body, footnotes=NOTES)
    assert acquired.document.text.split("\n\n") == blocks


def test_title_and_findings() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    acquired = from_docx(docx(document(p(SHIPS, more=deleted)), title="Two frigates"), "a.docx")
    assert (acquired.document.title, acquired.document.published) == ("Two frigates", None)
    assert [finding.code for finding in acquired.findings] == ["tracked-changes"]


def test_places_lead_to_the_same_words() -> None:
    acquired = read(p("Joint  statement", "Title") + p("One. ", "Para", more=run("Norway  pays.")) + p(SHIPS))
    tree = html.document_fromstring(
        "<html><body><h1>Joint  statement</h1><p>1. One. Norway  pays.</p><p>" + SHIPS + "</p></body></html>"
    )
    text = acquired.document.text
    assert "".join(text[place.start : place.end] for place in acquired.places).replace(" ", "") == text.replace(
        "\n", ""
    ).replace(" ", "")
    for place in acquired.places:
        assert place.xpath
        assert place.characters
        start, end = place.characters
        assert str(tree.xpath(f"string({place.xpath})"))[start:end] == text[place.start : place.end]


def test_relations_to_elsewhere_are_not_followed() -> None:
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="x"/>'
        "</w:drawing></w:r>"
    )
    packed = docx(document(p(SHIPS, more=picture)), relations=external("image", "file:///etc/passwd"))
    assert from_docx(packed, "a.docx").document.text == SHIPS


HIDDEN = "hidden-words-of-another-file"
ENTITIES = [
    ("an entity of its own", '<!DOCTYPE w [<!ENTITY a "aaaa">]>'),
    ("a file", '<!DOCTYPE w [<!ENTITY a SYSTEM "file://{file}">]>'),
    ("an address", '<!DOCTYPE w [<!ENTITY a SYSTEM "{address}">]>'),
    ("a public name", '<!DOCTYPE w [<!ENTITY a PUBLIC "x" "{address}">]>'),
    ("an external DTD", '<!DOCTYPE w SYSTEM "{address}"[<!ENTITY a "x">]>'),
    ("an external DTD of a file", '<!DOCTYPE w SYSTEM "file://{file}"[<!ENTITY a "x">]>'),
    ("a parameter entity", '<!DOCTYPE w [<!ENTITY % p SYSTEM "{address}">%p;<!ENTITY a "x">]>'),
    ("a parameter of a file", '<!DOCTYPE w [<!ENTITY % p SYSTEM "file://{file}">%p;<!ENTITY a "x">]>'),
    (
        "a billion laughs",
        '<!DOCTYPE w [<!ENTITY l0 "ha">'
        + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        + '<!ENTITY a "&l9;">]>',
    ),
    ("quadratic blow-up", f'<!DOCTYPE w [<!ENTITY a "{"a" * 60_000}">]>'),
    ("an entity in itself", '<!DOCTYPE w [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    ("a document type alone", "<!DOCTYPE w><!-- &a; -->"),
    ("default attributes", '<!DOCTYPE w [<!ATTLIST w:p x CDATA "y"><!ENTITY a "x">]>'),
]
ELSEWHERE = [
    ("a picture of an address", "image", "{address}"),
    ("a picture of a file", "image", "file://{file}"),
    ("a template", "attachedTemplate", "{address}"),
    ("a frame", "frame", "{address}"),
    ("an object", "oleObject", "{address}"),
    ("a sub-document", "subDocument", "file://{file}"),
    ("another main part", "officeDocument", "file://{file}"),
    ("styles elsewhere", "styles", "{address}"),
    ("notes elsewhere", "footnotes", "file://{file}"),
    ("numbers elsewhere", "numbering", "../../../../..{file}"),
]
INCLUDED = [
    ("XInclude", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file://{file}"/>'),
    ("XInclude of an address", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'),
    ("altChunk", '<w:altChunk r:id="x"/>'),
    ("a field", '<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;{file}&quot;"/></w:p>'),
]
PARTS = ("main", "styles", "numbering", "footnotes", "core", "endnotes")
OPENED: list[str] = []
WATCHED: list[bool] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if WATCHED and event in ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request"):
        OPENED.append(f"{event} {arguments[0]!r}")


sys.addaudithook(_watch)


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[tuple[str, str, socket.socket]]:
    """A file with hidden words, an address on this machine where somebody listens, and who listens."""
    from_docx(docx(document(p(SHIPS))), "a.docx")  # so that what is loaded once is loaded
    file = tmp_path / "hidden.txt"
    file.write_text(HIDDEN, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield str(file), f"http://127.0.0.1:{server.getsockname()[1]}/x", server


def _attacked(packed: bytes, canary: tuple[str, str, socket.socket]) -> str:
    """The text or the one line, after nothing was opened and nobody called."""
    OPENED.clear()
    WATCHED.append(True)
    try:
        made = from_docx(packed, "a.docx").document.text
    except ReadError as error:
        made = str(error)
        assert "\n" not in made
    finally:
        WATCHED.clear()
    assert HIDDEN not in made
    assert not [one for one in OPENED if "hidden" in one or "socket" in one or "urllib" in one]
    with pytest.raises(BlockingIOError):
        canary[2].accept()
    return made


@pytest.mark.parametrize("head", [row[1] for row in ENTITIES], ids=[row[0] for row in ENTITIES])
@pytest.mark.parametrize("part", PARTS)
def test_documents_with_a_document_type_are_refused(
    head: str, part: str, canary: tuple[str, str, socket.socket]
) -> None:
    head = head.replace("{file}", canary[0]).replace("{address}", canary[1])
    parts = {
        "styles": STYLES,
        "numbering": NUMBERING,
        "footnotes": NOTES,
        "endnotes": NOTES,
        "core": "<core>&a;</core>",
    }
    if part == "main":
        packed = docx(document(p(SHIPS).replace("Norway", "&a;"), head))
    else:
        packed = docx(document(p(SHIPS)), **{part: head + parts[part].replace("Oslo", "&a;")})
    assert "declares a document type" in _attacked(packed, canary)


@pytest.mark.parametrize(("kind", "target"), [row[1:] for row in ELSEWHERE], ids=[row[0] for row in ELSEWHERE])
def test_nothing_elsewhere_is_opened(kind: str, target: str, canary: tuple[str, str, socket.socket]) -> None:
    target = target.replace("{file}", canary[0]).replace("{address}", canary[1])
    for mode in ("External", "Internal"):
        relation = external(kind, target).replace("External", mode)
        assert _attacked(docx(document(p(SHIPS)), relations=relation), canary) == SHIPS


@pytest.mark.parametrize("body", [row[1] for row in INCLUDED], ids=[row[0] for row in INCLUDED])
def test_nothing_is_included(body: str, canary: tuple[str, str, socket.socket]) -> None:
    body = body.replace("{file}", canary[0]).replace("{address}", canary[1])
    assert SHIPS in _attacked(docx(document(p(SHIPS) + body)), canary)


def test_a_document_type_in_another_encoding_is_refused() -> None:
    main = '<?xml version="1.0" encoding="UTF-16"?>' + document(p("&a;"), '<!DOCTYPE w [<!ENTITY a "x">]>')[38:]
    with pytest.raises(ReadError, match="document type"):
        from_docx(docx(main.encode("utf-16")), "a.docx")


def _lying() -> bytes:
    """A file whose main part unpacks to more than its entries say."""
    packed = docx(document(p(SHIPS) * 3000))
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        size = file.getinfo("word/document.xml").file_size
    return packed.replace(struct.pack("<I", size), struct.pack("<I", 90))


def _many() -> bytes:
    packed = io.BytesIO(docx(document(p(SHIPS))))
    with zipfile.ZipFile(packed, "a") as file:
        for number in range(5001):
            file.writestr(f"word/media/{number}", b"")
    return packed.getvalue()


def _locked() -> bytes:
    packed = bytearray(docx(document(p(SHIPS))))
    at = packed.find(b"PK\x01\x02")
    while at >= 0:
        packed[at + 8] |= 1
        at = packed.find(b"PK\x01\x02", at + 4)
    return bytes(packed)


WHOLE = docx(document(p(SHIPS)))
REFUSED = [
    ("packed beyond measure", docx(document(p("a" * 3_000_000))), "packed beyond measure"),
    ("sizes that lie", _lying(), "damaged"),
    ("too many members", _many(), "too many parts"),
    ("too deep", docx(document("<w:p>" * 300 + "</w:p>" * 300)), "200 deep"),
    ("encrypted", _locked(), "encrypted"),
    ("cut off", WHOLE[: len(WHOLE) // 2], "damaged"),
    ("broken XML", docx("<w:document><w:p>word/document"), "broken"),
    ("nothing in it", docx(document("")), "holds no text"),
    ("another root", docx(f"<x {W}>{SHIPS}</x>"), ""),
    ("the name of its main part alone", b"PK\x03\x04word/document.xml", "damaged"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, reason: str) -> None:
    assert is_docx(data)
    with pytest.raises(ReadError) as refused:
        from_docx(data, "a.docx")
    message = str(refused.value)
    assert message.startswith("a.docx: ")
    assert reason in message
    assert ";" in message
    assert "\n" not in message


def test_other_members_stay_packed() -> None:
    """A bomb of gigabytes among the pictures is never unpacked, nor is a file within the file."""
    packed = io.BytesIO(docx(document(p(SHIPS)), media=zlib.compress(b"0" * 10_000_000)))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/media/image1.png", b"0" * 50_000_000)
        file.writestr("word/embeddings/a.docx", WHOLE)
    assert from_docx(packed.getvalue(), "a.docx").document.text == SHIPS


def test_more_elements_than_any_paper_has_are_refused() -> None:
    noise = "".join(f'<w:r w:x="{number * 7919 % 10007}"/>' for number in range(ELEMENTS // 2))
    with pytest.raises(ReadError, match="elements"):
        from_docx(docx(document(f"<w:p>{noise}</w:p>"), styles=f"<x {W}>{noise}<a/>{'<b/>' * 10}</x>"), "a.docx")
