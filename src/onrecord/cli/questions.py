"""The commands that keep readings and ask about them: names and options. What they need is imported when they run."""

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

# The most that databases take as a number of rows.
_MOST = 2**31 - 1

Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="STORE", help="The store: a file or a postgresql:// address ($ONRECORD_DB, onrecord.db)."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON in one piece (into a pipe go JSON Lines).")]
Sum = Annotated[bool, typer.Option("--json", help="The sum as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV, safe for spreadsheets.")]
AsTable = Annotated[bool, typer.Option("--table", help="A table (as on a terminal; into a pipe go JSON Lines).")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.")]
Limit = Annotated[int, typer.Option(metavar="N", min=1, max=_MOST, help="At most so many rows.")]
Offset = Annotated[int, typer.Option(metavar="N", min=0, max=_MOST, help="Leave out so many first.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From that day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to that day, month or year.")]
Dossier = Annotated[
    str | None, typer.Option(metavar="NAME", help="Of this dossier (see `dossiers`; none for the rest).")
]
Party = Annotated[str | None, typer.Option(metavar="WHO", help="In which this state or actor acts or is addressed.")]
Stage = Annotated[str | None, typer.Option(metavar="STAGE", help="At this stage: pledged, agreed, completed …")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Whose last act is of this kind: pledge, delay …")]
Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Whose undertaking holds these words.")]
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, kept with it.")]


def register(app: typer.Typer) -> None:
    """Returns nothing: the commands are the application's."""
    for command in (
        add, watch, watched, digest, ledger, show, said, timeline, search, changes, diff, compare, dossiers, documents,
        findings, serve, verify, retract, restore, doctor,
    ):  # fmt: skip
        app.command()(command)
    app.add_typer(import_module("onrecord.cli.account").app, name="account")


def to_of(
    db: str | None, as_json: bool, as_csv: bool, as_table: bool, no_color: bool, limit: int = 50, offset: int = 0
) -> Any:
    """Where an answer comes from and goes."""
    form = import_module("onrecord.cli.form").form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    return import_module("onrecord.cli.answers").To(db, form, not no_color, limit, offset)


def _asked(**given: str | int | bool | None) -> Any:
    return import_module("onrecord.ledger.commitments").Asked(**given)


def _answers() -> Any:
    return import_module("onrecord.cli.answers")


def _shown() -> Any:
    return import_module("onrecord.cli.shown")


def add(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, web archives, JSON Lines, addresses; - for stdin."),
    ],
    db: Db = None,
    reader: Annotated[str, typer.Option(metavar="HOW", help="trained or rules.")] = "trained",
    any_language: Annotated[bool, typer.Option("--any-language", help="Read text that does not look English.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="Read at most so many documents.")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes that read (all processors).")] = None,
    offices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Know the office-holders of a CSV file (see `read`).")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch pages from local addresses too.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")] = False,
    as_json: Sum = False,
) -> None:
    """Read documents and keep their readings in a store. What is there already is not read again.

    A .json file beside a text of the same name says of it: url, title, publisher, published, kind, series. So does each
    line of JSON Lines, with the text in the field text. Stopped, it goes on where it was with the same command.
    """
    raise typer.Exit(
        import_module("onrecord.cli.add").add(
            paths, db, reader, any_language, limit, jobs, dry_run, as_json, offices, allow_private
        )
    )


def watch(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to watch (see the README).")] = Path(
        "onrecord.toml"
    ),
    every: Annotated[
        str | None, typer.Option(metavar="TIME", help="Go on, a round each 15m, 2h or 1d; else one round, as for cron.")
    ] = None,
    all_due: Annotated[bool, typer.Option("--now", help="Ask every list now, whenever it was asked last.")] = False,
    digest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="After each round, what is new: to a .txt, .md, .html or .xml (RSS) file."),
    ] = None,
    db: Db = None,
    reader: Annotated[str, typer.Option(metavar="HOW", help="trained or rules.")] = "trained",
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes that read (all processors).")] = None,
    offices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Know the office-holders of a CSV file (see `read`).")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Watch lists on local addresses too, and their pages there.")
    ] = False,
    as_json: Sum = False,
) -> None:
    """Look at feeds, sitemaps and page lists, and add what is new; a page that was edited becomes a new version.

    What fails is told, asked for again later and later, and stops nothing else. Stopped, it goes on where it was.
    """
    raise typer.Exit(
        import_module("onrecord.cli.watch").watch(
            file, db, every, digest, reader, jobs, as_json, offices, allow_private, all_due
        )
    )


def watched(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What is watched (see the README).")] = Path(
        "onrecord.toml"
    ),
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """How what is watched fares: when each list was last had, what failed and why, when it is asked again."""
    to = to_of(db, as_json, as_csv, as_table, no_color)
    raise typer.Exit(import_module("onrecord.cli.watch").watched(file, to))


def digest(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Write it there: .txt, .md, .html or .xml (RSS).")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Since that day or moment instead; the next is as it would be.")
    ] = None,
    form: Annotated[str | None, typer.Option("--as", metavar="FORM", help="text, markdown, html or rss.")] = None,
    peek: Annotated[bool, typer.Option("--peek", help="Tell it again the next time.")] = False,
    db: Db = None,
) -> None:
    """What is new since the last digest: documents, what they did to commitments, edits, with quotes and links."""
    raise typer.Exit(import_module("onrecord.cli.watch").digest(db, since, file, form, peek))


def ledger(
    dossier: Dossier = None, party: Party = None, stage: Stage = None, kind: Kind = None, text: Text = None,
    since: Since = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on that day.")] = None,
    documents: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=_MOST, help="That so many documents carry, or more.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Still open, though its deadline has passed.")] = False,
    limit: Limit = 50, offset: Offset = 0, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False,
    as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """Where each commitment stands, the last touched first."""
    asked = _asked(
        dossier=dossier,
        party=party,
        stage=stage,
        kind=kind,
        text=text,
        since=since,
        as_of=as_of,
        documents=documents,
        overdue=overdue,
    )
    to = to_of(db, as_json, as_csv, as_table, no_color, limit, offset)
    raise typer.Exit(_answers().ledger(asked, to))


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="A commitment's id, or the hash at its end.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on that day.")] = None,
    links: Annotated[bool, typer.Option("--links", help="With the links that hold it together.")] = False,
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """One commitment: each act with its quote, document and date, and what it did to the stage."""
    raise typer.Exit(_shown().show(name, as_of, links, to_of(db, as_json, as_csv, as_table, no_color)))


def said(
    who: Annotated[str, typer.Argument(metavar="WHO", help="A person, body or state, by any of its names.")],
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="With these words.")] = None,
    officials: Annotated[
        bool, typer.Option("--officials", help="Of a state: what its officials and bodies said.")
    ] = False,
    since: Since = None, until: Until = None, limit: Limit = 50, offset: Offset = 0, db: Db = None,
    as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """What somebody said, the latest first."""
    to = to_of(db, as_json, as_csv, as_table, no_color, limit, offset)
    raise typer.Exit(_answers().said_by(who, about, since, until, officials, to))


def timeline(
    dossier: Dossier = None, party: Party = None, stage: Stage = None, kind: Kind = None, text: Text = None,
    since: Since = None, until: Until = None,
    events: Annotated[bool, typer.Option("--events/--no-events", help="With events, or acts alone.")] = True,
    limit: Limit = 200, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False,
    no_color: NoColor = False,
) -> None:  # fmt: skip
    """What was done and undertaken, day by day."""
    asked = _asked(dossier=dossier, party=party, stage=stage, kind=kind, text=text, since=since)
    to = to_of(db, as_json, as_csv, as_table, no_color, limit)
    raise typer.Exit(_answers().moments(asked, until, events, to))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words in any form; "…" for a phrase.')],
    of: Annotated[str, typer.Option("--in", metavar="WHAT", help="statements, texts or both.")] = "both",
    limit: Limit = 20, offset: Offset = 0, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False,
    as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """Statements and texts that hold the words, the best first."""
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    raise typer.Exit(_answers().searched(asked, of, to_of(db, as_json, as_csv, as_table, no_color, limit, offset)))


def changes(
    since: Annotated[str, typer.Option(metavar="DATE", help="From that day, month or year on.")],
    until: Until = None,
    what: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="new, moved, softened, amended, dropped, reaffirmed or edited; repeatable."),
    ] = None,
    dossier: Dossier = None, party: Party = None, text: Text = None, limit: Limit = 200, offset: Offset = 0,
    db: Db = None,
    as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """What has changed since a day: commitments new, moved, softened, amended, dropped, reaffirmed; edits of pages."""
    to = to_of(db, as_json, as_csv, as_table, no_color, limit, offset)
    asked = _asked(dossier=dossier, party=party, text=text)
    raise typer.Exit(_answers().changed(since, until, asked, tuple(what or ()), to))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier text: a file, -, or a document of the store.")],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="The later text; without it the last edit of the page OLD.")
    ] = None,
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """What changed between two texts of a series: undertakings kept, reworded, new and dropped.

    A reworded undertaking is hardened or softened where its kind became firmer or less firm ("will" to "intends to").
    """
    command: Any = import_module("onrecord.cli.diff")
    raise typer.Exit(
        command.diff(old, new, db=db, as_json=as_json, as_csv=as_csv, as_table=as_table, color=not no_color)
    )


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="One account: a file, -, or a document of the store.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other account.")],
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """Two accounts of one meeting: what both tell, what only one of them tells, what they tell differently."""
    command: Any = import_module("onrecord.cli.compare")
    raise typer.Exit(
        command.compare(a, b, db=db, as_json=as_json, as_csv=as_csv, as_table=as_table, color=not no_color)
    )


def dossiers(
    use: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take your own dossiers from a YAML file.")
    ] = None,
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """The dossiers, with how many commitments stand in each, and how many in none."""
    raise typer.Exit(_answers().listed_dossiers(use, to_of(db, as_json, as_csv, as_table, no_color)))


def documents(
    of: Annotated[
        str | None, typer.Option("--versions", metavar="ADDRESS", help="The texts that stood there, page or document.")
    ] = None,
    limit: Limit = 50, offset: Offset = 0, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False,
    as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """The documents of the store, the last published first."""
    to = to_of(db, as_json, as_csv, as_table, no_color, limit, offset)
    raise typer.Exit(_answers().listed_documents(to) if of is None else _answers().listed_versions(of, to))


def findings(
    code: Annotated[str | None, typer.Option(metavar="CODE", help="Of this code, such as not-read.")] = None,
    limit: Limit = 50, offset: Offset = 0, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False,
    as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """What could not be read, and what was found wrong with what was."""
    raise typer.Exit(_answers().listed_findings(code, to_of(db, as_json, as_csv, as_table, no_color, limit, offset)))


def serve(
    db: Db = None,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 for any that is free.")] = 8001,
    host_name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Answer to this name too, for a proxy on this machine.")
    ] = None,
    opened: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
    processes: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=64, help="Processes that answer (Linux: one a processor).")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="In whose name is reviewed (by default you).")] = None,
    auth: Annotated[
        bool, typer.Option("--auth", help="For a team: who has no account (see `account`) sees nothing.")
    ] = False,
) -> None:
    """Open the ledger in a browser: a local web app, for this machine, or a team behind a proxy on it."""
    serving = import_module("onrecord.cli.serve")
    raise typer.Exit(serving.serve(db, port, host_name or [], opened, processes, by or _user(), auth))


def verify(
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False
) -> None:
    """Prove the store: make every hash and anchor again, derive every stage again, and name what does not hold."""
    raise typer.Exit(_shown().proved(to_of(db, as_json, as_csv, as_table, no_color)))


def retract(
    link: Annotated[str, typer.Argument(metavar="LINK", help="A link's id, as `show` names it.")],
    why: Why = None, by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None, db: Db = None,
) -> None:  # fmt: skip
    """Take back a link: what it held together stands apart. Nothing is deleted."""
    raise typer.Exit(_shown().retract(link, why, by or _user(), to_of(db, False, False, False, False)))


def restore(
    link: Annotated[str, typer.Argument(metavar="LINK", help="A link's id.")],
    why: Why = None, by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None, db: Db = None,
) -> None:  # fmt: skip
    """Bring back a link that was retracted."""
    raise typer.Exit(_shown().restore(link, why, by or _user(), to_of(db, False, False, False, False)))


def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Derive every commitment again.")] = False,
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """Look at the store and the machine, and say what is not well."""
    raise typer.Exit(_shown().looked_at(mend, to_of(db, as_json, as_csv, as_table, no_color)))


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "user"
