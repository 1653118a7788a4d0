"""What changed between two texts of a series: undertakings kept, reworded, new and dropped."""

from typing import Literal

from onrecord.commitment import FALLS, HELD, RAISES
from onrecord.ledger.pairing import Pair, pairing
from onrecord.ledger.undertakings import Side, alike, counts_between, near, same_words, sides
from onrecord.ledger.wordings import Common, opposed
from onrecord.records import Act, ActKind, Anchor, Frozen, Reading
from onrecord.resolve.quantities import same_amount
from onrecord.resolve.wording import stems
from onrecord.store.rows import start_of

Status = Literal["kept", "reworded", "new", "dropped"]
Firmness = Literal["hardened", "softened", "same"]
Outcome = Literal["hardened", "softened", "reworded", "new", "dropped", "kept"]
# What an undertaking in the same words is worth more than any that is reworded, and one of the same kind than another.
_SAME_WORDS, _SAME_KIND = 1.0, 0.05
_STEPS: dict[ActKind, int] = {kind: step for step, kind in enumerate(RAISES)}


class Term(Frozen, frozen=True):
    """A term that changed: its name, its words before and after (None where there are none), and their EDTF values."""

    name: Literal["due", "amount", "condition"]
    before: Anchor | None = None
    after: Anchor | None = None
    before_value: str | None = None
    after_value: str | None = None


class Change(Frozen, frozen=True):
    """What became of an undertaking: the act of the old text (none if new) and of the new one (none if dropped).

    `firmness` says how the kinds compare; None where the words say the opposite. `alike` says how alike the words are
    (0 to 1). Both are there only where there are two acts.
    """

    status: Status
    old: Act | None = None
    new: Act | None = None
    firmness: Firmness | None = None
    terms: tuple[Term, ...] = ()
    alike: float | None = None


def diff(old: Reading, new: Reading) -> tuple[Change, ...]:
    """The changes from the old text to the new one, in the order of the new; what is dropped comes last."""
    before, after, counts = sides(old), sides(new), counts_between(old, new)
    pairs = dict(pairing(_scores(before, after, counts)))
    taken = set(pairs.values())
    changes = [_change(before[one], after[other], counts) for one, other in pairs.items()]
    changes += [Change("new", new=side.act) for at, side in enumerate(after) if at not in taken]
    changes.sort(key=lambda change: start_of(change.new) if change.new else 0)
    return (*changes, *(Change("dropped", old=side.act) for at, side in enumerate(before) if at not in pairs))


def outcome(change: Change) -> Outcome:
    """What became of an undertaking in a word: kept is what is as firm as it was, in the same words and terms."""
    if change.status in ("new", "dropped"):
        return change.status
    if change.firmness in ("hardened", "softened"):
        return change.firmness
    return "reworded" if change.status == "reworded" or change.terms or change.firmness is None else "kept"


def firmness(before: ActKind, after: ActKind) -> Firmness:
    """Whether the second kind is firmer than the first, by the ladder of commitments.

    What is only welcomed is less than what is considered; what is refused, delayed, withdrawn, breached or opposed is
    less than anything else.
    """
    if {before, after} & HELD and min(_step(before), _step(after)) >= _STEPS["pledge"]:
        return "same"
    moved = _step(after) - _step(before)
    return "hardened" if moved > 0 else "softened" if moved < 0 else "same"


def _step(kind: ActKind) -> int:
    if kind in FALLS or kind == "object":
        return -2
    return _STEPS["pledge"] if kind in HELD else _STEPS.get(kind, -1)


def changed_terms(old: Act, new: Act) -> tuple[Term, ...]:
    """The terms that differ: a date by its value, an amount by what it comes to, a condition by its words."""
    found = []
    if (old.due_value, _plain(old.due)) != (new.due_value, _plain(new.due)) and not (
        old.due_value and old.due_value == new.due_value
    ):
        found.append(Term("due", old.due, new.due, old.due_value, new.due_value))
    if not same_amount(old.amount.exact if old.amount else "", new.amount.exact if new.amount else ""):
        found.append(Term("amount", old.amount, new.amount))
    if _plain(old.condition) != _plain(new.condition):
        found.append(Term("condition", old.condition, new.condition))
    return tuple(found)


def _plain(anchor: Anchor | None) -> tuple[str, ...]:
    return stems(anchor.exact) if anchor else ()


def _scores(before: list[Side], after: list[Side], counts: Common) -> dict[Pair, float]:
    """What pairs are worth: their likeness, and a little for the same kind and the same place in the text."""
    found = {}
    for one, other in near(before, after):
        old, new = before[one], after[other]
        likeness = alike(old, new, counts)
        if likeness is None:
            continue
        place = 1 - abs(one / len(before) - other / len(after))
        is_same = old.act.kind == new.act.kind
        kept = _SAME_WORDS if is_same and same_words(old, new) else 0.0
        found[(one, other)] = likeness + kept + is_same * _SAME_KIND + place / 1000
    return found


def _change(old: Side, new: Side, counts: Common) -> Change:
    is_kept = old.act.kind == new.act.kind and same_words(old, new)
    return Change(
        "kept" if is_kept else "reworded",
        old.act,
        new.act,
        None if opposed(old.wording, new.wording) else firmness(old.act.kind, new.act.kind),
        changed_terms(old.act, new.act),
        round(alike(old, new, counts) or 0.0, 2),
    )
