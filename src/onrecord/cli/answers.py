"""What the questions to a store answer, printed: `ledger`, `said`, `timeline`, `search`, `changes` and their like."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from onrecord.cli import exits
from onrecord.cli.form import Column, Form, answer
from onrecord.errors import UsageError
from onrecord.export.digest import new_terms
from onrecord.export.standings import HEADER, row
from onrecord.ledger.asking import days, meant
from onrecord.ledger.changes import WHATS, Change, What, changes, with_links
from onrecord.ledger.commitments import Asked, Standing, commitments, count
from onrecord.ledger.documents import Kept, Trouble, Version, documents, findings, versions
from onrecord.ledger.said import Said, has_officials, said
from onrecord.ledger.search import Hit, search
from onrecord.ledger.subjects import Subject, subjects
from onrecord.ledger.timeline import Moment, timeline
from onrecord.records import Act
from onrecord.resolve.dossiers import from_file
from onrecord.store.catalogue import keep
from onrecord.store.clock import moment
from onrecord.store.opened import Store, open_store
from onrecord.store.rows import words_of
from onrecord.text import counted, shortened

NOBODY = "–"
# Letters of a title that stands where there is no publisher.
_TITLE = 48


class To(NamedTuple):
    """Where an answer comes from and goes: the store, the form, colours, how many rows from which on."""

    db: str | None
    form: Form
    color: bool
    limit: int = 50
    offset: int = 0


def _stage(one: Standing) -> str:
    marks = ["softened"] if one.softened else []
    if not one.measurable:
        marks.append("not measurable")
    if one.disputed:
        marks.append("disputed")
    said = (one.stage or NOBODY).replace("_", " ")
    return f"{said} ({', '.join(marks)})" if marks else said


def whose(one: Standing) -> str:
    """Whose commitment it is, and to whom."""
    return (", ".join(one.by) or NOBODY) + (f" → {', '.join(one.to)}" if one.to else "")


STANDING = (
    Column("Last", lambda one: one.last or "undated", style="dim"),
    Column("Whose", whose, 4, "cyan"),
    Column("Undertaking", lambda one: one.label, 9),
    Column("Stage", _stage, 3, "green"),
    Column("Acts", lambda one: f"{one.acts}/{one.documents}"),
    Column("Id", lambda one: one.id.rpartition("-")[2], style="dim"),
)

# What a table tells besides of what is overdue.
_DUE = (Column("Due", lambda one: one.due or "", style="dim"),)


def _cell(at: int) -> Callable[[Standing], str]:
    return lambda one: row(one)[at]


STANDING_CSV = [Column(name, _cell(at)) for at, name in enumerate(HEADER)]


def ledger(asked: Asked, to: To) -> int:
    """The exit code, after the commitments were printed."""
    with _store(to) as store, store.reading() as connection:
        checked = _checked(connection, asked)
        found = commitments(connection, checked, to.limit, to.offset)
        many = len(found) if len(found) < to.limit else count(connection, checked)
    if asked.as_of is not None and any(one.last is None for one in found):
        exits.say("acts without a date count on every day; a sidecar's `published` dates a document that says none")
    columns = STANDING_CSV if to.form == "csv" else [*STANDING[:4], *_DUE[: asked.overdue], *STANDING[4:]]
    _print(found, columns, to, "No commitment is known that fits.", max(many, to.offset + len(found)))
    return 0


def said_by(who: str, about: str | None, since: str | None, until: str | None, officials: bool, to: To) -> int:
    """The exit code, after somebody's statements were printed."""
    with _store(to) as store, store.reading() as connection:
        more = not officials and has_officials(connection, who)
        if more:
            exits.say(f"what officials and bodies of {who} said: --officials")
        found = said(connection, who, about, *days(since, until), to.limit, to.offset, officials)
    columns = [
        Column("Day", lambda one: one.when or "undated", style="dim"),
        Column("Who", lambda one: ", ".join(one.statement.actor), 3, "cyan"),
        Column("Cue", lambda one: one.statement.cue.exact if one.statement.cue else "", 3),
        Column("What is said", lambda one: " … ".join(piece.exact for piece in one.statement.content), 8, link=_link),
        Column("How", lambda one: one.statement.mode),
        Column("Where", _where, 3, "dim"),
        Column("Origins", lambda one: f"{one.origins} of {len(one.also) + 1}" if one.also else "1"),
    ]
    _print(found, [*columns, *_cited(to)], to, "Nothing that fits.")
    return 0


def _cited(to: To) -> Sequence[Column]:
    """What a spreadsheet has besides of the document: its title, address and id, and the link to the words."""
    if to.form != "csv":
        return ()
    return (
        Column("Title", lambda one: one.title),
        Column("Url", lambda one: one.url or ""),
        Column("Document", lambda one: one.document),
        Column("Link", lambda one: one.link or ""),
    )


def _link(one: Said | Moment | Change | Hit) -> str | None:
    return one.link


def _where(one: Said | Moment | Change | Hit) -> str:
    return one.publisher or shortened(one.title, _TITLE)


def moments(asked: Asked, until: str | None, events: bool, to: To) -> int:
    """The exit code, after what was done and undertaken was printed day by day."""
    with _store(to) as store, store.reading() as connection:
        _, last = days(asked.since, until)
        found = timeline(connection, _checked(connection, asked), last, events, to.limit)
    columns = [
        Column("Day", lambda one: one.when or "undated", style="dim"),
        Column("Who", _who, 3, "cyan"),
        Column("What", lambda one: one.record.kind if isinstance(one.record, Act) else one.record.type, style="green"),
        Column("Words", _words, 7, link=_link),
        Column("Stage", lambda one: (one.stage or "").replace("_", " ")),
        Column("Where", _where, 3, "dim"),
    ]
    _print(found, [*columns, *_cited(to)], to, "Nothing that fits.")
    return 0


def _who(one: Moment) -> str:
    return ", ".join(one.record.by if isinstance(one.record, Act) else one.record.actors) or NOBODY


def _words(one: Moment) -> str:
    if isinstance(one.record, Act):
        return " … ".join(piece.exact for piece in one.record.undertaking)
    return one.record.trigger.exact + (f" ({one.record.factuality})" if one.record.factuality != "actual" else "")


def searched(words: str, of: str, to: To) -> int:
    """The exit code, after the statements and texts with the words were printed."""
    if of not in ("both", "statements", "texts"):
        raise UsageError(f"--in {of!r}: give statements or texts")
    with _store(to) as store, store.reading() as connection:
        found = search(connection, words, to.limit, to.offset, of)
    columns = [
        Column("Day", lambda one: one.when or "undated", style="dim"),
        Column("Who", lambda one: ", ".join(one.statement.actor) if one.statement else one.kind, 3, "cyan"),
        Column("Words", _marked if to.form == "table" else lambda one: one.quote.exact, 9, link=_link),
        Column("Where", _where, 3, "dim"),
        *(_cited(to) or [Column("Document", lambda one: one.document[:12], style="dim")]),
    ]
    _print(found, columns, to, "Nothing holds all these words.")
    return 0


def _marked(one: Hit) -> str:
    """The quote with the words found between angle quotation marks."""
    quote, at, said = one.quote, one.quote.start, ""
    for mark in one.marks:
        if quote.start <= mark.start and mark.end <= quote.end:
            said += quote.exact[at - quote.start : mark.start - quote.start] + f"«{mark.exact}»"
            at = mark.end
    return said + quote.exact[at - quote.start :]


def changed(since: str, until: str | None, asked: Asked, whats: tuple[str, ...], to: To) -> int:
    """The exit code, after what changed since a day was printed."""
    unknown = [what for what in whats if what not in WHATS]
    if unknown:
        raise UsageError(f"--what {unknown[0]!r}: give one of {', '.join(WHATS)}")
    chosen: tuple[What, ...] = tuple(what for what in WHATS if not whats or what in whats)
    with _store(to) as store, store.reading() as connection:
        first, last = days(since, until)
        found = changes(connection, first or since, last, _checked(connection, asked), chosen)
        shown = with_links(connection, found[to.offset :][: to.limit] if to.limit else found)
    edited = any(one.edit for one in shown)
    columns = [
        Column("Day", lambda one: one.when or "undated", style="dim"),
        Column("What", lambda one: f"{one.what}: {one.edit}" if one.edit else one.what, 4 if edited else 0, "green"),
        Column("By", lambda one: ", ".join(one.by) or NOBODY, 4, "cyan"),
        Column("Undertaking", _wording, 6, link=_link),
        Column("Stage", _moved, 4),
        *([Column("New terms", new_terms, 4)] if to.form == "csv" or any(one.terms for one in shown) else ()),
        Column("Where", _where, 4, "dim"),
        Column("Id", lambda one: one.thread if to.form == "csv" else one.thread.rpartition("-")[2], style="dim"),
        *_cited(to),
    ]
    _print(shown, columns, to, f"Nothing {' or '.join(whats) if whats else 'has changed'} since {since}.", len(found))
    return 0


def _wording(one: Change) -> str:
    """The undertaking's words; of an edit those before and after it."""
    if one.was is None or one.act is None:
        return one.label
    return " → ".join(dict.fromkeys((words_of(one.was), words_of(one.act))))


def _moved(one: Change) -> str:
    if one.edit is not None:
        kinds = [act.kind if act else NOBODY for act in (one.was, one.act)]
        return " → ".join(dict.fromkeys(kinds))
    before, after = ((stage or NOBODY).replace("_", " ") for stage in (one.before, one.stage))
    return after if before == after or one.what == "new" else f"{before} → {after}"


def listed_dossiers(use: Path | None, to: To) -> int:
    """The exit code, after the dossiers were printed with how many commitments stand in each.

    With `use` the user's own dossiers are first taken from that file.
    """
    with _store(to) as store:
        if use is not None:
            own = from_file(use)
            with store.writing() as connection:
                keep(connection, own)
        with store.reading() as connection:
            found: list[Subject] = subjects(connection)
    columns = [
        Column("Dossier", lambda one: one.id, style="cyan"),
        Column("Commitments", lambda one: str(one.commitments)),
        Column("Last", lambda one: one.last or "", style="dim"),
        Column("What belongs here", lambda one: one.about, 1),
    ]
    _print(found, columns, to, "There is no dossier.", len(found))
    return 0


def listed_documents(to: To) -> int:
    """The exit code, after the documents of the store were printed."""
    with _store(to) as store, store.reading() as connection:
        found: list[Kept] = documents(connection, to.limit, to.offset)
    columns = [
        Column("Published", lambda one: one.published or "undated", style="dim"),
        Column("Title", lambda one: one.title, 8),
        Column("Publisher", lambda one: one.publisher or "", 3),
        Column("Kind", lambda one: one.kind or ""),
        Column("Acts", lambda one: str(one.acts)),
        *(_cited(to)[1:3] or [Column("Document", lambda one: one.document[:12], style="dim")]),
    ]
    _print(found, columns, to, "The store is empty.")
    return 0


def listed_versions(name: str, to: To) -> int:
    """The exit code, after the versions of a page were printed."""
    with _store(to) as store, store.reading() as connection:
        found: list[Version] = versions(connection, name)
    columns = [
        Column("Seen", lambda one: moment(one.seen), style="dim"),
        Column("Title", lambda one: one.title, 8),
        Column("Acts", lambda one: str(one.acts)),
        Column("Counts", lambda one: "yes" if one.counts else ""),
        Column("Document", lambda one: one.document if to.form == "csv" else one.document[:12], style="dim"),
    ]
    answer(found, columns, to.form, color=to.color, nothing="")
    return 0


def listed_findings(code: str | None, to: To) -> int:
    """The exit code, after the findings were printed."""
    with _store(to) as store, store.reading() as connection:
        found: list[Trouble] = findings(connection, code, to.limit, to.offset)
    columns = [
        Column("Finding", lambda one: one.code, style="cyan"),
        Column("What", lambda one: one.message, 6),
        Column("Source", lambda one: one.source or "", 4, "dim"),
    ]
    _print(found, columns, to, "No finding.")
    return 0


def _store(to: To) -> Store:
    return open_store(to.db, make=False)


def _print(found: Any, columns: Sequence[Column], to: To, nothing: str, many: int | None = None) -> None:
    """Returns nothing: prints the rows, and says on standard error if others were left out."""
    answer(found, columns, to.form, color=to.color, nothing=nothing)
    if many is None and len(found) >= to.limit:
        exits.say(f"{counted(len(found), 'row')} shown, there may be more: --limit N and --offset N show others")
    elif many is not None and to.offset + len(found) < many:
        exits.say(f"{len(found):,} of {many:,} shown: --limit N and --offset N show others")


def _checked(connection: Connection, asked: Asked) -> Asked:
    """The question as the store understands it; what a user should know of that is said on standard error."""
    found, remarks = meant(connection, asked)
    for remark in remarks:
        exits.say(remark)
    return found
