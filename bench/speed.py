"""What reading costs: words per CPU-second beside the bare spaCy pipeline, peak memory, cold start.

    python -m bench.speed [--words N] [--runs N]

CPU time is user and system time of the process (or of the child) over all its threads; libraries are held to one.
A word is what white space separates.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import data
from bench.memory import peak
from onrecord.annotate.model import loaded_model
from onrecord.reader import read_text

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
ARTICLE_WORDS = range(480, 521)

Figures = dict[str, float]


def measured(words: int, runs: int) -> Figures:
    """Speed, memory and cold-start figures, each taken in processes of their own; needs the data folder.

    `words` is how much of corpus/news-mix is read for the speed, `runs` how often.
    """
    return {
        **_child("throughput", str(words), str(runs)),
        "peak memory MiB": _child("memory", "reader")["MiB"],
        "peak memory MiB, bare spaCy": _child("memory", "spacy")["MiB"],
        **cold_start(runs=max(runs, 5)),
    }


def cold_start(runs: int) -> Figures:
    """CPU seconds of the command from its start to the printed reading of a 500-word article, and of its --help."""
    article = next(text for text in _texts() if len(text.split()) in ARTICLE_WORDS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article, encoding="utf-8")
        reading = [_cpu_seconds(["read", str(path)]) for _ in range(runs)]
        asking = [_cpu_seconds(["--help"]) for _ in range(runs)]
    return {"cold start CPU s": statistics.median(reading), "--help CPU s": statistics.median(asking)}


def throughput(words: int, runs: int) -> Figures:
    """Words per CPU-second of the whole reading and of the bare pipeline, by the median of interleaved runs."""
    texts = sample(words)
    count = sum(len(text.split()) for text in texts)
    nlp = loaded_model(exclude=[])

    def bare() -> None:
        for _ in nlp.pipe(texts):
            pass

    def whole() -> None:
        for text in texts:
            read_text(text)

    read_text(texts[0])
    nlp(texts[0])
    taken = [(_process_seconds(whole), _process_seconds(bare)) for _ in range(runs)]
    return {
        "words": count,
        "documents": len(texts),
        "words per CPU s": count / statistics.median(read for read, _ in taken),
        "words per CPU s, bare spaCy": count / statistics.median(parsed for _, parsed in taken),
        "ratio to bare spaCy": statistics.median(parsed / read for read, parsed in taken),
    }


def sample(words: int) -> list[str]:
    """English documents of corpus/news-mix, evenly spaced by name, that hold about so many words."""
    texts = _texts()
    total = sum(len(text.split()) for text in texts)
    return texts[:: max(1, round(total / words))]


def memory(what: str) -> Figures:
    """Peak resident memory of this process after the longest document of corpus/news-mix went through it, in MiB."""
    longest = max(_texts(), key=len)
    if what == "spacy":
        loaded_model(exclude=[])(longest)
    else:
        read_text(longest)
    return {"MiB": peak() / 1024}


def _texts() -> list[str]:
    folder = data.shared()
    if folder is None:
        raise SystemExit("bench.speed: the data folder ../shared is not here; nothing to measure on")
    sidecars = sorted((folder / "corpus" / "news-mix").glob("*.json"))
    english = [path for path in sidecars if json.loads(path.read_text(encoding="utf-8")).get("language") == "en"]
    return [path.with_suffix(".txt").read_text(encoding="utf-8") for path in english]


def _process_seconds(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _cpu_seconds(arguments: Sequence[str]) -> float:
    command = [str(Path(sys.executable).parent / "onrecord"), *arguments]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | ONE_THREAD)
    assert child.stderr is not None  # noqa: S101 - it was asked for above
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"onrecord {arguments[0]} ended with {child.returncode}: {said.decode().strip()[-200:]}")
    return usage.ru_utime + usage.ru_stime


def _child(*arguments: str) -> Figures:
    run = subprocess.run(
        [sys.executable, "-m", "bench.speed", "--part", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=data.ROOT,
        env=os.environ | ONE_THREAD,
    )
    if run.returncode:
        raise RuntimeError(f"bench.speed {arguments[0]}: {run.stderr.strip()[-300:]}")
    figures: Figures = json.loads(run.stdout)
    return figures


def main() -> None:
    """Returns nothing: prints the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description="What reading costs, as JSON.")
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    match given.part:
        case ["throughput", words, runs]:
            figures = throughput(int(words), int(runs))
        case ["memory", what]:
            figures = memory(what)
        case _:
            figures = measured(given.words, given.runs)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
