# Everything runs in .venv, which these rules make. PYTHON names the interpreter to make it with (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint bench torture fuzz train format constraints clean

help:
	@echo "make demo    read the sample documents and print who commits to what, and where it stands"
	@echo "make test    lint, types, import contracts and all tests"
	@echo "make bench   accuracy and speed beside peers, written to bench/SCOREBOARD.md"
	@echo "make torture what a store must survive: kills, crowds, full disks, torn logs (some minutes)"
	@echo "make fuzz    readers under a fuzzer, two minutes each (Linux; SECONDS and NAMES to choose)"
	@echo "make train   the weights of the network, from the labelled texts (under 3 hours on 2 cores, minutes on a GPU; can be resumed)"
	@echo "make format  format the code      make constraints  renew constraints.txt"

demo: .venv/run.stamp
	@$(BIN)/onrecord demo

# A process a core, up to four, and each file in one process: it takes some seconds and 1 GB to load what is tested.
# What is ours is compiled first: hundreds of processes load it, and some machines tell Python to keep nothing compiled.
# In the order of tests/conftest.py: pytest-xdist's own puts files of few tests last, and the longest have few.
test: lint
	@$(BIN)/python -m compileall -q src bench torture tests/cli
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench.stamp
	$(BIN)/python -m bench

torture: .venv/run.stamp
	$(BIN)/python -m torture $(NAMES)

fuzz: .venv/fuzz.stamp
	$(BIN)/python -m fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(NAMES)

train: .venv/train.stamp
	$(BIN)/python -m training

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: .venv/bin/python
	$(PIP) install pip-tools
	$(BIN)/pip-compile --quiet --all-extras --all-build-deps --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file constraints.txt pyproject.toml

clean:
	rm -rf .venv .fuzz dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "OnRecord needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "making .venv (once; takes about a minute)" >&2
	@$(PYTHON) -m venv .venv

# Third-party packages come with versions and hashes from constraints.txt; only then is the project itself added.
.venv/run.stamp: .venv/bin/python pyproject.toml constraints.txt packages.py
	@$(BIN)/python packages.py > .venv/run.txt
	@$(PIP) install --require-hashes -r .venv/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@$(BIN)/python packages.py dev > .venv/dev.txt
	@$(PIP) install --require-hashes -r .venv/dev.txt
	@touch $@

.venv/bench.stamp: .venv/run.stamp
	@$(BIN)/python packages.py bench > .venv/bench.txt
	@$(PIP) install --require-hashes -r .venv/bench.txt
	@touch $@

.venv/fuzz.stamp: .venv/run.stamp
	@$(BIN)/python packages.py fuzz > .venv/fuzz.txt
	@$(PIP) install --require-hashes -r .venv/fuzz.txt
	@touch $@

.venv/train.stamp: .venv/run.stamp training/requirements.txt
	@$(PIP) install -r training/requirements.txt
	@touch $@
