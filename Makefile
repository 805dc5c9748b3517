# Một Cửa Kiosk: every habit of this project is a verb here. `make` alone lists them.
# A fresh clone on Debian 12 or 13 needs git, make and python3; the verbs fetch the rest themselves.

# PYTHON=python3.13 chooses the interpreter of .venv; ARGS go to the program behind the verb.
PY     := .venv/bin/python
SET_UP := PYTHON="$(PYTHON)" packaging/set_up.sh
PYTEST := $(PY) -m pytest
LOCALE := assets/locale/en/LC_MESSAGES/kiosk.po

.DEFAULT_GOAL := help
.PHONY: help setup run test check gallery pictures words docs bench soak clean ready

help: ## this list
	@printf 'make …\n'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12

setup: ready ## environment, locked packages, system packages, catalogues; nothing where nothing is missing

ready:
	@$(SET_UP) test

run: ## the terminal in a window, or on a virtual display with its picture in build/screen.png; ARGS="--settings my.toml"
	@$(SET_UP) run
	@if [ -n "$$DISPLAY" ]; then exec $(PY) main.py run $(ARGS); \
	else exec $(PY) packaging/virtual_display.py --picture build/screen.png $(ARGS); fi

test: check ## what CI runs: check, then every test but soak
	$(PYTEST) -n auto --dist loadfile --no-loadscope-reorder --ignore=tests/soak $(ARGS)

check: ready ## seconds: format, lint, types, directions of imports, words, manuals, coverage of the content
	@$(PY) -m ruff format --check --output-format concise . || { echo "Run: .venv/bin/ruff format"; exit 1; }
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary
	@.venv/bin/lint-imports
	@if [ -f tests/promises/test_words.py ]; then $(PYTEST) -q tests/promises/test_words.py; fi
	@$(PY) packaging/make_docs.py --check
	@$(PY) packaging/content_coverage.py

gallery: ready ## every screen in every state, language, theme and text step, as build/gallery/index.html; ARGS="--screen home"
	@$(PY) packaging/virtual_display.py --gallery --page --out build/gallery $(ARGS)

pictures: ready ## accept the gallery's pictures as the right ones (tests compare with them)
	@PYTHONPATH=. $(PY) tests/accept_pictures.py $(ARGS)

words: ready ## extract the texts and update the English catalogue
	@$(PY) packaging/update_words.py

docs: ready ## write the generated manuals anew: settings, events, the sample kiosk.toml
	@$(PY) packaging/make_docs.py

bench: ready ## what is measured, each beside a peer or a bare minimum in the same run
	@PYTHONPATH=. $(PY) tests/bench/bench_ticket.py
	@PYTHONPATH=. $(PY) tests/bench/bench_slip.py
	@PYTHONPATH=. $(PY) tests/bench/bench_search.py
	@PYTHONPATH=. $(PY) tests/bench/bench_status.py
	@PYTHONPATH=. $(PY) tests/bench/bench_touch.py
	@PYTHONPATH=. $(PY) tests/bench/bench_start.py $(ARGS)

soak: ready ## the long tests, hours; docs/reliability.md names what shortens them
	@KIOSK_SOAK_CUTS=$${KIOSK_SOAK_CUTS:-210} KIOSK_SOAK_EXAMPLES=$${KIOSK_SOAK_EXAMPLES:-300} KIOSK_SURVEY_EVERY=1 \
	$(PYTEST) tests/soak tests/promises/test_lists_and_procedures_fit_*.py tests/kiosk/tickets/test_lan_cut.py tests/kiosk/tickets/test_*_in_any_order.py $(ARGS)

clean: ## remove the environment and everything made here; settings and state folder stay
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find assets/locale -name '*.mo' -delete 2>/dev/null || true
