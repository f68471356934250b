# Two commands are all a newcomer needs, `make demo` and `make test`; both need Python >= 3.11 and make.
# Every target brings .venv up to date first and is quick about it when nothing has changed.

FIT_PYTHON := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$each" -c '$(FIT_PYTHON)' 2>/dev/null && echo "$$each" && break; done)
BIN := .venv/bin
SOURCES := futago stacks modules regions tests benchmarks scripts main.py

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check format bench environment test-environment lock clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: environment ## Apply a payment estate to an embedded AWS in two Regions and prove the pair
	@$(BIN)/futago demo

test: lint types ## Run everything: style, types, and all tests, end to end on the embedded AWS
	@echo "waiting for the tests, and then for those on the embedded AWS: three quarters of an hour on 2 cores" >&2
	@$(BIN)/pytest --ignore tests/end_to_end -n 2
	@$(BIN)/pytest tests/end_to_end -n 3

lint: test-environment ## Check style and the direction of imports
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/lint-imports

types: test-environment ## Check types
	@$(BIN)/mypy
	@$(BIN)/mypy main.py scripts

check: lint types ## Run what is quick: style, types, and the tests without the end-to-end ones
	@$(BIN)/pytest --ignore tests/end_to_end -n 2

format: test-environment ## Put the code into form
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

bench: test-environment ## Measure synthesis against the prebuilt bindings
	@$(BIN)/python -m benchmarks

environment: python ## Bring .venv up to date
	@"$(PYTHON)" scripts/environment.py

test-environment: python
	@"$(PYTHON)" scripts/environment.py --for-tests

lock: python ## Resolve the versions in requirements/ anew
	@"$(PYTHON)" scripts/lock.py

clean: ## Remove what was generated: stacks, caches, the embedded state; .venv stays
	@rm -rf cdktf.out .futago .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: python
python:
	@"$(or $(PYTHON),false)" -c '$(FIT_PYTHON)' 2>/dev/null || { \
		echo 'futago needs Python 3.11 or newer: install one, or name it: make PYTHON=/path/to/python3.12' >&2; \
		exit 2; }
