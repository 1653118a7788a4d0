"""`python -m fuzz [--seconds N] [NAME…]`: one line a target with its executions; exit code 1 where one found something.

What is found, the bytes that did it, lies in `.fuzz/NAME`; `python -m fuzz.one NAME FILE` runs them again.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

from fuzz.seeds import SEEDS
from fuzz.targets import TARGETS

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / ".fuzz"
# Seconds after which an input is a hang, megabytes of memory that are too much, and the longest input.
HANG, MEMORY, LONGEST = 20, 2048, 4096


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after the named targets, or all, ran for so many seconds each."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(TARGETS)}")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.names if name not in TARGETS]:
        parser.error(f"no such target: {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    return max([run(name, given.seconds) for name in given.names or TARGETS])


def run(name: str, seconds: int) -> int:
    """1 if the target found something, else 0; prints what came of it."""
    folder = OUT / name
    seeds, corpus = folder / "seeds", folder / "corpus"
    for made in (seeds, corpus):
        made.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]()):
        (seeds / f"{number:02}").write_bytes(seed)
    words = HERE / "words" / f"{name}.dict"
    options = [
        f"-max_total_time={seconds}", f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}",
        f"-artifact_prefix={folder}/", "-print_final_stats=1", *([f"-dict={words}"] if words.is_file() else []),
    ]  # fmt: skip
    begun = time.monotonic()
    log = folder / "log"
    with log.open("wb") as out:
        code = subprocess.run(
            [sys.executable, "-m", "fuzz.one", name, str(corpus), str(seeds), *options], stdout=out, stderr=out
        ).returncode
    text = log.read_text(encoding="utf-8", errors="replace")
    count = (
        re.findall(r"number_of_executed_units: (\d+)", text) or re.findall(r"^#(\d+)\t", text, re.MULTILINE) or ["0"]
    )
    took = time.monotonic() - begun
    print(
        f"{name:<9}{int(count[-1]):>9,} executions in {took:.0f} s; {'FOUND' if code else 'nothing found'}", flush=True
    )
    if code:
        print("\n".join(f"    {line}" for line in _told(text)), flush=True)
    return 1 if code else 0


def _told(log: str) -> list[str]:
    """The lines of a log that say what was found and where its bytes lie."""
    lines = log.splitlines()
    begun = next((at for at, line in enumerate(lines) if "Uncaught Python exception" in line or "ERROR: " in line), -30)
    return [line for line in lines[begun:] if line.strip()][:40] + [
        line for line in lines if "Test unit written" in line
    ]


if __name__ == "__main__":
    sys.exit(main())
