# Everything a newcomer or a CI job needs; `make audit` and `make test` need only Python 3.11 (with venv), pip, make and git.
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: audit record test test-extras lint soak eval-claims eval-extract clean

# pip 25.1 is the first that installs a dependency group.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

audit: $(VENV)/.ready
	$(BIN)/linkaudit audit seeds/ --replay cassettes/seeds.yaml --fail-on never -o report.md -o report.json

record: $(VENV)/.ready
	$(BIN)/linkaudit audit seeds/ --record cassettes/seeds.yaml --fail-on never -o report.md -o report.json

# pywb is a real web archive for the tests. It is GPL: a program that they start, never a dependency, in an environment of its own.
$(VENV)-pywb/.ready:
	$(PYTHON) -m venv $(VENV)-pywb
	$(VENV)-pywb/bin/python -m pip install --quiet pywb==2.10.0
	touch $@

test: $(VENV)/.ready $(VENV)-pywb/.ready
	$(BIN)/python -m pytest -n 2 -m "not soak"

# What the optional extras do; `make test` skips these tests when model2vec is not there.
test-extras: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group extras
	$(BIN)/python -m pytest tests/test_embeddings.py

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

soak: $(VENV)/.ready $(VENV)-pywb/.ready
	$(BIN)/python -m pytest -n 2

# Public data sets stay outside of the project: LINKAUDIT_EVAL_DATA names their folder (see evals/claims.py).
eval-claims: $(VENV)/.ready
	$(BIN)/python -m evals.claims
	$(BIN)/python -m evals.claims_ties
	$(BIN)/python -m evals.claims_pages

eval-extract: $(VENV)/.ready
	$(BIN)/python -m evals.extract

clean:
	rm -rf $(VENV) $(VENV)-pywb .mypy_cache .pytest_cache .ruff_cache .hypothesis report.md report.json
