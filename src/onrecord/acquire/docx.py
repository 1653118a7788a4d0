"""Word files (.docx, ECMA-376): unpacked within limits, made HTML by mammoth, and their text."""

import io
import warnings
import zipfile

from onrecord.acquire.numbered import with_numbers
from onrecord.acquire.package import DAMAGED, Parts, is_docx, unpacked
from onrecord.acquire.plain import Acquired, check_size
from onrecord.acquire.tagged import written
from onrecord.acquire.unwrapped import passed_over, unwrapped
from onrecord.errors import ReadError
from onrecord.records import Finding

_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def from_docx(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a Word file holds: what its pages show without headers and footers, notes last.

    What was deleted with changes tracked is not read, what was inserted is. Raises ReadError, one line saying what to
    do, for what is damaged, encrypted, empty or made to exhaust the machine. No file and no address is ever opened.
    """
    check_size(data, source)
    parts = unpacked(data, source)
    findings: list[Finding] = []
    deleted = parts.document.count(b"<w:del ")
    if deleted:
        findings.append(
            Finding("tracked-changes", f"what was deleted with changes tracked is left out ({deleted} times)")
        )
    try:
        parts, left_out = unwrapped(parts)
        html, passed = _html(parts)
        title = _title(parts.properties)
    except Exception as error:  # noqa: BLE001 (mammoth raises whatever a part that is not as it should be leads to)
        raise ReadError(f"{source}: {DAMAGED} ({type(error).__name__})") from None
    text = written(html)
    return text.acquired(data, source, (*findings, *left_out, *passed), any_language=any_language, title=title)


def _html(parts: Parts) -> tuple[object, tuple[Finding, ...]]:
    """The tree that mammoth makes of the parts alone, and what it passed over.

    Without relations it knows no picture, template or address.
    """
    import mammoth  # slow to load, and only Word files need it
    from lxml import html

    clean = io.BytesIO()
    numbered = with_numbers(parts.document, parts.numbering, parts.styles)
    with zipfile.ZipFile(clean, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("word/document.xml", numbered)
        for name in ("styles", "footnotes", "endnotes"):
            if part := getattr(parts, name):
                packed.writestr(f"word/{name}.xml", part)
    clean.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = mammoth.convert_to_html(
            clean,
            convert_image=_no_picture,
            include_embedded_style_map=False,
            external_file_access=False,
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh",
        )
    tree = html.document_fromstring(f"<html><body>{made.value or '<p></p>'}</body></html>")
    for mark in tree.xpath("//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"):
        mark.drop_tree()
    for back in tree.xpath("//li//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"):
        back.drop_tree()
    return tree, passed_over(numbered, (message.message for message in made.messages))


def _no_picture(_: object) -> list[object]:
    return []


def _title(properties: bytes | None) -> str | None:
    """The title among the properties of the file."""
    if properties is None:
        return None
    from lxml import etree

    tree = etree.fromstring(properties, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    found = tree.findtext("{http://purl.org/dc/elements/1.1/}title")
    return " ".join(found.split())[:500] or None if found else None


__all__ = ["from_docx", "is_docx"]
