# Guanlan 观澜. `make demo` and `make test` do all set-up by themselves; nothing else is needed.
# PYTHON: any Python 3.11 or newer with venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= demo-out

.PHONY: demo test lint types bench lock clean

demo: $(VENV)/.ready-run  ## a finished bulletin from the sample releases, in $(OUT)
	$(BIN)/guanlan demo --out $(OUT)

test: $(VENV)/.ready-dev lint types  ## everything that can be checked: style, types, floors, tests
	$(BIN)/python -m pytest --doctest-modules src/guanlan -p no:randomly
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check src tests benchmarks scripts
	$(BIN)/ruff format --check src tests benchmarks scripts

types: $(VENV)/.ready-dev
	$(BIN)/mypy

bench: $(VENV)/.ready-bench  ## the figures that the product promises, with their ratios
	$(BIN)/python -m benchmarks

lock:  ## write requirements/*.txt anew from pyproject.toml
	$(PYTHON) scripts/lock.py

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Guanlan needs Python 3.11 or newer; this is %s: call make with PYTHON=python3.12, say" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

$(VENV)/.ready-run: $(VENV)/.venv requirements/run.txt pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready-run requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/.ready-bench: $(VENV)/.ready-dev requirements/bench.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt
	touch $@

clean:
	rm -rf $(VENV) $(OUT) build dist
