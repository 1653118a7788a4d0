"""The questions behind the pages of dossiers, actors and outlets, on both databases: the same answers."""

import json

from onrecord.acquire.sources import Item
from onrecord.ledger.actors import bearers, profile, speakers
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.course import company, months, span
from onrecord.ledger.deadlines import overdue
from onrecord.ledger.dossier import overview
from onrecord.ledger.history import history
from onrecord.ledger.said import acting_for, actors_named
from onrecord.ledger.sources import credited_by, issued, outlet, outlets
from onrecord.ledger.sourcing import sourcing
from onrecord.ledger.voices import voices
from onrecord.store.adding import How, added
from onrecord.store.opened import Store

STORY = (
    "OSLO (Reuters) – Norway pledged to hold naval exercises with Denmark by 2021. “We shall sail in May,” Norwegian "
    "Defence Minister Tore Sandvik said. The yard has built six ships so far, and four more lie in its docks."
)
OWN = (
    {"text": STORY, "published": "2020-03-03", "publisher": "The Post"},
    {"text": STORY + " More soon.", "published": "2020-03-04", "publisher": "The Courier"},
    {"text": "Norway agreed with Denmark to hold naval exercises by 2022. “It is a drill,” Danish Prime Minister Mette "
             "Frederiksen said.", "published": "2021-05-04", "publisher": "The Post"},
    {"text": "Officials said it was late, 100% of it."},
)  # fmt: skip


def test_places_are_told_alike(store: Store) -> None:
    lines = [Item(f"given:{at}", json.dumps(one).encode()) for at, one in enumerate(OWN)]
    added(store, lines, How("rules"), lambda _: None)
    with store.reading() as connection:
        found = overview(connection, "exercises")
        assert found.subject.commitments == found.counted == sum(one.commitments for one in found.stages) > 0
        assert found.moves[0].quote is not None
        assert found.voices[0].name in ("Norway", "Denmark")
        assert len(found.documents) == 3
        assert overdue(connection, "exercises", "2030-01-01")[0].until == "2022-12-31"
        assert overdue(connection, "exercises", "2020-01-01") == []

        assert {one.name for one in speakers(connection)} >= {"Tore Sandvik", "Mette Frederiksen"}
        assert [one.name for one in bearers(connection, "tore s")] == ["Tore Sandvik"]
        assert [one.name for one in bearers(connection, "Frederiksen")] == ["Mette Frederiksen"]
        ids = actors_named(connection, "Sandvik")
        assert acting_for(connection, "Sandvik") == ["Norway"]
        assert [(one.what, one.documents) for one in profile(connection, ids).names] == [("Tore Sandvik", 2)]
        known = span(connection, ids, "Norway")
        assert known is not None
        assert (known.first, known.last) == ("2020-03-03", "2021-05-04")
        by_month = {one.month: one.statements for one in months(connection, ids, "Norway", "2020-02-01", known.last)}
        assert {month: many for month, many in by_month.items() if many} == {"2020-03": 2}
        assert company(connection, "Norway")[0].name == "Denmark"

        assert [(one.name, one.documents) for one in outlets(connection)] == [
            ("The Post", 2),
            (None, 1),
            ("The Courier", 1),
        ]
        assert outlet(connection, "The Post").last == "2021-05-04"
        assert [one.sourcing for one in issued(connection, "The Post", 5)] == ["primary", "secondary"]
        assert [one.name for one in credited_by(connection, "Reuters")] == ["The Courier", "The Post"]
        told = {one.what: (one.many, one.of) for one in sourcing(connection, "The Post").figures}
        assert (told["Secondary"], told["Credit an outlet"]) == ((1, 2), (1, 2))
        assert (told["Stories that others have too"], told["Published before the others"]) == ((1, 2), (1, 1))
        assert told["Direct"][0] + told["Indirect"][0] + told["Mixed"][0] == told["Statements"][0] > 0

        first = commitments(connection, Asked(dossier="exercises"), 1)[0]
        acts = [entry.act for entry in history(connection, first.id).entries]
        assert set(voices(connection, acts)) == {act.id for act in acts if act.via}
