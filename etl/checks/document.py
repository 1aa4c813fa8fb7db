"""The checks on documents that are not in the warehouse: drafts are read, checked in memory, and nothing is stored."""

from dataclasses import dataclass, field

import polars as pl

from etl.checks.compile import RELATIONS, compile_rules
from etl.checks.run import check, remaining
from etl.checks.sections import prints, sections
from etl.extract import Extraction, frame_of
from etl.label import add_units
from etl.model import Figure, Finding
from etl.rules import Rules


@dataclass
class Checked:
    """What the checks say of one document; `cells` are the figures behind each finding, in its order."""

    found: Extraction
    findings: list[dict]
    cells: list[list[Figure]]
    states: list[dict]
    card: list[dict]
    doubts: list[Finding] = field(default_factory=list)

    @property
    def fails(self) -> bool:
        """Whether a relation of numbers or anything else that the report itself has to keep is broken; hints and doubts of reading do not count."""
        arithmetic = {row["check_id"] for row in self.states}
        return any(row["level"] in ("error", "warning") and (row["suspect"] == "report" or row["check_id"] in arithmetic) for row in self.findings)


def check_documents(found: list[Extraction], rules: Rules) -> list[Checked]:
    """Return what does not add up in each document; several years of one agency are also checked against one another."""
    if not found:
        return []
    doubts = [one.findings + sections(one.document, one.report, rules) for one in found]
    hashes = [one.document.sha256[:12] for one in found]
    names = [f"doc-{name}" + (f"-{place:03}" if name in hashes[:place] else "") for place, name in enumerate(hashes)]
    results = check(_tables(found, names, doubts, rules), rules)
    figures = [figure for one in found for figure in one.figures]
    kept = remaining(_doubts(names, doubts), results["finding"])["number"].to_list()
    every = [doubt for some in doubts for doubt in some]
    owner = [name for name, some in zip(names, doubts, strict=True) for _ in some]
    made = []
    for name, one in zip(names, found, strict=True):
        rows = {table: results[table].filter(pl.col("report_id") == name).to_dicts() for table in ("finding", "check_state", "report_card")}
        cells = [[figures[number - 1] for number in row["figure_ids"]] for row in rows["finding"]]
        made.append(Checked(one, rows["finding"], cells, _arithmetic(rows["check_state"], one, rules), rows["report_card"],
                            [every[number] for number in kept if owner[number] == name]))
    return made


def _arithmetic(states: list[dict], found: Extraction, rules: Rules) -> list[dict]:
    """Return the states of the rules that compare numbers, with `untouched`: none of its numbers is there."""
    relations = compile_rules(rules)
    sizes = {(check, form): size for check, form, size in relations.instances.filter("first").select("check_id", "form", "operands").iter_rows()}
    kinds = dict(relations.checks.select("check_id", "kind").iter_rows())
    sizes_of = {check: max(size for (name, _), size in sizes.items() if name == check) for check, _ in sizes}
    return [{**row, "untouched": row["state"] == "cannot_assess" and len(row["missing"].split()) >= sizes.get((row["check_id"], found.report.form), sizes_of[row["check_id"]])}
            for row in states if kinds[row["check_id"]] in RELATIONS]


def _doubts(names: list[str], doubts: list[list[Finding]]) -> pl.DataFrame:
    rows = [(name, one.check_id) for name, some in zip(names, doubts, strict=True) for one in some]
    return pl.DataFrame(rows, schema={"report_id": pl.String, "check_id": pl.String}, orient="row").with_row_index("number")


def _tables(found: list[Extraction], names: list[str], doubts: list[list[Finding]], rules: Rules) -> dict[str, pl.DataFrame]:
    """Return the documents as the frames report, figure, agency and finding of a warehouse."""
    frames = [frame_of(one.figures, name).with_columns(accepted=pl.Series([figure.accepted for figure in one.figures], dtype=pl.Boolean))
              for one, name in zip(found, names, strict=True)]
    figures = add_units(pl.concat(frames), rules).with_row_index("figure_id", offset=1)
    reports = [one.report for one in found]
    bodies = [report.agency or name for report, name in zip(reports, names, strict=True)]
    report = pl.DataFrame({
        "report_id": names, "agency_id": bodies, "year": [report.year for report in reports], "era": [_era(rules, report.year) for report in reports],
        "kind": [report.kind for report in reports], "form": [report.form for report in reports], "title": [report.title for report in reports],
        "published_on": [report.published_on for report in reports]}, schema_overrides={"year": pl.Int16, "era": pl.String}).with_columns(
        source_kind=pl.lit("document"), read_extent=pl.lit("full"),
        in_series=(pl.col("kind") == "annual_report") & pl.struct("agency_id", "year").is_first_distinct())
    agency = pl.DataFrame({"agency_id": bodies, "kind": [report.agency_type for report in reports], "level": [report.level for report in reports]}).unique("agency_id")
    marks = [(name, mark) for name, one in zip(names, found, strict=True) for mark in prints(one.document, rules)]
    paragraph = pl.DataFrame(marks, schema={"report_id": pl.String, "print": pl.String}, orient="row")
    return {"report": report, "figure": figures, "agency": agency, "finding": _doubts(names, doubts), "paragraph": paragraph}


def _era(rules: Rules, year: int | None) -> str | None:
    eras = rules.eras.select("era", "first_year", "last_year").iter_rows()
    return next((era for era, first, last in eras if year and int(first) <= year <= int(last or 9999)), None)
