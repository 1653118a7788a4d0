"""An actor: what it has said and undertaken over time, with whom, and what documents tell of it."""

from sqlalchemy import Connection

from onrecord.commitment import Stage
from onrecord.errors import UsageError
from onrecord.ledger.actors import Profile, profile
from onrecord.ledger.asking import days, meant
from onrecord.ledger.commitments import Asked, Standing, commitments, trends
from onrecord.ledger.course import COUNTED, Month, Span, With, company, months, span
from onrecord.ledger.said import Said, actors_named, has_officials, said
from onrecord.records import Frozen, slug
from onrecord.store.clock import today
from onrecord.web.page import ROWS, Limit, Offset, Page, Words

# Commitments that are shown beside what somebody said.
_BESIDE = 12
# Bearers of a name from which on it is asked of none of them what he undertakes.
_SEVERAL = 100
_HEADER = ["Id", "Day", "Actor", "Mode", "Words", "Document", "Title", "Publisher", "Published", "Address", "Origins"]


class Undertaken(Frozen, frozen=True):
    """A commitment that somebody is party to, with the stages through which it came."""

    standing: Standing
    stages: tuple[Stage | None, ...]


class Actor(Frozen, frozen=True):
    """What somebody has said, the latest first, from `offset` on, and the commitments that they are party to.

    `party` is the name under which these are filed: of a person that of a state, where he acts for one. `company` is of
    its `counted` last touched commitments. `officials` is none where it is no state of which officials or bodies say
    something, and true if the rows are what these said, instead of what it is quoted with itself.
    """

    name: str
    rows: tuple[Said, ...]
    offset: int
    limit: int
    more: bool
    profile: Profile
    span: Span | None = None
    months: tuple[Month, ...] = ()
    party: str | None = None
    commitments: tuple[Undertaken, ...] = ()
    company: tuple[With, ...] = ()
    counted: int = COUNTED
    remarks: tuple[str, ...] = ()
    officials: bool | None = None


def actor(
    connection: Connection, name: str, about: Words = None, since: Words = None, until: Words = None,
    limit: Limit = ROWS, offset: Offset = 0, officials: bool = False,
) -> Actor:  # fmt: skip
    """What somebody has said and undertaken, over time and with whom, the latest first."""
    ids = actors_named(connection, name)
    party, undertaken, remarks = _undertaken(connection, name, len(ids))
    has_any = has_officials(connection, name)
    if not ids and party is None and not has_any:
        raise UsageError(f"nobody called {name!r} says or undertakes anything in this store")
    first, last = days(since, until)
    wanted = (about, first, last, limit + 1, offset, officials)
    found = said(connection, name, *wanted) if ids or officials else []
    # What a person's state does is not of his own doing.
    own = party if party is not None and (not ids or slug(party) in ids) else None
    known = span(connection, ids, own)
    now = today()
    end = last or min(known.last if known else now, now)
    return Actor(
        name, tuple(found[:limit]), offset, limit, len(found) > limit, profile(connection, ids), known,
        tuple(months(connection, ids, own, first, end)) if known else (), party, undertaken,
        tuple(company(connection, own)) if own else (), COUNTED, remarks,
        officials if has_any else None,
    )  # fmt: skip


def _undertaken(
    connection: Connection, name: str, bearers: int
) -> tuple[str | None, tuple[Undertaken, ...], tuple[str, ...]]:
    """The party that somebody is or acts for, its commitments, and what is to be said of that."""
    if bearers > _SEVERAL:
        return None, (), (f"{bearers:,} actors may be called {name}; their commitments are told by whole names",)
    try:
        asked, remarks = meant(connection, Asked(party=name))
    except UsageError as error:
        several = str(error) if "may be any of" in str(error) else None
        return None, (), (several,) if several else ()
    found = commitments(connection, asked, _BESIDE)
    stages = trends(connection, [one.id for one in found])
    return asked.party, tuple(Undertaken(one, stages[one.id]) for one in found), remarks


def _row(one: Said) -> list[str]:
    words = " … ".join(piece.exact for piece in one.statement.content)
    return [
        one.statement.id, one.day or "", "; ".join(one.statement.actor), one.statement.mode, words, one.document,
        one.title, one.publisher or "", one.published or "", one.url or "", str(one.origins),
    ]  # fmt: skip


PAGE = Page("/actors/{name:path}", "actor.html", actor, lambda page: (_HEADER, [_row(one) for one in page.rows]))
