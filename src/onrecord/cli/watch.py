"""`onrecord watch`, `watched` and `digest`: what is new in the world, how its sources fare, what was not told yet."""

import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from onrecord.acquire.given import check, exists
from onrecord.acquire.guard import Fetched, fetch
from onrecord.cli import exits, streams
from onrecord.cli.answers import To
from onrecord.cli.form import Column, answer
from onrecord.cli.whole import write_whole
from onrecord.errors import OnRecordError, UsageError
from onrecord.export.digest import ENDINGS, FORMS, Form
from onrecord.export.jsonl import json_text
from onrecord.layers import Method
from onrecord.ledger.digest import Digest, last, told
from onrecord.ledger.digest import digest as digest_of
from onrecord.reader import held
from onrecord.store.adding import How, workers
from onrecord.store.clock import moment
from onrecord.store.opened import Store, open_store, to_be_made
from onrecord.store.pool import KEEPING, stand_back
from onrecord.text import counted
from onrecord.watch.plan import Plan, plan_in, seconds
from onrecord.watch.rounds import Round, Told
from onrecord.watch.schedule import repeated
from onrecord.watch.standing import Standing, next_due, standings

# Days that a file of what is new reaches back, which a watch keeps up to date.
DAYS = 14


def watch(
    file: Path, db: str | None, every: str | None, digest: Path | None, reader: Method, jobs: int | None,
    as_json: bool, offices: Path | None = None, allow_private: bool = False, all_due: bool = False,
) -> int:  # fmt: skip
    """The exit code, after one round, or, with `every`, after rounds until it was interrupted."""
    check(reader=reader)
    plan = plan_in(file)
    stand_back(KEEPING)
    pause = None if every is None else seconds(every, "--every")
    form = None if digest is None else form_of(digest)
    if digest is not None and not digest.resolve().parent.is_dir():
        raise UsageError(f"{digest}: there is no such folder; make it, or name another file")
    how = How(reader, jobs or workers(), offices=held(offices or ()), allow_private=allow_private)

    def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return fetch(url, allow_private=allow_private and local, etag=etag, modified=modified)

    with open_store(db or plan.db) as store:

        def once() -> Counter[str]:
            with store.alone("watch"):
                done = Round(store, plan, how, ask).go(_tell, all_due=all_due)
            if done or pause is None or as_json:  # of rounds that go on, those that asked nothing say nothing
                _sum(done, store, plan, as_json)
            if digest is not None and form is not None:
                _written(store, digest, form)
            return done

        if pause is None:
            return code_of(once())
        repeated(lambda: _going_on(once), pause)
    return exits.DONE


def watched(file: Path, to: To) -> int:
    """The exit code, after it was printed how what is watched fares; nothing is asked."""
    plan = plan_in(file)
    where = to.db or plan.db
    if to_be_made(where) is not None:
        raise UsageError(f"{to_be_made(where)}: no such store yet; `onrecord watch` makes it when it first asks")
    with open_store(where, make=False) as store, store.reading() as connection:
        found = standings(connection, plan)
    columns = [
        Column("What", lambda one: one.what, style="cyan"),
        Column("Address", lambda one: one.url, 5),
        Column("Last had", lambda one: moment(one.had) if one.had else "never"),
        Column("Asked again", lambda one: _again(one)),
        Column("Pages", lambda one: "" if one.pages is None else f"{one.pages:,}"),
        Column("Failed", lambda one: f"{one.failures:,}×" if one.failures else ""),
        Column("Why", lambda one: (one.problem or "").removeprefix(f"{one.url}: "), 4),
    ]
    answer(found, columns, to.form, color=to.color, nothing="Nothing is watched.")
    return exits.DONE


def _again(one: Standing) -> str:
    if one.next:
        return moment(one.next)
    return "in the next round" if one.asked is None else "no more"


def code_of(done: Counter[str]) -> int:
    """3 if something could not be had, 1 if nothing could, else 0."""
    failed = done["failed"] + done["list failed"]
    if failed and not done.total() - failed - done["remark"]:
        return exits.FAILED
    return exits.PARTIAL if failed else exits.DONE


def _going_on(once: Any) -> None:
    """Returns nothing, after a round, whatever came of it: the next may fare better."""
    try:
        once()
    except streams.OutputClosedError:
        raise
    except OnRecordError as error:
        _say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {error}")
    except Exception as error:  # noqa: BLE001 - a disk that is full now may not be so for long
        said = " ".join(str(error).split())
        _say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC: the round ended early ({type(error).__name__}: {said})")


def _tell(one: Told) -> None:
    if one.message:
        _say(one.message)
    elif sys.stderr.isatty() and one.what in ("added", "edited"):
        _say(f"{one.what}: {one.url}")


def _say(message: str) -> None:
    with suppress(OSError):  # a log on a full disk ends no watch; what failed stands in the store too
        exits.say(message)


def _sum(done: Counter[str], store: Store, plan: Plan, as_json: bool) -> None:
    names = ("asked", "list failed", "added", "edited", "appeared", "known", "unchanged", "failed", "gone")
    if as_json:
        said = {name.replace(" ", "_"): done[name] for name in names}
        streams.write(json_text({**said, "at": _now(), "store": store.name}) + "\n")
        streams.flush()
        return
    parts = [f"asked {done['asked'] + done['list failed']} of {counted(len(plan.watched), 'list')}"]
    parts += [f"{done['list failed']} of them failed"] if done["list failed"] else []
    if not done["asked"] + done["list failed"] and (due := _next(store, plan)):
        parts[0] += f" (the next is due at {moment(due)}; --now asks at once)"
    parts.append(f"added {counted(done['added'] + done['appeared'], 'document')}")
    parts += [f"{counted(done['edited'], 'page')} edited"] if done["edited"] else []
    parts += [f"{counted(done[what], 'page')} {what}" for what in ("unchanged", "gone", "failed") if done[what]]
    streams.write(f"{_now()} {', '.join(parts)}: {store.name}\n")
    streams.flush()


def _next(store: Store, plan: Plan) -> str | None:
    with store.reading() as connection:
        return next_due(connection, plan)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def form_of(file: Path) -> Form:
    """The form that the ending of a file's name asks for; raises UsageError for another one."""
    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        raise UsageError(f"{file}: a digest is written to a file that ends in {', '.join(ENDINGS)}")
    return form


def _written(store: Store, file: Path, form: Form) -> None:
    """Returns nothing: the file has what is new in the last days; it may be read less often than it is written."""
    since = (datetime.now(UTC) - timedelta(days=DAYS)).isoformat(timespec="microseconds")
    with store.reading() as connection:
        found = digest_of(connection, since)
    _put(file, FORMS[form](found))


def _mark(store: Store, found: Digest) -> None:
    """Returns nothing: the next digest begins where this one ends, now that it was told."""
    if found.until:
        with store.writing() as connection:
            told(connection, found.until)


def _moment(given: str) -> str:
    """A day, month, year or moment as moments are written in a store; raises UsageError for anything else."""
    if exists(given) and "X" not in given:
        return given
    try:
        return datetime.fromisoformat(given).astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        raise UsageError(f"--since {given!r} is no date; give 2025-11-04 or 2025-11-04T09:30") from None


def _put(file: Path, text: str) -> None:
    """Returns nothing: the file is written whole, or as it was."""
    try:
        write_whole(file, text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{file}: cannot be written ({why}); name another") from None


def digest(db: str | None, since: str | None, file: Path | None, form: str | None, peek: bool) -> int:
    """The exit code, after what is new since the last digest, or since a day, was printed or written to a file."""
    form = ENDINGS.get(f".{form}", form)
    if form is not None and form not in FORMS:
        raise UsageError(f"--as {form!r}: give one of {', '.join(FORMS)}")
    by_name: Form = form_of(file) if file else "text"
    chosen = next((one for one in FORMS if one == form), by_name)
    since = since and _moment(since)
    with open_store(db, make=False) as store:
        with store.reading() as connection:
            found = digest_of(connection, since or last(connection))
        said = FORMS[chosen](found)
        if file is None:
            streams.write(said)
            streams.flush()
        else:
            _put(file, said)
        if since is None and not peek:
            _mark(store, found)
    return exits.DONE
