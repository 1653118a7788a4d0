"""Predictions of the layer `actors`: country, sector and body of strings that describe actors."""

from bench.data import Row
from onrecord.annotate.sectors import Described, described_as
from onrecord.vocabulary.states import states_by_code

# How the data set writes what is no state.
LEAGUES = {"UN": "UNO", "EU": "EUR"}


def predict(rows: list[Row]) -> list[Row]:
    """Rows {id, country, sector, body}; what is not known is the empty string. `context` and `date` may be left out."""
    return [{"id": row.get("id"), **_described(row)} for row in rows]


def _described(row: Row) -> Row:
    found = described_as(row["text"], row.get("date") or None, row.get("context") or "")
    return {"country": country_of(found), "sector": found.sector, "body": found.body}


def country_of(found: Described) -> str:
    """The country as the data set has it: ISO 3166-1 alpha-3, UNO, EUR, or IGO for any other such organisation."""
    if found.country in LEAGUES:
        return LEAGUES[found.country]
    if found.sector == "IGO" and not found.country:
        return "IGO"
    state = states_by_code().get(found.country)
    return state.code3 if state else ""
