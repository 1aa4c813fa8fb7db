"""All checks over the tables of one collection, in SQL, part by part so that memory stays bounded whatever the number of figures."""

from pathlib import Path

import duckdb
import polars as pl

from etl.checks.compile import compile_rules
from etl.messages import text
from etl.rules import Rules

HERE = Path(__file__).parent
PART = 1_500_000  # figures that are joined at once
ORDER = {"finding": "report_id, check_id, finding_id", "check_state": "report_id, check_id", "check_count": "check_id, state",
         "check_rule": "check_no", "report_card": "report_id, sort"}
LEFT_OUT = {"check_rule": ("check_no",), "report_card": ("sort",)}
PARTED = (("relation", "history"), ("wording",))  # run once for each part of the reports
RIVALS = ("two_readings", "prose_against_table")  # told by both, by the checks for all reports at once
TOLD_BETTER = {"published_early": "wrong_year", "prose_parts_sum": "P-07"}  # a doubt of reading -> the check that says more
KINDS = "equal at_most together prose rivals listing shares restated jump slip copied year coverage verdict".split()
CARD = ("date_missing date_mirror date_unruled date_early date_coarse date_kept date_passed date_between sections_none sections_present "
        "sections_missing not_read form_none form_right form_wrong form_unseen tables_read tables_scanned tables_unseen sums_hold sums_fail "
        "sums_unread problems_stated problems_none").split()
WORDS = "about zeros before dimension middle_own middle_before middle_peers alike shared alike_text long_text year_of titled published period cells_read cells_due".split()


def check(tables: dict[str, pl.DataFrame], rules: Rules) -> dict[str, pl.DataFrame]:
    """Return finding, check_state, check_count, check_rule and report_card of a warehouse's frames, in a fixed order."""
    with duckdb.connect() as con:
        for name in ("report", "figure", "agency"):
            con.register(name, tables[name])
        con.register("doubt", tables["finding"].select("report_id", "check_id"))
        con.register("paragraph", tables.get("paragraph", pl.DataFrame(schema={"report_id": pl.String, "print": pl.String})))
        run(con, rules, tables["figure"].height)
        return {name: con.sql(f"SELECT * FROM {name} ORDER BY {order}").pl().drop(LEFT_OUT.get(name, ())) for name, order in ORDER.items()}


def run(con: duckdb.DuckDBPyConnection, rules: Rules, figures: int) -> None:
    """Fill the result tables in a connection that has report, figure, agency, doubt (findings of reading) and paragraph (marks of text)."""
    for name, frame in _views(rules).items():
        con.register(name, frame)
    parts = 1 + figures // PART
    con.execute("SET VARIABLE parts = ?::INTEGER", [parts])
    con.execute(_sql("prepare"))
    for names in (("relation", "history"), ("whole",), ("wording",), ("finding", "card")):
        for part in range(parts if names in PARTED else 1):
            con.execute("SET VARIABLE part = ?::INTEGER", [part])
            for name in names:
                con.execute(_sql(name))


def remaining(doubts: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """Return the doubts of reading that no finding of a check tells better."""
    told = findings.filter(pl.col("check_id").is_in(list(TOLD_BETTER.values()))).select("report_id", better="check_id").unique()
    better = pl.col("check_id").replace_strict(TOLD_BETTER, default="", return_dtype=pl.String)
    return doubts.filter(~pl.col("check_id").is_in(RIVALS)).with_columns(better=better).join(told, on=["report_id", "better"], how="anti", maintain_order="left").drop("better")


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def _views(rules: Rules) -> dict[str, pl.DataFrame]:
    """Return the rules as the frames that the SQL names."""
    number = lambda name: pl.col(name).cast(pl.Float64, strict=False)  # noqa: E731
    relations = compile_rules(rules)
    numbers = rules.checks.select("check_id", number("tolerance"), number("minimum"), number("limit")).with_row_index("check_no")
    numbers = numbers.with_columns(pl.col("check_no").cast(pl.Int16))
    eras = rules.eras.select("era", "form", pl.col("first_year").cast(pl.Int16), pl.col("last_year").cast(pl.Int16, strict=False))
    metrics = _metrics(rules)
    numbered = metrics.select("metric_id", "metric_no")
    segments = rules.metric_forms.sort("metric_id", "era").select(
        "metric_id", "era", segment=(pl.col("join_before") == "not").cum_sum().over("metric_id").cast(pl.Int8)).join(numbered, on="metric_id")
    listings = rules.listings.select("total", "part", pl.col("named") != "").join(numbered, left_on="total", right_on="metric_id").rename(
        {"metric_no": "total_no"}).join(numbered, left_on="part", right_on="metric_id").rename({"metric_no": "part_no"})
    return {
        "instance": relations.instances.join(numbers.select("check_id", "check_no"), on="check_id", maintain_order="left"), "operand": relations.operands,
        "check_rule": relations.checks.join(numbers, on="check_id", maintain_order="left"), "metric": metrics, "era": eras, "segment": segments, "listing": listings,
        "dimension_word": rules.dimensions.select("dimension", "label_zh", "label_en"), "phrase": _phrases(),
        "form_cell": rules.forms.filter(pl.col("metric_id") != "").select("form", "table", "metric_id"),
        "unit_class": rules.units.filter(pl.col("unit") != "").select("unit", "class"), "limit": rules.limits.select("name", number("value")),
        "share_word": rules.vocabulary.filter(pl.col("field") == "share_word").select(word="value"),
        "verdict": rules.verdicts.drop("line"), "criterion": rules.card.select("criterion", "method", number("sort")), "deadline": _deadlines(rules),
    }


def _metrics(rules: Rules) -> pl.DataFrame:
    """Return the metrics in short numbers: which can jump, which open a list and which stand in one."""
    return rules.metrics.select(
        "metric_id", "label_zh", "label_en", "kind", counted=pl.col("kind").is_in(["count", "stock", "money"]),
        totalled=pl.col("metric_id").is_in(rules.listings["total"].implode()), listed=pl.col("metric_id").is_in(rules.listings["part"].implode()),
    ).with_row_index("metric_no").with_columns(pl.col("metric_no").cast(pl.Int16))


def _deadlines(rules: Rules) -> pl.DataFrame:
    years = [pl.col("first_year").cast(pl.Int16), pl.col("last_year").replace("", "9999").cast(pl.Int16)]
    return rules.deadlines.select(*years, pl.col("kinds").str.split("|"), pl.col("levels").str.split("|"), "day", "latest", "basis_zh", "basis_en")


def _phrases() -> pl.DataFrame:
    """Return the sentences of findings in both languages with their places open."""
    rows = [(kind, *(text(f"{stem}_{kind}", lang, left="{left}", right="{right}", gap="{gap}", n="{n}", name="{name}") for lang in ("zh", "en")))
            for stem, kinds in (("check", KINDS), ("word", WORDS), ("card", CARD)) for kind in kinds]
    return pl.DataFrame(rows, schema=["kind", "zh", "en"], orient="row")
