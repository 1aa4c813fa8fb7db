"""What the pages ask: rankings, series and citations say who is in, who is out and why."""

import polars as pl
import pytest

from pages.shared import queries, records
from pages.shared.filters import Selection


@pytest.fixture(autouse=True)
def _shipped(shipped):
    return shipped


def ranking(metric="app_received", year=2025, kinds=("民政局",), levels=(), scope="agency"):
    return queries.ranking(metric, year, kinds, levels, scope)


def test_everyone_of_the_peer_group_stands_in_the_ranking_once():
    rows = ranking()
    assert rows["agency_id"].is_unique().all()
    assert set(rows["state"]) <= {"ranked", "approx", "other_unit", "not_read", "blank", "not_in_form", "no_report"}


def test_only_the_ranked_have_a_rank_and_ranks_fall_with_the_value():
    rows = ranking()
    ranked = rows.filter(pl.col("state") == "ranked")
    assert rows.filter(pl.col("state") != "ranked")["rank"].null_count() == rows.height - ranked.height
    assert ranked["value"].is_sorted(descending=True) and ranked["rank"].is_sorted()


def test_approximate_figures_are_not_ranked():
    rows = queries.ranking("info_disclosed_total", 2025, (), (), "agency")
    assert rows.filter(pl.col("qualifier") == "approx")["state"].to_list().count("ranked") == 0
    assert "approx" in set(rows["state"])


def test_an_unread_figure_is_not_read_and_never_not_reported():
    rows = ranking()
    assert rows.filter(pl.col("report_id").is_not_null(), pl.col("value").is_null())["state"].unique().to_list() == ["not_read"]


def test_a_region_total_never_stands_in_an_agency_ranking():
    own = queries.ranking("app_received", 2024, (), (), "agency")["figure_id"].drop_nulls()
    region = queries.ranking("app_received", 2024, (), (), "region")["figure_id"].drop_nulls()
    assert len(own) and len(region) and not set(own) & set(region)


def test_a_peer_group_of_one_level_holds_that_level_only():
    names = ranking(levels=("市",))["agency"].to_list()
    assert names and "武汉市民政局" in names and not any("区民政局" in name for name in names)


def test_a_year_before_of_another_era_is_still_there_for_the_change():
    rows = queries.ranking("app_received", 2022, (), (), "agency").filter(pl.col("before").is_not_null())
    assert rows.height and (rows["new_era"] == False).all()  # noqa: E712


def test_a_series_has_a_row_per_report_with_the_kind_of_missing():
    rows = queries.series("app_received", Selection())
    assert rows["report_id"].is_unique().all()
    assert set(rows.filter(pl.col("value").is_null())["missing"]) <= {"not_read", "blank", "not_in_form"}
    assert set(rows.filter(pl.col("value").is_not_null())["missing"]) == {""}


def test_a_document_that_is_no_annual_report_is_in_no_series():
    assert "anqing-mzj-2015-rectification" not in set(queries.series("app_received", Selection())["report_id"])
    assert queries.apart(("anqing-mzj",), 2008, 2025)["kind"].to_list() == ["summary"]


def test_every_citation_has_an_address():
    found = records.citations(tuple(range(1, 400)))
    assert (found["char_start"].is_not_null() | found["line"].is_not_null() | (found["quote"] != "")).all()


def test_a_derived_rate_names_numerator_and_denominator():
    rows = queries.series("rate_disclosed", Selection()).filter(pl.col("value").is_not_null())
    assert rows.height and (rows["numerator"] <= rows["denominator"]).all()


def test_words_are_found_in_title_agency_and_printed_label():
    everyone = ((), (), (), 2008, 2025, ())
    assert records.reports(*everyone, "苏州市民政局").height == 1
    assert 0 < records.reports(*everyone, "局长信箱").height < records.reports(*everyone, "").height or records.reports(*everyone, "信箱").height
    assert records.reports(*everyone, "武汉 民政").height < records.reports(*everyone, "武汉").height
