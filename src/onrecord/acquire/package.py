"""The parts of a Word file (ECMA-376, part 2): found by its relations, unpacked within limits, and judged."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from onrecord.acquire.doctype import XmlError
from onrecord.acquire.elements import ELEMENTS, Takes, strictly
from onrecord.acquire.xml import judged
from onrecord.errors import ReadError

# A paper of 500 pages has under 100 members, 30 MB of XML and ratios under 40.
MEMBERS, UNPACKED, RATIO = 5000, 40_000_000, 100
# Bytes below which a ratio says nothing: the empty settings of a new file pack well.
SMALL = 100_000
DAMAGED = "is a damaged Word file; open it in Word and save it anew"

_RELATED = "_rels/.rels"
_TYPES = "[content_types].xml"
_MAIN = "word/document.xml"
# The parts that are read, by the kind of relation that leads to them, and where they stand if none does. Pictures,
# fonts, macros, embedded files and everything else stay packed.
_OF_MAIN = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml",
            "endnotes": "endnotes.xml"}  # fmt: skip
_OF_FILE = {"officeDocument": _MAIN, "core-properties": "docProps/core.xml"}
_USUAL = re.compile(rb"word[/\\]document", re.IGNORECASE)
# What the types of a Word file's parts are called after.
_WORD = b"wordprocessingml"

_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error)


class Parts(NamedTuple):
    """The parts of a Word file that are read, each judged XML in UTF-8."""

    document: bytes
    styles: bytes | None = None
    numbering: bytes | None = None
    footnotes: bytes | None = None
    endnotes: bytes | None = None
    properties: bytes | None = None


def is_docx(data: bytes) -> bool:
    """True if the bytes are a ZIP file with the main part of a Word file, under its usual name or by its types."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    if _USUAL.search(data):
        return True
    if b"_rels/.rels" not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            opened = _Package(packed, "")
            return _TYPES in opened.members and _WORD in opened.unpacked(_TYPES)
    except (ReadError, *_BROKEN):
        return False


def unpacked(data: bytes, source: str) -> Parts:
    """The parts of a Word file.

    No relation is followed out of the file: its target is a name among those packed, or none. Raises ReadError, one
    line saying what to do, for what is damaged, encrypted or made to exhaust the machine.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            opened = _Package(packed, source)
            of_file = opened.related(_RELATED, _OF_FILE, "")
            main = of_file["officeDocument"]
            if main not in opened.members:
                raise ReadError(f"{source}: {DAMAGED}")
            folder, name = posixpath.split(main)
            of_main = opened.related(posixpath.join(folder, "_rels", f"{name}.rels"), _OF_MAIN, folder)
            names = (main, *(of_main[kind] for kind in _OF_MAIN), of_file["core-properties"])
            made = [opened.judged(name) if name in opened.members else None for name in names]
    except _BROKEN:
        raise ReadError(f"{source}: {DAMAGED}") from None
    return Parts(made[0] or b"", *made[1:])


class _Package:
    """A packed file whose parts are unpacked one by one, within the bounds of the whole.

    Names are the same in small and capital letters (ECMA-376, part 2, 6.2.2.3); some programs write them with
    backslashes, or with a slash before them.
    """

    def __init__(self, packed: zipfile.ZipFile, source: str):
        members = packed.infolist()
        self.members = {_named(member.filename): member for member in members}
        self._packed, self._source = packed, source
        self._size = self._elements = 0
        if len(members) > MEMBERS or len({member.filename for member in members}) < len(members):
            raise ReadError(f"{source}: is a Word file of too many parts; open it in Word and save it anew")

    def unpacked(self, name: str) -> bytes:
        """The bytes of a member; ValueError if there are more than its entry says."""
        member = self.members[name]
        if member.flag_bits & 1:
            raise ReadError(f"{self._source}: is an encrypted file; save a copy without its password")
        if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
            raise ReadError(f"{self._source}: is a Word file packed beyond measure; open it in Word and save it anew")
        self._size += member.file_size
        if self._size > UNPACKED:
            raise ReadError(
                f"{self._source}: unpacks to more than {UNPACKED // 1_000_000} MB; split it into its documents"
            )
        with self._packed.open(member) as file:
            part = file.read(member.file_size + 1)
        if len(part) > member.file_size:
            raise ValueError(member.filename)
        return part

    def judged(self, name: str, to: Takes | None = None) -> bytes:
        """The XML of a member in UTF-8: what is read is what was judged; its elements are given to what takes them."""
        try:
            # Office files declare no document type (ECMA-376, part 2, 6.2.5).
            part = judged(self.unpacked(name), doctype=False).encode("utf-8")
            self._elements += strictly(part, to)
        except (XmlError, expat.ExpatError) as error:
            what = str(error) if isinstance(error, XmlError) else "its XML is broken"
            raise ReadError(f"{self._source}: {DAMAGED} ({name}: {what})") from None
        if self._elements > ELEMENTS:
            raise ReadError(
                f"{self._source}: is a Word file of over {ELEMENTS:,} elements; split it into its documents"
            )
        return part

    def related(self, name: str, kinds: dict[str, str], folder: str) -> dict[str, str]:
        """The names of the members to which relations of these kinds lead; the usual ones where none leads to any."""
        found = {kind: _named(posixpath.join(folder, usual)) for kind, usual in kinds.items()}
        name = _named(name)
        if name in self.members:
            relations = _Relations()
            self.judged(name, relations)
            # The first of a kind holds.
            for kind, target in reversed(relations.found):
                within = _named(posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/"))))
                if kind in found and within in self.members:
                    found[kind] = within
        return found


def _named(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class _Relations:
    """Takes the kind and target of each relation to a part of the file in."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Returns nothing; an element begins."""
        if name.endswith(" Relationship") and attributes.get("TargetMode", "Internal") == "Internal":
            self.found.append((attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")))

    def end(self) -> None:
        """Returns nothing; an element ends."""

    def text(self, data: str) -> None:
        """Returns nothing; relations have no words."""
