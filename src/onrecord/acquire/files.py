"""Where bytes come from: a file or standard input, read no further than the limit, errors in one line."""

import os
import re
import sys
from typing import BinaryIO

from onrecord.acquire.plain import LIMIT
from onrecord.errors import ReadError

URLS = ("http://", "https://", "ftp://", "www.")
# A name with a suffix and no blank, such as "docs/article.txt"; and the longest name that a path may have.
_FILE_NAME = re.compile(r"\S+\.[A-Za-z0-9]{1,5}")
LONGEST_NAME = 1000


def file_named(given: str | os.PathLike[str]) -> str | None:
    """The path that is meant, or None if the words themselves are.

    A path object is a path. A string is one if such a file exists, or if it looks like an address or like a file's
    name with a suffix and no blank in it.
    """
    if not isinstance(given, str):
        return os.fspath(given)
    if len(given) > LONGEST_NAME or "\n" in given or "\0" in given or not given.strip():
        return None
    if is_url(given) and " " not in given:
        return given
    return given if _FILE_NAME.fullmatch(given) or os.path.exists(given) else None


def is_url(source: str) -> bool:
    """True if the source is a web address, not a file."""
    return source.lower().startswith(URLS)


def bytes_of(source: str) -> bytes:
    """The bytes of the file `source`, or of standard input for "-"; at most one more than the limit.

    Raises ReadError, one line saying what to do, for what is missing, a folder or not readable.
    """
    try:
        if source == "-":
            if sys.stdin is None:
                raise ReadError("standard input is closed; name a file")
            return _limited(sys.stdin.buffer)
        with open(source, "rb") as file:
            return _limited(file)
    except FileNotFoundError:
        if not source:
            raise ReadError("the file name is empty; name a file, or - for standard input") from None
        if "://" in source:
            raise ReadError(f"{source}: is no address that is read; give one of http:// or https://") from None
        raise ReadError(f"{source}: no such file; check the name") from None
    except IsADirectoryError:
        raise ReadError(f"{source}: is a folder; name its files, such as {os.path.join(source, '*.txt')}") from None
    except PermissionError:
        raise ReadError(f"{source}: may not be read; check its permissions") from None
    except ValueError:
        raise ReadError(f"{source!r}: is no file name; check the name") from None
    except OSError as error:
        raise ReadError(f"{source}: cannot be read ({error.strerror or error}); check the file") from None


def _limited(file: BinaryIO) -> bytes:
    return file.read(LIMIT + 1)
