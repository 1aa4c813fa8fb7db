"""Interface texts in the reader's language, and the names of codes that the warehouse knows."""

import csv
import re
from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.shared import warehouse

TEXTS = Path(__file__).parents[2] / "data" / "i18n" / "pages.csv"
LANGUAGES = {"zh": "中文", "en": "English"}


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    with TEXTS.open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


def lang() -> str:
    """Return the reader's language, zh or en."""
    return st.session_state.get("lang", "zh")


def t(key: str, **values) -> str:
    """Return one interface text with its values filled in."""
    text = _texts()[key][lang()]
    return text.format(**values) if values else text


@lru_cache(maxsize=8)
def _names(path: str, language: str) -> dict[tuple[str, str], str]:
    found = warehouse.rows("SELECT field, value, label_zh, label_en FROM word")
    return {(row["field"], row["value"]): row[f"label_{language}"] for row in found.iter_rows(named=True)}


def name(field: str, value: str) -> str:
    """Return what a code of a field means, such as ("scope", "region"); an unknown code is its own name."""
    return _names(warehouse.current(), lang()).get((field, value), value)


def names(field: str) -> dict[str, str]:
    """Return all codes of a field with their names in the reader's language."""
    return {code: label for (kind, code), label in _names(warehouse.current(), lang()).items() if kind == field}


def plain(text: str) -> str:
    """Return somebody else's text as Markdown that shows it as it is: no link, picture or emphasis comes of it.

    >>> plain("![x](http://y)_a_")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/y\\\\)\\\\_a\\\\_'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def number(value: float | None) -> str:
    """Return a number as a reader expects it: thousands separated, at most two decimals, a dash for none.

    >>> number(3457.0), number(42.126), number(None)
    ('3,457', '42.13', '–')
    >>> number(231.5)
    '231.5'
    """
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")
