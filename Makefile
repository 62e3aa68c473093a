# Everything runs in .venv, which these targets make; nothing but Python 3.11 or newer (on Debian and Ubuntu with the
# package python3-venv) and make is needed. Running needs half of what testing does, so there are two lists of packages.
PYTHON ?= python3
PORT ?= 8080
AT ?=
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
STAMP := $(VENV)/.installed
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r

# Without compiled files every process of the tests would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run install setup test added meets suite chaos recompute months check formatted linted typed walled manual page pictures lock clean

help:  ## what there is (this list)
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
	@echo "PORT=9000 make run: another port; AT=2026-11-22T09:00 make run: another day; PIP_INDEX_URL=…: a nearer mirror"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本；装好后用 PYTHON=python3.12 make run 指明。"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "没建成虚拟环境。Debian、Ubuntu 上先装 python3-venv：sudo apt install python3-venv"; exit 1; }

$(RUNS): requirements-run.lock | $(BIN)/python
	@echo "第一次运行，正在下载安装（装好约占 250 MB，一两分钟）；慢的话按 Ctrl+C，用环境变量 PIP_INDEX_URL 指一个近的镜像再来。"
	$(INSTALL) requirements-run.lock
	@touch $(RUNS)

$(STAMP): requirements.lock | $(BIN)/python
	@echo "正在安装，连同测试要用的（约 500 MB）。"
	$(INSTALL) requirements.lock
	@touch $(STAMP) $(RUNS)

install: $(RUNS)  ## make .venv and install what running needs, 250 MB

setup: $(STAMP)  ## make .venv and install, tests included, 500 MB

run: $(RUNS)  ## the sandbox: a pretend WeCom, the sample district and the page
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(AT),--at $(AT))

check: formatted linted typed walled  ## the quick half of the guards: format, lint, types, import contracts

formatted: $(STAMP)
	$(BIN)/ruff format --check .
linted: $(STAMP)
	$(BIN)/ruff check .
typed: $(STAMP)
	$(BIN)/mypy
walled: $(STAMP)
	$(BIN)/lint-imports --no-cache

test: $(STAMP)  ## everything that guards the project; the last lines say what did not run, and how long it took
	@$(MAKE) --no-print-directory -j 2 check suite

added: $(STAMP)  ## what an addition meets first, in a minute or two: the quick guards, and those of words, matters, documents and what is said of itself
	@$(MAKE) --no-print-directory -k -j 2 check meets

meets: $(STAMP)
	$(BIN)/python -m pytest -n 2 -k "not postgres" tests/architecture tests/docs tests/matters/test_words.py tests/matters/test_step_rules.py tests/language/test_words_of_commands.py \
		tests/access/test_matrix.py::test_every_command_and_every_role_is_in_the_table tests/whole/test_load.py

suite: $(STAMP)
	$(BIN)/python -m pytest -n 3 --dist worksteal -rs

chaos: $(STAMP)  ## an unlucky day, a tenth of it or with FULL=1 all; the report goes to docs/unlucky-day.md
	$(BIN)/python -m tests.chaos $(if $(FULL),--full) --report docs/unlucky-day.md

months: $(STAMP)  ## two months of a whole district: how much the bot says, and whether it is so; UNITS=20 for the sample alone
	$(BIN)/python -m benchmarks.months

recompute: $(STAMP)  ## the places of fifty random districts computed a second time, on every day of the cycle
	RANKING_DISTRICTS=50 $(BIN)/python -m pytest -q tests/honour/test_recomputed.py

lock: $(STAMP)  ## resolve the newest allowed versions into the two locks
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --group test pyproject.toml \
		--upgrade --no-annotate --custom-compile-command "make lock" --quiet -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes pyproject.toml -c requirements.lock \
		--no-annotate --custom-compile-command "make lock" --quiet -o requirements-run.lock

manual: $(STAMP)  ## write docs/commands.md anew from the list of commands
	$(BIN)/python -m docs.manual

page: $(RUNS)  ## write var/书记一页纸.pdf, the secretary's sheet to print
	$(BIN)/python -m docs.one_page var/书记一页纸.pdf

pictures: $(STAMP)  ## take the pictures of the guides anew from the sandbox; needs Chromium
	$(BIN)/python -m docs.pictures

clean:  ## remove .venv and var, the sandbox's database with it
	rm -rf $(VENV) var
