# Needs Python 3.11 or newer and make; everything else goes into .venv. Run `make` for the list.

# The first Python of these that is new enough; `make PYTHON=/path/to/python demo` takes another.
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && { echo "$$python"; break; }; done)
BIN = .venv/bin
# Through the interpreter: the script's own first line does not survive every folder name.
SKPD_EVAL = $(BIN)/python -m skpd_eval
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
PROJECT = pyproject.toml requirements/runtime.txt requirements/build.txt
LEDGER = .demo/ledger.sqlite

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types contracts docs docs-check slow coverage dist wheelhouse windows tools clean

help: ## list the targets
	@echo "skpd-eval: make TARGET"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

demo: .venv/.runtime ## run it: ingest the sample year, rank its agencies, write q3.xlsx here
	@rm -rf .demo
	$(SKPD_EVAL) ingest data/samples/kota-batu-2023 --ledger $(LEDGER)
	$(SKPD_EVAL) rank --quarter 3 --ledger $(LEDGER)
	$(SKPD_EVAL) lowest --quarter 3 --ledger $(LEDGER)
	$(SKPD_EVAL) report --quarter 3 --out q3.xlsx --ledger $(LEDGER)
	@echo
	@echo 'Buka q3.xlsx. Perintahnya: $(SKPD_EVAL) (sama dengan skpd-eval setelah pipx install .).'
	@echo 'Berikutnya, dengan ekspor Anda sendiri: $(SKPD_EVAL) ingest FOLDER'
	@echo 'Panduan: docs/panduan.md'

test: .venv/.dev ## run the tests (under 3 minutes on two cores)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: lint types contracts docs-check slow test ## all that must hold before a change lands (under 20 minutes)

lint: .venv/.dev ## style and formatting rules
	$(BIN)/python -m ruff check .

types: .venv/.dev ## strict types
	$(BIN)/python -m mypy

contracts: .venv/.dev ## which module may import which
	$(BIN)/lint-imports

docs: .venv/.dev ## write the generated parts of docs/ and README.md anew
	$(BIN)/python tools/make_docs.py

docs-check: .venv/.dev ## fail where a generated part is out of date
	$(BIN)/python tools/make_docs.py --check

slow: .venv/.dev ## the slow tests: browser, office, cron, packages, sweeps
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow --durations=12

coverage: .venv/.dev ## which lines and branches no test runs
	$(BIN)/python -m coverage run -m pytest -q
	$(BIN)/python -m coverage report --skip-covered --show-missing

dist: .venv/.dev ## wheel and source archive into dist/
	$(BIN)/python -m build --no-isolation

wheelhouse: .venv/.dev ## a folder from which a laptop without internet installs (Linux and Windows)
	$(BIN)/python tools/make_wheelhouse.py wheelhouse

windows: .venv/.dev ## a zip for Windows that needs no installer and no rights: make windows EMBED=python-3.13.N-embed-amd64.zip
	$(BIN)/python tools/make_windows.py $(EMBED)

clean: ## remove what make made, the environment too
	rm -rf .venv .demo dist build wheelhouse windows htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache q3.xlsx

# An environment of a Python that has gone is made anew: its stamp cannot be younger than itself.
.venv/.made:
	@test -n "$(PYTHON)" || { echo "skpd-eval needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	@touch $@

.venv/.runtime: .venv/.made $(PROJECT)
	$(PIP) install -r requirements/runtime.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.txt requirements/extras.txt
	$(PIP) install -r requirements/dev.txt
	@touch $@
