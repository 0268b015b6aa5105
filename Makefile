# isuwc: `make help` says what there is. Needs Python 3.11 to 3.13 and make; everything else it installs into .venv.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
export PORT

# The first Python that fits, unless PYTHON names one
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo "$$python" && break; done)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --require-hashes
MANAGE := $(PY) manage.py
STATIC := var/static/staticfiles.json
SAY := @printf '\033[1m%s\033[0m\n'

# What `check --deploy` is asked about: the settings of a server
PRODUCTION := SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ-.,+ \
	ALLOWED_HOSTS=example.org DATABASE_URL=postgres://db.example.org/isuwc SITE_URL=https://example.org \
	MEDIA_ROOT=$(CURDIR)/var DEBUG=false

.PHONY: help setup run dev test coverage check mutants house settings lock audit sbom bench trials cluster reset

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@printf '\n  PORT=8010 make run serves on another port; DATABASE_URL=postgres://… uses a Postgres of yours.\n'
	@printf '  DEMO_NOW=2025-11-15T20:20Z make run shows the demo as it was at that moment.\n'

setup: $(VENV)/.runtime var/local.env ## install what the site needs and write var/local.env

run: setup ## set everything up and serve the site on http://127.0.0.1:8000
	$(SAY) 'Database'
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) demo
	@$(MAKE) $(STATIC)
	$(SAY) "Serving on http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	@exec $(MANAGE) serve

dev: setup ## serve while you work on the code: reloads, and shows errors in full
	@DEBUG=true $(MANAGE) migrate --noinput --verbosity 0
	@DEBUG=true exec $(MANAGE) runserver 127.0.0.1:$(PORT)

# Compiled Python is kept even where the machine forbids it: each process would compile all tests anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev var/local.env chromium ## set everything up and pass all tests, those in a browser included
	$(SAY) 'Tests'
	@$(PY) -m pytest -n 3 --dist loadscope --no-loadscope-reorder $(ARGS)

coverage: ## pass all tests and list the lines that none of them runs; takes twice as long
	@$(MAKE) test ARGS="--cov --cov-report=term:skip-covered $(ARGS)"

check: $(VENV)/.dev var/local.env ## the gate: format, lint, layers, types, migrations, production settings
	$(SAY) 'Format and lint'
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/djade --check --target-version 5.2 $$(find templates -name '*.html')
	@$(VENV)/bin/djangofmt --quiet check templates
	@$(VENV)/bin/oxlint --quiet --deny-warnings isuwc events standings news
	$(SAY) 'Layers'
	@$(VENV)/bin/lint-imports
	$(SAY) 'Types'
	@$(PRODUCTION) $(VENV)/bin/mypy
	$(SAY) 'Migrations'
	@$(MANAGE) makemigrations --check --dry-run
	@ENV_FILE=var/local.env DJANGO_SETTINGS_MODULE=isuwc.settings $(PY) -m tools.locks
	$(SAY) 'Production settings'
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@if (export $(PRODUCTION) EMBEDDED_POSTGRES=false DEMO_NOW=2026-02-15; $(MANAGE) check) >/dev/null 2>&1; then \
		echo "Production starts as a demo (DEMO_NOW)." >&2; exit 1; fi
	@for name in SECRET_KEY ALLOWED_HOSTS DATABASE_URL SITE_URL; do \
		if (export $(PRODUCTION) EMBEDDED_POSTGRES=false; export $$name=; $(MANAGE) check) >/dev/null 2>&1; then \
			echo "Production starts without $$name." >&2; exit 1; fi; done
	$(SAY) 'The gate is open.'

house: $(VENV)/.dev ## draw docs/house.md anew from contracts, docstrings and imports
	@$(PY) -m tools.house

settings: $(VENV)/.dev var/local.env ## write the table of settings and the sample for a server anew from the code
	@ENV_FILE=var/local.env $(PY) -m tools.settings_table

mutants: $(VENV)/.dev var/local.env ## changes of the code that no test notices (ARGS="standings/scoring")
	@$(PY) tools/mutants.py $(ARGS)

lock: $(VENV)/.dev ## resolve requirements*.in into the locked requirements*.txt
	@for name in requirements-server requirements requirements-dev requirements-audit; do \
		$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --upgrade \
			--no-emit-index-url --no-emit-find-links --output-file $$name.txt $$name.in; done

audit: .venv-audit/.done ## known weaknesses of the site's packages; asks the package index
	@$(PY) -m tools.audit

sbom: .venv-audit/.done ## what the site is made of, as CycloneDX: var/sbom.json
	@.venv-audit/bin/cyclonedx-py requirements requirements.txt --output-reproducible --of JSON -o var/sbom.json
	@echo 'var/sbom.json'

bench: $(VENV)/.dev var/local.env ## the benchmarks
	@for script in bench/*.py; do $(PY) $$script; done

trials: $(VENV)/.dev var/local.env ## the long trials: floods, kills, outages, backups, upgrades, files, two browsers (docs/trials.md)
	@for script in bench/trials/*.py; do printf '\033[1m%s\033[0m\n' "$$script"; $(PY) $$script; done

cluster: $(VENV)/.dev var/local.env ## the site on a cluster, on this machine alone, for trial (docs/cluster.md)
	@exec $(PY) bench/cluster

reset: $(VENV)/.runtime ## start afresh: remove this checkout's database, pictures and drawn banners
	@$(PY) -m isuwc.database.embedded.reset var
	@echo 'The next `make run` makes them anew.'

# Parts

$(PY):
	@if [ -z "$(PYTHON)" ]; then echo 'isuwc needs Python 3.11, 3.12 or 3.13; none was found. PYTHON=/path/to/python names one.' >&2; exit 1; fi
	$(SAY) "Virtual environment with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo 'Installing what this Python lacks to make virtual environments'; \
			apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
				"$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
		else \
			echo 'This Python can not make virtual environments. On Debian: sudo apt-get install python3-venv' >&2; exit 1; \
		fi; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.txt | $(PY)
	$(SAY) 'Packages of the site'
	@$(PIP) -r requirements.txt
	@touch $@

.venv-audit/.done: requirements-audit.txt | $(PY)
	$(SAY) 'Packages that audit the others'
	@$(PY) -m venv .venv-audit
	@.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-audit.txt
	@mkdir -p var
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.runtime
	$(SAY) 'Packages for tests and the gate'
	@$(PIP) -r requirements-dev.txt
	@touch $@

var/local.env: | $(PY)
	@mkdir -p var
	@umask 077; printf 'SECRET_KEY=%s\nALLOWED_HOSTS=127.0.0.1,localhost,[::1]\nEMBEDDED_POSTGRES=true\n' \
		"$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@.new && mv $@.new $@

# Collected anew when a file or folder of ours changed, or the packages did
$(STATIC): $(shell find isuwc/site/static events/static standings/static news/static 2>/dev/null) isuwc/settings/__init__.py isuwc/site/stylesheets.py $(VENV)/.runtime
	$(SAY) 'Static files'
	@$(MANAGE) collectstatic --noinput
	@touch $@

.PHONY: chromium
chromium: # its headless shell takes half the time; where it isn't packaged, the whole browser does
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo 'Installing Chromium for the browser tests'; \
			export DEBIAN_FRONTEND=noninteractive; \
			apt-get update -q && { apt-get install -y -q --no-install-recommends chromium-headless-shell \
				|| apt-get install -y -q --no-install-recommends chromium; }; \
		else \
			echo 'The browser tests need Chromium, and it is not installed. On Debian: sudo apt-get install chromium-headless-shell' >&2; exit 1; \
		fi; }
