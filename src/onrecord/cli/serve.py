"""`onrecord serve`: the ledger in a browser."""

import errno
import socket
import sys
import webbrowser

from onrecord.cli import exits
from onrecord.errors import UsageError
from onrecord.store.opened import open_store
from onrecord.web.app import server_of

HOST = "127.0.0.1"


def serve(db: str | None, port: int, names: list[str], opened: bool) -> int:
    """The exit code, after the app ran until it was interrupted. Raises UsageError for a port that is taken."""
    with open_store(db, make=False) as store:
        listening = _listening(port)
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        exits.say(f"{store.name} at {address} (Ctrl-C ends it)")
        if opened:
            webbrowser.open(address)
        server_of(store, names).run(sockets=[listening])
    return exits.DONE


def _listening(port: int) -> socket.socket:
    made = socket.socket()
    if sys.platform != "win32":
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(128)
    except OSError as error:
        made.close()
        why = "is taken by another program" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise UsageError(f"--port {port} {why}; give another, or 0 for any that is free") from None
    return made
