# make demo   set up and run the main job on the sample reports
# make test   set up and run the tests
# make check  all that CI runs: lint, types, tests, demo
# make axe    fetch axe-core, by which a browser test holds the page (needs npm and the network)
# make lock   pin the dependencies anew (needs the network)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
OUT ?= out/demo

AXE := 4.10.3
AXE_SHA256 := 880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb

.PHONY: install dev axe demo test check lint types golden lock results clean

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

# The accessibility rules that the page is held to in a browser; kept out of git. Without them that test is skipped.
axe: $(VENV)/axe/axe.min.js

$(VENV)/axe/axe.min.js: | $(VENV)/bin/python
	@mkdir -p $(@D)
	@cd $(@D) && npm pack --silent axe-core@$(AXE) >/dev/null && tar xzf axe-core-$(AXE).tgz package/axe.min.js
	@cd $(@D) && echo "$(AXE_SHA256)  package/axe.min.js" | sha256sum -c --quiet
	@mv $(@D)/package/axe.min.js $@ && rm -r $(@D)/package $(@D)/axe-core-$(AXE).tgz

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
