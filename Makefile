# Two commands: `make run` opens the dashboard, `make test` runs every test. Both install what they need.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501

.PHONY: run build test scores bench lock clean

run: build
	$(PY) -m streamlit run dashboard.py --server.port $(PORT)

build: $(VENV)/run.stamp
	$(PY) -m etl build --if-stale

test: $(VENV)/test.stamp
	$(PY) -m pytest

# Rewrites tests/scores.csv; the difference is reviewed, and a test fails while it is not committed.
scores: $(VENV)/test.stamp
	$(PY) -m tests.scores

bench: $(VENV)/test.stamp
	$(PY) -m benchmarks

$(VENV)/run.stamp: requirements.lock
	$(call install,requirements.lock)

$(VENV)/test.stamp: requirements-test.lock
	$(call install,requirements-test.lock)
	@touch $(VENV)/run.stamp

define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages of $(1) into $(VENV) (about a minute the first time)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
	@touch $@
endef

# Rewrites both lock files from pyproject.toml; the only command that needs uv.
lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet --group test pyproject.toml -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) data/warehouse*.duckdb*
