"""Questions to a store from many at once: on connections that can change nothing, each within a time."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection

from onrecord.errors import StoreError
from onrecord.store.clock import today
from onrecord.store.opened import Store, engine_of
from onrecord.store.remembering import Remembered

# Seconds that a question may take, connections that are kept, and steps of SQLite's machine between looks at the clock.
SECONDS, CONNECTIONS, STEPS = 10.0, 16, 100_000
# Answers that are remembered: those that were asked for last.
ANSWERS = 100

A = TypeVar("A")


class Asking:
    """A store that many ask at once. It holds connections of its own, which the database itself keeps from writing."""

    def __init__(self, store: Store, seconds: float = SECONDS):
        self.seconds = seconds
        self._answers = Remembered[Any](ANSWERS)
        self._lock = Lock()
        self._watch: Any = None  # a connection by which it is seen that somebody wrote
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

    def answer(self, question: Callable[..., A], given: dict[str, Any]) -> A:
        """What a question answers about the store as it is; remembered until somebody writes to it, or the day ends.

        The answer has to follow from the store, what is given and the day (in UTC) alone, and nobody may change it.
        """
        with self.reading() as connection:
            state = self._state(connection)
            if state is None:
                return question(connection, **given)
            key = (state, today(), question, tuple(sorted(given.items())))
            found: A = self._answers.get(key, lambda: question(connection, **given))
            return found

    def _state(self, connection: Connection) -> Hashable | None:
        """What names the state of the store that the connection sees, and no other; None where that is not known.

        Nothing was read on the connection yet.
        """
        if not self.store.sqlite:  # which transactions it sees
            return connection.exec_driver_sql("SELECT txid_current_snapshot()::text").scalar()
        with self._lock:
            # SQLite's number of a state is one connection's own: of one that all ask, before and after this one sees
            # what it will see. Nothing was written between if both are the same.
            before = self._version()
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").all()
            return before if before == self._version() else None

    def _version(self) -> int:
        if self._watch is None:
            self._watch = self.store.engine.raw_connection()
        found: int = self._watch.driver_connection.execute("PRAGMA data_version").fetchone()[0]
        return found

    def close(self) -> None:
        """Returns nothing: every connection is closed."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.store.close()

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
