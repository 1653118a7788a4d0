"""A caller's own office-holders: a CSV file with the columns name, office, state, from, to."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from onrecord.annotate.agents import folded
from onrecord.annotate.lexicon import bodies, split
from onrecord.annotate.titles import offices
from onrecord.edtf import first_day
from onrecord.errors import UsageError
from onrecord.vocabulary.offices import Office
from onrecord.vocabulary.states import states

COLUMNS = ("name", "office", "state", "from", "to")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DELIMITERS = (",", ";", "\t")
# Bytes of a file, letters of a cell in a message, and letters of the name of a state or body.
_LARGEST, _SHOWN, _LONGEST_NAME = 20 << 20, 40, 200
# How a file of office-holders is written, in short.
FORM = "write name,office,state,from,to in its first line, and below it Ann Example,defence minister,Norway,2023-10-17,"


def from_csv(path: Path) -> tuple[Office, ...]:
    """The rows of the file, in its order; raises UsageError, in one line that says where, for what cannot be used.

    `office` may be any title that titles.yaml has ("Secretary of Defense"), or another; `state` a state by name or ISO
    3166-1 code, or a body of our tables; `to` is empty for who is in office; days may be months or years. Semicolons or
    tabs may stand for the commas, and a cell in quotation marks may hold any of them and line breaks.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns: tuple[str, ...] = ()
    found: list[Office] = []
    begins = 1
    try:
        for cells in reader:
            where = f"{path}: line {begins}"
            begins = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(where, cells)
            elif len(cells) != len(COLUMNS):
                raise UsageError(f"{where}: has not {len(COLUMNS)} cells; put a name with a comma in quotation marks")
            else:
                found.append(_row(where, dict(zip(columns, cells, strict=True))))
    except csv.Error as error:
        raise UsageError(f"{path}: line {begins}: is no CSV ({error}); {FORM}") from None
    if not columns:
        raise UsageError(f"{path}: line 1 does not name the columns; {FORM}")
    return tuple(found)


def checked(offices: object) -> tuple[Office, ...]:
    """The office-holders that a caller gives as values; raises UsageError, in one line, for what cannot be used."""
    if not isinstance(offices, tuple | list):
        raise UsageError(
            f"offices cannot be {_kind(offices)}; give the name of a CSV file, or Office values in a tuple"
        )
    return tuple(_given(f"offices[{at}]", one) for at, one in enumerate(offices))


def _given(where: str, one: object) -> Office:
    """The office as it is given, with the name by which our tables know its state; raises UsageError."""
    if not isinstance(one, Office):
        raise UsageError(f"{where} is {_kind(one)}; give Office(office, of, name, since, until)")
    values = {"name": one.name, "office": one.office, "state": one.of, "from": one.since, "to": one.until}
    for name, value in {**values, "also": one.also}.items():
        if not isinstance(value, str):
            raise UsageError(f"{where}: {name} is {_kind(value)}; give a str")
    return msgspec.structs.replace(_row(where, values), also=one.also)


def _kind(value: object) -> str:
    """What sort of value it is, with its article."""
    name = type(value).__name__
    return "None" if value is None else f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _text(path: Path) -> str:
    """The text of the file; raises UsageError where there is none, or too much of it."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can have that name"
        raise UsageError(
            f"{shortened(str(path))}: cannot be read ({reason}); name a CSV file of office-holders"
        ) from None
    if len(data) > _LARGEST:
        raise UsageError(f"{path}: is larger than {_LARGEST >> 20} MB; name a CSV file of office-holders")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; save it as CSV in UTF-8") from None


def _delimiter(text: str) -> str:
    """What parts the cells: the mark that the first line has most of; the comma where it has none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _columns(where: str, cells: list[str]) -> tuple[str, ...]:
    """The names of the columns, in the order of the file; raises UsageError where they are others."""
    named = tuple(" ".join(cell.split()).lower() for cell in cells)
    if sorted(named) != sorted(COLUMNS):
        raise UsageError(f"{where} does not name the columns; {FORM}")
    return named


def shortened(cell: str) -> str:
    """The cell as a message shows it: in quotation marks, and only its beginning where it is long."""
    return repr(cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…")


def _row(where: str, row: Mapping[str, str]) -> Office:
    """The row as an office; raises UsageError."""
    cells = {name: " ".join(cell.split()) for name, cell in row.items()}
    for name in ("name", "office", "state", "from"):
        if not cells[name]:
            raise UsageError(f"{where}: {name} is empty; give it")
    of = known_names().get(folded_name(cells["state"])) if len(cells["state"]) <= _LONGEST_NAME else None
    if of is None:
        shown = shortened(cells["state"])
        raise UsageError(f"{where}: {shown} is no state or body known here; give its ISO 3166 code")
    for name in ("from", "to"):
        if cells[name] and not _is_date(cells[name]):
            raise UsageError(f"{where}: {shortened(cells[name])} is no date; write 2023-10-17, 2023-10 or 2023")
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
