"""A warehouse of the shipped data, built once per test run, and the pages over it."""

import atexit
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# DuckDB 2.0 prints notes of its binding library when the interpreter ends; they would hide the summary line.
atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2))

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def warehouse_path(tmp_path_factory) -> Path:
    """The pointer to a warehouse built from a copy of data/."""
    data = tmp_path_factory.mktemp("shipped") / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("warehouse*", "inbox", "cache"))
    subprocess.run([sys.executable, "-m", "etl", "build", "--data", str(data)], cwd=ROOT, check=True, capture_output=True)
    return data / "warehouse.duckdb"


@pytest.fixture
def shipped(warehouse_path, monkeypatch) -> Path:
    """The pages read the session's warehouse."""
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(warehouse_path))
    return warehouse_path


@pytest.fixture
def page(shipped):
    """A function that opens a page by name with URL parameters and returns the finished AppTest."""
    from streamlit.testing.v1 import AppTest

    def open_page(name: str, **query):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        if name != "dashboard":
            app.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_page


def pytest_collection_modifyitems(config, items):
    """Where the browser tests must run (CI), a missing browser is a failure and not a skip."""
    if os.environ.get("CI") or shutil.which("chromium"):
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt install chromium fonts-noto-cjk"))
