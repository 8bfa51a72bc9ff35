# What a newcomer types; CI types the same. Each target makes its own environment in .venv/.

PYTHON ?= python3
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint bench sample clean

demo: .venv/demo.stamp
	$(BIN)/tqcheck score samples/mt --sources references --run demo
	@echo
	$(BIN)/tqcheck score samples/batch.jsonl --run demo-batch
	@echo
	$(BIN)/tqcheck check samples/article.en.txt --from es --run demo-article

test: .venv/dev.stamp
	sh scripts/install-test-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2

lint: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy

# BENCH is the folder of a flag benchmark (score_flags.py and dev/); see benchmarks/README.md.
bench: .venv/dev.stamp
	$(BIN)/python benchmarks/bench.py $(BENCH)

# The sample run that the repository carries.
sample: .venv/demo.stamp
	$(BIN)/tqcheck score samples/batch.jsonl --run sample

.venv/demo.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[semantic]'
	@touch $@

.venv/dev.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/demo.stamp

clean:
	rm -rf .venv build dist
