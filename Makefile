# make run    start the reader on the bundled library (LIBRARY=path for another folder)
# make test   every check: format, lint, types, rooms, tests
# make test-whoosh3  the tests of search on a maintained fork of Whoosh, in an environment of its own
# make bench  speed, as ratios against floors measured in the same run
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
LIBRARY ?=
CHECKED := reader tests

.PHONY: run test test-whoosh3 lint bench screenshots snapshots wheel clean

run: $(VENV)/installed
	@$(BIN)/rafah-reader $(if $(LIBRARY),"$(LIBRARY)")

# three workers on any machine: with two the tests that wait for a terminal leave a core idle
test: $(VENV)/developing
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist worksteal --snapshot-report=$(VENV)/snapshot_report.html

test-whoosh3: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)-whoosh3
	$(VENV)-whoosh3/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(VENV)-whoosh3/bin/python -m pip uninstall --quiet --yes Whoosh
	$(VENV)-whoosh3/bin/python -m pip install --quiet --force-reinstall --no-deps whoosh3==3.54.0
	$(VENV)-whoosh3/bin/python -m pytest tests/search

lint: $(VENV)/developing
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/ruff check --fix $(CHECKED)

bench: $(VENV)/developing
	$(BIN)/python -m tests.bench

screenshots: $(VENV)/developing
	$(BIN)/python -m tests.screenshots screenshots

snapshots: $(VENV)/developing
	$(BIN)/pytest tests/ui --snapshot-update --snapshot-report=$(VENV)/snapshot_report.html

wheel: $(VENV)/developing
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "rafah-reader needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developing: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) $(VENV)-whoosh3 dist build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
