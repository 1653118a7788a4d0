"""The API asked by schemathesis: questions made from its description, right ones and wrong ones."""

import subprocess
import sys
from pathlib import Path

from onrecord.ledger.verify import verify
from onrecord.store import accounts, passwords, sessions
from onrecord.store.opened import open_store
from onrecord.web.page import API
from tests.web.conftest import Served, copy_of

# A name that nobody has is no wrong shape; so what is of the right shape may still be refused with 400.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "404"]
"""
# The command, which asks nothing that is left empty: that is as if it were not asked, of whatever shape it should be.
COMMAND = """
import schemathesis
from schemathesis.cli import schemathesis as command
@schemathesis.hook
def filter_query(context, query):
    return not query or all(value not in ("", {}, []) for value in query.values())
command()
"""


def test_nothing_breaks_it_and_answers_are_as_described(ledger_file: Path, tmp_path: Path) -> None:
    """No 5xx, and every answer of a status, a kind and a shape that the description has; decisions are taken, and
    accounts changed, too. Without its token nothing is to be had."""
    with open_store(copy_of(ledger_file, tmp_path / "copy.db"), make=False) as store:
        kept = passwords.kept("a heron over the harbour", "Ingrid")
        with store.writing() as connection:
            accounts.add(connection, "Ingrid", "admin", kept, "the tests")
            token = sessions.begin(connection, "Ingrid", "schemathesis")
        with Served(store, auth=True) as site:
            _asked(site, tmp_path, token)
        with store.reading() as connection:
            assert list(verify(connection)) == []


def _asked(site: Served, tmp_path: Path, token: str) -> None:
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG, "utf-8")
    described = site.ask(f"{API}/openapi.json", Authorization=f"Bearer {token}")
    (tmp_path / "openapi.json").write_bytes(described.body)
    shapes = str(tmp_path / "openapi.json")
    run = [sys.executable, "-c", COMMAND, "--config-file", str(config), "run",
           shapes, "--url", site.url, "--seed", "7", "--max-examples", "8", "--continue-on-failure",
           "--generation-database", "none", "--header", f"Origin: {site.url}", "--header",
           f"Authorization: Bearer {token}"]  # fmt: skip
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    assert "Fuzzing" in done.stdout
