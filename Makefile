# The commands of the project; `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check bench

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null || grep -E '^[a-z]+:.*## ' Makefile

run: ## open the shop at https://localhost:8443/ (a demonstration with a sample shop)
	@exec $(PYTHON) tools/setup.py run

test: ## everything: lint, types, import contracts, tests on SQLite and PostgreSQL, browser, canary scan
	@exec $(PYTHON) tools/setup.py test

check: ## the fast part of the tests, and every start-up check
	@exec $(PYTHON) tools/setup.py check

bench: ## measure what the README says, side by side in one run
	@exec $(PYTHON) tools/setup.py bench
