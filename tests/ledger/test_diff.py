"""What changed between two communiqués: texts of our own, through the real reader."""

import pytest

from onrecord.commitment import RAISES
from onrecord.ledger.diff import Change, diff, firmness, outcome
from onrecord.reader import read_text
from onrecord.records import ActKind, Reading
from onrecord.store.rows import words_of

HEAD = "Joint statement of the Republic of Korea and the Republic of Peru\n\n"
SHIPYARD = "The two sides will build a joint shipyard near Callao."
# Old text, new text, and for each change its status and firmness.
CASES = [
    (SHIPYARD, SHIPYARD, [("kept", "same")]),
    (SHIPYARD, "The two sides will build the joint shipyard near Callao.", [("kept", "same")]),
    (SHIPYARD, "The two sides could build a joint shipyard near Callao.", [("reworded", "softened")]),
    (SHIPYARD, "The two sides intend to build a joint shipyard near Callao.", [("reworded", "softened")]),
    ("The two sides could build a joint shipyard near Callao.", SHIPYARD, [("reworded", "hardened")]),
    (SHIPYARD, "The two sides will build a large joint shipyard near Callao and Paita.", [("reworded", "same")]),
    (SHIPYARD, "The two sides will train helicopter pilots in Busan.", [("new", None), ("dropped", None)]),
    (
        "South Korea will sell patrol boats to Peru.",
        "South Korea refused to sell patrol boats to Peru.",
        [("reworded", "softened")],
    ),
    # The same words of another party are another undertaking.
    (
        "South Korea will supply spare engines for patrol boats.",
        "Peru will supply spare engines for patrol boats.",
        [("new", None), ("dropped", None)],
    ),
    # A word that turns the undertaking round is more than a rewording: nothing is firmer or less firm.
    (
        "South Korea will deploy drones at the base of Iquitos.",
        "South Korea will not deploy drones at the base of Iquitos.",
        [("reworded", None)],
    ),
    # What everybody strengthens tells no two undertakings apart.
    (
        "The two sides will strengthen cooperation.",
        "The two sides will deepen cooperation on fisheries patrols.",
        [("new", None), ("dropped", None)],
    ),
    # American and British spelling are no change, nor is another way to write an amount.
    (
        "We reaffirm our commitment to modernize the organization of harbour security.",
        "We reaffirm our commitment to modernise the organisation of harbour security.",
        [("kept", "same")],
    ),
    (
        "South Korea will provide $20 million for harbour radars.",
        "South Korea will provide 20 million dollars for harbour radars.",
        [("kept", "same")],
    ),
]


def read(text: str, published: str) -> Reading:
    """The reading of a communiqué."""
    return read_text(HEAD + text, published=published, kind="communique")


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What changed between two communiqués a year apart."""
    return diff(read(old, "2024-03-05"), read(new, "2025-03-05"))


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_undertakings_are_kept_reworded_new_or_dropped(
    old: str, new: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(change.status, change.firmness) for change in changes(old, new)] == expected


@pytest.mark.parametrize(
    ("old", "new", "terms"),
    [
        (
            "The two sides will hold a naval exercise off Callao in 2025.",
            "The two sides will hold a naval exercise off Callao in 2026.",
            [("due", "in 2025", "in 2026")],
        ),
        (
            "South Korea will provide $20 million for harbour radars.",
            "South Korea will provide $35 million for harbour radars.",
            [("amount", "$20 million", "$35 million")],
        ),
        (
            "South Korea will send harbour radars to Peru if parliament approves.",
            "South Korea will send harbour radars to Peru.",
            [("condition", "if parliament approves", None)],
        ),
        (
            "South Korea will provide $20 million for harbour radars.",
            "South Korea will provide 20 million dollars for harbour radars.",
            [],
        ),
    ],
)
def test_changed_terms_are_shown_before_and_after(
    old: str, new: str, terms: list[tuple[str, str | None, str | None]]
) -> None:
    (change,) = changes(old, new)
    found = [(term.name, term.before and term.before.exact, term.after and term.after.exact) for term in change.terms]
    assert found == terms


def test_one_act_is_paired_once_and_the_best_pairing_wins() -> None:
    short, long = "share radar data on illegal fishing", "share radar data on illegal fishing fleets near Paita"
    text = "The two sides will {}. The two sides will {}."
    found = changes(text.format(short, long), text.format(long, short))
    assert [change.status for change in found] == ["kept", "kept"]
    for change in found:
        assert change.old is not None
        assert change.new is not None
        assert words_of(change.old) == words_of(change.new)
    found = changes(f"The two sides will {short}.", text.format(long, short))
    assert [change.status for change in found] == ["new", "kept"]


def test_every_act_of_both_texts_is_in_one_change_and_its_anchors_hold() -> None:
    old, new = read(f"{SHIPYARD} Peru will train pilots.", "2024"), read(f"Peru will open a museum. {SHIPYARD}", "2025")
    found = diff(old, new)
    assert sorted(change.old.id for change in found if change.old) == sorted(act.id for act in old.acts)
    assert sorted(change.new.id for change in found if change.new) == sorted(act.id for act in new.acts)
    for change in found:
        for act, reading in ((change.old, old), (change.new, new)):
            for anchor in act.undertaking if act else ():
                anchor.check(reading.document.text)
    assert diff(old, new) == found


def test_a_text_has_not_changed_from_itself_and_nothing_from_nothing() -> None:
    reading = read(SHIPYARD, "2024")
    assert {change.status for change in diff(reading, reading)} == {"kept"}
    empty = read("The weather was fair.", "2024")
    assert diff(empty, empty) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("consider", "plan", "hardened"),
        ("agree", "discuss", "softened"),
        ("pledge", "reaffirm", "same"),
        ("agree", "reaffirm", "same"),
        ("reaffirm", "agree", "same"),
        ("plan", "advance", "hardened"),
        ("endorse", "consider", "hardened"),
        ("endorse", "object", "softened"),
        ("complete", "withdraw", "softened"),
        ("refuse", "consider", "hardened"),
        ("delay", "refuse", "same"),
    ],
)
def test_firmness_goes_by_the_ladder(before: ActKind, after: ActKind, expected: str) -> None:
    assert firmness(before, after) == expected
    back = {"hardened": "softened", "softened": "hardened", "same": "same"}
    assert firmness(after, before) == back[expected]


def test_every_kind_is_as_firm_as_itself() -> None:
    assert {firmness(kind, kind) for kind in (*RAISES, "reaffirm", "refuse", "endorse", "object")} == {"same"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SHIPYARD, SHIPYARD, ["kept"]),
        (SHIPYARD, "The two sides could build a joint shipyard near Callao.", ["softened"]),
        (SHIPYARD, "The two sides will build a large joint shipyard near Callao and Paita.", ["reworded"]),
        # In the same words, but until another day.
        (SHIPYARD[:-1] + " by 2027.", SHIPYARD[:-1] + " by 2029.", ["reworded"]),
        (SHIPYARD, "The two sides will not build a joint shipyard near Callao.", ["reworded"]),
        (SHIPYARD, "The two sides will train helicopter pilots in Busan.", ["new", "dropped"]),
    ],
)
def test_what_became_of_an_undertaking_is_one_word(old: str, new: str, expected: list[str]) -> None:
    assert [outcome(change) for change in changes(old, new)] == expected
