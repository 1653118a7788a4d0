"""`onrecord show`: one commitment with its history; and what is done about single links, checks and proofs."""

import sys
from collections import Counter
from typing import Any

from onrecord.cli import exits, streams
from onrecord.cli.answers import To, whose
from onrecord.cli.form import Column, answer, table
from onrecord.errors import UsageError
from onrecord.export.table import terms, terms_line
from onrecord.export.terminal import one_line
from onrecord.ledger.asking import last_of
from onrecord.ledger.doctor import checks, mend
from onrecord.ledger.history import Entry, History, history
from onrecord.ledger.verify import verify
from onrecord.store.links import link_named, put_links, restoration, retraction
from onrecord.store.opened import open_store
from onrecord.store.rows import words_of
from onrecord.store.threads import in_one_thread, reached, rethread, sizes
from onrecord.text import counted, shortened

# Letters of an undertaking in the list of links.
_SHOWN = 40
# The column of deadlines, amounts and conditions, which a table of acts without any leaves out.
_TERMS = "Terms"


def show(name: str, as_of: str | None, links: bool, to: To) -> int:
    """The exit code, after a commitment was printed."""
    with open_store(to.db, make=False) as store, store.reading() as connection:
        found = history(connection, name, last_of(as_of))
    if to.form == "table":
        streams.show(streams.console(to.color), *page(found, links))
    else:
        columns = [*_columns(), Column("Link", lambda one: one.link or "")]
        answer([found] if to.form != "csv" else found.entries, columns, to.form, color=to.color, nothing="")
    return exits.DONE


def _columns() -> list[Column]:
    return [
        Column("Day", lambda one: one.when or "undated", style="dim"),
        Column("Act", lambda one: one.act.kind, style="green"),
        Column("By", lambda one: ", ".join(one.act.by) or "–", 2, "cyan"),
        Column("Stage", _stage, 2),
        Column("Quote", lambda one: one.quote.exact, 8, link=lambda one: one.link),
        Column(_TERMS, lambda one: terms_line(one.act, dated=False), 3),
        Column("Sure", _sure, style="dim"),
        Column("Where", _source, 3, "dim"),
    ]


def _stage(one: Entry) -> str:
    before, after = ((stage or "–").replace("_", " ") for stage in (one.before, one.stage))
    said = after if before == after else f"{before} → {after}"
    return f"{said}, softened by {', '.join(one.softened)}" if one.softened else said


def _words(one: Entry) -> str:
    """The undertaking of an act, shortened."""
    return f"“{shortened(words_of(one.act), _SHOWN)}”"


def _sure(one: Entry) -> str:
    """How sure the reader was of the act, 0 to 1; nothing where a rule alone found it."""
    sure = one.act.why.sure if one.act.why else None
    return "" if sure is None else f"{sure:.2f}"


def _source(one: Entry) -> str:
    return " · ".join(filter(None, (one.title, one.publisher, one.published, one.url, one.document[:12])))


def page(found: History, links: bool = False) -> list[Any]:
    """A commitment with its history as rich renderables, safe for a terminal; `links` lists what holds it together."""
    from rich.style import Style
    from rich.text import Text

    now = found.standing
    sources = list(dict.fromkeys(_source(one) for one in found.entries))
    links_to = {_source(one): one.link for one in reversed(found.entries)}
    head = Text(one_line(now.label), style="bold")
    head.append("\n" + whose(now), style="not bold cyan")
    marks = ("" if now.measurable else " · not measurable") + (" · disputed" if now.disputed else "")
    since = _since(found) or "an unknown day"
    head.append(f"\n{(now.stage or '–').replace('_', ' ')} since {since}{marks}", style="not bold green")
    head.append(f"\n{' · '.join((now.id, *now.dossiers))}\n", style="not bold dim")
    told = any(terms(one.act, dated=False) for one in found.entries)
    columns = [one for one in _columns()[:-1] if told or one.name != _TERMS]
    columns = [*columns, Column("In", lambda one: f"[{sources.index(_source(one)) + 1}]", style="dim")]
    parts: list[Any] = [head, table(found.entries, columns), Text()]
    parts += [
        Text(f"[{number}] {one_line(source)}", Style(dim=True, link=links_to[source]))
        for number, source in enumerate(sources, 1)
    ]
    origins = "; ".join(f"{one.name} ({len(one.documents)})" for one in found.origins)
    parts.append(Text(f"Independent origins: {len(found.origins)}: {one_line(origins)}", style="dim"))
    parts += [
        Text(f"Dropped by {one_line(one.title)} ({one.day}) of the series {one_line(one.series)}", style="yellow")
        for one in found.dropped
    ]
    parts += [
        Text(
            one_line(f"Parted from “{one.words}” by {one.by}{f': {one.why}' if one.why else ''} ({one.link.id})"),
            style="yellow",
        )
        for one in found.parted
    ]
    if found.links and links:
        places = {one.act.id: f"{_words(one)} [{number}]" for number, one in enumerate(found.entries, 1)}
        parts += [
            Text(one_line(f"{one.id}  {places[one.subject]} = {places[one.object]}  {one.by} {one.score or ''}"))
            for one in found.links
        ]
    elif found.links:
        held = counted(len(found.links), "link")
        parts.append(
            Text(f"Held together by {held}; --links lists them, `onrecord retract LINK` parts them", style="dim")
        )
    return parts


def _since(found: History) -> str | None:
    """The day on which the stage was last changed."""
    return next((one.when or "undated" for one in reversed(found.entries) if one.before != one.stage), None)


def retract(name: str, why: str | None, by: str, to: To) -> int:
    """The exit code, after a link was taken back."""
    return _judged(name, why, by, to, back=True)


def restore(name: str, why: str | None, by: str, to: To) -> int:
    """The exit code, after the retraction of a link was taken back."""
    return _judged(name, why, by, to, back=False)


def _judged(name: str, why: str | None, by: str, to: To, back: bool) -> int:
    with open_store(to.db, make=False) as store, store.writing() as connection:
        of = link_named(connection, name)
        if of.kind == "retracts":
            raise UsageError(f"link {of.id}: is a retraction; name the link {of.subject} with retract or restore")
        made = [retraction(connection, of, by, why)] if back else restoration(connection, of, by, why)
        put_links(connection, made)
        touched = reached(connection, {of.subject, of.object}) if of.kind == "same-commitment" else set()
        before = sizes(connection, touched)
        if touched:
            rethread(connection, {of.subject, of.object})
        after = sizes(connection, touched)
        joined = back and of.kind == "same-commitment" and in_one_thread(connection, of.subject, of.object)
    what = "retracted" if back else "restored"
    undo = "restore" if back else "retract"
    streams.write(f"{what} {of.id} ({of.kind}); `onrecord {undo} {of.id}` undoes it\n")
    if before != after:
        exits.say(f"commitments and their acts: before {_changed(before, after)}; now {_changed(after, before)}")
    if joined:
        exits.say(f"the two acts still stand in commitment {joined} by other links; `onrecord show {joined} --links`")
    return exits.DONE


def _changed(threads: Counter[str], others: Counter[str]) -> str:
    """Those threads that are not the same among the others."""
    return ", ".join(f"{name} ({acts})" for name, acts in sorted(threads.items()) if others[name] != acts)


def proved(to: To) -> int:
    """The exit code, after every hash and anchor was made again: 0 if all hold."""
    from rich.console import Console
    from rich.progress import Progress

    with open_store(to.db, make=False) as store, store.reading() as connection:
        screen = Console(stderr=True)
        with Progress(console=screen, transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("verifying", total=None)
            found = list(verify(connection, lambda done, of: progress.update(task, completed=done, total=of)))
        name = store.name
    columns = [
        Column("What", lambda one: one.kind, style="cyan"),
        Column("Id", lambda one: one.id[:40]),
        Column("What is wrong", lambda one: one.message, 1),
    ]
    answer(found, columns, to.form, color=to.color, nothing=f"{name}: everything holds.")
    if not found and to.form != "table":
        exits.say(f"{name}: everything holds")
    if found and to.form == "table":
        exits.say(f"{name}: {counted(len(found), 'thing does', 'things do')} not hold")
    return exits.FAILED if found else exits.DONE


def looked_at(mending: bool, to: To) -> int:
    """The exit code, after the store and the machine were looked at: 0 if all is well."""
    with open_store(to.db, make=False) as store:
        if mending:
            with store.writing() as connection:
                mend(connection)
        found = list(checks(store))
    columns = [
        Column("Check", lambda one: one.name, style="cyan"),
        Column("Well", lambda one: "yes" if one.well else "NO", style="green"),
        Column("Found", lambda one: one.message, 1),
    ]
    answer(found, columns, to.form, color=to.color, nothing="")
    return exits.DONE if all(one.well for one in found) else exits.FAILED
