"""What was captured again, unchanged since another time or place: an archive then keeps no second copy of it."""

import base64
import hashlib
from typing import NamedTuple

_ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")
# Bytes of a digest, by its algorithm.
SIZES = {name: hashlib.new(name, usedforsecurity=False).digest_size for name in _ALGORITHMS}


class Again(NamedTuple):
    """That at an address then the same was captured as at another time, maybe elsewhere (WARC 1.1, 6.7).

    What that was is told by its address and time, by the digest of its bytes (see `digest_of`), or both.
    """

    url: str
    when: str
    of_url: str
    of_when: str | None = None
    payload: str | None = None


def algorithm_of(name: str) -> str:
    """The name of an algorithm in the one spelling of SIZES, if it is one of those."""
    return name.strip().lower().replace("-", "")


def digest_of(said: str) -> str | None:
    """The digest that a record says, as "sha1:" with hexadecimal digits; None where it says none that we know."""
    name, _, value = said.partition(":")
    name, value = algorithm_of(name), value.strip()
    size = SIZES.get(name)
    try:
        found = bytes.fromhex(value) if len(value) == 2 * (size or 0) else _of_base32(value)
    except ValueError:
        return None
    return f"{name}:{found.hex()}" if len(found) == size else None


def _of_base32(value: str) -> bytes:
    value = value.upper().rstrip("=")
    return base64.b32decode(value + "=" * (-len(value) % 8))
