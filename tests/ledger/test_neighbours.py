"""What a document is offered to be compared with: versions of a page, texts of a series, reports on one thing."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.ledger.neighbours import Neighbour, around, in_sequence
from onrecord.ledger.titled import titled, titled_as
from onrecord.store import tables as t
from onrecord.store.opened import open_store
from tests.ledger.conftest import Made
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import Capture, at, put

YARD = "Joint statement of South Korea and Peru\n\nThe two sides will build a joint shipyard near Callao."
AGAIN = (
    "Communiqué of South Korea and Peru\n\nSouth Korea will train Peruvian helicopter pilots, at Busan. Both thanked "
    "the mayor. They will build near Callao a joint shipyard for their navies."
)
PILOTS = YARD + " South Korea will train Peruvian helicopter pilots in Busan."


def named(connection: Connection, title: str) -> str:
    """The id of the document with that title."""
    r = t.reading.c
    return str(connection.execute(select(r.document).where(r.title == title)).scalar_one())


def short(found: tuple[Neighbour, ...]) -> list[tuple[str, str, str | None]]:
    """What is offered, in short."""
    return [(one.title, one.tie, one.when) for one in found]


def test_a_version_stands_between_those_before_and_after_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "edited.db") as store:
        third = SECOND.replace("2032", "2034")
        put(store, [Capture(FIRST, at(1)), Capture(SECOND, at(9)), Capture(third, at(11))])
        with store.reading() as connection:
            v, a = t.version.c, t.appearance.c
            of = select(a.document).join(t.version, v.appearance == a.id).order_by(v.seen)
            first, second, last = connection.execute(of).scalars().all()
            found = [[(one.document, one.tie, one.when, one.day) for one in in_sequence(connection, each)]
                     for each in (first, second, last)]  # fmt: skip
            assert found == [
                [(second, "version", "after", "2026-03-03 09:09 UTC")],
                [
                    (first, "version", "before", "2026-03-03 09:01 UTC"),
                    (last, "version", "after", "2026-03-03 09:11 UTC"),
                ],
                [(second, "version", "before", "2026-03-03 09:09 UTC")],
            ]
            assert titled_as(connection, first).document == first  # though its text no longer counts


def test_texts_of_a_series_follow_each_other(made: Made) -> None:
    texts = [
        {"text": f"{YARD} {year}.", "title": f"Meeting {year}", "published": f"{year}-03-05", "kind": "communique",
         "series": "Meeting"}
        for year in (2023, 2024, 2025)
    ]  # fmt: skip
    other = {"text": "Peru promised ten radars.", "title": "Radars", "published": "2024-01-01", "series": "Radars"}
    with made(*texts, other).reading() as connection:
        sequence, beside = around(connection, named(connection, "Meeting 2024"))
        assert short(sequence) == [("Meeting 2023", "series", "before"), ("Meeting 2025", "series", "after")]
        assert not beside  # what stands in the series is not offered twice
        assert around(connection, named(connection, "Radars")) == ((), ())


def test_reports_on_one_thing_are_offered_and_others_are_not(made: Made) -> None:
    with made(
        {"text": PILOTS, "title": "Statement", "published": "2024-03-05", "kind": "communique"},
        {"text": AGAIN, "title": "Two in common", "published": "2021-07-01",
         "kind": "communique"},
        {"text": "LIMA -- Peru met South Korea.", "title": "Callao shipyard talks end", "published": "2024-03-06"},
        {"text": "BUSAN -- Ten ships sailed.", "title": "Callao shipyard talks begin", "published": "2024-03-04"},
        {"text": "OSLO -- Norway sold a frigate.", "title": "Norway sells a frigate", "published": "2024-03-05"},
        {"text": "LIMA -- Peru met Chile.", "title": "Callao shipyard talks fail", "published": "2025-03-05"},
    ).reading() as connection:  # fmt: skip
        (one,) = around(connection, named(connection, "Statement"))[1]
        assert (one.title, one.tie, one.commitments) == ("Two in common", "commitments", 2)
        beside = around(connection, named(connection, "Callao shipyard talks end"))[1]
        assert short(beside) == [("Callao shipyard talks begin", "days", None)]
        assert around(connection, named(connection, "Norway sells a frigate")) == ((), ())


def test_documents_are_found_by_their_titles_first(made: Made) -> None:
    with made(
        {"text": "The radars of Paita are old.", "title": "Navy news", "published": "2025-01-01"},
        {"text": "Peru bought them.", "title": "Radars for Paita", "published": "2023-01-01"},
        {"text": "Peru sold them.", "title": "The Paita radar", "published": "2024-01-01"},
        {"text": "Peru bought ships.", "title": "Ships for Callao"},
    ).reading() as connection:
        found = titled(connection, "paita radars")
        assert [one.title for one in found] == ["The Paita radar", "Radars for Paita", "Navy news"]
        assert titled(connection, "paita radars", limit=1, offset=1) == found[1:2]
        assert [one.title for one in titled(connection, None)] == [
            "Navy news", "The Paita radar", "Radars for Paita", "Ships for Callao",
        ]  # fmt: skip
        assert titled(connection, " ") == titled(connection, None)
        assert not titled(connection, "nonesuch")
        with pytest.raises(UsageError, match="give words"):
            titled(connection, '"…"')
