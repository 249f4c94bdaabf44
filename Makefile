# `make run` opens the station on the bundled demo city, `make test` passes all tests. Each sets itself up first.
# `make help` lists the rest.

PY := .venv/bin/python
# Arguments for the program or for pytest: make run ARGS="--as ..." · make test ARGS="-k geofence"
ARGS ?=
# How often `make soak` kills. More of its arguments: .venv/bin/python -m scripts.soak_kills --help
KILLS ?= 60
# A worker a core, four at most; whole files go to one worker, so that expensive fixtures are made once.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 1); [ $$n -gt 4 ] && echo 4 || echo $$n)
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run wall test check format translations contract lock bench soak screenshots clean setup setup-dev

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

run: setup ## the station on the bundled demo city (without a screen: screenshots and counters)
	@$(PY) main.py $(ARGS)

wall: setup ## the wall picture of the same city
	@$(PY) main.py wall $(ARGS)

test: setup-dev ## all tests
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

check: setup-dev ## ruff, types, import directions, registry names, translations
	@scripts/check.sh

format: setup-dev ## put the code into shape
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .

translations: setup-dev ## the widgets' words into the translation file, and the file into what the program loads
	@$(PY) -m scripts.translations update
	@$(PY) -m scripts.translations release

contract: setup-dev ## docs/contract anew: JSON Schemas and the AsyncAPI document, from the types we decode with
	@$(PY) -m scripts.contract

lock: setup-dev ## choose versions anew and pin them with hashes
	@scripts/lock.sh

bench: setup-dev ## every benchmark, one JSON object a line
	@$(PY) -m scripts.bench $(ARGS)

soak: setup-dev ## station and feed server killed 60 times, nothing lost; then the station for an hour, watched for leaks
	@$(PY) -m scripts.soak_kills --kills $(KILLS)
	@QT_QPA_PLATFORM=offscreen $(PY) -m scripts.soak $(ARGS)

screenshots: setup-dev ## the pictures of the documentation, anew
	@QT_QPA_PLATFORM=offscreen $(PY) -m scripts.screenshots $(ARGS)

clean: ## away with caches and .venv; the program's data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
