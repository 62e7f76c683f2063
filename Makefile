# make demo   set up and run the main job on the sample reports
# make test   set up and run the tests
# make check  all that CI runs: lint, types, tests, demo
# make lock   pin the dependencies anew (needs the network)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
OUT ?= out/demo

.PHONY: install dev demo test check lint types golden lock results clean

install: $(VENV)/.run

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "crossbearing needs python3 3.11 or later; make PYTHON=python3.12 names another" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 has no venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: $(VENV)/bin/python locks/run.txt pyproject.toml
	$(PIP) install --require-hashes -r locks/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

dev: $(VENV)/.dev

$(VENV)/.dev: $(VENV)/.run locks/dev.txt
	$(PIP) install --require-hashes -r locks/dev.txt
	@touch $@

demo: install
	$(BIN)/crossbearing demo --out $(OUT)

test: dev
	$(BIN)/python -m pytest

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

check: lint types test demo

golden: dev
	$(BIN)/python -m tests.golden.rewrite

results: dev
	$(BIN)/python -m eval.results

lock: dev
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV) out
