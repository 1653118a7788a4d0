"""What a commitment is found by while a step of it held: stage, last act's kind, parties, dossiers, words, deadline."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.commitment import OVER
from onrecord.resolve.wording import stems

# Stands for a dossier where a commitment is in none.
UNASSIGNED = "none"
# The facet of what is open and has a deadline; the day of that stands in the step.
DUE = "due:open"


def facets(step: Mapping[str, Any], states: Iterable[str], dossiers: Sequence[str], words: str) -> list[dict[str, Any]]:
    """The rows of `facet` under which a step is found: its stage, its kind, and its thread's other facets.

    `words` are those by which its thread is called.
    """
    tags = [tag("kind", step["kind"]), *(tag("party", state) for state in states), *dossier_tags(dossiers)]
    tags += {tag("word", stem) for stem in stems(words)}
    if step["stage"] is not None:
        tags.append(tag("stage", step["stage"]))
    if step["due"] is not None and step["stage"] not in OVER:
        tags.append(DUE)
    where = {name: step[name] for name in ("day", "thread", "seq", "until")}
    return [{"tag": one, **where} for one in sorted(tags)]


def tag(what: str, value: str) -> str:
    """The facet of that value."""
    return f"{what}:{value}"


def dossier_tags(dossiers: Sequence[str]) -> list[str]:
    """The facets of a thread's dossiers; of one in none, that it is in none."""
    return [tag("dossier", one) for one in dossiers or (UNASSIGNED,)]
