"""Charts draw what the data say: gaps stay gaps, eras that do not join are cut, signs mark what is not exact."""

import polars as pl
import pytest

from pages.shared import charts, panels
from pages.shared.charts import Look

LOOK = Look("标题", "单位：件", "来源：报告")


def drawn(*rows) -> pl.DataFrame:
    return pl.DataFrame([{"agency": agency, "year": year, "era": era, "value": 1.0, "city": "", "text": "", "mark": "", "doubt": "", "sign": "exact"}
                         for agency, year, era in rows])


def test_a_missing_year_cuts_the_line():
    lines, _ = panels._segments(drawn(("甲", 2021, "R3"), ("甲", 2022, "R3"), ("甲", 2024, "R3")), {}, ["甲"])
    assert lines["segment"].n_unique() == 2


def test_an_era_that_does_not_join_cuts_the_line():
    lines, near = panels._segments(drawn(("甲", 2018, "R1"), ("甲", 2019, "R2")), {"R2": "not"}, ["甲"])
    assert lines["segment"].n_unique() == 2 and near.is_empty()


def test_an_era_of_similar_meaning_is_joined_by_a_dashed_pair():
    lines, near = panels._segments(drawn(("甲", 2020, "R2"), ("甲", 2021, "R3")), {"R3": "near"}, ["甲"])
    assert lines["segment"].n_unique() == 2 and near["year"].to_list() == [2020, 2021]


def test_an_era_of_the_same_meaning_is_one_line():
    lines, near = panels._segments(drawn(("甲", 2020, "R2"), ("甲", 2021, "R3")), {"R3": "exact"}, ["甲"])
    assert lines["segment"].n_unique() == 1 and near.is_empty()


def test_two_agencies_never_share_a_line():
    lines, _ = panels._segments(drawn(("甲", 2021, "R3"), ("乙", 2022, "R3")), {}, ["甲", "乙"])
    assert lines["segment"].n_unique() == 2


def test_a_bar_chart_names_every_agency_and_value():
    frame = pl.DataFrame({"label": ["甲局", "乙局"], "value": [3.0, 1.0], "text": ["3", "1"], "mark": ["", ""], "chosen": [False, False], "doubt": ["", ""]})
    spec = charts.bars(frame, LOOK)
    assert {row["label"] for rows in spec["datasets"].values() for row in rows} == {"甲局", "乙局"}


def test_only_a_figure_in_doubt_gets_a_ring_that_says_why():
    frame = pl.DataFrame({"label": ["甲局", "乙局"], "value": [3.0, 1.0], "text": ["3", "1"], "mark": ["", ""], "chosen": [False, False], "doubt": ["", "存疑：某检查"]})
    rings = [layer for layer in charts.bars(frame, LOOK)["layer"] if layer["mark"]["type"] == "point"]
    assert len(rings) == 1 and {"label", "doubt"} == {tip["field"] for tip in rings[0]["encoding"]["tooltip"]}


def test_a_chart_without_doubt_has_no_rings():
    frame = pl.DataFrame({"label": ["甲局"], "value": [3.0], "text": ["3"], "mark": [""], "chosen": [False], "doubt": [""]})
    assert all(layer["mark"]["type"] != "point" for layer in charts.bars(frame, LOOK)["layer"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_palette_has_the_same_inks(mode):
    assert set(charts.INKS[mode]) == set(charts.INKS["light"])


def test_a_log_axis_shows_zero():
    assert charts._y_axis(True, 500).to_dict()["values"][0] == 0


def test_a_long_title_is_broken_for_a_phone():
    assert all(len(line) <= 20 for line in charts.wrapped("很长的标题" * 10, 40))


def test_approximate_and_stated_zero_have_signs_of_their_own(shipped, page):
    app = page("applications", city="苏州市")
    assert not app.exception
    from pages.shared import queries
    from pages.shared.filters import Selection

    rows = queries.series("app_received", Selection())
    signs = panels._drawable(rows, queries.metric("app_received"))["sign"]
    assert set(signs) == {"exact", "zero", "approx"} or {"exact", "zero"} <= set(signs)
