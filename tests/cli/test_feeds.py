"""The real command, with feeds and sitemaps, as files and at addresses of a site of our own."""

import json
from pathlib import Path

from bench.hostile import MISSING, Site, moved, page

from tests.cli.command import ARTICLE, Run, run

ITEM = "<item><title>{}</title><link>/{}</link><description>{}</description></item>"
PARAGRAPHS = "".join(f"&lt;p>{part}&lt;/p>" for part in ARTICLE.split("\n\n"))


def feed(*names: str, whole: str = "") -> str:
    """A feed of these entries: the one that is named has its whole text in it, the others say that they go on."""
    texts = {
        name: PARAGRAPHS.replace("two patrol ships", f"{name} ships") if name == whole else "More…" for name in names
    }
    items = "".join(ITEM.format(name, name, texts[name]) for name in names)
    return f"<rss version='2.0'><channel><title>The Example</title>{items}</channel></rss>".replace(
        "description>", "fullitem>"
    )


def answer(target: str, _: dict[str, str]) -> list[bytes]:
    """A site with a feed of three, of which one is gone, a sitemap of two, and the pages."""
    pages = {
        "/feed": page(feed("3", "4", "gone").encode()),
        "/map": page(b"<urlset><url><loc>/3</loc></url><url><loc>/5</loc></url></urlset>"),
        "/empty": page(feed().encode()),
    }
    for name in "3456":
        pages[f"/{name}"] = page(
            ARTICLE.replace("two patrol ships", f"{name} ships").encode(), Content_Type="text/plain"
        )
    return [pages.get(target, MISSING)]


def add(store: Path, *arguments: str) -> Run:
    """The finished `onrecord add` into the store, by the rules alone."""
    return run("add", *arguments, "--reader", "rules", "--db", str(store), "--json")


def test_a_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path, store = tmp_path / "press.xml", tmp_path / "my.db"
    path.write_text(feed("3", "4", whole="3"), "utf-8")
    done = add(store, str(path))
    told = json.loads(done.stdout)
    assert (told["added"], told["failed"], done.returncode) == (1, 1, 3)
    assert done.stderr.startswith(f"onrecord: {path}#2: the feed does not carry the whole text of this entry (4); look")
    documents = json.loads(run("documents", "--json", "--db", str(store)).stdout)
    assert [(one["title"], one["publisher"]) for one in documents] == [("3", "The Example")]
    assert json.loads(add(store, str(path)).stdout)["known"] == 1
    through = run("add", "-", "--reader", "rules", "--db", str(store), "--json", given=path.read_bytes())
    assert json.loads(through.stdout)["failed"] == 1
    assert "-#2: the feed does not carry" in through.stderr


def test_read_says_what_to_do_with_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "press.xml"
    path.write_text(feed("3", "4"), "utf-8")
    done = run("read", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == f"onrecord: {path}: is a feed of 2 entries, not a document; add it with `onrecord add {path}`\n"
    )


def test_the_pages_of_a_feed_and_of_a_sitemap_are_added_and_each_fails_alone(tmp_path: Path) -> None:
    store = tmp_path / "my.db"
    with Site(answer) as site:
        refused = add(store, f"{site.url}/feed")
        assert "is no public site" in refused.stderr
        done = add(store, f"{site.url}/feed", f"{site.url}/map", "--allow-private", "--jobs", "1")
        told = json.loads(done.stdout)
        assert (told["added"], told["known"], told["failed"], told["left"]) == (3, 1, 1, 0), done.stderr
        assert f"{site.url}/gone: there is no page (404 Not Found)" in done.stderr
        documents = json.loads(run("documents", "--json", "--db", str(store)).stdout)
        assert {one["url"] for one in documents} == {f"{site.url}/{name}" for name in "345"}
        failed = json.loads(run("findings", "--code", "not-read", "--json", "--db", str(store)).stdout)
        assert [one["source"] for one in failed] == [f"{site.url}/gone"]  # the feed was had in the end


def test_many_addresses_are_asked_in_their_turn(tmp_path: Path) -> None:
    store = tmp_path / "my.db"
    with Site(answer) as site:
        addresses = [f"{site.url}/{name}" for name in ("6", "none", "empty", "feed")]
        done = add(store, *addresses, "--allow-private", "--jobs", "1", "--limit", "1")
        assert json.loads(done.stdout)["left"] == 3
        done = add(store, *addresses, "--allow-private", "--jobs", "1")
        told = json.loads(done.stdout)
        assert (told["added"], told["known"], told["failed"], told["left"]) == (2, 1, 3, 0), done.stderr
        assert f"{site.url}/empty: holds no document" in done.stderr


def test_a_page_that_moved_for_good_is_a_new_version(tmp_path: Path) -> None:
    """By its old address; one that leads on for a while is another page."""
    store, pages = tmp_path / "my.db", {"/a": page(ARTICLE.encode(), Content_Type="text/plain")}
    pages["/b"] = page(ARTICLE.replace("two patrol ships", "8 ships").encode(), Content_Type="text/plain")
    with Site(lambda target, _headers: [pages.get(target, MISSING)]) as site:
        assert json.loads(add(store, f"{site.url}/a", "--allow-private").stdout)["added"] == 1
        pages["/a"] = moved("/b", "307 Temporary Redirect")
        assert json.loads(add(store, f"{site.url}/a", "--allow-private").stdout)["added"] == 1
        pages["/a"] = moved("/b", "301 Moved Permanently")
        assert json.loads(add(store, f"{site.url}/a", "--allow-private").stdout)["edited"] == 1
        documents = json.loads(run("documents", "--json", "--db", str(store)).stdout)
        assert [one["url"] for one in documents] == [f"{site.url}/b"]
        found = json.loads(run("documents", "--json", "--versions", f"{site.url}/a", "--db", str(store)).stdout)
        assert [one["counts"] for one in found] == [False, True]
    assert run("verify", "--db", str(store)).returncode == 0
