"""What stands on a page of a PDF file above its content: values of form fields, text boxes, stamps, comments."""

import ctypes
from typing import Any, NamedTuple

# Annotations of a page that are looked at, and bytes of what one of them says.
ANNOTATIONS, SAID = 2000, 200_000
# What no page has: for what says more than that.
_TOO_LONG = "0" * 100


class Above(NamedTuple):
    """What a page shows above its content, as letters and digits alone, and how many of its annotations only comment.

    `unread` counts what cannot be told to be shown, for it belongs to a layer.
    """

    shown: tuple[str, ...] = ()
    comments: int = 0
    unread: int = 0


def above(page: Any, raw: Any) -> Above:
    """What stands above a page's content; annotations that belong to a layer are taken off it."""
    shown: list[str] = []
    comments = unread = 0
    for index in reversed(range(min(raw.FPDFPage_GetAnnotCount(page), ANNOTATIONS))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        layered = False
        try:
            subtype = raw.FPDFAnnot_GetSubtype(annotation)
            words = _words(page, annotation, subtype, raw)
            if words is None or raw.FPDFAnnot_GetFlags(annotation) & _unseen(raw):
                continue
            layered = bool(raw.FPDFAnnot_HasKey(annotation, b"OC"))
            if subtype not in _showing(raw):
                comments += bool(words)
            elif layered:
                unread += 1
            else:
                shown.append(words)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if layered:
            raw.FPDFPage_RemoveAnnot(page, index)
    return Above(tuple(shown), comments, unread)


def flattened(document: Any, page: Any, number: int, raw: Any) -> Any:
    """The page opened anew, with what it shows above its content made content; the page that is given is closed."""
    # Pdfium writes the page's own boxes anew, and takes those that it inherits for the size of a letter.
    bounds = page.get_bbox()
    page.set_mediabox(*bounds)
    page.set_cropbox(*bounds)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def letters(words: str) -> str:
    """The letters and digits of the words."""
    return "".join(filter(str.isalnum, words))


def _unseen(raw: Any) -> int:
    return int(raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)


def _showing(raw: Any) -> tuple[int, ...]:
    return raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP


def _words(page: Any, annotation: Any, subtype: int, raw: Any) -> str | None:
    """What an annotation says, as letters; empty for a stamp, whose words only its picture has; None for nothing."""
    if subtype in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
        return None
    if subtype == raw.FPDF_ANNOT_STAMP:
        return ""
    if subtype != raw.FPDF_ANNOT_WIDGET:
        return letters(_said(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *to), raw)) or None
    form = page.formenv
    if not form:
        return letters(_said(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"V", *to), raw)) or None
    kinds = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
    if raw.FPDFAnnot_GetFormFieldType(form, annotation) not in kinds:
        return None
    # Bit 14 of a text field: a password (PDF 32000-1, table 228).
    if raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & 1 << 13:
        return None
    return letters(_said(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *to), raw)) or None


def _said(get: Any, raw: Any) -> str:
    length = get(None, 0)
    if length < 2:
        return ""
    if length > SAID:
        return _TOO_LONG
    buffer = ctypes.create_string_buffer(length)
    get(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length // 2 * 2].decode("utf-16-le", "replace").rstrip("\0")
