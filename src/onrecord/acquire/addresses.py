"""Which addresses of the internet are public: a table of the ranges that are not, each with the paper that says so.

Python's `is_global` is not asked: it takes some addresses that lead into a local network for public ones (those that
carry an IPv4 address inside an IPv6 one), and its answers change from version to version.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

Address = IPv4Address | IPv6Address


class Range(NamedTuple):
    """A range of addresses that no public site has. `local` ones are dialled where the user asks for that."""

    of: str
    what: str
    source: str
    local: bool = False


RANGES = (
    Range("0.0.0.0/8", "this network", "RFC 791"),
    Range("10.0.0.0/8", "a private network", "RFC 1918", True),
    Range("100.64.0.0/10", "a provider's shared network", "RFC 6598", True),
    Range("127.0.0.0/8", "this machine", "RFC 1122", True),
    # Where clouds tell a machine its own secrets: no page is there, whatever the user allows.
    Range("100.100.100.200/32", "a cloud's metadata", "Alibaba Cloud"),
    # By its number it is a public one: Azure tells its machines by it, on any of their networks.
    Range("168.63.129.16/32", "a cloud's metadata", "Azure"),
    Range("169.254.169.254/32", "a cloud's metadata", "AWS, Azure, Google Cloud"),
    Range("169.254.170.2/32", "a cloud's metadata", "AWS ECS"),
    Range("fd00:ec2::254/128", "a cloud's metadata", "AWS"),
    Range("169.254.0.0/16", "the local link", "RFC 3927", True),
    Range("172.16.0.0/12", "a private network", "RFC 1918", True),
    Range("192.0.0.0/24", "protocol assignments", "RFC 6890"),
    Range("192.0.2.0/24", "documentation", "RFC 5737"),
    Range("192.88.99.0/24", "the former 6to4 relay", "RFC 7526"),
    Range("192.168.0.0/16", "a private network", "RFC 1918", True),
    Range("198.18.0.0/15", "benchmarking", "RFC 2544"),
    Range("198.51.100.0/24", "documentation", "RFC 5737"),
    Range("203.0.113.0/24", "documentation", "RFC 5737"),
    Range("224.0.0.0/4", "multicast", "RFC 5771"),
    Range("240.0.0.0/4", "reserved, or broadcast", "RFC 1112, RFC 919"),
    Range("::1/128", "this machine", "RFC 4291", True),
    Range("::/96", "IPv4-compatible, or unspecified", "RFC 4291"),
    Range("::ffff:0:0:0/96", "IPv4-translated", "RFC 2765"),
    Range("64:ff9b:1::/48", "a local translation of IPv4", "RFC 8215"),
    Range("100::/64", "a hole that discards", "RFC 6666"),
    Range("100:0:0:1::/64", "a dummy", "RFC 9780"),
    Range("2001::/23", "protocol assignments", "RFC 2928, RFC 5180, RFC 4843, RFC 7343, RFC 9374"),
    Range("2001:db8::/32", "documentation", "RFC 3849"),
    Range("3fff::/20", "documentation", "RFC 9637"),
    Range("5f00::/16", "segment routing", "RFC 9602"),
    Range("fc00::/7", "a private network", "RFC 4193", True),
    Range("fe80::/10", "the local link", "RFC 4291", True),
    Range("fec0::/10", "a private site", "RFC 3879", True),
    Range("ff00::/8", "multicast", "RFC 4291"),
)
# All that is not in here is not allotted to anyone, whatever else may be said of it later (RFC 4291, IANA).
ALLOTTED = "2000::/3"
_REST = Range("::/0", "not allotted", "RFC 4291")
_TEREDO = ip_network("2001::/32")
_6TO4 = ip_network("2002::/16")
_NAT64 = ip_network("64:ff9b::/96")
_BY_WHAT_THEY_CARRY = (ip_network("::ffff:0:0/96"), _NAT64, _TEREDO)
_ISATAP = 0x5EFE
_NETWORKS = tuple((ip_network(row.of), row) for row in RANGES)
_ALLOTTED = ip_network(ALLOTTED)


def range_of(address: Address) -> Range | None:
    """The range that says why the address is not public; None for a public one.

    An address of IPv6 that carries others is judged by those: IPv4-mapped (RFC 4291), NAT64 (RFC 6052), 6to4
    (RFC 3056), Teredo (RFC 4380: of its server and of its client) and ISATAP (RFC 5214).
    """
    inner = carried(address)
    for one in inner:
        if found := range_of(one):
            return found
    if any(address in network for network in _BY_WHAT_THEY_CARRY):
        return None
    for network, row in _NETWORKS:
        if network.version == address.version and address in network:
            return row
    if address.version == 6 and address not in _ALLOTTED:
        return _REST
    return None


def carried(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses to which a packet for this IPv6 address is sent on; none for most."""
    if isinstance(address, IPv4Address):
        return ()
    number = int(address)
    inner = (IPv4Address(number & 0xFFFFFFFF),) if _isatap(number) else ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(number & 0xFFFFFFFF),)
    if address in _6TO4:
        return (IPv4Address(number >> 80 & 0xFFFFFFFF), *inner)
    if address in _TEREDO:
        return (IPv4Address(number >> 64 & 0xFFFFFFFF), IPv4Address(~number & 0xFFFFFFFF))
    return inner


def _isatap(number: int) -> bool:
    """True where the lower half is 0000:5efe or 0200:5efe and an IPv4 address: then its prefix is judged too."""
    return number >> 96 != 0 and number >> 32 & 0xFDFFFFFF == _ISATAP


def parsed(text: str) -> Address | None:
    """The address that the text spells in the usual way (a zone behind % is kept); None if it spells none."""
    try:
        return ip_address(text)
    except ValueError:
        return None
