"""The real commands watch and digest, on a site of our own."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from bench.hostile import MISSING, Site, page

from tests.cli.command import run
from tests.conftest import new_store
from tests.watch.test_rounds import FIRM, SOFT, html, rss

FAST = ("--reader", "rules", "--allow-private")


@pytest.fixture
def site() -> Iterator[Site]:
    """A feed of two pages, one of which is not there, and a feed that is none."""
    pages = {"/rss": rss("/a", "/gone"), "/a": html(FIRM), "/bad": page(b"<html><title>Sorry</title>")}
    with Site(lambda target, _headers: [pages.get(target, MISSING)]) as made:
        yield made


def planned(folder: Path, site: Site, *lists: str) -> list[str]:
    """The arguments that name a plan and a store of its own."""
    path = folder / "onrecord.toml"
    path.write_text("\n".join(f'[[watch]]\nfeed = "{site.url}{one}"\n' for one in lists), "utf-8")
    return [str(path), "--db", str(folder / "my.db"), *FAST]


def test_a_round_as_cron_has_it(site: Site, tmp_path: Path) -> None:
    """What failed is told, the exit code says that not all was well, and a second round asks nothing again."""
    plan = planned(tmp_path, site, "/rss", "/bad")
    done = run("watch", *plan, "--json")
    assert done.returncode == 3, done.stderr
    said = json.loads(done.stdout)
    assert (said["asked"], said["list_failed"], said["added"], said["failed"]) == (1, 1, 1, 1)
    assert "/gone: there is no page (404 Not Found)" in done.stderr
    assert "/bad: gives no feed just now" in done.stderr
    again = run("watch", *plan, "--json")
    assert (again.returncode, json.loads(again.stdout)["asked"]) == (0, 0)
    forced = run("watch", *plan, "--json", "--now")
    assert json.loads(forced.stdout)["asked"] == 1


def test_how_what_is_watched_fares(site: Site, tmp_path: Path) -> None:
    """Lists, and pages that could not be had, each with when it was had, why not, and when it is asked again."""
    plan = planned(tmp_path, site, "/rss", "/bad", "/never")
    asked = plan[:3]
    assert "no such store yet; `onrecord watch` makes it" in run("watched", *asked).stderr
    two = planned(tmp_path, site, "/rss", "/bad")
    run("watch", *two)
    planned(tmp_path, site, "/rss", "/bad", "/never")
    good, bad, new, gone = json.loads(run("watched", *asked, "--json").stdout)
    assert (good["what"], good["pages"], good.get("failures")) == ("feed", 2, None)
    assert good["had"] == good["asked"] < good["next"]
    assert "gives no feed just now" in bad["problem"]
    assert (bad["failures"], bad.get("had")) == (1, None)
    run("watch", *planned(tmp_path, site, "/bad"), "--now")
    planned(tmp_path, site, "/rss", "/bad", "/never")
    assert good == json.loads(run("watched", *asked, "--json").stdout)[0]
    assert new == {"what": "feed", "url": f"{site.url}/never"}
    assert (gone["what"], gone["url"]) == ("page", f"{site.url}/gone")
    assert gone["next"]
    table = run("watched", *asked, "--table").stdout
    assert "in the next round" in table
    assert "never" in table
    doctor = run("doctor", "--db", str(tmp_path / "my.db"), "--table")
    assert "1 of 2 lists and 1 page could not be had" in " ".join(doctor.stdout.split())
    planned(tmp_path, site, "/rss", "/bad")
    assert "asked 0 of 2 lists (the next is due at 20" in run("watch", *two).stdout


def test_a_digest_is_told_once(site: Site, tmp_path: Path) -> None:
    """Then there is nothing new; --peek and --since leave it as it is; files are whole or not there."""
    run("watch", *planned(tmp_path, site, "/rss"))
    store = ("--db", str(tmp_path / "my.db"))
    peeked = run("digest", "--peek", *store)
    assert "deliver three frigates" in peeked.stdout
    assert f"{site.url}/a#:~:text=" in peeked.stdout
    marked = run("digest", "--peek", "--as", "md", *store)
    assert marked.stdout.startswith("# What is new")
    assert ")**  \n  " in marked.stdout  # a line of its own for what is known of an entry
    page_ = tmp_path / "new.html"
    assert run("digest", str(page_), *store).returncode == 0
    assert "three frigates" in page_.read_text("utf-8")
    assert "Nothing is new." in run("digest", *store).stdout
    assert "three frigates" in run("digest", "--since", "2026-01-01", "--as", "markdown", *store).stdout


def test_what_only_the_user_can_allow_is_asked_again_as_soon_as_he_does(site: Site, tmp_path: Path) -> None:
    """No server is the better for a pause: none was asked."""
    plan = [one for one in planned(tmp_path, site, "/rss") if one != "--allow-private"]
    refused = run("watch", *plan)
    assert refused.returncode == 1
    assert "--allow-private" in refused.stderr
    row = json.loads(run("watched", *plan[:3], "--json").stdout)[0]
    waits = datetime.fromisoformat(row["next"]) - datetime.fromisoformat(row["asked"])
    assert (row.get("failures"), waits.total_seconds() <= 61) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("watch", "none.toml"), "no such file; write one"),
        (("watch", "PLAN", "--every", "often"), "--every 'often' is no time"),
        (("watch", "PLAN", "--digest", "new.doc"), "a digest is written to a file that ends in"),
        (("digest", "new.doc"), "a digest is written to a file that ends in"),
        (("digest", "--as", "pdf"), "give one of text, markdown, html, rss"),
        (("digest", "--since", "soon"), "is no date; give 2025-11-04"),
        (("digest", "missing/new.html"), "cannot be written"),
    ],
)
def test_wrong_use_is_one_line(site: Site, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    plan = planned(tmp_path, site, "/rss")
    new_store(tmp_path / "my.db").close()
    done = run(*(plan[0] if one == "PLAN" else one for one in arguments), "--db", str(tmp_path / "my.db"))
    assert done.returncode == 2, done.stdout
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_rounds_go_on_until_they_are_interrupted(tmp_path: Path) -> None:
    """An edit is found by a later round and told by the digest beside it; Ctrl-C ends it at once, with its code."""
    pages = {"/rss": rss("/a"), "/a": html(FIRM)}
    with Site(lambda target, _headers: [pages.get(target, MISSING)]) as site:
        plan = planned(tmp_path, site, "/rss")
        feed = tmp_path / "new.xml"
        command = [sys.executable, "-m", "onrecord", "watch", *plan, "--every", "1s", "--now", "--digest", str(feed)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout
        assert "added 1 document" in process.stdout.readline()
        pages |= {"/rss": rss("/a", note=" (updated)"), "/a": html(SOFT)}
        until = time.monotonic() + 60
        while not (feed.exists() and "could consider" in feed.read_text("utf-8")) and time.monotonic() < until:
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert "softened, before" in (feed.read_text("utf-8") if feed.exists() else "")
        assert process.returncode == 130, said
        assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_rounds_go_on_when_a_disk_is_full(site: Site, tmp_path: Path) -> None:
    """What is printed goes to a file, say: the round ends, and the next one comes."""
    command = [sys.executable, "-m", "onrecord", "watch", *planned(tmp_path, site, "/bad"), "--every", "1s", "--now"]
    with open("/dev/full", "wb") as full, subprocess.Popen(command, stdout=full, stderr=full) as process:
        until = time.monotonic() + 60
        while site.connections < 4 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        assert process.poll() is None
        assert site.connections >= 4
        process.kill()
