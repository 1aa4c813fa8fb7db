"""The sentences of the command line, read from data/i18n/etl.csv in the chosen language."""

import csv
from functools import cache
from pathlib import Path

from etl.model import Finding
from etl.table import Refusal

TEXTS = Path(__file__).parent.parent / "data" / "i18n" / "etl.csv"
language = "zh"


@cache
def _texts() -> dict[str, dict[str, str]]:
    with TEXTS.open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


def text(key: str, lang: str = "", /, **values) -> str:
    """Return one sentence with its values filled in."""
    return _texts()[key][lang or language].format(**values)


def finding(check_id: str, level: str, suspect: str, place: str = "", key: str = "", /, **values) -> Finding:
    """Return a finding with its sentence in the user's language and in English; the sentence's key is the check's unless another is given."""
    return Finding(check_id, level, suspect, text(key or check_id, **values), place, text(key or check_id, "en", **values))


def sentence(refusal: Refusal) -> str:
    """Return what was refused, where and why, and what to do, in one line."""
    place = refusal.file + (f":{refusal.line}" if refusal.line else "")
    return f"{place}  {text(refusal.message, **refusal.args)}"
