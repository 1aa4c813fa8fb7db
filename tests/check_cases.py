"""Reports whose every sum is right, as cells of the three forms, and what the forms' strict rules say of changed cells.

`broken` is written by hand from the forms, not from data/rules/checks.csv: it is what the checks are tested against.
"""

import random
from functools import cache

import polars as pl

from tests.form_cases import APPLICANTS, RULES, rows_of

REQUESTS = {"R2": ("26", "27"), "R3": ("29", "30")}  # rows of all outcomes and of what is carried forward
SMALL = {"R2": ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9"), "R3": ("art20_1", "art20_5", "art20_6", "art20_8")}
YEARS = {"R1": 2018, "R2": 2020, "R3": 2023}
PARTS = {"R1-10": ("22", "23 24 25 26"), "R1-11": ("27", "28 29"), "R1-12": ("30", "31 32 33 34 41 42 43 44"), "R1-13": ("34", "35 36 37 38 39 40"),
         "R1-16": ("45", " ".join(map(str, range(46, 64)))), "R1-20": ("77", "78 79")}
WITHIN = {"R1-01": [("7", "2"), ("6", "2"), ("8", "2"), ("9", "2"), ("10", "2")], "R1-04": [("3", "2")], "R1-06": [("15", "14")], "R1-07": [("17", "16")]}
METRIC = {(line["form"], line["table"], line["row"], line["column"]): (line["metric_id"], line["dimension"], line["unit"], line["label"])
          for line in RULES.forms.iter_rows(named=True) if line["metric_id"]}
NUMBERS = {name: pl.Float64 for name in ("value", "value_high", "amount")} | {"block": pl.Int32}
Cells = dict[tuple[str, str, str], int]  # (table, row, column) -> number


known = cache(rows_of)


def right(form: str, rng: random.Random, before: Cells | None = None) -> Cells:
    """Return every cell of a form with all sums right, and right after the report for the year before."""
    return _stat(rng) if form == "R1" else {**_requests(form, rng, before), **_review(form, rng), **_small(form, rng, before)}


def _stat(rng: random.Random) -> Cells:
    cells = {("stat", row["id"], "C3"): rng.randrange(0, 9) for row in known("R1", "stat") if row["cells"]}
    get = lambda row: cells["stat", row, "C3"]  # noqa: E731
    for total, parts in reversed(list(PARTS.values())):  # refusals before replies, which count them
        cells["stat", total, "C3"] = sum(get(row) for row in parts.split())
    channels = [get(row) for row in ("6", "7", "8", "9", "10")]
    cells["stat", "2", "C3"] = rng.randint(max(channels), sum(channels))
    for part, whole in (("3", "2"), ("15", "14"), ("17", "16"), ("19", "12"), ("20", "12")):
        cells["stat", part, "C3"] = rng.randint(0, get(whole))
    for total, parts in (("64", "65 66 67"), ("68", "69 70 71")):
        cells["stat", total, "C3"] = sum(get(row) for row in parts.split()) + rng.randrange(2)
    return cells


def _requests(form: str, rng: random.Random, before: Cells | None) -> Cells:
    total, out = REQUESTS[form]
    rows = [row["id"] for row in known(form, "requests") if row["cells"]]
    cells = {}
    for column in APPLICANTS[:6]:
        for row in rows:
            cells["requests", row, column] = rng.choice((0, 0, 0, 1, 2, 7))
        cells["requests", total, column] = sum(cells["requests", row, column] for row in rows if row not in ("1", "2", total, out))
        cells["requests", "2", column] = before["requests", REQUESTS[form][1], column] if before else 2
        gap = cells["requests", total, column] - cells["requests", "2", column]
        cells["requests", out, column] = max(0, -gap) + rng.randrange(4)
        cells["requests", "1", column] = gap + cells["requests", out, column]
    for row in rows:
        cells["requests", row, "C7"] = sum(cells["requests", row, column] for column in APPLICANTS[:6])
    return cells


def _review(form: str, rng: random.Random) -> Cells:
    cells = {("review_litigation", row, f"C{n}"): rng.randrange(6) for row in ("1", "3", "4") for n in range(1, 5)}
    return cells | {("review_litigation", row, "C5"): sum(cells["review_litigation", row, f"C{n}"] for n in range(1, 5)) for row in ("1", "3", "4")}


def _small(form: str, rng: random.Random, before: Cells | None) -> Cells:
    cells = {(name, row["id"], column): rng.randrange(10, 90) for name in SMALL[form] for row in known(form, name) for column in row["cells"]}
    for name, row, column in list(cells):
        if name == "art20_1" and column == "C2":
            cells[name, row, "C2"] = rng.randint(0, cells[name, row, "C1"])
            cells[name, row, "C3"] = cells[name, row, "C1"] + cells[name, row, "C2"]
        if form == "R2" and column == "C1" and before and name in ("art20_5", "art20_6", "art20_8"):
            cells[name, row, "C1"] = before[name, row, "C1"] + before[name, row, "C2"]
    return cells


def broken(form: str, cells: Cells, before: Cells | None = None) -> set[str]:
    """Return the strict rules that the cells break."""
    return _stat_broken(cells) if form == "R1" else _form_broken(form, cells, before)


def _stat_broken(cells: Cells) -> set[str]:
    get = lambda row: cells["stat", row, "C3"]  # noqa: E731
    found = {rule for rule, (total, parts) in PARTS.items() if get(total) != sum(get(row) for row in parts.split())}
    found |= {rule for rule, pairs in WITHIN.items() if any(get(part) > get(whole) for part, whole in pairs)}
    found |= {"R1-02"} if get("2") > sum(get(row) for row in ("6", "7", "8", "9", "10")) else set()
    found |= {"R1-18"} if get("65") + get("66") + get("67") > get("64") else set()
    return found | ({"R1-19"} if get("69") + get("70") + get("71") > get("68") else set())


def _form_broken(form: str, cells: Cells, before: Cells | None) -> set[str]:
    total, out = REQUESTS[form]
    names = {"R2": ("R2-09", "R2-10", "R2-11", "R2-18", "R2-16"), "R3": ("R3-05", "R3-06", "R3-07", "R3-14", "R3-12")}[form]
    get = lambda row, column: cells["requests", row, column]  # noqa: E731
    rows = {row for table, row, _ in cells if table == "requests"}
    found = set()
    for column in APPLICANTS:
        found |= {names[0]} if get("1", column) + get("2", column) != get(total, column) + get(out, column) else set()
        found |= {names[1]} if sum(get(row, column) for row in rows - {"1", "2", total, out}) != get(total, column) else set()
        found |= {names[4]} if before and get("2", column) != before["requests", out, column] else set()
        found |= {"R2-17"} if form == "R2" and get(total, column) > get("1", column) + get("2", column) else set()
    found |= {names[2]} if any(sum(get(row, column) for column in APPLICANTS[:6]) != get(row, "C7") for row in rows) else set()
    review = {row: [cells["review_litigation", row, f"C{n}"] for n in range(1, 6)] for row in ("1", "3", "4")}
    found |= {names[3]} if any(sum(line[:4]) != line[4] for line in review.values()) else set()
    return found | (_items_broken(cells, before) if form == "R2" else set())


def _items_broken(cells: Cells, before: Cells | None) -> set[str]:
    found = {"R2-02"} if any(cells["art20_1", row, "C2"] > cells["art20_1", row, "C3"] for row in ("1", "2")) else set()
    for rule, table, rows in (("R2-04", "art20_5", "12"), ("R2-05", "art20_6", "12"), ("R2-06", "art20_8", "1")):
        for row in rows:
            found |= {"R2-07"} if cells[table, row, "C1"] + cells[table, row, "C2"] < 0 else set()
            found |= {rule} if before and cells[table, row, "C1"] != before[table, row, "C1"] + before[table, row, "C2"] else set()
    return found


def printed(form: str, table: str, cells: Cells) -> dict[tuple[str, str], str]:
    """Return the cells of one table as the layouts of tests/form_layouts.py print them."""
    return {(row, column): str(number) for (name, row, column), number in cells.items() if name == table}


@cache
def _printed(form: str, cells: tuple) -> pl.DataFrame:
    rows = [figure("", METRIC[form, *cell][0], 0, dimension=METRIC[form, *cell][1], unit=METRIC[form, *cell][2], label=METRIC[form, *cell][3],
                   origin="table", rule_id=f"form:{form}/{'/'.join(cell)}") for cell in cells]
    return pl.DataFrame(rows, schema_overrides=NUMBERS)


def figures(report_id: str, form: str, cells: Cells) -> pl.DataFrame:
    """Return the cells as rows of the figure table, read from tables."""
    numbers = pl.Series("value", list(cells.values()), dtype=pl.Float64)
    return _printed(form, tuple(cells)).with_columns(numbers, numbers.alias("amount"), report_id=pl.lit(report_id))


def figure(report_id: str, metric: str, value: float, **changed) -> dict:
    """Return one row of the figure table: an exact number in prose unless changed."""
    return {"report_id": report_id, "metric_id": metric, "label": metric, "value": float(value), "value_high": None, "unit": "", "amount": float(value), "unit_fits": True,
            "qualifier": "exact", "scope": "agency", "dimension": "", "origin": "prose", "missing": "", "rule_id": "", "block": None, "accepted": True, **changed}


def report(report_id: str = "r", year: int = 2023, **changed) -> dict:
    """Return one row of the report table: a whole-year report of agency `a`, read in full, unless changed."""
    era = next(line["era"] for line in RULES.eras.iter_rows(named=True) if int(line["first_year"]) <= year <= int(line["last_year"] or 9999))
    return {"report_id": report_id, "agency_id": "a", "year": year, "era": era, "kind": "annual_report", "form": "", "title": "", "published_on": "",
            "source_kind": "official", "read_extent": "full", "in_series": True, **changed}


def tables(reports: list[dict], rows: list[dict | pl.DataFrame], kind: str = "民政局", level: str = "县区", doubts: list[tuple[str, str]] = ()) -> dict[str, pl.DataFrame]:
    """Return the frames that the checks take."""
    bodies = sorted({row["agency_id"] for row in reports})
    loose = [row for row in rows if isinstance(row, dict)] or [figure("none", "app_received", 0)]
    every = [pl.DataFrame(loose, schema_overrides=NUMBERS), *(row for row in rows if not isinstance(row, dict))]
    return {"report": pl.DataFrame(reports, schema_overrides={"year": pl.Int16}),
            "figure": pl.concat([frame.select(every[0].columns) for frame in every]).with_row_index("figure_id", offset=1),
            "agency": pl.DataFrame({"agency_id": bodies, "kind": [kind] * len(bodies), "level": [level] * len(bodies)}),
            "finding": pl.DataFrame(doubts, schema={"report_id": pl.String, "check_id": pl.String}, orient="row")}
