"""Threads derived where something changed are those that deriving all of them gives, whatever comes and goes."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from onrecord.ledger.verify import verify
from onrecord.records import link_id
from onrecord.resolve.commitments import ALIKE
from onrecord.store import tables as t
from onrecord.store.opened import open_store
from onrecord.store.threads import rethread
from tests.conftest import new_store
from tests.store.given import DOZEN, filled

ACTS = 14
# What happens: an act comes or goes, two are linked so or so closely, a link is taken back.
_CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.integers(0, ACTS - 1), st.just(0), st.just(0.0)),
        st.tuples(
            st.sampled_from(("link", "cut")), st.integers(0, ACTS - 1), st.integers(0, ACTS - 1),
            st.sampled_from((ALIKE, 0.6, 0.7, 0.8, 1.0)),
        ),
    ),
    min_size=1, max_size=40,
)  # fmt: skip
_DAYS = st.lists(st.sampled_from((None, "2025-01-01", "2025-02-01", "2025-03-01")), min_size=ACTS, max_size=ACTS)


def _name(number: int) -> str:
    return f"a{number:016x}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=_CHANGES, days=_DAYS)
def test_local_and_whole_derivation_agree(changes: list[tuple[str, int, int, float]], days: list[str | None]) -> None:
    """Each act stands in a reading of its own; after each change `verify` derives all threads anew."""
    with TemporaryDirectory() as folder, new_store(Path(folder) / "s.db") as store, store.writing() as connection:
        _readings(connection, days)
        for what, one, other, score in changes:
            if what == "turn":
                r = t.reading.c
                row = connection.execute(select(r.active).where(r.no == one + 1)).scalar_one()
                connection.execute(update(t.reading).where(r.no == one + 1).values(active=not row))
                rethread(connection, [_name(one)])
            elif one != other:
                low, high = sorted((_name(one), _name(other)))
                pair = (t.link.c.subject == low) & (t.link.c.object == high)
                connection.execute(delete(t.link).where(pair))
                if what == "link":
                    values = {"subject": low, "object": high, "score": score, "kind": "same-commitment", "by": "test"}
                    name = link_id("same-commitment", low, high)
                    connection.execute(insert(t.link).values(id=name, turn=0, made="", **values))
                rethread(connection, [low, high])
            broken = [one for one in verify(connection) if one.kind == "commitment"]
            assert broken == []


def _readings(connection: Any, days: list[str | None]) -> None:
    connection.execute(insert(t.blob).values(sha256="0" * 64, bytes=b""))
    connection.execute(insert(t.document).values(id="0" * 64, added=""))
    connection.execute(insert(t.appearance).values(id="p", document="0" * 64, added=""))
    for number, day in enumerate(days):
        about = {"no": number + 1, "document": "0" * 64, "reader": str(number), "appearance": "p", "active": False}
        connection.execute(insert(t.reading).values(**about, body="{}", made=""))
        connection.execute(
            insert(t.act).values(
                reading=number + 1, id=_name(number), start=number, kind="pledge", day=day, by_states="[]",
                words=f"build {number} ships", to_states="[]", body="{}",
            )
        )  # fmt: skip


def test_adding_a_document_leaves_other_threads_as_they_are(tmp_path: Any) -> None:
    """Their rows are not written anew: a store of thousands of documents takes one in as fast as a small one."""
    with filled(open_store(tmp_path / "store.db"), *DOZEN[:11]) as store:
        with store.reading() as connection:
            before = dict(connection.execute(select(t.step.c.thread, t.step.c.act)).all())
        filled(store, DOZEN[11])
        with store.reading() as connection:
            assert dict(connection.execute(select(t.step.c.thread, t.step.c.act)).all()).items() >= before.items()
