# Broadsheet: one word for each thing that people do here. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PYTEST ?=
SIZES ?= 1000
BENCH ?=

INSTALLED := $(VENV)/.installed
DEVELOPED := $(VENV)/.developed
CHECKERS := tests/node_modules/.installed

.DEFAULT_GOAL := help
.PHONY: help site serve test torture soak check format bench clean

help:  ## List what can be made
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST))

site: $(INSTALLED)  ## Build the site of this repository into public/
	@$(BIN)/broadsheet build

serve: $(INSTALLED)  ## Preview it at http://127.0.0.1:8000/, reloaded at every change
	@$(BIN)/broadsheet serve

test: $(DEVELOPED) $(CHECKERS)  ## Run all tests; PYTEST="-k feed" picks some
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

torture: $(DEVELOPED) $(CHECKERS)  ## Kill it, starve it, lie to it: a tenth of the full figures, half an hour
	SCALE=torture $(BIN)/python -m pytest -n auto --dist loadfile -m torture $(PYTEST)

soak: $(DEVELOPED) $(CHECKERS)  ## The full figures of the same tests, many hours
	SCALE=soak $(BIN)/python -m pytest -n auto --dist loadfile -m torture $(PYTEST)

check: $(DEVELOPED)  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEVELOPED)  ## Put the code into its style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOPED)  ## Measure against the others; SIZES=1000,10000 sets the numbers of articles
	$(BIN)/python -m benchmarks.run --sizes $(SIZES) $(BENCH)

clean:  ## Remove everything that was made
	rm -rf $(VENV) public preview dist tests/node_modules benchmarks/.venv benchmarks/.work
	rm -rf .broadsheet .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps make a second call instant; a changed pyproject.toml or lock file renews them.
$(INSTALLED): pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(DEVELOPED): pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(INSTALLED)

# The Nu HTML checker and axe-core. Without npm the tests that need them are skipped, and say so.
$(CHECKERS): tests/package-lock.json
	@if command -v npm >/dev/null; then \
	  (cd tests && npm ci --silent --ignore-scripts --no-audit --no-fund) && touch $@; \
	fi
