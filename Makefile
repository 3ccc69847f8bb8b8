# make html   build the site into _build/html       make test   run every test
# make serve  build, then serve it on this machine  make lock   recompile requirements/*.txt
# make page PAGE=examples/my-question   build, check one page, and say in plain words what is missing
# make bench  measure the cohort model              make build-times  measure builds of the site
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv
SPHINX := $(BIN)/sphinx-build -W --keep-going -n -q -c . -d _build/doctrees docs
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --fork-strategy fewest --no-header --quiet pyproject.toml
export PYTHONHASHSEED := 0

.PHONY: html serve page test bench build-times lint types contracts check lock clean
.DEFAULT_GOAL := html

html: $(VENV)/site _build/pathways/pathways.npz
	@$(BIN)/python -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "flsguide needs Python 3.11 or newer"; exit 1; }
	@$(BIN)/flsguide check
	$(SPHINX) _build/html
	@echo "The site is built. Open _build/html/index.html, or run: make serve"

# The national pathway table, written once and again when an input of the model has changed.
_build/pathways/pathways.npz: $(wildcard data/*.csv src/flsguide/evidence/*.py src/flsguide/model/*.py src/flsguide/analysis/*.py) src/flsguide/report/pathway_files.py | $(VENV)/site
	@$(BIN)/flsguide check
	$(BIN)/python -m flsguide.report.pathway_files _build/pathways

serve: html
	@echo "Serving on http://localhost:8000 (stop with Ctrl-C)"
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000

page: $(VENV)/site
	$(if $(PAGE),,$(error Say which page: make page PAGE=examples/my-question))
	@$(BIN)/python docs/_checks/check_page.py source $(PAGE)
	@$(MAKE) --no-print-directory html
	@$(BIN)/python docs/_checks/check_page.py built $(PAGE)

test: $(VENV)/test html
	$(BIN)/pytest --numprocesses auto --dist loadgroup $(PYTEST_ARGS)

check: lint types contracts
lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
types: $(VENV)/test
	$(BIN)/mypy
contracts: $(VENV)/test
	$(BIN)/lint-imports

# One environment. The test set holds the site set, so installing it serves both.
$(BIN)/uv:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "flsguide needs Python 3.11 or newer: make PYTHON=python3.12 html"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/site: requirements/site.txt pyproject.toml | $(BIN)/uv
	$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements/site.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test: requirements/test.txt requirements/site.txt pyproject.toml | $(BIN)/uv
	$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements/test.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(VENV)/site $@

# Runs for minutes, beside another package that is a yardstick only: in an environment of its own.
bench: | $(BIN)/uv
	$(PYTHON) -m venv $(VENV)/bench
	UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV=$(CURDIR)/$(VENV)/bench $(BIN)/uv pip install --quiet --require-hashes -r requirements/bench.txt
	PYTHONPATH=src:tests $(VENV)/bench/bin/python -m bench.bench_cohort

build-times: $(VENV)/test
	$(BIN)/python docs/_checks/build_times.py

lock: | $(BIN)/uv
	$(LOCK) --extra site --output-file requirements/site.txt
	$(LOCK) --extra test --constraint requirements/site.txt --output-file requirements/test.txt
	$(LOCK) --extra bench --constraint requirements/site.txt --output-file requirements/bench.txt

clean:
	rm -rf _build $(VENV)
