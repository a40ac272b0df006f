# Two commands are enough: `make run` starts the program, `make test` tests it. Both prepare .venv first.
# On Windows without make: python packaging\prepare.py, then .venv\Scripts\python app.py

PYTHON ?= python3
UV ?= uv
OUT ?= out/tour
PREPARE := $(PYTHON) packaging/prepare.py
ifeq ($(OS),Windows_NT)
PY := .venv/Scripts/python.exe
else
PY := .venv/bin/python
endif

# No screen to open a window on: only Linux says so in its environment.
ifeq ($(shell uname -s 2>/dev/null),Linux)
HEADLESS := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,yes)
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run demo tour test check trust bench manual words package lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## prepare .venv and the system libraries, nothing else
	@$(PREPARE) window
	@echo "Ready. \"make run\" starts the program, \"make test\" tests it."

run: ## start the program (without a display: walk through it and leave pictures)
ifdef HEADLESS
	@echo "No display here, so the tour walks through the windows unseen."
	@$(MAKE) --no-print-directory tour
else
	@$(PREPARE) window
	@$(PY) app.py $(ARGS)
endif

demo: ## open a filled demo library in a folder of its own
ifdef HEADLESS
	@$(PREPARE)
	@QT_QPA_PLATFORM=offscreen $(PY) app.py --demo --exit-when-ready $(ARGS)
	@echo "No display here: the demo library opened unseen and closed again. \"make tour\" leaves pictures."
else
	@$(PREPARE) window
	@$(PY) app.py --demo $(ARGS)
endif

tour: ## walk the main job through the real windows: make tour OUT=folder
	@$(PREPARE)
	@QT_QPA_PLATFORM=offscreen $(PY) app.py --tour "$(OUT)" $(ARGS)
	@echo "Every screen is in $(OUT)/screens, every paper in $(OUT)/papers."

test: ## run all tests on two cores; some of them: make test ARGS="-k tariff"
	@$(PREPARE) tests
ifdef ARGS
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal $(ARGS)
else
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal tests/unit --cov
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist worksteal --ignore=tests/unit
endif

check: ## lint, format, types, import contracts, words
	@$(PREPARE) tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) packaging/translations.py check
	$(PY) -m pytest -q tests/test_architecture.py tests/test_words.py

trust: ## try every promise in full (under 90 minutes): make trust ARGS="--short" or "--only kills cuts"
	@$(PREPARE) tests
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.trust $(if $(ARGS),$(ARGS),--page)

bench: ## measure against the floor of the same run: make bench ARGS="--help"
	@$(PREPARE)
	@$(PY) -m tests.bench $(ARGS)

manual: ## write the chapters of docs/manual that are made from the program
	@$(PREPARE)
	@$(PY) packaging/manual.py

words: ## collect the window texts for translation and compile them
	@$(PREPARE)
	@$(PY) packaging/translations.py collect

package: ## build the program as a folder under dist/ and try it
	@$(PREPARE) package
	@$(PY) -m PyInstaller --noconfirm --log-level WARN packaging/ill-desk.spec
	@$(PY) packaging/smoke.py dist/ill-desk

lock: ## bring requirements.lock up to date with pyproject.toml (needs uv): make lock ARGS=--upgrade
	@$(UV) pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header -o requirements.lock $(ARGS)

clean: ## remove what was built (not .venv)
	@rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
	@rm -f resources/i18n/*.qm
	@find app.py db ill_desktop ui packaging tests -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
