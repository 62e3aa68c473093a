# Everything runs in .venv, which these targets make; nothing but Python 3.11 or newer and make is needed.
PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Without compiled files every process of the tests would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup test check manual lock clean

$(STAMP): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $(STAMP)

setup: $(STAMP)  ## make .venv and install, tests included

run: $(STAMP)  ## the sandbox: a pretend WeCom, the sample district and the page
	$(BIN)/python -m bot demo --port $(PORT)

check: $(STAMP)  ## the quick half of the guards: format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check  ## everything that guards the project; the last lines say what did not run, and how long it took
	$(BIN)/python -m pytest -n 2 --dist worksteal -rs

lock:  ## resolve the newest allowed versions into requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --group test pyproject.toml \
		--upgrade --no-annotate --custom-compile-command "make lock" --quiet -o requirements.lock

manual: $(STAMP)  ## write docs/commands.md anew from the list of commands
	$(BIN)/python -m docs.manual

clean:
	rm -rf $(VENV) var
