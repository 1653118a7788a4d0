"""A caller's own office-holders: a CSV file with the columns name, office, state, from, to."""

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from onrecord.annotate.agents import folded
from onrecord.annotate.lexicon import bodies, split
from onrecord.annotate.titles import offices
from onrecord.edtf import first_day
from onrecord.errors import UsageError
from onrecord.vocabulary.offices import Office
from onrecord.vocabulary.states import states

COLUMNS = ("name", "office", "state", "from", "to")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
# How a file of office-holders is written, in short.
FORM = "write name,office,state,from,to in its first line, and below it Ann Example,defence minister,Norway,2023-10-17,"


def from_csv(path: Path) -> tuple[Office, ...]:
    """The rows of the file, in its order; raises UsageError, in one line that says where, for what cannot be used.

    `office` may be any title that titles.yaml has ("Secretary of Defense"), or another; `state` a state by name or ISO
    3166-1 code, or a body of our tables; `to` is empty for who is in office; days may be months or years.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a CSV file of office-holders") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; save it as CSV in UTF-8") from None
    reader = csv.DictReader(lines, strict=True)
    try:
        named = tuple(field.strip().lower() for field in reader.fieldnames or ())
        if sorted(named) != sorted(COLUMNS):
            raise UsageError(f"{path}: line 1 does not name the columns; {FORM}")
        reader.fieldnames = list(named)
        return tuple(_row(f"{path}: line {reader.line_num}", row) for row in reader)
    except csv.Error as error:
        raise UsageError(f"{path}: line {reader.line_num + 1}: is no CSV ({error}); {FORM}") from None


def _row(where: str, row: Mapping[str | None, str | list[str] | None]) -> Office:
    """The row as an office; raises UsageError."""
    if None in row or None in row.values():
        raise UsageError(f"{where}: has not {len(COLUMNS)} cells; put a name with a comma in quotation marks")
    cells = {str(name): " ".join(str(cell).split()) for name, cell in row.items()}
    for name in ("name", "office", "state", "from"):
        if not cells[name]:
            raise UsageError(f"{where}: {name} is empty; give it")
    of = known_names().get(folded_name(cells["state"]))
    if of is None:
        raise UsageError(f"{where}: {cells['state']!r} is no state or body known here; give its ISO 3166 code")
    for name in ("from", "to"):
        if cells[name] and not _is_date(cells[name]):
            raise UsageError(f"{where}: {cells[name]!r} is no date; write 2023-10-17, 2023-10 or 2023")
    since, until = cells["from"], cells["to"]
    if until and until < since[: len(until)]:
        raise UsageError(f"{where}: the term ends ({until}) before it begins ({since}); exchange them")
    office = offices().get(cells["office"].lower(), cells["office"].lower())
    return Office(office, of, cells["name"], since, until)


def _is_date(value: str) -> bool:
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(first_day(value) or ""))
    except ValueError:
        return False


def folded_name(name: str) -> str:
    """The name of a state or body as it is looked up."""
    return " ".join(folded(word) for word in name.removeprefix("the ").removeprefix("The ").split())


@cache
def known_names() -> dict[str, str]:
    """The names of states and bodies by all their forms and ISO 3166-1 codes, as they are looked up."""
    found: dict[str, str] = {}
    for body in bodies().values():
        for form in (body.name, *split(body.also)):
            found[folded_name(form)] = body.name
    for state in states().values():
        for form in (state.name, *split(state.also), state.code, state.code3):
            found[folded_name(form)] = state.name
    return found
