"""The warehouse file, opened read-only; a new version is picked up on the next rerun."""

import datetime
import os
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl
import streamlit as st

ROOT = Path(__file__).parents[2]
LOCKED = {"enable_external_access": "false", "lock_configuration": "true", "autoinstall_known_extensions": "false",
          "autoload_known_extensions": "false", "temp_directory": "", "memory_limit": "2GB"}


def pointer() -> Path:
    """Return the path that always names the newest warehouse; GONGKAI_WAREHOUSE overrides it."""
    return Path(os.environ.get("GONGKAI_WAREHOUSE", ROOT / "data" / "warehouse.duckdb"))


def current() -> str:
    """Return the real file behind the pointer, "" when there is none; this names the version everywhere."""
    path = os.environ.get("GONGKAI_WAREHOUSE") or str(ROOT / "data" / "warehouse.duckdb")
    try:
        file = os.stat(path)
    except FileNotFoundError:
        return ""
    return _real(path, file.st_ino, file.st_mtime_ns)


@lru_cache(maxsize=4)
def _real(path: str, inode: int, changed: int) -> str:  # every text of a page asks: one stat is a tenth of a realpath
    return os.path.realpath(path)


def built_on(path: str) -> datetime.date:
    """Return the day on which a warehouse file was made."""
    return datetime.date.fromtimestamp(os.stat(path).st_mtime)


@st.cache_resource(max_entries=2, on_release=lambda con: con.close(), show_spinner=False)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=LOCKED)


@lru_cache(maxsize=512)
def _rows(path: str, sql: str, params: tuple) -> pl.DataFrame:
    named = {name: list(value) if isinstance(value, tuple) else value for name, value in params}
    with _connection(path).cursor() as cursor:
        return cursor.sql(sql, params=named).pl()


def rows(sql: str, **params) -> pl.DataFrame:
    """Return a query's rows; the same question to the same version is asked only once. Tuples become SQL lists."""
    return _rows(current(), sql, tuple(sorted(params.items())))
