"""`onrecord account`: who may sign in to `onrecord serve --auth`. What the commands need is imported when they run."""

from importlib import import_module
from typing import Annotated, Any

import typer

from onrecord.cli.questions import AsCsv, AsJson, AsTable, Db, Limit, NoColor, Offset, to_of

app = typer.Typer(
    help="Who may sign in to `onrecord serve --auth`: accounts, with a role and a password each.",
    no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name by which somebody signs in.")]
_ROLES = "reader (sees all), reviewer (decides on records too) or admin (keeps the accounts too)."


def _team() -> Any:
    return import_module("onrecord.cli.team")


@app.command()
def add(name: Name, role: Annotated[str, typer.Option(metavar="ROLE", help=_ROLES)] = "reader", db: Db = None) -> None:
    """Make an account. Its password is asked for, or read as a line from standard input."""
    raise typer.Exit(_team().add(name, role, db))


@app.command()
def role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help=_ROLES)], db: Db = None) -> None:
    """Give an account another role, from its next request on."""
    raise typer.Exit(_team().give_role(name, role, db))


@app.command()
def password(name: Name, db: Db = None) -> None:
    """Give an account another password; who had signed in by the old one is out."""
    raise typer.Exit(_team().give_password(name, db))


@app.command()
def end(name: Name, db: Db = None) -> None:
    """End an account: nobody signs in by it any more. What was done by it stays."""
    raise typer.Exit(_team().end(name, db))


@app.command()
def restore(name: Name, db: Db = None) -> None:
    """Bring back an account that ended."""
    raise typer.Exit(_team().bring_back(name, db))


@app.command(name="list")
def list_(
    db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False, as_table: AsTable = False, no_color: NoColor = False
) -> None:
    """The accounts, those that ended too."""
    raise typer.Exit(_team().listed(to_of(db, as_json, as_csv, as_table, no_color)))


@app.command()
def log(
    limit: Limit = 50, offset: Offset = 0, db: Db = None, as_json: AsJson = False, as_csv: AsCsv = False,
    as_table: AsTable = False, no_color: NoColor = False,
) -> None:  # fmt: skip
    """What those who sign in did, and what was done to their accounts, the last first."""
    raise typer.Exit(_team().logged(to_of(db, as_json, as_csv, as_table, no_color, limit, offset)))
