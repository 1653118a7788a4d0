"""What the actors of a document are: country, sector, body, Wikidata id, and whose deeds theirs are."""

import pytest

from onrecord.reader import read_text
from onrecord.records import Actor
from onrecord.vocabulary.offices import Office

# The text, and of the actor named: country, sector, body, Wikidata id, the states whose deeds its own are.
CASES = [
    ("Norway said it would send a ship to Peru.", "Norway", ("NO", None, None, "Q20", ("Norway",))),
    (
        "Boeing said it would deliver five tankers to Norway.",
        "Boeing",
        ("US", "BUS", "Boeing", "Q66", ()),
    ),
    (
        "U.S. Secretary of Defense Ann Example said the fleet would leave.",
        "Ann Example",
        ("US", "GOV", None, None, ("United States",)),
    ),
    (
        "Ann Example, a spokeswoman for the Pentagon, said the fleet would leave.",
        "Ann Example",
        ("US", "GOV", "U.S. Department of Defense", None, ("United States",)),
    ),
    (
        "Ann Example, the chief executive of Lockheed Martin, said the yard would open.",
        "Ann Example",
        ("US", "BUS", "Lockheed Martin", None, ()),
    ),
    (
        "Former U.S. President Ann Example praised the deal.",
        "Ann Example",
        ("US", "ELI", None, None, ()),
    ),
    ("Greenpeace promised to fight the plan.", "Greenpeace", (None, "NGO", "Greenpeace", "Q81307", ())),
    ("Hezbollah vowed to reply.", "Hezbollah", ("LB", "REB", "Hezbollah", "Q41053", ())),
    (
        "The European Union agreed to pay for the ships.",
        "European Union",
        ("EU", "IGO", "European Union", "Q458", ("European Union",)),
    ),
    ("Norwegian fishermen pledged to stop work.", "Norwegian fishermen", ("NO", "AGR", None, None, ())),
    ("Rebels in eastern Congo pledged to leave the town.", "Rebels in eastern Congo", ("CD", "REB", None, None, ())),
    # Of whom the text says too little nothing is made up.
    ("Ann Example promised to help.", "Ann Example", (None, None, None, None, ())),
    ("Harbour Works promised to help.", "Harbour Works", (None, None, None, None, ())),
]


def actor_of(text: str, name: str, **given: object) -> Actor:
    """The actor of that name in the reading of the text."""
    found = read_text(text, reader="rules", **given)  # type: ignore[arg-type]
    return next(actor for actor in found.actors if actor.name == name)


@pytest.mark.parametrize(("text", "name", "expected"), CASES)
def test_an_actor_is_told_by_name_and_title(text: str, name: str, expected: tuple[object, ...]) -> None:
    actor = actor_of(text, name)
    assert (actor.country, actor.sector, actor.body, actor.wikidata, actor.acts_for) == expected


def test_a_holder_is_told_by_the_day_of_the_document() -> None:
    text = "Lloyd Austin said the fleet would leave."
    assert actor_of(text, "Lloyd Austin", published="2023-05-01").sector == "GOV"
    assert actor_of(text, "Lloyd Austin", published="2025-05-01").sector == "ELI"
    assert actor_of(text, "Lloyd Austin").acts_for == ("United States",)


def test_a_callers_holder_is_known_and_puts_no_name_where_the_text_has_none() -> None:
    own = (Office("defence minister", "Norway", "Ann Example", "2023"),)
    actor = actor_of("Ann Example promised to help.", "Ann Example", published="2024-05-01", offices=own)
    assert (actor.office, actor.states, actor.country, actor.sector) == ("defence minister", ("Norway",), "NO", "GOV")
    reading = read_text("The Norwegian defence minister promised to help.", published="2024-05-01", offices=own)
    assert "Ann Example" not in {one.name for one in reading.actors}


def test_own_holders_make_another_reader_and_leave_the_records_ids_alone() -> None:
    text = "Ann Example promised to send a ship to Peru."
    own = (Office("defence minister", "Norway", "Ann Example", "2023"),)
    plain, known = read_text(text, reader="rules"), read_text(text, reader="rules", offices=own)
    assert plain.reader != known.reader
    assert [one.id for one in plain.statements] == [one.id for one in known.statements]
    assert [one.id for one in plain.acts] == [one.id for one in known.acts]


def test_we_of_a_company_is_the_company() -> None:
    text = (
        'Lockheed Martin opened an office on Monday. "We will build a plant in Ohio," said Ann Example, the president '
        "of Lockheed Martin."
    )
    acts = read_text(text, published="2024-05-01").acts
    assert [act.by for act in acts if "plant" in act.undertaking[0].exact] == [("Lockheed Martin",)]
