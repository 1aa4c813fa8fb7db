"""The user's documents as rows of the collection: agency resolved by name or added, period as dates, nothing guessed."""

import hashlib

import polars as pl

from etl.rules import Rules
from etl.table import Refusal

COLUMNS = ("report_id title title_printed agency agency_type level province city county year published_on url source_kind read_extent "
           "kind form period_start period_end sha256 agency_id line").split()


def adopt(reports: pl.DataFrame, rules: Rules) -> tuple[pl.DataFrame, pl.DataFrame, list[Refusal]]:
    """Return report rows, rows for agencies that the gazetteer does not know, and the documents that name no agency or year.

    A full document of the same agency and year outranks a report of which only the opening was read.
    """
    unknown = (pl.col("agency") == "") | pl.col("year").is_null()
    refused = [Refusal(row["file"], 0, "document_unidentified", {"agency": row["agency"] or "?", "year": row["year"] or "?"})
               for row in reports.filter(unknown).iter_rows(named=True)]
    kept = reports.filter(~unknown)
    names = rules.agency_names.select(pl.col("name").alias("agency"), "agency_id")
    kept = kept.join(names, on="agency", how="left", maintain_order="left")
    made = pl.Series("agency_id", [_made(name) for name in kept["agency"]], dtype=pl.String)
    kept = kept.with_columns(pl.coalesce("agency_id", made).alias("agency_id"))
    dates = [pl.col(name).str.to_date(strict=False) for name in ("period_start", "period_end")]
    rows = kept.with_columns(
        *dates, title_printed=pl.lit("yes"), url=pl.lit(""), source_kind=pl.lit("document"), read_extent=pl.lit("full"),
        line=pl.lit(None, pl.Int64), year=pl.col("year").cast(pl.Int16),
    ).select(COLUMNS)
    return rows, _agencies(kept, rules), refused


def _made(name: str) -> str:
    return "x-" + hashlib.sha256(name.encode()).hexdigest()[:10]


def _agencies(kept: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    known = rules.agencies["agency_id"].implode()
    kinds = rules.agency_kinds.sort(pl.col("order").cast(pl.Int32))["kind"].to_list()
    new = kept.filter(~pl.col("agency_id").is_in(known)).unique("agency_id", keep="first", maintain_order=True)
    said = [_kind(name, told, kinds) for name, told in new.select("agency", "agency_type").iter_rows()]
    return new.select(
        "agency_id", name="agency", kind=pl.Series("kind", said, dtype=pl.String),
        level="level", province="province", city="city", county="county", division_code=pl.lit(""), parent_id=pl.lit(""),
        valid_from=pl.lit(""), valid_to=pl.lit(""))


def _kind(name: str, told: str, kinds: list[str]) -> str:
    """Return the kind that a bureau's name ends with, else what its document was taken for; the last kind is for all others."""
    ending = next((kind for kind in kinds if name.endswith(kind)), "")
    return ending if told == kinds[-1] and ending else told if told in kinds else kinds[-1]
