"""The key without which nothing is changed: made of a secret of this installation, and in every form of the site."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from onrecord.errors import StoreError

VARIABLE = "ONRECORD_SECRET"


def key_of(store: str) -> str:
    """The key by which changes to a store are taken: 64 hexadecimal digits, the same as long as the secret is kept.

    The secret lies in a file that its owner alone may read, $ONRECORD_SECRET or else `onrecord/secret` in the folder of
    states ($XDG_STATE_HOME, ~/.local/state); it is made when there is none. Raises StoreError where that cannot be.
    """
    place = Path(os.environ.get(VARIABLE) or _folder() / "secret")
    try:
        secret = _read(place) or _made(place)
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror}; name a file for the secret by ${VARIABLE}") from None
    return hmac.new(secret, f"changes to {store}".encode(), hashlib.sha256).hexdigest()


def _folder() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "onrecord"


def _read(place: Path) -> bytes | None:
    try:
        found = place.read_bytes()
    except FileNotFoundError:
        return None
    return found if len(found) >= 32 else None


def _made(place: Path) -> bytes:
    """A new secret, or that of another process which made one at the same moment."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secrets.token_hex(32).encode())
    try:
        os.link(fresh, place)
    except FileExistsError:
        if _read(place) is None:  # too short to be one
            os.replace(fresh, place)
            return place.read_bytes()
    fresh.unlink(missing_ok=True)
    return place.read_bytes()
