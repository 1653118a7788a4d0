"""Pages that are watched and move: with an edit, for good or for a while, to their new place or to a list."""

from pathlib import Path

import pytest
from bench.hostile import moved, page

from onrecord.ledger.digest import digest
from onrecord.store import tables as t
from tests.watch.test_rounds import FIRM, World, hours, html, rss

EDITED = FIRM.replace("three frigates to Denmark by 2030", "two frigates to Denmark by 2034")
NEWS = "".join(f"<p>The mayor of town {number} opened a school; it has {number} rooms.</p>" for number in range(20))


def after(folder: Path, status: str, to: bytes) -> tuple[dict[str, int], list[bool], list[str], int]:
    """What a round told of a page that leads on so, which readings count, what the digest has of edits, and how many
    new documents.
    """
    world = World(folder)
    with world.site, world.store:
        world.answers = {"/rss": rss("/a"), "/a": html(FIRM)}
        world.round()
        with world.store.reading() as connection:
            known = digest(connection).until
        world.answers |= {"/a": moved("/new-slug", status), "/new-slug": to}
        told = world.round(hours(1.1))
        with world.store.reading() as connection:
            found = digest(connection, known)
        active = [row.active for row in world.rows(t.reading)]
    return told, active, [one.what for page in found.pages for one in page.undertakings], len(found.documents)


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_page_that_moved_with_an_edit_is_edited(status: str, tmp_path: Path) -> None:
    """As if it had been edited in its place."""
    assert after(tmp_path, status, html(EDITED)) == ({"asked": 1, "edited": 1}, [False, True], ["reworded"], 0)


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
def test_a_page_that_leads_elsewhere_for_a_while_is_not(status: str, tmp_path: Path) -> None:
    """Its own text will stand there again."""
    assert after(tmp_path, status, html(EDITED)) == ({"asked": 1, "added": 1}, [True, True], [], 1)


def test_a_page_that_leads_to_a_list_is_not(tmp_path: Path) -> None:
    """Though for good: it was taken away."""
    listed = page(f"<html><body><article>{NEWS}</article></body></html>".encode(), Content_Type="text/html")
    told = after(tmp_path, "301 Moved", listed)
    assert told == ({"asked": 1, "added": 1}, [True, True], [], 1)
