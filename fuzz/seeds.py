"""What the fuzzer begins with: small sources of every kind, of our own words."""

from collections.abc import Callable

from tests.acquire.paper import Entries, Put, pdf, set_in, shown, stream

from fuzz.gathered_seeds import of_archives, of_feeds
from onrecord.samples import samples

SAID = (
    "Minister Ann Reed said on Monday that Canada will build ten ships by 2030, and “not one less”. "
    "She met Mr. Kim in Oslo."
)


def of_pages() -> list[bytes]:
    """Pages of the web."""
    body = (
        f"<article><h1>Ships</h1><p>{SAID}</p><ul><li>a<li><b>b</b></ul>"
        "<p>It &amp; they&nbsp;pay.<br>So be it.</p></article>"
    )
    return [
        f"<!doctype html><html lang=en><head><title>Ships</title></head><body>{body}</body></html>".encode(),
        f'<html><head><meta charset="windows-1252"><link rel=canonical href="/a"></head>{body}<!-- x -->'.encode(
            "cp1252"
        ),
        f'<html><head><script type=\'application/ld+json\'>{{"@type":"Article","headline":"A","datePublished":'
        f'"2024-05-04"}}</script></head><body><table><tr><td>{SAID}</table>'.encode("utf-16"),
        b"<p>a<p hidden>b<p style='display:none'>c<ol start=3><li>d<li value=9>e</ol><pre>f\n g</pre><blockquote>h",
        b"<html><body><div><p>&#0;&#x110000;&bogus;\xff\xfe</p><svg><title>x</title></svg><template>y</template>",
    ]


def of_papers() -> list[bytes]:
    """PDF files."""
    column = set_in(f"{SAID} {SAID}", 60, 700, 200)
    return [
        pdf([column], title="Ships"),
        pdf([[*column, Put("7", 300, 30)], [Put("1. So be it", 60, 700), Put("7", 300, 30)]]),
        pdf([column], pictures=[0]),
        pdf([[Put("turned", 60, 700, angle=90), Put("hidden", 60, 600, mode=3)]], rotate=90),
        pdf(
            [column],
            more=[
                "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (ten ships) /F 4 "
                "/DA (/F 9 Tf) /Rect [60 90 300 110] >>",
                "<< /Type /Annot /Subtype /FreeText /Contents (so be it) /Rect [60 60 300 80] /AP << /N 8 0 R >> >>",
                stream(shown(Put("so be it", 2, 4)), "/Type /XObject /Subtype /Form /BBox [0 0 300 20]"),
            ],
            beside=Entries("/AcroForm << /Fields [6 0 R] /NeedAppearances true >>", "/Annots [6 0 R 7 0 R]"),
        ),
        pdf(
            [column],
            more=[
                "<< /Type /OCG /Name (a) >>",
                stream(shown(Put("a form", 60, 90)), "/Type /XObject /Subtype /Form /OC 6 0 R /BBox [0 0 600 800]"),
            ],
            beside=Entries(
                "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>", "", "/X 7 0 R", "/Properties << /L 6 0 R >>"
            ),
            content=f"/OC /L BDC {shown(Put('a layer', 60, 60))} EMC /X Do",
        ),
    ]


def of_texts() -> list[bytes]:
    """Files of text, Markdown and mail; the first byte says which."""
    mail = (
        "Message-ID: <a@b>\nSubject: =?utf-8?q?Ships?=\nFrom: Ann <a@b.example>\nDate: Mon, 06 May 2024 10:00:00 +0\n"
        'Content-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n'
        f"{SAID}\n\nOn Monday Bob wrote:\n> no\n\n-- \nAnn\n--x\nContent-Type: text/html\n\n<p>{SAID}</p>\n--x--\n"
    )
    marked = (
        f"---\ntitle: Ships\ndate: 2024-05-04\n---\n# Ships\n\n{SAID} [a](b) ![c](d) `e` **f** <b>g</b>\n\n"
        "- h\n1. i\n\n```\nj\n```\n[k]: l\n"
    )
    return [
        *(b"\0" + sample.data[:700] for sample in samples()[::3]),
        b"\0" + f"OSLO, May 4 (NNN) -- {SAID}\n\n\tQ: Will you?\n\tMR. KIM: “We will.”\n".encode(),
        b"\1" + marked.encode(),
        b"\2" + mail.encode(),
        b"\0" + SAID.encode("utf-16"),
    ]


def of_offsets() -> list[bytes]:
    """Eight bytes of numbers and a text."""
    spaced = "".join(
        f"{'a line of the typescript that is as wide as all others ' * 1}{number}\n\n" for number in range(9)
    )
    words = (
        "Norland builds.\r\nNor\u00adland pays\u00a0\u200bé\U0001f6a2.\u2028So, Norland-Sudland.",
        "a b a b a b",
        spaced,
        SAID,
    )
    return [bytes((0, 3, 0, 9, 5, 7, 11, 13)) + one.encode() for one in words]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "html": of_pages, "pdf": of_papers, "feed": of_feeds, "warc": of_archives, "text": of_texts, "offsets": of_offsets,
}  # fmt: skip
