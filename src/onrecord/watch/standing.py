"""How what is watched fares: when each list was had, why a list or a page was not, and when it is asked again."""

from typing import Any, Literal

from sqlalchemy import Connection, func, select

from onrecord.records import Frozen
from onrecord.store import tables as t
from onrecord.watch.plan import Plan


class Standing(Frozen, frozen=True):
    """A list, or a page that could not be had. Moments are ISO 8601, in UTC.

    It was last `asked`, and last `had` (of a page: last given in full), then; `next` is when it is due, None once it is
    given up. `failures` in a row came to `problem`; of a list that was had, that is what is amiss in it. `pages` are
    those that a list has named.
    """

    what: Literal["feed", "sitemap", "pages", "page"]
    url: str
    asked: str | None = None
    had: str | None = None
    next: str | None = None
    failures: int = 0
    problem: str | None = None
    pages: int | None = None


def standings(connection: Connection, plan: Plan) -> list[Standing]:
    """The lists of a plan, as it has them, and the pages that could not be had when they were last asked.

    Those too whose list the plan no longer has: they are asked for no more, unless another list names them.
    """
    p = t.page.c
    known = {row.url: row for row in connection.execute(select(t.watched))}
    urls = [one.url for one in plan.watched]
    counts = select(p.watched, func.count()).where(p.watched.in_(urls)).group_by(p.watched)
    many: dict[str, int] = {row[0]: row[1] for row in connection.execute(counts)}
    found = []
    for one in plan.watched:
        row = known.get(one.url)
        if row is None:
            found.append(Standing(one.kind, one.url))
            continue
        of = many.get(one.url, 0)
        found.append(Standing(one.kind, one.url, row.checked, row.had, row.due, row.failures, row.problem, of))
    pages = connection.execute(select(t.page).where(p.problem.is_not(None)).order_by(p.checked.desc(), p.url))
    return found + [_page(row, row.watched in urls) for row in pages]


def _page(row: Any, is_listed: bool) -> Standing:
    problem = row.problem if is_listed else f"{row.problem}; the list that named it is not in the plan: {row.watched}"
    due = row.due if is_listed else None
    return Standing("page", row.url, row.checked, row.whole, due, row.failures, problem)


def next_due(connection: Connection, plan: Plan) -> str | None:
    """The moment at which the first list of a plan is due; None where one was never asked."""
    w = t.watched.c
    urls = [one.url for one in plan.watched]
    rows = connection.execute(select(w.due).where(w.url.in_(urls))).scalars().all()
    return min(rows) if len(rows) == len(urls) else None
