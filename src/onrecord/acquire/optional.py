"""Text of a PDF page in a layer that is switched off (optional content, PDF 32000-1, 8.11): told by drawing it.

Pdfium says nowhere which layers are on, but draws only those. So the text of each is drawn alone: where nothing comes
of it, and something does once it belongs to the layer no more, the layer is off.
"""

import ctypes
import time
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

# Objects of a page that are looked at, and how deep in forms; layers and forms that are drawn; the longer side of the
# drawing in pixels; seconds that all of it may take in a document.
OBJECTS, DEPTH, DRAWN, SIDE, SECONDS = 20_000, 8, 30, 850, 20.0
# Bytes of packed objects that are searched for the mention of layers, in all and of one stream; how far the stream
# begins behind its type.
SEARCHED, STREAM, BEHIND = 20_000_000, 1_000_000, 500

# A colour that no text has, as far as that matters: what is drawn differs from it.
_GROUND = 0xFF7F3FBF


class Off(NamedTuple):
    """The text objects that are switched off, by address, and how many layers could not be judged."""

    objects: frozenset[int] = frozenset()
    unknown: int = 0


class _Layer(NamedTuple):
    """Text objects that are on or off together, and the objects whose marks say of which layer they are."""

    texts: list[Any]
    marked: list[Any]


def has_layers(data: bytes) -> bool:
    """True for a file that may have layers, as far as it can be told without opening it."""
    if b"/OCProperties" in data or b"/Encrypt" in data:
        return True
    left, at, view = SEARCHED, data.find(b"/ObjStm"), memoryview(data)
    while at >= 0:
        begun = data.find(b"stream", at + 7, at + BEHIND)
        if begun >= 0:
            begun += 8 if data.startswith(b"\r\n", begun + 6) else 7
            left -= 5000
            try:
                objects = zlib.decompressobj().decompress(view[begun : begun + STREAM], STREAM)
            except zlib.error:
                objects = b""
            left -= len(objects)
            if left <= 0 or b"/OCProperties" in objects:
                return True
        at = data.find(b"/ObjStm", at + 7)
    return False


class Layers:
    """The layers of a document, page by page, within the time for all of them; none where `any_` is false."""

    def __init__(self, any_: bool, raw: Any):
        self._any = any_
        self._raw = raw
        self._left = SECONDS

    def off(self, page: Any, owners: set[int]) -> Off:
        """What is switched off on a page, of text objects at these addresses.

        Nothing of the page can be drawn any more afterwards, and only its pictures be measured.
        """
        if not self._any or not owners:
            return Off()
        if self._left <= 0:
            return Off(unknown=1)
        begun = time.monotonic()
        layers, whole = _layers(page, owners, self._raw)
        off: set[int] = set()
        unknown = int(not whole)
        for number, layer in enumerate(layers):
            late = time.monotonic() - begun > self._left
            shown = None if number >= DRAWN or late or not whole else _shown(page, layer, self._raw)
            unknown += shown is None
            if shown is False:
                off.update(map(_address, layer.texts))
        self._left -= time.monotonic() - begun
        return Off(frozenset(off), unknown)


def _shown(page: Any, layer: _Layer, raw: Any) -> bool | None:
    """True for a layer that is on, false for one that is off; None where it would not be seen anyway."""
    for text in layer.texts:
        raw.FPDFPageObj_SetIsActive(text, True)
    shown: bool | None = _drawn(page, raw)
    if not shown:
        _freed(page, layer, raw)
        shown = False if _drawn(page, raw) else None
    for text in layer.texts:
        raw.FPDFPageObj_SetIsActive(text, False)
    return shown


def _layers(page: Any, owners: set[int], raw: Any) -> tuple[list[_Layer], bool]:
    """The layers of a page, and each form without marks as one; false if it has too many objects. All are put out."""
    found: dict[object, _Layer] = {}
    for number, one in enumerate(page.get_objects(max_depth=DEPTH)):
        if number > OBJECTS:
            return list(found.values()), False
        if one.type == raw.FPDF_PAGEOBJ_FORM:
            continue
        raw.FPDFPageObj_SetIsActive(one, False)
        if one.type != raw.FPDF_PAGEOBJ_TEXT or _address(one) not in owners:
            continue
        around = list(_around(one))
        marked = [each for each in around if _marks(each, raw)]
        if not marked and len(around) == 1:
            continue
        key = tuple(_name(mark, raw) for each in marked for mark in _marks(each, raw)) or _address(around[-1])
        layer = found.setdefault(key, _Layer([], []))
        layer.texts.append(one)
        layer.marked.extend(marked)
    return list(found.values()), True


def _around(one: Any) -> Iterator[Any]:
    """The object and the forms in which it stands, from within."""
    while one is not None:
        yield one
        one = one.container


def _address(one: Any) -> int:
    return ctypes.addressof(one.raw.contents)


def _marks(one: Any, raw: Any) -> list[Any]:
    """The marks of an object that make it part of a layer."""
    marks = (raw.FPDFPageObj_GetMark(one, index) for index in range(max(0, raw.FPDFPageObj_CountMarks(one))))
    return [
        mark for mark in marks if mark and _text(lambda *to, of=mark: raw.FPDFPageObjMark_GetName(of, *to), raw) == "OC"
    ]


def _name(mark: Any, raw: Any) -> object:
    """The name of the layer, or what else tells it from others."""
    said = _text(lambda *to: raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *to), raw)
    return said or ctypes.addressof(mark.contents)


def _text(get: Any, raw: Any) -> str:
    buffer, length = ctypes.create_string_buffer(400), ctypes.c_ulong()
    if not get(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), 400, length) or length.value > 400:
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _freed(page: Any, layer: _Layer, raw: Any) -> None:
    """Returns nothing; takes the objects out of their layer: its marks off, or one text out of its form."""
    for one in layer.marked:
        for mark in _marks(one, raw):
            raw.FPDFPageObj_RemoveMark(one, mark)
    text, *forms = _around(layer.texts[0])
    if layer.marked or not raw.FPDFFormObj_RemoveObject(forms[0], text):
        return
    matrix = raw.FS_MATRIX()
    for form in forms:
        if raw.FPDFPageObj_GetMatrix(form, matrix):
            raw.FPDFPageObj_TransformF(text, matrix)
    raw.FPDFPage_InsertObject(page, text)


def _drawn(page: Any, raw: Any) -> bool:
    """True if anything is seen of the page."""
    width, height = page.get_size()
    scale = min(2.0, SIDE / max(width, height, 1.0))
    wide, high = max(1, int(width * scale)), max(1, int(height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(wide, high, raw.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        return True
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, _GROUND)
        size = raw.FPDFBitmap_GetStride(bitmap) * high
        ground = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, 0)
        return ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size) != ground
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
