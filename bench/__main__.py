"""`python -m bench`: the scoreboard, printed and written to bench/SCOREBOARD.md."""

import sys

from bench.scoreboard import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
