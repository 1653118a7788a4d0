"""`python -m fuzz.one NAME [FILE or option of libFuzzer…]`: one target under atheris, in this process."""

import sys

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from fuzz.targets import TARGETS

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
