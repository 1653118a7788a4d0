"""`python -m torture [--small] [NAME…]`: one line a check with its counts; exit code 1 when anything failed."""

import sys
import tempfile
import time
from pathlib import Path

from torture import crowd, disk, kills, order, wal
from torture.judged import Check, Size

CHECKS: dict[str, Check] = {
    "kills": kills.at_every_point,
    "canary": kills.canary,
    "random-kills": kills.at_random,
    "many-kills": kills.over_many,
    "crowd": crowd.beside_each_other,
    "disk": disk.full,
    "wal": wal.cut,
    "order": order.any_order,
}


def main(arguments: list[str]) -> int:
    """The exit code, after the named checks, or all, were made."""
    names = [name for name in arguments if name != "--small"] or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    size = Size.SMALL if "--small" in arguments else Size.FULL
    worst = 0
    with tempfile.TemporaryDirectory(prefix="onrecord-torture-", dir=_memory()) as folder:
        for name in names:
            begun = time.perf_counter()
            here = Path(folder, name)
            here.mkdir()
            result = CHECKS[name](here, size)
            worst = max(worst, 0 if result.well else 1)
            print(f"{name:<13}{result.line}; {'well' if result.well else 'FAILED'} "
                  f"({time.perf_counter() - begun:.1f} s)", flush=True)  # fmt: skip
    return worst


def _memory() -> str | None:
    """A folder in memory, where there is one: a killed process needs no disk to be told from one that ended."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
