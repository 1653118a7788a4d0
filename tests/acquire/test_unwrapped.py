"""Words of Word files that stand in fields and the like, and those that nobody is to see."""

import time

import pytest

from onrecord.acquire.docx import from_docx
from onrecord.acquire.package import Parts
from onrecord.acquire.plain import Acquired
from onrecord.acquire.unwrapped import unwrapped
from tests.acquire.word import STYLES, W, document, docx, p

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="urn:drawing" '
    'xmlns:wps="urn:shape"'
)


def r(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def read(*runs: str, style: str = "", **parts: str) -> Acquired:
    """The document of a Word file of one paragraph."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return from_docx(docx(document(f"<w:p {SPACES}>{named}{''.join(runs)}</w:p>"), **parts), "a.docx")


def m(*words: str) -> str:
    """Runs of a formula."""
    return "".join(f"<m:r><m:rPr/><m:t>{one}</m:t></m:r>" for one in words)


HALF = f"<m:f><m:num>{m('1')}</m:num><m:den>{m('2')}</m:den></m:f>"
BOX = f"<w:txbxContent><w:p>{r('Signed in Oslo.')}</w:p></w:txbxContent>"
DRAWN = f"<w:drawing><wp:anchor><wps:txbx>{BOX}</wps:txbx></wp:anchor></w:drawing>"
CHOICE = f"<mc:Choice Requires='wps'>{DRAWN}</mc:Choice>"
FALLBACK = f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
PAYS, NORWAY = r("pays for ships."), r("Norway ")
RUBY = "<w:r><w:ruby><w:rubyPr/><w:rt>{0}</w:rt><w:rubyBase>{1}</w:rubyBase></w:ruby></w:r>"
COMPLEX = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/><w:instrText> REF x </w:instrText></w:r>'
SHOWN = [
    ("a simple field", [NORWAY, f'<w:fldSimple w:instr=" REF x ">{r("now ")}</w:fldSimple>'], "Norway now ", []),
    ("a field within one", [NORWAY, f"<w:fldSimple><w:fldSimple>{r('now ')}</w:fldSimple></w:fldSimple>"],
     "Norway now ", []),
    ("turned text", [f"<w:dir w:val='ltr'>{NORWAY}<w:bdo w:val='ltr'>{r('now ')}</w:bdo></w:dir>"], "Norway now ", []),
    ("words with their reading", [RUBY.format(r("noru"), NORWAY)], "Norway ", ["phonetic-guides"]),
    ("a formula on one line", [NORWAY, f"<m:oMath>{m('x', '=3')}</m:oMath>", r(" now ")], "Norway x=3 now ", []),
    ("a paragraph of formulas", [NORWAY, f"<m:oMathPara><m:oMath>{m('x=3')}</m:oMath></m:oMathPara>", r(" now ")],
     "Norway x=3 now ", []),
    ("a fraction", [NORWAY, f"<m:oMath>{m('x=')}{HALF}</m:oMath>"], "Norway ", ["maths"]),
    ("hidden words", [NORWAY, r("never ", "<w:vanish/>")], "Norway ", ["text-hidden"]),
    ("words that are hidden no more", [NORWAY, r("now ", '<w:vanish w:val="0"/>')], "Norway now ", []),
    ("hidden by a style", [NORWAY, r("never ", '<w:rStyle w:val="Below"/>')], "Norway ", ["text-hidden"]),
    ("hidden by a style but not here", [NORWAY, r("now ", '<w:rStyle w:val="Below"/><w:vanish w:val="false"/>')],
     "Norway now ", []),
    ("a style that hides no more", [NORWAY, r("now ", '<w:rStyle w:val="Shown"/>')], "Norway now ", []),
    ("a field that begins hidden", [NORWAY, COMPLEX, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("now "),
     '<w:r><w:fldChar w:fldCharType="end"/></w:r>'], "Norway now ", []),
    ("nothing that is hidden", [NORWAY, "<w:r><w:rPr><w:vanish/></w:rPr><w:tab/></w:r>"], "Norway ", []),
    ("a box that has another form", [f"<w:r><mc:AlternateContent>{CHOICE}{FALLBACK}</mc:AlternateContent></w:r>",
     NORWAY], "Norway ", []),
    ("a box that has none", [f"<w:r><mc:AlternateContent>{CHOICE}</mc:AlternateContent></w:r>", NORWAY], "Norway ",
     ["text-left-out"]),
    ("a box alone", [f"<w:r>{DRAWN}</w:r>", NORWAY], "Norway ", ["text-left-out"]),
    ("an element that nobody knows", [f"<w:novel>{r('now ')}</w:novel>", NORWAY], "Norway ", ["text-left-out"]),
    ("one without words", [f"<w:novel>{r(' ')}</w:novel>", NORWAY], "Norway ", []),
    ("what was moved away", [f"<w:moveFrom>{r('now ')}</w:moveFrom>", NORWAY], "Norway ", []),
    ("an embedded document", [NORWAY, "<w:altChunk/>"], "Norway ", ["embedded-document"]),
]  # fmt: skip
HIDING = STYLES.replace(
    "</w:styles>",
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Hidden"/></w:style>'
    '<w:style w:type="character" w:styleId="Shown"><w:name w:val="Shown"/><w:basedOn w:val="Hidden"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>',
)


@pytest.mark.parametrize(("runs", "words", "codes"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_words(runs: list[str], words: str, codes: list[str]) -> None:
    document, findings, _ = read(*runs, PAYS, styles=HIDING)
    assert document.text.split("\n\n")[0] == f"{words}pays for ships."
    assert [finding.code for finding in findings] == codes


def test_a_paragraph_and_its_words_hide_each_other_no_more() -> None:
    acquired = read(r("now ", '<w:rStyle w:val="Below"/>'), r("never "), style="Hidden", styles=HIDING)
    assert acquired.document.text == "now"


def test_notes_have_fields_too() -> None:
    note = f'<w:footnote w:id="2"><w:p><w:fldSimple>{r("Signed in Oslo.")}</w:fldSimple></w:p></w:footnote>'
    acquired = read(
        NORWAY, '<w:r><w:footnoteReference w:id="2"/></w:r>', footnotes=f"<w:footnotes {W}>{note}</w:footnotes>"
    )
    assert acquired.document.text == "Norway\n\n1. Signed in Oslo."


def test_strict_files_are_the_same() -> None:
    body = f"<w:p>{NORWAY}<w:fldSimple>{r('now ')}</w:fldSimple>{r('never ', '<w:vanish/>')}{PAYS}</w:p>"
    main = document(body).replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT)
    assert from_docx(docx(main), "a.docx").document.text == "Norway now pays for ships."


def test_hidden_paragraphs_have_no_number() -> None:
    body = (
        p("One.", "Para") + p("Two.", "Para").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>") + p("Three.", "Para")
    )
    assert from_docx(docx(document(body)), "a.docx").document.text == "1. One.\n\n2. Three."


@pytest.mark.parametrize(
    "body",
    [
        "<w:fldSimple>" * 150 + r("a") * 20_000 + "</w:fldSimple>" * 150,
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr>" * 60 + r("a") * 20_000 + "</w:r></w:p>" * 60,
        (RUBY.format(r("a"), r("b"))) * 10_000,
    ],
)
def test_deep_and_long_parts_take_linear_time(body: str) -> None:
    parts = Parts(document(f"<w:p>{body}</w:p>").encode().partition(b"?>")[2], HIDING.encode())
    begun = time.process_time()
    unwrapped(parts)
    assert time.process_time() - begun < 3
