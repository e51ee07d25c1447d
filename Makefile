# `make run` and `make test` are enough. `make` alone lists every target.

PYTHON ?= python3
PORT := $(or $(BACKWISE_PORT),8000)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
LOCK := .venv-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11
STRICT := $(dir $(wildcard $(patsubst %,src/backwise/%/__init__.py,engine library care motion)))

# Each stamp is named after what it was made from: the same content means that nothing is left to do.
stamp = .venv/.$(1)-$(shell { $(2); } 2>&1 | cksum | tr ' ' -)
VENV := $(call stamp,venv,pwd; $(PYTHON) --version)
RUN := $(call stamp,run,cat requirements.lock pyproject.toml)
DEV := $(call stamp,dev,cat requirements-dev.lock)

.PHONY: help run test check format verify manual pictures bench lock

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1@/p' Makefile | tr @ '\t' | expand -t 14

run: $(RUN) ## start Backwise on this computer, port 8000 (another: make run PORT=8010)
	@$(BIN)/backwise serve --port $(PORT)

test: $(DEV) ## run every test, those in a browser too (some: make test ARGS="-k words")
	@chromium=$$(scripts/need-chromium.sh) && \
	BACKWISE_CHROMIUM="$$chromium" $(BIN)/pytest --numprocesses 2 --dist worksteal $(ARGS)

check: $(DEV) ## look for mistakes in the code (ruff, mypy) and in the knowledge (backwise check)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(if $(STRICT),$(BIN)/mypy $(STRICT))
	@$(BIN)/backwise check

format: $(DEV) ## lay out the Python code
	@$(BIN)/ruff check --select I --fix .
	@$(BIN)/ruff format .

verify: $(RUN) ## try every combination of conditions against the safety rules (minutes)
	@$(BIN)/backwise verify

manual: $(RUN) ## write the generated pages of the manual
	@$(BIN)/backwise write-manual docs/manual

pictures: $(DEV) ## draw every exercise on one page (keep the drawings as they are: make pictures ARGS=--accept)
	@$(BIN)/python -m pictures $(ARGS)

bench: $(DEV) ## measure Backwise beside the bare limit of its parts
	@$(BIN)/python -m benchmarks

lock: ## write both lock files anew (newest versions: make lock ARGS=--upgrade)
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check -qq install uv
	@$(LOCK) $(ARGS) pyproject.toml requirements.in -o requirements.lock
	@$(LOCK) $(ARGS) pyproject.toml requirements-dev.in -o requirements-dev.lock

$(VENV):
	@scripts/need-python.sh $(PYTHON)
	@echo "Setting up .venv, once: this takes about half a minute."
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN): $(VENV)
	@rm -f .venv/.run-*
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(DEV): $(RUN)
	@rm -f .venv/.dev-*
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
