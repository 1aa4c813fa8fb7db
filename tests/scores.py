"""How well the examples are read: `python -m tests.scores` (make scores) writes tests/scores.csv, nothing else does."""

import csv
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from tests.builders import ROOT, rules

from etl.extract import Extraction, extract

EXAMPLES = ROOT / "tests" / "examples"
SCORES = ROOT / "tests" / "scores.csv"
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("document.*"))
COLUMNS = ("examples", "form", "origin", "documents", "expected", "read", "right", "precision", "recall")
KEY = ("metric", "value", "unit", "qualifier", "scope", "origin", "dimension", "category", "missing")


@cache
def read(folder: Path) -> Extraction:
    """What is read from an example's document, once per run."""
    (path,) = folder.glob("document.*")
    return extract(path, rules())


def rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def identity(folder: Path) -> dict[str, str]:
    """What report.csv says about the document; columns that it leaves out are not compared."""
    return rows(folder / "report.csv")[0]


def key(figure: dict) -> tuple:
    value = figure["value"]
    return tuple(figure.get(name) or "" for name in KEY if name != "value") + (None if value in ("", None) else float(value),)


def wanted(folder: Path) -> Counter:
    """The figures of figures.csv; without an origin they are prose."""
    return Counter(key({"origin": "prose", **row}) for row in rows(folder / "figures.csv"))


def found(folder: Path) -> Counter:
    """The figures read that have a metric and are printed (not derived); blank cells only where figures.csv has a column `missing`."""
    blanks = "missing" in next(iter(rows(folder / "figures.csv")), {})
    figures = [{name: getattr(figure, name) for name in KEY} for figure in read(folder).figures
               if figure.metric and figure.origin != "derived"]
    return Counter(key(figure) for figure in figures if blanks or figure["value"] is not None)


def of_origin(figures: Counter, origin: str) -> Counter:
    return Counter({one: count for one, count in figures.items() if one[KEY.index("origin") - 1] == origin})


def sentences() -> list[tuple[Counter, Counter]]:
    """What is read and what is wanted of every case of sentences.yaml."""
    from tests.test_sentences import CASES, figures_of
    from tests.test_sentences import key as line_key

    cases = [(figures_of(case["say"], case.get("year", 2018), case.get("agency", "民政局")), case["read"]) for case in CASES]
    return [(Counter((f.metric, f.value, f.unit, f.qualifier, f.scope, f.category or f.dimension) for f in figures if f.origin == "prose"), Counter(map(line_key, lines)))
            for figures, lines in cases]


def measured() -> list[dict]:
    """Precision and recall by kind of example, form and origin, as they are now."""
    groups = [("forms", form, origin) for form in ("", "R1", "R2", "R3") for origin in ("table", "prose")] + [("prose", "", "prose")]
    lines = []
    for kind, form, origin in groups:
        folders = [folder for folder in FOLDERS if folder.parent.name == kind and identity(folder).get("form", "") == form]
        lines.append(score(kind, form, origin, [(of_origin(found(one), origin), of_origin(wanted(one), origin)) for one in folders]))
    return lines + [score("sentences", "", "prose", sentences())]


def score(kind: str, form: str, origin: str, pairs: list[tuple[Counter, Counter]]) -> dict[str, str]:
    """One line of scores.csv from what is read and what is wanted of each document."""
    count, expected = sum(got.total() for got, _ in pairs), sum(want.total() for _, want in pairs)
    right = sum((got & want).total() for got, want in pairs)
    line = (kind, form, origin, len(pairs), expected, count, right, f"{right / max(count, 1):.4f}", f"{right / max(expected, 1):.4f}")
    return dict(zip(COLUMNS, map(str, line)))


def main() -> None:
    with SCORES.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(measured())


if __name__ == "__main__":
    sys.exit(main())
