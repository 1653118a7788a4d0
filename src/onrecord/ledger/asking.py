"""Questions as people put them: months and years for days, and parties by any of their names."""

import re
from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.acquire.given import exists
from onrecord.edtf import last_day
from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, is_party
from onrecord.ledger.said import acting_for, actors_named, known_as, names_of
from onrecord.vocabulary.states import states as known_states

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Meant(NamedTuple):
    """A question as a store can answer it, and in a line each what whoever asked should know of that."""

    asked: Asked
    remarks: tuple[str, ...] = ()


def meant(connection: Connection, asked: Asked) -> Meant:
    """The question with its days as days and its party as the store names it; raises UsageError for what is unknown."""
    if asked.since is not None and asked.as_of is not None:
        days(asked.since, asked.as_of, "as of")
    party, remarks = (None, ()) if asked.party is None else _party(connection, asked.party)
    stage = asked.stage and re.sub(r"[\s-]+", "_", asked.stage.strip().lower())  # as it is shown, too
    since, as_of = first_of(asked.since), last_of(asked.as_of)
    return Meant(replace(asked, party=party, stage=stage, since=since, as_of=as_of), remarks)


def days(since: str | None, until: str | None, named: str = "until") -> tuple[str | None, str | None]:
    """The first and the last day meant; raises UsageError where none can lie between them."""
    first, last = first_of(since), last_of(until)
    if first is not None and last is not None and first > last:
        raise UsageError(f"since {since} comes after {named} {until}; give the earlier day first")
    return first, last


def first_of(given: str | None) -> str | None:
    """The first day of a day, month or year; raises UsageError for anything else."""
    if given is None:
        return None
    if not _DAY.fullmatch(given) or not exists(given):
        raise UsageError(f"{given!r} is no date; give 2025-11-04, 2025-11 or 2025")
    return given + "-01-01"[len(given) - 4 :]


def last_of(given: str | None) -> str | None:
    """The last day of a day, month or year, for a ledger as of 2024 knows all of 2024; raises as `first_of` does."""
    return last_day(given) if first_of(given) else None


def _party(connection: Connection, given: str) -> tuple[str, tuple[str, ...]]:
    """The party that is meant, as commitments name it: they are filed under states, so of a person that is his state.

    Raises UsageError where no commitment names it.
    """
    own = next((name for name in (given, *known_as(given)) if is_party(connection, name)), None)
    if own is None:
        named = [name for name in names_of(connection, actors_named(connection, given)) if is_party(connection, name)]
        own = named[0] if len(named) == 1 else None
        if len(named) > 1:
            raise UsageError(f"party {given!r}: may be any of {', '.join(named[:5])}; give the whole name")
    if own in known_states():  # it acts for itself, in so many documents that going through them all takes seconds
        return str(own), ()
    states = [state for state in acting_for(connection, given) if state != own and is_party(connection, state)]
    if own is None and len(states) == 1:
        remark = f"{given} acts for {states[0]}, under which commitments are filed; these are all of {states[0]}"
        return states[0], (remark,)
    remarks = (f"{given} also acts for {', '.join(states)}: ask for party {states[0]!r} too",) if states else ()
    if own is None:
        raise UsageError(f"party {given!r}: no commitment names it; give a state or an actor as `ledger` does")
    return own, remarks
