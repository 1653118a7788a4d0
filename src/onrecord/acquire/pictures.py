"""Pages of PDF files as pictures, in PNG (RFC 2083), of bounded size."""

import struct
import zlib
from typing import Any, NamedTuple

# Pixels a point of the page at most, and pixels of the longer side; seconds that one picture may take.
SCALE, LONGEST, SECONDS = 2.0, 1600, 20
NONE = "cannot be shown as a picture; open the file itself"


class Picture(NamedTuple):
    """A page as PNG, and its width and height in points; or why there is none."""

    png: bytes = b""
    wide: float = 0.0
    high: float = 0.0
    problem: str | None = None


def picture(data: bytes, number: int) -> Picture:
    """The page of that number, counted from 1, of a PDF file, as it is shown."""
    import pypdfium2  # takes a tenth of a second to load, and only papers need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return Picture(problem=NONE)
    try:
        if not 1 <= number <= len(document):
            return Picture(problem=f"has no page {number}")
        page = document[number - 1]
        wide, high = page.get_size()
        if wide <= 0 or high <= 0:
            return Picture(problem=NONE)
        made = page.render(scale=min(SCALE, LONGEST / max(wide, high)), rev_byteorder=True)
        return Picture(_png(made), round(wide, 1), round(high, 1))
    except pypdfium2.PdfiumError:
        return Picture(problem=NONE)
    finally:
        document.close()


def _png(made: Any) -> bytes:
    """A bitmap of three or four bytes a pixel, red first, as PNG; of its alpha nothing is kept."""
    data, stride, wide = bytes(made.buffer), made.stride, made.width
    rows = []
    for at in range(0, made.height * stride, stride):
        row = data[at : at + wide * made.n_channels]
        if made.n_channels == 4:
            plain = bytearray(wide * 3)
            for channel in range(3):
                plain[channel::3] = row[channel::4]
            row = bytes(plain)
        elif made.n_channels == 1:
            row = bytes(byte for one in row for byte in (one, one, one))
        rows.append(b"\0" + row)
    head = struct.pack(">IIBBBBB", wide, made.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
