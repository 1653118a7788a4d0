"""Questions to a store from many at once: on connections that can change nothing, each within a time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from sqlalchemy import Connection

from onrecord.errors import StoreError
from onrecord.store.opened import Store, engine_of

# Seconds that a question may take, connections that are kept, and steps of SQLite's machine between looks at the clock.
SECONDS, CONNECTIONS, STEPS = 10.0, 16, 100_000


class Asking:
    """A store that many ask at once. It holds connections of its own, which the database itself keeps from writing."""

    def __init__(self, store: Store, seconds: float = SECONDS):
        self.seconds = seconds
        url = store.engine.url
        if not store.sqlite:
            options = f"-c default_transaction_read_only=on -c statement_timeout={int(seconds * 1000)}"
            self.store = Store(engine_of(url, CONNECTIONS, options=options))
            return
        if not store.read_only:
            url = url.set(database=f"file:{quote(store.name)}", query={"mode": "ro", "uri": "true"})
        self.store = Store(engine_of(url, CONNECTIONS))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store; raises StoreError for a question that takes too long."""
        until = time.monotonic() + self.seconds
        try:
            with self.store.reading() as connection:
                raw = connection.connection.driver_connection
                if not self.store.sqlite or raw is None:
                    yield connection
                    return
                raw.set_progress_handler(lambda: time.monotonic() > until, STEPS)
                try:
                    yield connection
                finally:
                    raw.set_progress_handler(None, 0)
        except StoreError as error:
            if "interrupted" in str(error) or "statement timeout" in str(error):
                raise StoreError(f"this took longer than {self.seconds:g} s; ask for less: give a filter") from None
            raise

    def close(self) -> None:
        """Returns nothing: every connection is closed."""
        self.store.close()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
