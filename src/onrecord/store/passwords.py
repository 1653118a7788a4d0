"""Passwords: what may be one, what is kept of it, and whether one is right."""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import UsageError

# Characters. Where a password is all that is asked for, it has 15 or more, whatever they are, and is not asked for
# letters, digits and signs (NIST SP 800-63B-4, 3.1.1.2).
SHORTEST, LONGEST = 15, 200
# What anybody tries first, and rows of keys, of which so many in a row count as nothing. Of what is left so many
# characters differ.
_EXPECTED, _ROWS = (
    ("onrecord", "password"),
    ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"),
)
_RUN, _DIFFERENT = 4, 6
# Argon2id with the parameters of RFC 9106, 4, for what has less memory: 64 MiB and some 50 ms a password. So few at
# once, that those who ask for much of it get no more.
_HASHER = PasswordHasher()
_TURN = threading.BoundedSemaphore(2)
# What the password of nobody is compared with, so that it takes as long to say that there is no such account.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IG9mIG91cnM$W0x7dx4r2ZuYvBx7nSgGk0wYHqjFtbiVuJ0mIh3b1tI"


def kept(password: str, name: str) -> str:
    """What is kept of a password. Raises UsageError for one that is too short or long, or that anybody would try."""
    folded = _folded(password)
    if len(folded) < SHORTEST:
        raise UsageError(f"the password is too short: {SHORTEST} characters or more are needed; a few words will do")
    if len(folded) > LONGEST:
        raise UsageError(f"the password is too long: it may have up to {LONGEST} characters")
    if len(set(_unexpected(folded.casefold(), name.casefold()))) < _DIFFERENT:
        raise UsageError(
            "the password is too easy to guess: beside your name, “password” and rows of keys it has too few "
            "characters that differ; take a few words that do not belong together"
        )
    with _TURN:
        return _HASHER.hash(folded)


def right(password: str, of: str | None) -> bool:
    """True if it is the password of which that is kept; false, after as long a time, where there is none."""
    if len(password) > 4 * LONGEST:
        return False
    with _TURN:
        try:
            return _HASHER.verify(of or _NOBODY, _folded(password)) and of is not None
        except (VerificationError, InvalidHashError):
            return False


def renewed(password: str, of: str) -> str | None:
    """What is kept of a password from now on, which was right; None if that is what is kept already."""
    if not _HASHER.check_needs_rehash(of):
        return None
    with _TURN:
        return _HASHER.hash(_folded(password))


def _folded(password: str) -> str:
    """The password as whatever keyboard writes it (RFC 8265, OpaqueString: NFC, and every blank a space)."""
    return unicodedata.normalize("NFC", "".join(" " if one.isspace() else one for one in password))


def _unexpected(password: str, name: str) -> str:
    """What is left of a password without blanks, the name of its account, and what anybody tries first."""
    left = "".join(password.split())
    for known in (*_EXPECTED, "".join(name.split())):
        left = left.replace(known, "")
    for row in _ROWS:
        for keys in (row, row[::-1]):
            for length in range(len(keys), _RUN - 1, -1):
                for at in range(len(keys) - length + 1):
                    left = left.replace(keys[at : at + length], "")
    return left
