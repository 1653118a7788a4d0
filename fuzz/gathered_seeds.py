"""What the fuzzer begins with for feeds and web archives."""

import gzip
import json

PAGE = "https://m.example/news/1"
_ITEM = (
    f"<title>Ships &amp; docks</title><link>{PAGE}</link><guid isPermaLink='false'>1</guid><description>Norland pays."
    "</description><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate><content:encoded><![CDATA[<p>It builds.</p>]]>"
    "</content:encoded>"
)


def of_feeds() -> list[bytes]:
    """Feeds of each kind, sitemaps, a list of addresses, a page with links."""
    rss = (
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss><rss version='2.0' xmlns:content="
        f"'http://purl.org/rss/1.0/modules/content/'><channel><title>Press</title><ttl>60</ttl><item>{_ITEM}</item>"
        f"<item>{_ITEM}</item></channel></rss>"
    )
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://m.example/'><title>Press</title><entry>"
        "<id>urn:1</id><title>Ships</title><link href='news/1'/><updated>2024-05-04T10:00:00Z</updated>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>It builds.</div></content></entry></feed>"
    )
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://m.example/'><title>P</title></channel>"
        f"<item rdf:about='{PAGE}'><title>A</title><link>{PAGE}</link><dc:date>2024-05-04</dc:date></item></rdf:RDF>"
    )
    listed = {"id": 1, "title": "Ships", "url": PAGE, "content_html": "<p>a", "date_published": "2024-05-04T10:00:00Z"}
    made = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Press", "items": [listed]})
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    urls = f"<urlset {space}><url><loc>{PAGE}</loc><lastmod>2024-05-04</lastmod></url></urlset>"
    index = f"<sitemapindex {space}><sitemap><loc>https://m.example/a.xml.gz</loc></sitemap></sitemapindex>"
    page = "<html><base href='https://m.example/'><ul><li><a href='/2024/a-ship'>A ship</a><li><a href='#x'>x</a></ul>"
    texts = (rss, atom, rdf, made, urls, index, f"{PAGE}\n{PAGE}/2\n", page)
    return [*(text.encode() for text in texts), rss.encode("utf-16"), gzip.compress(urls.encode(), mtime=0)]


def record(body: bytes, kind: str = "response") -> bytes:
    """A record of an archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {PAGE}\r\nWARC-Date: 2024-05-04T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def of_archives() -> list[bytes]:
    """Archives, plain and packed, with answers in pieces, packed and broken."""
    html = b"<!doctype html><html><body><p>Norland builds.</p></body></html>"

    def answer(body: bytes, *fields: str) -> bytes:
        return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *fields, "", ""]).encode() + body

    pieces = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (html[:20], html[20:], b""))
    parts = [
        record(b"software: ours\r\n", "warcinfo"),
        record(answer(html)),
        record(answer(pieces, "Transfer-Encoding: chunked")),
        record(answer(gzip.compress(html, mtime=0), "Content-Encoding: gzip")),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(html, "resource"),
    ]
    return [
        b"".join(parts),
        b"".join(gzip.compress(part, mtime=0) for part in parts),
        gzip.compress(b"".join(parts), mtime=0),
        parts[1] + b"WARC/1.0\r\nbroken\r\n\r\n" + parts[2],
        parts[1][:-30] + parts[2],
    ]
