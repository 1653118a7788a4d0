"""The command `onrecord`.

Data goes to standard output, progress and findings to standard error. Exit codes: 0 done, 1 failed, 2 wrong usage,
3 done in part, 130 interrupted. What a command needs is imported when it runs, so that `--help` stays fast.
"""

import os
import re
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli import exits, questions, streams
from onrecord.errors import OnRecordError, UsageError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads what governments and the press say about defence and diplomacy, and keeps the record: who said what, "
    "what happened, who undertook what, each anchored to its exact words.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


# What Python makes of bytes on the command line that are no UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNEXPECTED = (
    "either the store is damaged, which `onrecord verify` tells, or this is a defect: with ONRECORD_DEBUG=1 the same "
    "command shows where, please report that"
)


def _interrupted(*_: object) -> None:
    """Raises KeyboardInterrupt, on which what was begun is undone; pressed again, Ctrl-C ends the process at once."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(exits.INTERRUPTED))
    raise KeyboardInterrupt


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # slow to import, and asked for seldom

        print(f"onrecord {version('onrecord')}")  # noqa: T201
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""


@app.command(short_help="Read documents and print their records.")
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE", help="A text file or web address; - for standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the document was published: 2025-11-04, 2025-11 or 2025.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="news, readout, communique, factsheet, transcript or speech.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole reading as one JSON object a document.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="JSON Lines, one record a line (as when piped).")] = False,
    as_tables: Annotated[bool, typer.Option("--table", help="Tables (as on a terminal).")] = False,
    as_annotations: Annotated[
        bool, typer.Option("--annotations", help="W3C Web Annotations (JSON-LD): each record and the way to its words.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one self-contained page; - for standard output.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tables that say which rule and words made each record.")
    ] = False,
    any_language: Annotated[bool, typer.Option("--any-language", help="Read text that does not look English.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch pages from local addresses too.")
    ] = False,
    reader: Annotated[
        str, typer.Option(metavar="HOW", help="trained (with our model) or rules (without it; faster, finds less).")
    ] = "trained",
    offices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Know the office-holders of a CSV: name,office,state,from,to.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.")] = False,
) -> None:
    """Read documents: provenance, actors, statements, events and acts, each anchored to its exact words.

    Prints tables on a terminal and JSON Lines into a pipe. An option that says what a document is overrides its text.
    """
    command: Any = import_module("onrecord.cli.read")
    given = command.Given(
        published=published, publisher=publisher, kind=kind, any_language=any_language, reader=reader,
        allow_private=allow_private, offices=import_module("onrecord.reader").held(offices or ()),
    )  # fmt: skip
    form = command.form(
        as_json=as_json, as_lines=as_lines, as_tables=as_tables or explain, as_annotations=as_annotations, html=html,
        sources=sources,
    )  # fmt: skip
    raise typer.Exit(command.read(sources, given, form, html=html, explain=explain, color=not no_color))


@app.command()
def demo(
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.")] = False,
) -> None:
    """Read sample documents: whom one commits to what, and the ledger of all twelve."""
    raise typer.Exit(import_module("onrecord.cli.demo").demo(color=not no_color))


questions.register(app)


def main() -> None:
    """Runs the command and leaves the process with its exit code; every expected failure is one line."""
    if sys.stdout is None:
        sys.exit(exits.failed("standard output is closed; nothing can be shown", exits.FAILED))
    signal.signal(signal.SIGINT, _interrupted)
    try:
        code = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
        streams.flush()
        if code == exits.INTERRUPTED:  # typer turns Ctrl-C into this code without a word
            exits.say("interrupted")
    except streams.OutputClosedError:
        streams.silence()
        code = exits.DONE
    except (KeyboardInterrupt, typer.Abort):
        code = exits.failed("interrupted", exits.INTERRUPTED)
    except UsageError as error:
        code = exits.failed(str(error), exits.USAGE)
    except OnRecordError as error:
        code = exits.failed(str(error), exits.FAILED)
    except OSError as error:
        code = exits.failed(f"cannot write the output ({error.strerror or error})", exits.FAILED)
    except Exception as error:
        odd = next((word for word in sys.argv[1:] if _SURROGATE.search(word)), None)
        if hasattr(error, "format_message"):
            asked = getattr(error, "ctx", None)  # of the command that was meant, where that is known
            help_of = asked.command_path if asked else "onrecord"
            code = exits.failed(f"{error.format_message()} (see {help_of} --help)", exits.USAGE)
        elif os.environ.get("ONRECORD_DEBUG"):
            raise
        elif isinstance(error, UnicodeEncodeError) and odd is not None:
            code = exits.failed(f"{odd}: is not UTF-8; give the words in UTF-8", exits.USAGE)
        else:
            code = exits.failed(f"{type(error).__name__}: {error}; {_UNEXPECTED}", exits.FAILED)
    sys.exit(code or exits.DONE)
