"""A small writer of PDF files for tests: pages of words, pictures and boxes by hand-made bytes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Widths of Helvetica's letters in thousandths, from its public metrics (AFM), for printable ASCII.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
WIDTH, HEIGHT = 595, 842
# A ligature and a soft hyphen, which the encoding of the font has where Windows-1252 has nothing.
FI, SOFT = "\udc81", "\udc8f"
_ENCODING = "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [129 /fi 143 /softhyphen] >>"


class Put(NamedTuple):
    """Words at a place: left end and baseline in points, size, bold, degrees of rotation, and how they are drawn."""

    words: str
    x: float
    y: float
    size: float = 11
    bold: bool = False
    angle: int = 0
    mode: int = 0


class Entries(NamedTuple):
    """What dictionaries have beside: of the file, of its pages, of their forms and pictures, of what they draw with."""

    catalog: str = ""
    page: str = ""
    forms: str = ""
    resources: str = ""


NOTHING = Entries()


def width(words: str, size: float) -> float:
    """How wide words are in Helvetica, in points."""
    return sum(_WIDTHS[ord(one) - 32] if " " <= one <= "~" else 556 for one in words) * size / 1000


def set_in(
    words: str, x: float, y: float, wide: float, size: float = 11, leading: float = 1.25, indent: float = 0
) -> list[Put]:
    """The words broken into lines of a column, from the baseline y downwards; " / " breaks a line there."""
    lines: list[str] = []
    line = ""
    for part in words.split(" / "):
        for word in part.split():
            room = wide - (indent if not lines else 0)
            if line and width(f"{line} {word}", size) > room:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
        line = ""
    return [
        Put(one, x + (indent if not number else 0), y - number * size * leading, size)
        for number, one in enumerate(line for line in lines if line)
    ]


def pdf(
    pages: Iterable[Sequence[Put]],
    *,
    pictures: Sequence[int] = (),
    title: str = "",
    rotate: int = 0,
    trailer: str = "",
    corner: tuple[int, int] = (0, 0),
    more: Sequence[str] = (),
    beside: Entries = NOTHING,
    content: str = "",
    boxed: bool = True,
) -> bytes:
    """The bytes of a PDF file; `pictures` are the pages (from 0) that a grey picture covers.

    `more` are objects from the sixth on, `beside` what the dictionaries of the file have beside, and `content`
    what is drawn on every page. Unless `boxed` a page inherits its size.
    """
    made = list(pages)
    objects = ["", ""]
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {_ENCODING} >>")
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold {_ENCODING} >>")
    objects.append(stream("\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
                           " /BitsPerComponent 8"))  # fmt: skip
    objects += more
    x, y = corner
    box = f"/MediaBox [{x} {y} {WIDTH + x} {HEIGHT + y}]"
    kids = []
    for number, puts in enumerate(made):
        drawn = "\n".join([*map(shown, puts), content])
        if number in pictures:
            drawn = f"q {WIDTH} 0 0 {HEIGHT} {x} {y} cm /I Do Q\n{drawn}"
        objects.append(stream(drawn))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {box if boxed else ''} /Rotate {rotate} /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F 3 0 R /B 4 0 R >> /XObject << /I 5 0 R {beside.forms} >> {beside.resources} >> "
            f"{beside.page} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {beside.catalog} >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] {'' if boxed else box} >>"
    objects.append(f"<< /Title ({title}) /ModDate (D:20200101000000Z) >>")
    return _file(objects, trailer)


def _file(objects: list[str], trailer: str) -> bytes:
    out = "%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
    return (out + f"startxref\n{start}\n%%EOF\n").encode("latin-1")


def stream(content: str, entries: str = "") -> str:
    """An object of a content or a picture."""
    encoded = content.encode("cp1252", "surrogateescape") if content != "\x80" else b"\x80"
    return f"<< {entries} /Length {len(encoded)} >>\nstream\n{encoded.decode('latin-1')}\nendstream"


def shown(put: Put) -> str:
    """The operators that write the words."""
    turned = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0", 45: ".7071 .7071 -.7071 .7071"}[
        put.angle
    ]
    words = put.words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    font = "B" if put.bold else "F"
    return f"BT /{font} {put.size} Tf {put.mode} Tr {turned} {put.x:.2f} {put.y:.2f} Tm ({words}) Tj ET"
