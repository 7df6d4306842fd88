# The set-up, the checks and the releases of this project. `make demo` and `make test` need Python 3.11+ and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
PLAIN := not browser and not crash and not fuzz and not long and not spark and not system
unexport PYTHONDONTWRITEBYTECODE  # tests start a thousand processes: each would compile every module anew

.PHONY: demo test test-all check validators peers spark wheel model golden reference docs clean

$(STAMP): pyproject.toml constraints.txt hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(STAMP) ## release the example dataset and query it
	@$(BIN)/regesta release fixtures/wagner-mutiny -o output
	@$(BIN)/python docs/demo.py output/wagner-mutiny-1.0.0

test: $(STAMP) ## the tests that need Python only
	$(BIN)/pytest -m "$(PLAIN)" -n 2 --dist worksteal

test-all: $(STAMP) ## every test
	$(BIN)/pytest -n 2 --dist worksteal --whole-groups --durations=10

check: $(STAMP) ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

VALIDATORS := build/validators

validators: $(VALIDATORS)/installed ## the validators of the standards, for the tests that ask them

$(VALIDATORS)/installed:
	$(PYTHON) -m venv $(VALIDATORS)/release
	$(VALIDATORS)/release/bin/pip install --quiet --disable-pip-version-check \
		frictionless==5.21.0 mlcroissant==1.1.1 datacite==1.4.1 pandas==3.1.1 pyarrow==26.0.1
	$(PYTHON) -m venv $(VALIDATORS)/cff
	$(VALIDATORS)/cff/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0
	touch $@

SPARK := build/spark

spark: $(SPARK)/installed ## Spark, for the tests that open a release in it; Java 17 or later is apart

$(SPARK)/installed: constraints.txt
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt pyspark
	touch $@

PEERS := build/peers

peers: $(PEERS)/installed ## the converters that benchmarks/release_many.py compares with

$(PEERS)/installed:
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check flatterer==0.25.0 duckdb==2.0.1
	touch $@

wheel: $(STAMP) ## build the wheel and run the suite against it
	rm -rf dist build/wheel-venv
	$(BIN)/python -m build --wheel --outdir dist
	$(PYTHON) -m venv build/wheel-venv
	build/wheel-venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt "$$(echo dist/*.whl)[dev]"
	build/wheel-venv/bin/pytest -m "$(PLAIN)" -n 2 --dist worksteal

model: $(STAMP) ## write the typed classes anew from the contract
	$(BIN)/python pipeline/tools/classes.py

golden: $(STAMP) ## write the released example anew, after a change that is meant
	$(BIN)/python tests/test_golden.py

reference: $(STAMP) ## write the pages of the reference anew from the code
	$(BIN)/python docs/reference.py

DOCS := build/docs

docs: $(DOCS)/installed $(STAMP) ## build the site of the documentation, and look at its links
	$(DOCS)/env/bin/sphinx-build -q -W --keep-going -b html -d $(DOCS)/doctrees docs $(DOCS)/site
	$(BIN)/python docs/links.py $(DOCS)/site

$(DOCS)/installed:
	$(PYTHON) -m venv $(DOCS)/env
	$(DOCS)/env/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4 furo==2025.12.19 myst-parser==5.2.0
	touch $@

clean:
	rm -rf $(VENV) dist build pipeline/regesta/gazetteer.sqlite* pipeline/regesta/*.ready*
