"""`python -m fuzz.one NAME [FILE or option of libFuzzer…]`: one target under atheris, in this process."""

import sys

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from fuzz.targets import TARGETS
from fuzz.seeds import SEEDS

if __name__ == "__main__":
    for seed in SEEDS[sys.argv[1]]():  # models and tables are loaded before time is taken
        TARGETS[sys.argv[1]](seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
