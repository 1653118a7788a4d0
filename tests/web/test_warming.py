"""What a process does before it serves."""

import gc
from pathlib import Path

from onrecord.store.opened import open_store
from onrecord.web.pages import PAGES
from onrecord.web.rendering import templates
from onrecord.web.warming import warm


def test_what_was_loaded_is_not_gone_through_again(ledger_file: Path) -> None:
    """Every template is made, also of pages that are asked for by a name; the collector passes over what is there."""
    templates.cache_clear()
    try:
        with open_store(ledger_file, make=False) as store:
            warm(store)
        assert gc.get_freeze_count() > 10_000
        made = templates().cache
        assert made is not None
        assert {page.template for page in PAGES} <= {name for _, name in made}
    finally:
        gc.unfreeze()


def test_an_empty_store_is_warmed_as_well(tmp_path: Path) -> None:
    """As is one without a document, in which pages have nothing to show."""
    try:
        with open_store(tmp_path / "empty.db") as store:
            warm(store)
            assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
