# A thin list of aliases. `make demo` and `make test` need Python 3.11 or newer and a package index, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
RUN := $(BIN)/python
SECONDS ?= 600
TESTED := aas_toolkit converters validators reference_models build_schemas hatch_build.py tests benchmarks scripts

.PHONY: demo test lint schemas wheel test-lowest interop conformance rdf bench bench-quick docs laws kill fuzz clean

$(VENV)/installed: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/test-installed: $(VENV)/installed
	$(RUN) -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $@

demo: $(VENV)/installed  ## make the bundled example, convert it, check it
	$(BIN)/aas demo

test: $(VENV)/test-installed lint  ## everything that must always pass
	$(RUN) -m pytest -n 2 -q

lint: $(VENV)/test-installed
	$(RUN) -m ruff check --quiet $(TESTED)
	$(RUN) -m ruff format --quiet --check $(TESTED)
	$(RUN) -m mypy
	$(BIN)/lint-imports

schemas: $(VENV)/installed  ## generate the official schemas without building
	$(RUN) -m build_schemas

wheel: $(VENV)/test-installed  ## build sdist and wheel, install the wheel beside other people's packages, convert once
	$(RUN) scripts/check_wheel.py

test-lowest:  ## the suite with the lowest versions pyproject.toml allows
	$(PYTHON) scripts/test_lowest.py

interop: $(VENV)/test-installed  ## what other people's tools make of our packages
	$(RUN) scripts/interop.py
	$(RUN) scripts/doctor_check.py

conformance: $(VENV)/test-installed  ## score the checks on the public conformance cases
	$(RUN) scripts/conformance.py

rdf: $(VENV)/test-installed  ## RDF there and back, and beside the official examples
	$(RUN) scripts/rdf_score.py

bench: $(VENV)/test-installed  ## measure beside other tools
	$(RUN) -m benchmarks

bench-quick: $(VENV)/test-installed  ## under a minute: has our cost by the limit doubled?
	$(RUN) -m benchmarks --quick

docs: $(VENV)/test-installed  ## build the documentation, strictly
	$(RUN) -m pip install --quiet --disable-pip-version-check -e ".[docs]"
	$(RUN) scripts/write_reference.py
	$(RUN) -m mkdocs build --strict --quiet

laws: $(VENV)/test-installed  ## the laws with thousands of examples each
	HYPOTHESIS_PROFILE=thorough $(RUN) -m pytest -n 2 -q tests/laws

kill: $(VENV)/test-installed  ## kill -9 at 20 random moments of convert, watch and a run in parts; nothing lost or doubled
	AAS_KILLS=20 $(RUN) -m pytest -q -k kill tests/cli/test_killed_convert.py tests/cli/test_state_and_watch.py \
		tests/rooms/converters/partitions

fuzz:  ## ten minutes of coverage-guided fuzzing for each reader; SECONDS=n for less or more
	$(PYTHON) scripts/fuzz.py --seconds $(SECONDS)

clean:
	rm -rf $(VENV) build dist site demo
