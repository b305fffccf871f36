# Everything goes through `make`; `make help` lists what there is. Set-up is in scripts/setup, and costs
# nothing when it has been done.
PYTHON ?= python3
export PYTHON
bin := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help book test check accept format setup setup-dev validators wheel lock clean

help:                   ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

book: setup             ## compile stories/ into dist/
	@$(bin)/anthology build

test: setup-dev         ## run every test
	@$(bin)/pytest -n 2

check: setup-dev        ## about a minute: format, lint, types, who imports whom, the quick tests
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/pytest -n 2 -m "not slow"

accept: setup-dev       ## rewrite the golden files; read the diff before committing it
	@$(bin)/pytest --accept

format: setup-dev       ## put the code into shape
	@$(bin)/ruff check --fix
	@$(bin)/ruff format

setup:                  ## what `make book` needs
	@scripts/setup book

setup-dev:              ## what the tests need as well
	@scripts/setup test

validators: setup-dev   ## install the validators that are not Python: Ace, Chromium, poppler
	@scripts/validators

wheel: setup            ## build sdist and wheel, faces inside, into build/
	@$(bin)/hatchling build --target sdist --target wheel --directory build

lock: setup             ## make the requirements*.txt files anew from pyproject.toml
	@scripts/lock

clean:                  ## remove everything made, the books included
	rm -rf .venv .venv.lock .tools build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find dist -mindepth 1 ! -name .gitkeep -delete
	find compiler tests -name __pycache__ -type d -prune -exec rm -rf {} +
