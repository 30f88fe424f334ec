# Broadsheet: one word for each thing that people do here. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PYTEST ?=
SIZES ?= 1000
BENCH ?=
INPUTS ?= 1000000
SECONDS ?= 60
FUZZ ?=

INSTALLED := $(VENV)/.installed
DEVELOPED := $(VENV)/.developed
LOCK := requirements-dev.lock
CHECKERS := tests/node_modules/.installed

# Modules are compiled once, and not at each start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve test torture soak fuzz coverage check format lock bench clean

help:  ## List what can be made
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST))

site: $(INSTALLED)  ## Build the site of this repository into public/
	@$(BIN)/broadsheet build

serve: $(INSTALLED)  ## Preview it at http://127.0.0.1:8000/, reloaded at every change
	@$(BIN)/broadsheet serve

test: $(DEVELOPED) $(CHECKERS)  ## Run all tests; PYTEST="-k feed" picks some
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

torture: $(DEVELOPED) $(CHECKERS)  ## Kill it, starve it, lie to it: a tenth of the full figures, half an hour
	SCALE=torture $(BIN)/python -m pytest -n auto --dist loadfile -m torture --timeout 0 $(PYTEST)

soak: $(DEVELOPED) $(CHECKERS)  ## The full figures of the same tests, many hours
	SCALE=soak $(BIN)/python -m pytest -n auto --dist loadfile -m torture --timeout 0 $(PYTEST)

fuzz: $(DEVELOPED)  ## Feed every reader with what nobody would write; SECONDS=600 INPUTS=1000000 FUZZ="yaml slug"
	cd tests && ../$(BIN)/python -m fuzz.run --inputs $(INPUTS) --seconds $(SECONDS) $(FUZZ)

coverage: $(DEVELOPED) $(CHECKERS)  ## Run all tests, and tell which branches of generator/ none of them takes
	$(BIN)/coverage erase
	-COVERAGE_PROCESS_START=pyproject.toml $(BIN)/coverage run -m pytest -n auto --dist loadfile $(PYTEST)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

check: $(DEVELOPED)  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEVELOPED)  ## Put the code into its style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Pin what the tests need by its hashes, anew; needs uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --extra dev pyproject.toml -o $(LOCK)

bench: $(DEVELOPED)  ## Measure against the others; SIZES=1000,10000 sets the numbers of articles
	$(BIN)/python -m benchmarks.run --sizes $(SIZES) $(BENCH)

clean:  ## Remove everything that was made
	rm -rf $(VENV) public preview dist tests/node_modules benchmarks/.venv benchmarks/.work
	rm -rf .broadsheet .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	rm -rf tests/fuzz/found
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps make a second call instant; a changed pyproject.toml or lock file renews them.
$(INSTALLED): pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

# All that the tests need, each file by its hash.
$(DEVELOPED): pyproject.toml $(LOCK) | $(BIN)/python
	$(PIP) --require-hashes --requirement $(LOCK)
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(INSTALLED)

# The Nu HTML checker and axe-core. Without npm the tests that need them are skipped, and say so.
$(CHECKERS): tests/package-lock.json
	@if command -v npm >/dev/null; then \
	  (cd tests && npm ci --silent --ignore-scripts --no-audit --no-fund) && touch $@; \
	fi
