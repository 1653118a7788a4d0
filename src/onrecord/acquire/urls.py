"""Addresses of pages, read strictly: a spelling that two programs could understand in two ways is refused."""

import re
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, urljoin, urlsplit

import idna

from onrecord.acquire.addresses import Address, parsed

LONGEST = 4000
PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
# A last label that a browser, or the C library, takes for a part of an IPv4 address.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Parameters by which senders of links count who follows them; the page is the same without.
_TRACKING = re.compile(
    r"(?:utm|at|mc|ns|pk|hsa|oly)_[a-z_]+|(?:fb|g|ms|dc|y)clid|gbraid|wbraid|igshid|cmpid|ncid|_hs(?:enc|mi)|mkt_tok|"
    r"ftag|smid|soc_src|soc_trk|taid|sr_share|sref|spm|cmp|ito|ref_src",
    re.IGNORECASE,
)
_PATH = "/%:@!$&'()*+,;=~-._"


class Location(NamedTuple):
    """Where a page is: scheme, host in ASCII and small letters (IPv6 without brackets), port, and path with query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address, in its one spelling."""
        return self.origin + self.target

    @property
    def address(self) -> Address | None:
        """The address that stands in place of a host's name, if one does."""
        return parsed(self.host)


def location(url: str) -> Location:
    """The location that the address means. Raises ValueError, whose text says what is wrong and what to do."""
    if len(url) > LONGEST:
        raise ValueError(f"is an address of over {LONGEST:,} characters; give a shorter one")
    if any(character <= " " or character == "\x7f" for character in url) or "\\" in url:
        raise ValueError("is no address (blanks, control characters or backslashes in it); copy it anew")
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in PORTS or not url[scheme.end() :].startswith("//"):
        raise ValueError("is no address of the web; give one that begins with http:// or https://")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("is no address (its host or port is not one); copy it anew") from None
    if "@" in parts.netloc:
        raise ValueError("has a user's name in it; leave out what stands before the @")
    if port == 0:
        raise ValueError("has port 0; give another")
    host = _host(parts.netloc)
    target = quote(_dotless(parts.path) or "/", safe=_PATH) + (
        f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
    )
    return Location(parts.scheme, host, port or PORTS[parts.scheme], target)


def without_tracking(url: str) -> str:
    """The address in its one spelling, without parameters that only count who follows a link.

    Raises ValueError as `location` does.
    """
    there = location(url)
    path, asked, query = there.target.partition("?")
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])]
    return there._replace(target=path + (f"{asked}{'&'.join(kept)}" if kept and query else "")).url


def redirected(at: Location, to: str) -> Location:
    """The location to which a page at `at` sends on. Raises ValueError as `location` does, and for https to http.

    What came safely so far would be open to change by anyone on the way.
    """
    to = to.strip(" \t")
    if "\\" in to or len(to) > LONGEST or any(character <= " " for character in to):
        raise ValueError("is no address (blanks or backslashes in it)")
    try:
        there = location(urljoin(at.url, to))
    except ValueError as error:
        raise ValueError(str(error).partition(";")[0]) from None
    if at.scheme == "https" and there.scheme == "http":
        raise ValueError("leads from https to http")
    return there


def _dotless(path: str) -> str:
    """The path without its parts `.` and `..`, spelt with %2e or not, as browsers ask for it (WHATWG URL)."""
    if "/." not in path and "/%2" not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")[1:]
    for place, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        if plain not in (".", ".."):
            kept.append(part)
        elif place == len(parts) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _host(netloc: str) -> str:
    """The host of an address, in ASCII; an IPv6 address stands in brackets, without a zone."""
    if netloc.startswith("["):
        inside, closed, _ = netloc[1:].partition("]")
        address = parsed(inside)
        if not closed or "%" in inside or address is None or address.version != 6:
            raise ValueError("has no address of IPv6 in its brackets; check it")
        return str(address)
    name = netloc.partition(":")[0]
    if not name.isascii():
        name = _ascii(normalize("NFKC", name))
    name = name.lower().removesuffix(".")
    if not _HOST.fullmatch(name) or ".." in name:
        raise ValueError("names no host; check the address")
    if _NUMBER.fullmatch(name.rpartition(".")[2]) and parsed(name) is None:
        raise ValueError("spells a number for a host; give its name, or four numbers with dots")
    return name


def _ascii(name: str) -> str:
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError:  # IDNAError is one
        # Digits with full stops of another script are numbers now, which are judged as such.
        if name.isascii():
            return name
        raise ValueError("names no host; check the address") from None
