"""Small data folders for the tests of the steps: the shipped rules, and the reports and figures a test names."""

import csv
import shutil
from functools import cache
from pathlib import Path

import polars as pl

from etl.build import Log, assemble
from etl.label import add_units, map_labels
from etl.read import FIGURE, REPORT, read_figures, read_reports
from etl.rules import Rules, load
from etl.settle import settle

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
AGENCY = "苏州市民政局"


@cache
def rules() -> Rules:
    """The shipped rules."""
    return load(DATA / "rules")


def with_rules(**changed: list[dict]) -> Rules:
    """The shipped rules with some files replaced by the given rows; columns not named are empty."""
    frames = dict(rules().frames)
    for name, rows in changed.items():
        columns = frames[name].columns
        full = [{column: row.get(column, "") for column in columns} | {"line": line} for line, row in enumerate(rows, 2)]
        frames[name] = pl.DataFrame(full, schema=frames[name].schema)
    return Rules(frames)


def report(report_id: str = "r1", **changed) -> dict:
    """One row of reports.csv: a whole-year report of 苏州市民政局 for 2018 unless changed."""
    return {"report_id": report_id, "agency": AGENCY, "year": "2018", "source_kind": "official", "read_extent": "full", **changed}


def figure(label: str = "收到申请", value: str = "37", unit: str = "件", **changed) -> dict:
    """One row of figures.csv: an exact prose figure of report r1 unless changed."""
    return {"report_id": "r1", "label": label, "value": value, "unit": unit, "qualifier": "exact",
            "scope": "agency", "origin": "prose", **changed}


def data_folder(path: Path, reports: list[dict], figures: list[dict]) -> Path:
    """A data folder with the shipped rules and the given rows; row n stands on line n + 1."""
    path.mkdir(parents=True, exist_ok=True)
    shutil.copytree(DATA / "rules", path / "rules", dirs_exist_ok=True)
    write(path / "reports.csv", REPORT, reports)
    write(path / "figures.csv", FIGURE, figures)
    return path


def write(path: Path, columns: list[str], rows: list[dict]) -> Path:
    """A CSV file of the given rows."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path, reports: list[dict], figures: list[dict]):
    """What the reading step makes of the rows: reports, figures and everything refused."""
    path.mkdir(parents=True, exist_ok=True)
    taken, refused = read_reports(write(path / "reports.csv", REPORT, reports), rules())
    numbers, more = read_figures(write(path / "figures.csv", FIGURE, figures), taken, rules())
    return taken, numbers, refused + more


def mapped(path: Path, figures: list[dict], known: Rules | None = None, reports: list[dict] = ()):
    """The figures with their metrics and units, and what was refused on the way."""
    _, numbers, refused = read(path, list(reports) or [report()], figures)
    found, more = map_labels(numbers, known or rules())
    return add_units(found, known or rules()), refused + more


def settled(path: Path, figures: list[dict], known: Rules | None = None, reports: list[dict] = ()) -> pl.DataFrame:
    """The figures with `accepted`; a row that is refused is a mistake of the test."""
    found, refused = mapped(path, figures, known, reports)
    assert not refused, refused
    return settle(found)


def tables(folder: Path) -> dict[str, pl.DataFrame]:
    """Every table of the warehouse of a data folder, made in memory."""
    return assemble(folder, load(folder / "rules"), Log())


def document(path: Path, *lines: str, agency: str = AGENCY, year: int = 2018, title: str = "") -> Path:
    """A text document: an annual report of the agency with the given lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([title or f"{agency}{year}年政府信息公开工作年度报告", *lines]), encoding="utf-8")
    return path
