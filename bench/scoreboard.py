"""The scoreboard: every figure beside its target and beside what peers reach.

    python -m bench [--quick] [--anew] [PART…]

Prints one table and writes it to bench/SCOREBOARD.md. What was measured of the same sources, to the byte, is kept in
bench/out, so that a run that was stopped goes on where it was; `--anew` measures all of it again. Named parts alone are
measured and kept; the table is written by a run that names none. `--quick` measures a part of everything; it keeps and
writes nothing.
"""

import argparse
import datetime
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench import (
    accuracy,
    archives,
    data,
    event_types,
    guard,
    pages,
    peers,
    readers,
    robust,
    scale,
    speeches,
    speed,
    statements,
    watching,
    web,
)
from bench.accuracy import Figures, SeedLine
from bench.spellings import SPELLINGS
from onrecord.store.opened import open_store

BOARD = Path(__file__).with_name("SCOREBOARD.md")
# Figures that were measured, and what they follow from.
KEPT, SOURCE = BOARD.parent / "out", data.ROOT / "src"


class Line(NamedTuple):
    """A line of the table. `target` is a figure to reach (`upper`: not to exceed), None where none is set."""

    on: str
    measure: str
    value: float | None
    target: float | None = None
    upper: bool = False
    digits: int = 3
    peer: str = ""

    @property
    def verdict(self) -> str:
        """ "yes" or "no" as the target is reached, "" where there is none, "not measured" where there is no figure."""
        if self.value is None:
            return "not measured"
        if self.target is None:
            return ""
        return "yes" if (self.value <= self.target if self.upper else self.value >= self.target) else "no"


class Part(NamedTuple):
    """What one part of the board gives: lines of the table, and lines of text that go below it."""

    lines: list[Line]
    notes: list[str]


def readings_part(folder: Path, work: Path, _quick: bool) -> Part:
    """The gold readings, and the seed article record by record."""
    gold = folder / data.GOLD
    texts = sorted(gold.glob("*.txt"))
    accuracy.predict_readings(texts, work / "readings")
    found = accuracy.readings(gold, work / "readings")
    accuracy.predict_readings(texts, work / "by rules", "rules")
    ruled = accuracy.readings(gold, work / "by rules")
    seed = accuracy.seed(gold, work / "readings", work)
    counts = accuracy.seed_counts(seed)
    targets = {"statements F1": 0.88, "statements actor": 0.95, "statements mode": 0.95, "acts F1": 0.75,
               "undertaking-only F1": 0.82, "acts kind": 0.90, "acts by F1": 0.90, "events F1": 0.70,
               "events date": 0.90}  # fmt: skip
    lines = [
        _line("gold readings", measure, found, targets.get(measure), _beside_rules(measure, ruled[measure]))
        for measure in found
    ]
    for kind, target in (("statements", 15), ("events", 3), ("acts", 15)):
        of = sum(line.id[0] == kind[0].upper() for line in seed)
        lines.append(Line("seed article", f"{kind} found, of {of}", counts[f"{kind} found"], target, digits=0))
    return Part(lines, ["## The seed article, record by record", "", *seed_table(seed), ""])


def _beside_rules(measure: str, ruled: float) -> str:
    """What the rules reach without the model, where it takes part, and what others have published."""
    alone = "" if measure.startswith("events") else f"the rules alone, in this run: {ruled:.2f}"
    return "; ".join(filter(None, (alone, peers.PUBLISHED.get(("gold readings", measure), ""))))


def seed_table(seed: list[SeedLine]) -> Iterator[str]:
    """The lines of a Markdown table of the seed article's records. No words of the article are shown."""
    yield "| record | found | right | wrong |"
    yield "| --- | --- | --- | --- |"
    for line in seed:
        right = ", ".join(field for field, value in line.right.items() if value)
        wrong = ", ".join(field for field, value in line.right.items() if not value) if line.found else ""
        yield f"| {line.id} | {'yes' if line.found else 'no'} | {right} | {wrong} |"


def statements_part(folder: Path, work: Path, quick: bool) -> Part:
    """PolNeAR dev, read by OnRecord, by its rules and by its network alone, and by textacy."""
    gold = data.rows(folder / data.POLNEAR)[:: 3 if quick else 1]
    ours = accuracy.statements(gold, accuracy.predicted("statements", gold), work)
    others = {
        "the rules alone": accuracy.statements(gold, statements.predict(gold, "rules"), work),
        "the network alone": accuracy.statements(gold, statements.predict(gold, "network"), work),
    }
    if peers.has_textacy():
        others["textacy, direct quotations"] = accuracy.statements(gold, peers.textacy_rows(gold), work)
    targets = {"overlap F1": 0.78, "exact F1": 0.62, "attribution F1": 0.70, "recall, direct": 0.92,
               "recall, mixed": 0.88, "recall, indirect": 0.72}  # fmt: skip
    lines = []
    for measure in ours:
        beside = "; ".join(f"{name} {found[measure]:.2f}".replace(" 0.", " .") for name, found in others.items())
        known = peers.PUBLISHED.get(("PolNeAR dev", measure), "")
        shown = "; ".join(filter(None, (f"in this run: {beside}", known)))
        lines.append(_line("PolNeAR dev", measure, ours, targets.get(measure), shown))
    missing = "textacy is not installed (`pip install -e .[bench]`), so it was not run."
    return Part(lines, [] if peers.has_textacy() else [missing])


def speeches_part(folder: Path, work: Path, quick: bool) -> Part:
    """The drawn sentences of speeches: how far the acts found in them are right."""
    every = 6 if quick else 1
    found = speeches.figures(speeches.read(folder, every=every), work / "trained")
    ruled = speeches.figures(speeches.read(folder, "rules", every), work / "rules")
    low, high = speeches.interval(found["precision of acts"], found["found"])
    of = f"of {found['found']:.0f} acts found, {low:.2f} to {high:.2f} with 95 % confidence; "
    lines = []
    for measure in speeches.MEASURES:
        first = measure == speeches.MEASURES[0]
        beside = f"{of if first else ''}the rules alone, in this run: {ruled[measure]:.2f}"
        lines.append(_line("300 sentences of speeches", measure, found, 0.80 if first else None, beside))
    return Part(lines, [])


def timex_part(folder: Path, work: Path, quick: bool) -> Part:
    """Times in news, TimeBank dev, and in narratives, WikiWars train."""
    lines: list[Line] = []
    for on, path, strict, every in (
        ("TimeBank dev", data.TIMEBANK, 0.84, 1),
        ("WikiWars train", data.WIKIWARS, 0.85, 4),
    ):
        gold = data.rows(folder / path)[:: every if quick else 1]
        found = accuracy.timex(gold, accuracy.predicted("timex", gold), work)
        targets = {"strict F1": strict, "relaxed F1": 0.92, "value F1": 0.80}
        lines += [_line(on, measure, found, targets[measure]) for measure in found]
    return Part(lines, [])


def geo_part(folder: Path, work: Path, quick: bool) -> Part:
    """The local news of LGL, whose authors count adjectives and names inside names as places too (see bench/geo.py)."""
    targets: dict[str, float | None] = {
        "overlap F1": 0.72,
        "within 161 km, of all": 0.55,
        "within 161 km, of the resolved": None,
    }
    if not (folder / data.LGL).is_file():
        return _absent("LGL", targets, data.LGL)
    gold = data.rows(folder / data.LGL)[:: 3 if quick else 1]
    found = accuracy.geo(gold, accuracy.predicted("geo", gold), work)
    return Part([_line("LGL", measure, found, target) for measure, target in targets.items()], [])


def commitments_part(folder: Path, _work: Path, quick: bool) -> Part:
    """The G7 commitments."""
    found = accuracy.commitments(accuracy.predicted("commitments", data.rows(folder / data.G7)[:: 3 if quick else 1]))
    share = found["committed share"]
    return Part([Line("G7 commitments", "share with a pledge, agree, plan or reaffirm", share, 0.97)], [])


def threads_part(folder: Path, work: Path, _quick: bool) -> Part:
    """The threads over the documents of the consultative group, from our own acts and from those of the gold.

    How our own acts do in the gold's threads shows how much of the stages the acts alone decide.
    """
    targets: dict[str, float | None] = {
        "own acts, B-cubed F1": 0.60,
        "own acts, stage accuracy": 0.70,
        "own acts in gold threads, stage accuracy": None,
        "gold acts, B-cubed F1": 0.80,
        "gold acts, stage accuracy": 0.90,
    }
    if not (folder / data.THREADS).is_file():
        return _absent("threads-ncg", targets, data.THREADS)
    found = accuracy.threads(folder / data.THREADS, work)
    return Part([_line("threads-ncg", measure, found, target) for measure, target in targets.items()], [])


def dedup_part(folder: Path, work: Path, _quick: bool) -> Part:
    """Near-duplicates of news."""
    targets = {"pair F1": 0.97}
    if not (folder / data.DEDUP).is_file():
        return _absent("dedup dev", targets, data.DEDUP)
    gold = data.rows(folder / data.DEDUP)
    found = accuracy.dedup(gold, accuracy.predicted("dedup", gold), work)
    return Part([_line("dedup dev", measure, found, target) for measure, target in targets.items()], [])


def actors_part(folder: Path, _work: Path, _quick: bool) -> Part:
    """Country and sector of strings that describe actors."""
    targets = {"country accuracy": 0.70, "sector accuracy": 0.65}
    if not (folder / data.ACTORS).is_file():
        return _absent("NGEC actors dev", targets, data.ACTORS)
    found = accuracy.actors(data.rows(folder / data.ACTORS))
    others = {"country accuracy": "string rules .41", "sector accuracy": "string rules .43"}
    lines = [_line("NGEC actors dev", measure, found, target, others[measure]) for measure, target in targets.items()]
    return Part(lines, [])


def _absent(on: str, targets: Mapping[str, float | None], path: str) -> Part:
    """The lines of a data set that the data folder lacks."""
    lines = [Line(on, measure, None, target) for measure, target in targets.items()]
    return Part(lines, [f"- {on} was not measured: the data folder has no {path}.", ""])


def event_types_part(folder: Path, _work: Path, _quick: bool) -> Part:
    """The root types of events whose parties are given: the best in five folds, and without the set's own types."""
    on, best = "PLOVER sentences", "root type macro-F1, 5 folds"
    alone = {"root type macro-F1, the vocabulary alone": "the vocabulary alone",
             "root type macro-F1, learnt from our sentences": "all, learnt from our sentences"}  # fmt: skip
    if not (folder / data.PLOVER).is_file():
        return _absent(on, {best: 0.75} | dict.fromkeys(alone), data.PLOVER)
    found = event_types.measured(folder)
    parts = ", ".join(f"{name} alone {found[f'{name}, 5 folds']:.2f}" for name in ("words", "vectors"))
    unread = "never read when the vocabulary was made: {:.2f}"
    parts += f", the {event_types.THEIRS} {found[event_types.THEIRS]:.2f}"
    beside = f"in this run: {parts}; {unread}; {peers.PUBLISHED[on, best]}"
    lines = [Line(on, best, found["all, 5 folds"], 0.75, peer=beside.format(found["all, 5 folds, never read"]))]
    for measure, name in alone.items():
        lines.append(Line(on, measure, found[name], peer=unread.format(found[f"{name}, never read"])))
    return Part(lines, [])


def pages_part(folder: Path, _work: Path, quick: bool) -> Part:
    """Every second page with an expected text, beside trafilatura; the others, looked at in the making, beside it."""
    held = pages.pages(folder)[:: 6 if quick else 1]
    on = f"{len(held)} web pages"
    targets: dict[str, float | None] = dict.fromkeys(pages.MEASURES)
    targets |= {pages.MEASURES[0]: 0.92, "paragraphs led back by XPath": 1.0, "paragraphs led back by bytes": 1.0}
    if not held:
        return _absent("web pages", targets, pages.FOLDER)
    found = pages.measured(held)
    developed = {} if quick else pages.measured(pages.pages(folder, developed=True))
    lines = []
    for measure in pages.MEASURES:
        theirs = found.get(f"{measure}, theirs")
        beside = [] if theirs is None else [f"in this run: trafilatura {theirs:.3f}"]
        if measure in developed:
            beside.append(f"on the pages looked at in the making: {developed[measure]:.3f}")
        lines.append(_line(on, measure, found, targets[measure], "; ".join(beside)))
    odd = pages.odd_encodings(folder)
    measure = "unreadable characters in the text"
    lines.append(Line(f"{odd['pages']:.0f} pages not in UTF-8", measure, odd["unreadable characters"], 0, True, 0))
    return Part(lines, [])


def robust_part(folder: Path, _work: Path, quick: bool) -> Part:
    """Every document of the corpus, and texts made to be hard."""
    lines, notes = [], []
    for corpus in robust.CORPORA:
        outcome = robust.read_all(robust.documents(folder / corpus, every=10 if quick else 1))
        read = outcome.documents - len({line.split(": ")[0] for line in outcome.failures})
        lines.append(Line(corpus, "documents read, of " + str(outcome.documents), read, outcome.documents, digits=0))
        held = outcome.anchors - len(outcome.broken)
        lines.append(Line(corpus, f"spans equal to their text, of {outcome.anchors}", held, outcome.anchors, digits=0))
        lines.append(Line(corpus, "records made", outcome.records, digits=0))
        notes += [f"- {line}" for line in (*outcome.failures, *outcome.broken)[:20]]
    worst = robust.growths(2_000 if quick else 5_000)[0]
    measure = f"growth of CPU time over linear, at worst ({worst.case})"
    lines.append(Line(f"{len(robust.HARD)} hard texts", measure, worst.excess, 1.5, upper=True, digits=1))
    return Part(lines, ["## What failed", "", *notes, ""] if notes else [])


def speed_part(_folder: Path, _work: Path, quick: bool) -> Part:
    """Speed beside the bare spaCy pipeline, memory, cold start."""
    found = speed.measured(words=8_000 if quick else 40_000, runs=3)
    on = f"news-mix, {found['documents']:.0f} documents"
    bare = f"bare spaCy pipeline, in this run: {found['words per CPU s, bare spaCy']:.0f}"
    memory = f"bare spaCy pipeline, in this run: {found['peak memory MiB, bare spaCy']:.0f}"
    return Part(
        [
            Line(on, "words per CPU-second, one core", found["words per CPU s"], 1800, digits=0, peer=bare),
            Line(on, "speed over that of the bare spaCy pipeline", found["ratio to bare spaCy"], 0.5, digits=2),
            Line("longest of news-mix", "peak memory, MiB", found["peak memory MiB"], 900, True, 0, peer=memory),
            Line("an article of 500 words", "cold start to reading, CPU s", found["cold start CPU s"], 5, True, 2),
            Line("`onrecord --help`", "CPU s", found["--help CPU s"], 0.3, True, 2),
        ],
        [],
    )


def guard_part(_folder: Path, _work: Path, quick: bool) -> Part:
    """Addresses that are not public, by every way there; bombs and slow servers."""
    found, connections = guard.attempts(spellings=SPELLINGS[:: 6 if quick else 1])
    took = guard.measured(3.0 if quick else 30.0)
    on, bombs = f"{len(found)} ways to what is not public", f"{took.bombs} bombs and slow servers"
    dials = sum(len(one.dialled) for one in found)
    lines = [
        Line(on, "connections to a canary on loopback", connections, 0, True, 0),
        Line(on, "dials to an address that is not public", dials, 0, True, 0),
        Line(bombs, "read", len(took.read), 0, True, 0),
        Line(bombs, "memory growth, MB", took.growth, 100, True, 0),
        Line(bombs, "seconds, at most", took.seconds, 35, True, 1),
    ]
    return Part(lines, [f"- read though it is a bomb: {name}" for name in took.read])


def archives_part(folder: Path, work: Path, quick: bool) -> Part:
    """A small crawl into the store; `python -m bench.archives` takes a large one."""
    found = archives.measured(folder, work, 40 if quick else 120)
    on = f"a web archive of {found.pages} pages"
    once = f"what processes share counted once: {found.shared_once:.0f}"
    first = f"in the process that takes in and keeps: {found.first / found.done:.2f}"
    kept = f"documents with their record's bytes, of {found.documents}"
    led = f"documents whose paragraphs all lead back, of {found.tried}"
    return Part(
        [
            Line(on, "documents a second, on all processors", found.done / found.wall, digits=2),
            Line(on, "CPU seconds a document", found.cpu / found.done, digits=2, peer=first),
            Line(on, "peak memory of all processes, MB", max(found.peaks), 1200, True, 0, peer=once),
            Line(on, kept, found.kept, found.documents, digits=0),
            Line(on, led, found.led_back, found.tried, digits=0),
        ],
        [],
    )


def watching_part(_folder: Path, _work: Path, quick: bool) -> Part:
    """Twenty lists that fail, redirect, change and lie, polled for two days of theirs."""
    polls = 20 if quick else watching.POLLS
    found = watching.watched(polls)
    on = f"20 lists through {polls} polls, {found.versions} versions of {found.articles} articles"
    lines = [
        Line(on, "documents missed", len(found.missed), 0, True, 0),
        Line(on, "documents doubled", len(found.doubled), 0, True, 0),
        Line(on, "what `verify` finds", found.broken, 0, True, 0),
    ]
    return Part(lines, [f"- {one}" for one in (*found.missed, *found.doubled)])


def web_part(folder: Path, work: Path, quick: bool) -> Part:
    """Pages over a store of a million statements, made for this: their times, alone and for many who read at once.

    Many read a store of the data folder's corpus, too.
    """
    store, many = work / "scale.db", 20_000 if quick else scale.STATEMENTS
    scale.measured(many, 2, store)
    on, lines, notes = f"{many:,} statements in SQLite", [], []
    with open_store(store, make=False) as opened:
        found = web.times(opened, 8 if quick else web.EACH)
    for path, one in found.items():
        beside = f"p50 {one.p50:.0f}; of the processor, p50 {one.cpu_p50:.0f}, p95 {one.cpu_p95:.0f}"
        target = 200 if path.startswith("/search") else 150
        lines.append(Line(on, f"{path}: server time, p95, ms", one.p95, target, True, 0, beside))
        notes += [f"- {one.failed} of {one.asked} addresses of {path} had no answer"] if one.failed else []
    browser = web.chromium()
    seen = {} if browser is None else web.paints(store, browser)
    slowest, most = (max(seen, key=lambda path, at=at: seen[path][at], default="") for at in (0, 1))  # type: ignore[misc]
    first, script = (seen[slowest].first, seen[most].script / 1000) if seen else (None, None)
    lines.append(Line(on, "first paint in Chromium, ms, on the slowest page", first, 300, True, 0, slowest))
    lines.append(Line(on, "script of a page, packed, kB, at most", script, 150, True, 0, most))
    corpus = work / "corpus.db"
    readers.filled(corpus, SOURCE / "onrecord" / "samples" if quick else folder / "corpus")
    for of, where in ((corpus, "the corpus"), (store, f"{many:,} statements")):
        read = readers.read(of, seconds=10.0 if quick else readers.SECONDS)
        on = f"{readers.READERS} readers of {where} and an `onrecord add`, {read.seconds:.0f} s"
        lines.append(Line(on, "errors", len(read.errors), 0, True, 0))
        lines.append(Line(on, "p95, ms", read.p95, 500, True, 0, f"p50 {read.p50:.0f}, at most {read.most:.0f}"))
        lines.append(Line(on, "pages a second", read.rate, digits=0, peer=f"documents added meanwhile: {read.added}"))
        notes += [f"- {one}" for one in read.errors[:10]]
    return Part(lines, notes)


PARTS: dict[str, Callable[[Path, Path, bool], Part]] = {
    "readings": readings_part,
    "statements": statements_part,
    "speeches": speeches_part,
    "timex": timex_part,
    "geo": geo_part,
    "commitments": commitments_part,
    "threads": threads_part,
    "dedup": dedup_part,
    "event-types": event_types_part,
    "actors": actors_part,
    "pages": pages_part,
    "robust": robust_part,
    "guard": guard_part,
    "archives": archives_part,
    "watching": watching_part,
    "web": web_part,
    "speed": speed_part,
}


def board(folder: Path, quick: bool, anew: bool = False, names: Sequence[str] = ()) -> str:
    """The scoreboard in Markdown. A part that fails is told in a line of its own; the others go on."""
    lines: list[Line] = []
    notes: list[str] = []
    sources = _sources()
    for name, part in PARTS.items():
        if names and name not in names:
            continue
        kept = KEPT / f"{name}-{sources}.json"
        made = None if quick or anew else _remembered(kept)
        began = time.monotonic()
        if made is None:
            try:
                with tempfile.TemporaryDirectory() as work:
                    made = part(folder, Path(work), quick)
                if not quick and all(line.value is not None for line in made.lines):
                    data.write_text(kept, msgspec.json.encode(made).decode())
            except Exception as error:  # noqa: BLE001 - one part may fail in any way; the others are measured
                made = Part([Line(name, "", None)], [f"- {name} failed: {type(error).__name__}: {error}", ""])
        lines += made.lines
        notes += made.notes
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    reached = sum(line.verdict == "yes" for line in lines)
    asked = sum(line.verdict != "" for line in lines)
    head = ["# Scoreboard", "", _setting(quick), "", f"{reached} of {asked} targets are reached.", ""]
    return "\n".join([*head, *table(lines), "", *notes]).rstrip() + "\n"


def _sources() -> str:
    """What names all that figures follow from but the machine and the data beside the project."""
    sources = [one for folder in (SOURCE, BOARD.parent) for one in folder.rglob("*") if one.is_file()]
    wanted = sorted(one for one in sources if "__pycache__" not in one.parts and KEPT not in one.parents)
    made = hashlib.sha256()
    for one in wanted:
        if one.suffix != ".md":
            made.update(f"{one.relative_to(data.ROOT)} {hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()[:16]


def _remembered(kept: Path) -> Part | None:
    return msgspec.json.decode(kept.read_bytes(), type=Part) if kept.is_file() else None


def table(lines: list[Line]) -> Iterator[str]:
    """The lines of the Markdown table."""
    yield "| on | measure | OnRecord | to reach | reached | others |"
    yield "| --- | --- | ---: | ---: | --- | --- |"
    for line in lines:
        target = "" if line.target is None else ("≤ " if line.upper else "≥ ") + _shown(line.target, line.digits)
        value = "" if line.value is None else _shown(line.value, line.digits)
        yield f"| {line.on} | {line.measure} | {value} | {target} | {line.verdict} | {line.peer} |"


def _setting(quick: bool) -> str:
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=data.ROOT
    ).stdout.strip()
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", "src", "bench/*.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=data.ROOT,
    ).stdout.strip()
    tree = f"revision {revision or 'unknown'}{' with changes' if changed else ''}"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, one used"
    part = " A part of everything (`--quick`)." if quick else ""
    return f"Measured by {datetime.datetime.now(datetime.UTC).date()} at {tree}; {machine}.{part} Made by `make bench`."


def _line(on: str, measure: str, found: Figures, target: float | None, peer: str | None = None) -> Line:
    return Line(
        on, measure, found[measure], target, peer=peers.PUBLISHED.get((on, measure), "") if peer is None else peer
    )


def _shown(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}"


def main(arguments: list[str]) -> int:
    """The exit code: 0 when measured, also where there is no data to measure on."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the reader; writes the scoreboard.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"these alone, and no scoreboard: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="a part of everything; nothing is kept or written")
    parser.add_argument("--anew", action="store_true", help="measure also what was measured of the same sources")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    folder = data.shared()
    if folder is None:
        print("the data folder ../shared is not here; nothing to measure on")
        return 0
    made = board(folder, given.quick, given.anew, given.parts)
    print(made)
    if not given.quick and not given.parts:
        data.write_text(BOARD, made)
    return 0
