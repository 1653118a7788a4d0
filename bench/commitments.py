"""Acts in sentences of communiqués, in the form of the data folder's commitments."""

from bench.data import Row
from onrecord.reader import read_text
from onrecord.records import stand_off


def predict(rows: list[Row]) -> list[Row]:
    """The rows with `acts`, read as sentences of a communiqué of the row's year, whose issuers are not named."""
    return [{**row, "acts": _acts(row)} for row in rows]


def _acts(row: Row) -> list[Row]:
    year = row.get("year")
    published = f"{year:04}" if isinstance(year, int) else None
    return [stand_off(act) for act in read_text(row["text"], published=published, kind="communique").acts]
