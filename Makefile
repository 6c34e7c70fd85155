# make run    serve an evening at http://localhost:8000 (or PORT)
# make demo   an evening with pretend people at http://localhost:8001 (or PORT)
# make test   install what the tests need, check the code and run every test
# make lint   the checks alone
# make cover  the tests once more, and which lines none of them runs (slow)
# make bench  the load generator
# make setup  everything that the tests need, and no test
# make lock   compile the locks again, after a change in pyproject.toml or package.json;
#             versions stay as they are, unless 'make lock UPGRADE=--upgrade'

PYTHON ?=
UPGRADE ?=
export PIP_DISABLE_PIP_VERSION_CHECK = 1

BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-config --custom-compile-command "make lock" pyproject.toml --group build
SCRIPT_TESTS := $(wildcard tests/js/*.test.js)

.PHONY: run demo setup test lint cover bench lock vendor

run: .venv/ready-to-run
	@exec $(BIN)/python -m icebreak serve

demo: .venv/ready-to-run
	@exec $(BIN)/python -m icebreak demo

# Servers are started hundreds of times, and not everywhere may a start write what it compiled.
setup: .venv/ready-to-run .venv/ready-to-test node_modules/ready
	@sh .ci/packages
	@$(BIN)/python -m compileall -q icebreak

# The checks run beside the tests; what they say comes last, and only if something is wrong.
test: setup
	@failed=0; \
	$(MAKE) --no-print-directory --keep-going lint >.venv/lint.log 2>&1 & lint=$$!; \
	$(if $(SCRIPT_TESTS),node --test $(SCRIPT_TESTS) || failed=1;) \
	$(BIN)/python -m pytest --numprocesses 2 || failed=1; \
	wait $$lint || { failed=1; cat .venv/lint.log; }; \
	exit $$failed

lint: ruff mypy layers biome djlint

.PHONY: ruff mypy layers biome djlint
ruff mypy layers biome djlint: setup
ruff:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
mypy:
	$(BIN)/mypy
layers:
	$(BIN)/lint-imports
biome:
	node_modules/.bin/biome ci --colors=off
djlint:
	$(BIN)/djlint --lint --quiet templates

cover: setup
	$(BIN)/python -m pytest --cov

bench: setup
	$(BIN)/python -m bench

lock: .venv/ready-to-test
	$(LOCK) $(UPGRADE) --output-file requirements.txt
	$(LOCK) $(UPGRADE) --all-extras --constraints requirements.txt --output-file requirements-test.txt
	npm install --package-lock-only

vendor: node_modules/ready
	$(BIN)/python -m tests.house.vendored

.venv/bin/python:
	@sh .ci/venv .venv "$(PYTHON)"

# The stamps lie in .venv: a new one is filled anew, an unchanged one costs nothing.
.venv/ready-to-run: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing icebreak in .venv"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/ready-to-test: requirements-test.txt .venv/ready-to-run
	@echo "Installing what the tests need in .venv"
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

node_modules/ready: package.json package-lock.json .npmrc
	@sh .ci/packages
	npm ci --no-progress --loglevel=error
	@touch $@
