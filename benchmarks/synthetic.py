"""Synthetic tables of a warehouse as Parquet files: real places, kinds, metrics and labels, invented numbers."""

import shutil
from pathlib import Path

import duckdb
import polars as pl

from etl.build import _catalogue
from etl.rules import Rules, load

ROOT = Path(__file__).parents[1]
OUT = Path(__file__).parent / "out"
AGENCIES = 20_000  # × 10 years × 50 figures a report = 10 million
PRINTED, DERIVED, UNMAPPED = 38, 5, 2  # slots of a report beside the five parts of lists
PARTS = (("info_disclosed_part", 3), ("interpretations_part", 2))


def tables(agencies: int = AGENCIES) -> dict[str, Path]:
    """Return table -> Parquet file of the synthetic collection, made once and kept in benchmarks/out/."""
    folder = OUT / f"tables-{agencies}"
    if not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _generate(folder, agencies)
        (folder / "done").touch()
    return {path.stem: path for path in sorted(folder.glob("*.parquet"))}


def _generate(folder: Path, agencies: int) -> None:
    rules = load(ROOT / "data" / "rules")
    catalogue = {name: frame for name, frame in _catalogue(rules).items() if name not in ("agency", "agency_name")}
    for name, frame in catalogue.items():
        frame.write_parquet(folder / f"{name}.parquet")
    reports = agencies * 10
    pl.DataFrame({"version": ["synthetic"], "reports": [reports], "figures": [reports * 50], "refused": [0]}).write_parquet(folder / "run.parquet")
    pl.DataFrame(schema={"file": pl.String, "line": pl.Int32, "message_zh": pl.String, "message_en": pl.String}).write_parquet(folder / "refusal.parquet")
    with duckdb.connect(config={"temp_directory": str(folder / "spill")}) as con:
        for name, frame in _frames(rules, catalogue).items():
            con.register(name, frame)
        con.execute("SET VARIABLE agencies = ?::INTEGER", [agencies])
        con.execute("SET VARIABLE folder = ?", [str(folder)])
        con.execute((Path(__file__).parent / "synthetic.sql").read_text(encoding="utf-8"))
    shutil.rmtree(folder / "spill", ignore_errors=True)


def _frames(rules: Rules, catalogue: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    places = rules.places.unique("division_code", keep="last", maintain_order=True).select("province", "city", "county", "division_code", "level", "label_en")
    kinds = rules.agency_kinds.select("kind").with_row_index("place")
    words = rules.words.filter(pl.col("kind") == "domain").select(term="word").with_row_index("word_rank")
    eras = catalogue["era"].select("era", "first_year", pl.col("last_year").fill_null(9999), "form")
    return {"places": places, "kinds": kinds, "words": words, "eras": eras, "slots": slots(rules)}


def slots(rules: Rules) -> pl.DataFrame:
    """Return what each report holds: metric_id, dimension, unit, rate, derived, the form's label and the spellings of prose."""
    groups = rules.groups.sort(pl.col("sort").cast(pl.Int32), maintain_order=True)["metric_id"].unique(maintain_order=True)
    metrics = rules.metrics.select("metric_id", "unit", kind_of="kind")
    made = rules.derived["metric_id"].unique(maintain_order=True)
    printed = groups.filter(~groups.is_in(made.implode()) & ~groups.is_in([name for name, _ in PARTS])).head(PRINTED).to_list()
    derived = groups.filter(groups.is_in(made.implode())).head(DERIVED).to_list()
    dimensions = rules.dimensions["dimension"].to_list()
    rows = [(name, "", False) for name in printed]
    rows += [(name, dimensions[place], False) for name, count in PARTS for place in range(count)]
    rows += [("", "", False)] * UNMAPPED + [(name, "", True) for name in derived]
    cells = rules.forms.filter(pl.col("label") != "").unique("metric_id", keep="first", maintain_order=True).select("metric_id", form_label="label")
    spelled = rules.labels.group_by("metric_id", maintain_order=True).agg(labels=pl.col("label").unique(maintain_order=True).head(200))
    frame = pl.DataFrame(rows, schema=["metric_id", "dimension", "derived"], orient="row").with_row_index("slot", offset=1)
    frame = frame.join(metrics, on="metric_id", how="left", maintain_order="left").join(cells, on="metric_id", how="left", maintain_order="left")
    frame = frame.join(spelled, on="metric_id", how="left", maintain_order="left")
    return frame.with_columns(pl.col("unit").fill_null("件"), rate=(pl.col("kind_of") == "rate").fill_null(False),
                              form_label=pl.coalesce("form_label", pl.lit("其他")),
                              labels=pl.coalesce("labels", pl.concat_list(pl.lit("其他")))).drop("kind_of")
