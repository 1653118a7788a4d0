"""A small reading made by hand, so that the forms of output are tested apart from what the finders find."""

from onrecord.records import (
    Act,
    Actor,
    Anchor,
    Document,
    Event,
    Finding,
    Provenance,
    Reading,
    Statement,
    Why,
    document_id,
)

TEXT = (
    "Seoul and Lima agree on ships\n\n"
    "Minister Park said on Monday that Seoul would build two ships for Lima if parliament approves.\n\n"
    "Park met his colleague in Lima. They agreed to train crews together.\n"
)


def anchor(words: str, text: str = TEXT) -> Anchor:
    """The anchor of the first place where the words stand."""
    start = text.index(words)
    return Anchor(start, start + len(words), words)


def reading(text: str = TEXT, publisher: str | None = "The Example") -> Reading:
    """A reading of TEXT, or of the same with something put before it, with overlapping spans of each kind."""

    def at(words: str) -> Anchor:
        return anchor(words, text)

    identity = document_id(text)
    statement = Statement(
        "s1", identity, (at("Seoul would build two ships for Lima if parliament approves"),), "indirect",
        speaker=at("Minister Park"), actor=("Park",), cue=at("said"), date=at("Monday"), date_value="2024-03-04",
        why=Why("reporting verb with a clause", (at("said"),)),
    )  # fmt: skip
    event = Event(
        "e1", identity, "CONSULT", at("met"), mode="visit", actors=("Park",), actor_spans=(at("Park met"),),
        place=at("Lima."), factuality="planned", why=Why("meeting verb", (at("met"),)),
    )  # fmt: skip
    acts = (
        Act(
            "a1", identity, "plan", at("would build"), (at("build two ships for Lima"),), by=("South Korea",),
            to=("Peru",), condition=at("if parliament approves"), via="s1", why=Why("modal of plan", (at("would"),)),
        ),
        Act("a2", identity, "agree", at("agreed"), (at("train crews together"),), by=("South Korea", "Peru")),
    )  # fmt: skip
    return Reading(
        Document(identity, text, source="ships.txt", publisher=publisher, published="2024-03-05", kind="news"),
        Provenance(publisher=publisher, published="2024-03-05"),
        (Actor("park", "Park", "person", ("South Korea",), mentions=(at("Minister Park"),)),),
        (statement,),
        (event,),
        acts,
        (Finding("note", "one line to know"),),
        "f" * 16,
    )
