"""Word files (.docx, ECMA-376): unpacked within limits, made HTML by mammoth, and their text."""

import io
import warnings
import zipfile
import zlib
from xml.parsers import expat

from onrecord.acquire.doctype import XmlError
from onrecord.acquire.elements import ELEMENTS, strictly
from onrecord.acquire.numbered import with_numbers
from onrecord.acquire.plain import Acquired, check_size
from onrecord.acquire.tagged import written
from onrecord.acquire.xml import judged
from onrecord.errors import ReadError
from onrecord.records import Finding

# A paper of 500 pages has under 100 members, 30 MB of XML and ratios under 40.
MEMBERS, UNPACKED, RATIO = 5000, 40_000_000, 100
# Bytes below which a ratio says nothing: the empty settings of a new file pack well.
SMALL = 100_000
# Parts that are read; pictures, fonts, macros, embedded files and everything else stay packed.
_PARTS = ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml")
_NUMBERING = "word/numbering.xml"
_PROPERTIES = "docProps/core.xml"
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_DAMAGED = "is a damaged Word file; open it in Word and save it anew"


def is_docx(data: bytes) -> bool:
    """True if the bytes are a ZIP file that has the main part of a Word file."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def from_docx(data: bytes, source: str, *, any_language: bool = False) -> Acquired:
    """The document that a Word file holds: what its pages show without headers and footers, notes last.

    What was deleted with changes tracked is not read, what was inserted is. Raises ReadError, one line saying what to
    do, for what is damaged, encrypted, empty or made to exhaust the machine. No file and no address is ever opened.
    """
    check_size(data, source)
    parts = _unpacked(data, source)
    findings = []
    deleted = parts["word/document.xml"].count(b"<w:del ")
    if deleted:
        findings.append(
            Finding("tracked-changes", f"what was deleted with changes tracked is left out ({deleted} times)")
        )
    try:
        html = _html(parts)
        title = _title(parts.get(_PROPERTIES))
    except Exception as error:  # noqa: BLE001 (mammoth raises whatever a part that is not as it should be leads to)
        raise ReadError(f"{source}: {_DAMAGED} ({type(error).__name__})") from None
    text = written(html)
    return text.acquired(data, source, tuple(findings), any_language=any_language, title=title)


def _unpacked(data: bytes, source: str) -> dict[str, bytes]:
    """The parts that are read, each checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {member.filename: member for member in packed.infolist()}
            if len(packed.infolist()) > MEMBERS or len(members) < len(packed.infolist()):
                raise ReadError(f"{source}: is a Word file of too many parts; open it in Word and save it anew")
            wanted = [members[name] for name in (*_PARTS, _NUMBERING, _PROPERTIES) if name in members]
            if any(member.flag_bits & 1 for member in wanted):
                raise ReadError(f"{source}: is an encrypted file; save a copy without its password")
            _check_sizes(wanted, source)
            parts = {member.filename: _bounded(packed, member) for member in wanted}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error):
        raise ReadError(f"{source}: {_DAMAGED}") from None
    if "word/document.xml" not in parts:
        raise ReadError(f"{source}: {_DAMAGED}")
    elements = 0
    for name, part in list(parts.items()):
        try:
            # Office files declare no document type (ECMA-376, part 2, 6.2.5). What is read is what was judged.
            parts[name] = judged(part, doctype=False).encode("utf-8")
            elements += strictly(parts[name], None)
        except (XmlError, expat.ExpatError) as error:
            what = str(error) if isinstance(error, XmlError) else "its XML is broken"
            raise ReadError(f"{source}: {_DAMAGED} ({name}: {what})") from None
    if elements > ELEMENTS:
        raise ReadError(f"{source}: is a Word file of over {ELEMENTS:,} elements; split it into its documents")
    return parts


def _check_sizes(members: list[zipfile.ZipInfo], source: str) -> None:
    for member in members:
        if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
            raise ReadError(f"{source}: is a Word file packed beyond measure; open it in Word and save it anew")
    if sum(member.file_size for member in members) > UNPACKED:
        raise ReadError(f"{source}: unpacks to more than {UNPACKED // 1_000_000} MB; split it into its documents")


def _bounded(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; ValueError if there are more than its entry says."""
    with packed.open(member) as file:
        part = file.read(member.file_size + 1)
    if len(part) > member.file_size:
        raise ValueError(member.filename)
    return part


def _html(parts: dict[str, bytes]) -> object:
    """The tree that mammoth makes of the parts alone: without relations it knows no picture, template or address."""
    import mammoth  # slow to load, and only Word files need it
    from lxml import html

    clean = io.BytesIO()
    numbered = with_numbers(parts["word/document.xml"], parts.get(_NUMBERING), parts.get("word/styles.xml"))
    with zipfile.ZipFile(clean, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        for name in _PARTS:
            if name in parts:
                packed.writestr(name, numbered if name == "word/document.xml" else parts[name])
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
    return tree


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
