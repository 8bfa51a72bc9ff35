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
	$(BIN)/tqcheck score samples/article.en.txt -s references/lighthouse.es.txt -r references/lighthouse.en.txt --run demo-article

test: .venv/dev.stamp
	sh scripts/install-test-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2 --dist loadgroup

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

# The tests of COMET are skipped where it is not installed, but in CI (CI=true) they must run. torch comes first and
# alone, so that a CPU build which pip is pointed at (PIP_FIND_LINKS) is taken.
.venv/dev.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
ifeq ($(CI),true)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,comet,ctranslate2]'
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
endif
	@touch $@ .venv/demo.stamp

clean:
	rm -rf .venv build dist
