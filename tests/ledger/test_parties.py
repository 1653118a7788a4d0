"""Whose a deed is in the ledger: a state's where an actor acts for it, else the actor's own."""

import pytest

from onrecord.ledger.parties import Cast, meet
from onrecord.records import Actor, Document, Provenance, Reading, document_id, slug
from onrecord.store.rows import states_of


def an(name: str, kind: str, sector: str | None, *of: str) -> Actor:
    """An actor of that kind and sector, of those states."""
    return Actor(slug(name), name, kind, of, sector=sector)  # type: ignore[arg-type]


ACTORS = (
    an("Norway", "state", None, "Norway"),
    an("Norwegian Foreign Ministry", "body", "GOV", "Norway"),
    an("Ann Example", "person", "GOV", "Norway"),
    an("Gen. Sample", "person", "MIL", "Norway"),
    an("Ida Member", "person", "LEG", "Norway"),
    an("Fjord Shipyards", "body", "BUS", "Norway"),
    an("Bo Owner", "person", "BUS", "Norway"),
    an("Olav Former", "person", "ELI", "Norway"),
    an("Sea Party", "body", "PTY", "Norway"),
    an("Norwegian fishermen", "group", "AGR", "Norway"),
    an("the Norwegian side", "group", None, "Norway"),
    an("NATO", "body", "IGO", "NATO"),
    an("the crowd", "group", "CVL"),
)
READING = Reading(Document(document_id("x"), "x"), Provenance(), ACTORS)


@pytest.mark.parametrize(
    "name",
    ["Norway", "Norwegian Foreign Ministry", "Ann Example", "Gen. Sample", "Ida Member", "the Norwegian side"],
)
def test_who_acts_for_a_state_stands_as_it(name: str) -> None:
    assert Cast(READING).party([name]).states == {"Norway"}


@pytest.mark.parametrize(
    "name", ["Fjord Shipyards", "Bo Owner", "Olav Former", "Sea Party", "Norwegian fishermen", "NATO"]
)
def test_who_does_not_stands_under_the_own_name(name: str) -> None:
    assert Cast(READING).party([name]).states == {name}
    assert states_of([name], Cast(READING).actors) == (name,)


def test_parties_meet_by_the_state_that_they_act_for() -> None:
    cast = Cast(READING)
    official, ministry, yard = (cast.party([name]) for name in ("Ann Example", "Norway", "Fjord Shipyards"))
    assert meet(official, ministry)
    assert not meet(official, yard)
    assert meet(yard, cast.party(["Fjord Shipyards"]))
    # Who is only described and acts for nobody is nobody, with whom any may be meant.
    assert not cast.party(["the crowd"])
    assert meet(yard, cast.party(["the crowd"]))
    assert not meet(official, cast.party(["Norwegian fishermen"]))
