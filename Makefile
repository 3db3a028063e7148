# Thin: each target calls one command. `make help` lists them.
PYTHON ?= python3
SECONDS ?= 600
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help site serve check test coverage reproduce torture fuzz mutate lint lock messages clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

site: $(VENV)/site.stamp ## check the data and build the website into build/site/
	$(BIN)/nhatthehoa build

serve: $(VENV)/site.stamp ## preview the website; rebuilds when a file changes
	$(BIN)/nhatthehoa serve

check: $(VENV)/site.stamp ## check the data package
	$(BIN)/nhatthehoa check

test: lint ## run every check and test
	$(BIN)/pytest -n auto --dist worksteal

coverage: $(VENV)/dev.stamp ## pass the tests and say which branches of the code they miss
	$(BIN)/coverage erase
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term --cov-report=html:build/coverage

reproduce: $(VENV)/site.stamp ## build this commit on two machines that differ, compare every byte
	$(BIN)/python -m tests.machines.reproduce

torture: $(VENV)/dev.stamp ## kill builds, fill disks, …; takes an hour, writes docs/torture.md
	$(BIN)/python -m tests.torture

fuzz: $(VENV)/dev.stamp ## fuzz what reads the files of strangers, SECONDS (600) for each reader
	$(BIN)/python -m pip install --quiet --require-hashes --target build/fuzz/lib -r requirements-fuzz.lock
	PYTHONPATH=build/fuzz/lib $(BIN)/python -m tests.fuzz $(SECONDS)

mutate: $(VENV)/dev.stamp ## change the checks in small ways; tests must notice
	$(BIN)/python -m pip install --quiet --require-hashes --target build/mutants/lib -r requirements-mutate.lock
	PYTHONPATH=build/mutants/lib $(BIN)/python -m mutmut run
	PYTHONPATH=build/mutants/lib $(BIN)/python -m mutmut results

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: $(VENV)/dev.stamp ## lock the dependencies again, after a change in pyproject.toml
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group fuzz -o requirements-fuzz.lock
	$(COMPILE) --group mutate -o requirements-mutate.lock

messages: $(VENV)/dev.stamp ## gather the words of code and templates for translators
	$(BIN)/python -m generator.render.catalogues

# Begun anew: with other locks came, as a rule, other packages, and maybe another Python.
$(VENV)/site.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean: ## remove what was built
	rm -rf build
