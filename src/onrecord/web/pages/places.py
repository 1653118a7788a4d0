"""Where: the states whose commitments there are and to whom they are made, and where things happened."""

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger.asking import days, meant
from onrecord.ledger.commitments import Asked
from onrecord.ledger.network import groups, led_by
from onrecord.ledger.places import MOST, Placed, countries, events_in, placed
from onrecord.ledger.subjects import named
from onrecord.ledger.timeline import Moment
from onrecord.ledger.window import Stretch
from onrecord.records import Frozen
from onrecord.vocabulary.states import states_by_code
from onrecord.web.page import ROWS, Limit, Offset, Page, Words


class Map(Frozen, frozen=True):
    """Whoever has commitments, and wherever something happened, from `offset` on; `dots` are all that have a place.

    `country` is the name of the one that is asked for, `here` what happened there, the last first. `counted` is how
    many events are looked at, at most.
    """

    rows: tuple[Placed, ...]
    more: bool
    offset: int
    limit: int
    many: int
    stretch: Stretch
    dots: tuple[Placed, ...]
    dossiers: tuple[tuple[str, str], ...]
    country: str | None = None
    here: tuple[Moment, ...] = ()
    counted: int = MOST
    remarks: tuple[str, ...] = ()


def where(
    connection: Connection, dossier: Words = None, country: Words = None, since: Words = None, until: Words = None,
    limit: Limit = ROWS, offset: Offset = 0,
) -> Map:  # fmt: skip
    """Where: how many commitments each party has undertaken and is owed, and how many events were in each country."""
    state = states_by_code().get(country.upper()) if country else None
    if country and state is None:
        raise UsageError(f"country {country!r}: give the two letters of a state as ISO 3166-1 has them: KR, FR")
    first, last = days(since, until)
    asked, remarks = meant(connection, Asked(dossier))
    led = led_by(connection, asked, "commits", undated=first is None)
    stretch = led.stretch(first, last)
    of = None if dossier is None else led
    happened = countries(connection, of, stretch, (first, last))
    found = placed(groups(connection, led, stretch, "commits"), happened)
    dots = tuple(one for one in found if one.code is not None)
    here = events_in(connection, of, stretch, (first, last), state.code, ROWS) if state else []
    shown = [one for one in found if state is None or one.code == state.code]
    return Map(
        tuple(shown[offset:][:limit]), len(shown) > offset + limit, offset, limit, len(shown), stretch, dots,
        tuple(named(connection)), state.name if state else None, tuple(here), remarks=remarks,
    )  # fmt: skip


def _csv(page: Map) -> tuple[list[str], list[list[str]]]:
    header = ["Name", "Code", "Latitude", "Longitude", "Commitments of", "Commitments to", "Events in"]
    return header, [
        [one.name, one.code or "", *("" if at is None else str(at) for at in (one.latitude, one.longitude)),
         str(one.by), str(one.to), str(one.events)]
        for one in page.rows
    ]  # fmt: skip


PAGE = Page("/map", "map.html", where, _csv)
