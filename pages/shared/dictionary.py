"""The catalogue of metrics as a dictionary: search, table, and one article per metric."""

import polars as pl
import streamlit as st

from pages.shared import queries, records
from pages.shared.frame import path_of
from pages.shared.state import link
from pages.shared.text import lang, name, names, t


def search(words: str, themes: tuple[str, ...], filled: bool) -> pl.DataFrame:
    """Return the metrics whose names, id or definition hold every word, of the themes chosen."""
    found = records.dictionary()
    text = pl.concat_str("metric_id", "label_zh", "label_en", "definition_zh", "definition_en", separator=" ").str.to_lowercase()
    for word in words.lower().split():
        found = found.filter(text.str.contains(word, literal=True))
    if themes:
        found = found.filter(pl.col("theme").is_in(themes))
    return found.filter(pl.col("figures") > 0) if filled else found


def labels(found: pl.DataFrame) -> dict[str, str]:
    """Return metric_id -> name."""
    return dict(found.select("metric_id", f"label_{lang()}").iter_rows())


def table(found: pl.DataFrame) -> pl.DataFrame:
    """Return the metrics with printed headers, one column per era with its status."""
    eras = [pl.col("forms").list.eval(pl.element().filter(pl.element().struct.field("era") == era["era"]).struct.field("status")).list.first()
            .replace_strict(names("status"), default="").alias(t("era_" + era["era"])) for era in queries.eras()]
    return found.select(
        pl.col(f"label_{lang()}").alias(t("col_metric")), pl.col("theme").replace_strict(names("theme"), default="").alias(t("theme")),
        pl.col("unit").replace_strict(names("unit"), default=pl.col("unit")).alias(t("col_unit")), pl.col("figures").alias(t("col_figures")),
        pl.when(pl.col("figures") > 0).then(pl.format("{}–{}", "first_year", "last_year")).otherwise(pl.lit("")).alias(t("years_with")), *eras,
        pl.col(f"definition_{lang()}").alias(t("definition")), pl.col("metric_id").alias(t("col_code")))


def article(found: pl.DataFrame, metric_id: str) -> None:
    """Draw one metric's article: definition, pitfall, what every era's form says, and the way to its chart."""
    row = found.row(by_predicate=pl.col("metric_id") == metric_id, named=True)
    st.subheader(row[f"label_{lang()}"])
    st.markdown(row[f"definition_{lang()}"])
    if row[f"note_{lang()}"]:
        st.info(row[f"note_{lang()}"])
    eras = {era["era"]: era for era in queries.eras()}
    rows = [{t("col_era"): eras[form["era"]][f"label_{lang()}"], t("status"): name("status", form["status"]),
             t("join"): name("join", form["join_before"]) if form["join_before"] else "", t("cells"): form["cells"],
             t("col_note"): form[f"note_{lang()}"]} for form in row["forms"] or []]
    st.dataframe(pl.DataFrame(rows), hide_index=True, width="stretch", key="article_eras")
    if row["figures"] and row["kind"] != "part":
        st.page_link(path_of("ranking"), label=t("rank_it"), icon=":material/arrow_forward:", query_params=link(metric=metric_id))
