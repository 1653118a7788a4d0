"""The real command, reading pages of a site of our own."""

import json
from pathlib import Path

from bench.hostile import MISSING, Site, moved, page

from tests.cli.command import ARTICLE, run


def answer(target: str, _headers: dict[str, str]) -> list[bytes]:
    """An article at /article, /old that leads there, and a page of HTML."""
    pages = {"/article": page(ARTICLE.encode(), Content_Type="text/plain"), "/old": moved("/article")}
    return [pages.get(target, MISSING)]


def test_read_takes_an_address_and_says_where_it_was_in_the_end() -> None:
    with Site(answer) as site:
        done = run("read", f"{site.url}/old", "--allow-private", "--reader", "rules", "--json")
        assert done.returncode == 0, done.stderr
        document = json.loads(done.stdout)["document"]
        assert (document["url"], document["source"]) == (f"{site.url}/article", f"{site.url}/old")
        assert document["text"] == ARTICLE


def test_what_may_not_be_fetched_is_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    with Site(answer) as site:
        done = run("read", f"{site.url}/article", str(tmp_path / "article.txt"), "--reader", "rules")
        assert site.connections == 0
    assert done.returncode == 3, done.stderr
    assert "is no public site" in done.stderr
    assert "--allow-private" in done.stderr
    assert done.stdout


def test_add_takes_addresses(tmp_path: Path) -> None:
    store = str(tmp_path / "my.db")
    with Site(answer) as site:
        names = [f"{site.url}/article", f"{site.url}/gone.jsonl"]
        done = run("add", *names, "--allow-private", "--reader", "rules", "--db", store, "--json")
        told = json.loads(done.stdout)
        assert (told["added"], told["failed"]) == (1, 1)
        assert "404 Not Found" in done.stderr
        again = run("add", names[0], "--allow-private", "--reader", "rules", "--db", store, "--json")
        assert json.loads(again.stdout)["known"] == 1
