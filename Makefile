# Everything a newcomer needs. `make` alone prints this list.
SHELL := /bin/bash
PY := .venv/bin/python
export PORT HOST N ONLY

.DEFAULT_GOAL := help
.PHONY: help run test check guards bench seed grow shots lock clean

help: ## prints this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | while IFS='|' read -r name what; do printf '  make %-7s %s\n' "$$name" "$$what"; done

run: ## starts the site with demo people (PORT=8000, HOST=127.0.0.1)
	@.ci/prepare run
	@exec $(PY) manage.py serve

test: ## runs every test, in parallel; on PostgreSQL and Redis too where they answer
	@.ci/prepare test
	@exec $(PY) .ci/test

check: ## style, floors, templates, migrations, settings, translations
	@.ci/prepare test --no-system
	@exec .ci/check

guards: ## takes each guard away and sees its test fail (ONLY=promise_02 or a word of its name)
	@.ci/prepare test --no-system
	@exec $(PY) -m tests.guards "$(ONLY)"

bench: ## measures us beside yardsticks, into build/bench.json (ONLY=live or pages)
	@.ci/prepare test --no-system
	@exec $(PY) -m tests.bench $(ONLY)

seed: ## puts the demo people and their stories into the embedded database
	@.ci/prepare run
	@exec $(PY) manage.py serve --prepare

grow: ## adds N invented rows of each kind to the embedded database (N=100000)
	@.ci/prepare run
	@$(PY) manage.py serve --prepare >/dev/null
	@exec $(PY) manage.py grow $(or $(N),1000)

shots: ## takes pictures of the main pages, into build/shots
	@.ci/prepare test
	@exec $(PY) -m tests.shots

lock: ## writes the hashed locks anew from pyproject.toml
	@.ci/prepare run
	@exec .ci/lock

clean: ## removes the environment, the embedded data and everything built
	rm -rf .venv .venv-tools build var .coverage .hypothesis .ruff_cache .import_linter_cache
