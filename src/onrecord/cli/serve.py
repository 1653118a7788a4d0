"""`onrecord serve`: the ledger in a browser."""

import errno
import socket
import sys
import webbrowser

from onrecord.cli import exits
from onrecord.errors import UsageError
from onrecord.store.accounts import there_are
from onrecord.store.opened import open_store
from onrecord.web.app import server_of
from onrecord.web.processes import processes, served
from onrecord.web.warming import warm

HOST = "127.0.0.1"


def serve(
    db: str | None, port: int, names: list[str], opened: bool, many: int | None = None, by: str = "",
    auth: bool = False,
) -> int:  # fmt: skip
    """The exit code, after the app ran until it was interrupted.

    Raises UsageError for a port that is taken, and with `auth` where nobody could sign in.
    """
    many = processes() if many is None else many
    with open_store(db, make=False) as store:
        if auth:
            with store.reading() as connection:
                if not there_are(connection):
                    raise UsageError(
                        "--auth: nobody can sign in yet; run `onrecord account add NAME --role admin` first"
                    )
        sockets = [_bound(port)]
        place = sockets[0].getsockname()[1]
        if many > 1:  # a socket each, from now on, so that whoever comes waits instead of being refused
            sockets[0].close()
            sockets = [_bound(place, shared=True) for _ in range(many)]
        address = f"http://{HOST}:{place}/"
        exits.say(f"{store.name} at {address} (Ctrl-C ends it)")
        if opened:
            webbrowser.open(address)
        warm(store)  # who comes meanwhile waits at the socket
        if many == 1:
            server_of(store, names, by, auth).run(sockets=sockets)
            return exits.DONE
        store.close()  # what is open is not shared: each process opens the store for itself
        ended = served(lambda number: server_of(store, names, by, auth).run(sockets=[sockets[number]]), many)
    return exits.DONE if ended else exits.failed("the server ended by itself; try --processes 1", exits.FAILED)


def _bound(port: int, shared: bool = False) -> socket.socket:
    """A socket at a port, which processes of ours may share; raises UsageError for a port that is taken."""
    made = socket.socket()
    if sys.platform != "win32":
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        made.bind((HOST, port))
        made.listen(128)
    except OSError as error:
        made.close()
        why = "is taken by another program" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise UsageError(f"--port {port} {why}; give another, or 0 for any that is free") from None
    return made
