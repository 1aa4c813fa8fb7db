"""Of several printings of one figure one is accepted by a fixed order; the others are kept and differences told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import figure, report, rules, settled

from etl.extract import frame_of
from etl.label import add_units
from etl.model import Figure
from etl.settle import disagreements, settle, settle_document


def app(label: str, value: str, **cells) -> dict:
    return figure(label, value, metric_id="app_received", **cells)


def accepted(frame) -> list[str]:
    return frame.filter("accepted")["label"].to_list()


@pytest.mark.parametrize(("lost", "won"), [
    ({"origin": "prose"}, {"origin": "table"}),
    ({"origin": "table"}, {"origin": "correction"}),
    ({"origin": "prose"}, {"origin": "curated"}),
    ({"qualifier": "approx"}, {"qualifier": "exact"}),
    ({"qualifier": "at_least"}, {"qualifier": "stated_zero", "value": "0"}),
    ({"unit": "%", "origin": "table"}, {"unit": "件", "origin": "prose"}),
    ({"qualifier": "exact", "origin": "prose"}, {"qualifier": "approx", "origin": "table"}),
    ({"value": "", "missing": "blank", "origin": "table"}, {"origin": "prose"}),
])
def test_the_better_printing_is_accepted_wherever_it_stands(tmp_path, lost, won):
    lost, won = app(**{"label": "输", "value": "5", **lost}), app(**{"label": "赢", "value": "7", **won})
    assert accepted(settled(tmp_path / "a", [lost, won])) == accepted(settled(tmp_path / "b", [won, lost])) == ["赢"]


def test_of_two_equal_printings_the_first_is_accepted(tmp_path):
    assert accepted(settled(tmp_path, [app("乙", "5"), app("甲", "7")])) == ["乙"]


def test_rivals_are_kept(tmp_path):
    found = settled(tmp_path, [app("一", "5"), app("二", "7"), app("三", "9")])
    assert found.select("label", "accepted").rows() == [("一", True), ("二", False), ("三", False)]


@pytest.mark.parametrize("other", [{"scope": "region"}, {"dimension": "甲"}, {"report_id": "r2"}])
def test_figures_of_another_scope_dimension_or_report_are_no_rivals(tmp_path, other):
    reports = [report("r1"), report("r2", year="2019")]
    assert len(accepted(settled(tmp_path, [app("一", "5"), app(**{"label": "二", "value": "7", **other})], reports=reports))) == 2


def test_parts_of_one_list_are_no_rivals(tmp_path):
    parts = [figure(label, value, "条", metric_id="info_disclosed_part") for label, value in (("机构职能", "5"), ("财政信息", "7"))]
    found = settled(tmp_path, parts)
    assert found["accepted"].all() and disagreements(found).is_empty()


@pytest.mark.parametrize("cells", [{"label": "没有列出的说法"}, {"label": "x", "metric_id": "app_received", "value": "", "missing": "slash"}])
def test_a_figure_without_metric_or_value_is_never_accepted(tmp_path, cells):
    assert settled(tmp_path, [figure(**cells)])["accepted"].to_list() == [False]


def test_prose_that_differs_from_the_table_is_a_doubt_about_the_report(tmp_path):
    found = disagreements(settled(tmp_path, [app("表中", "116", origin="table"), app("文中", "94")]))
    assert found.select("check_id", "suspect", "report_id", "metric_id", "left_value", "left_label", "right_value", "right_label").rows() == [
        ("prose_against_table", "report", "r1", "app_received", 116, "表中", 94, "文中")]


def test_two_numbers_of_the_same_origin_are_a_doubt_about_our_reading(tmp_path):
    found = disagreements(settled(tmp_path, [app("一", "5"), app("二", "7")]))
    assert found.select("check_id", "suspect").rows() == [("two_readings", "extraction")]


@pytest.mark.parametrize("rival", [{"value": "5"}, {"value": "7", "unit": "%"}, {"value": "", "missing": "blank"}])
def test_a_rival_that_agrees_or_cannot_be_compared_is_no_finding(tmp_path, rival):
    assert disagreements(settled(tmp_path, [app("一", "5"), app(**{"label": "二", **rival})])).is_empty()


def test_money_is_compared_in_one_unit(tmp_path):
    fees = [figure("一", "2", "万元", metric_id="foi_fee"), figure("二", "20000", "元", metric_id="foi_fee"),
            figure("三", "2", "元", metric_id="foi_fee")]
    assert disagreements(settled(tmp_path, fees)).select("right_label", "left_value", "right_value").rows() == [("三", 2, 0.0002)]


def test_a_finding_keeps_its_id_from_run_to_run_and_whatever_stands_around_it(tmp_path):
    rivals, others = [app("一", "5"), app("二", "7")], [figure("甲"), figure("x", "1", metric_id="granted")]
    ids = [disagreements(settled(tmp_path / str(turn), rows))["finding_id"].to_list()
           for turn, rows in enumerate([rivals, rivals, others + rivals, rivals + others])]
    assert len(ids[0]) == 1 and ids[0] == ids[1] == ids[2] == ids[3]


@pytest.mark.parametrize("third", [{"origin": "curated"}, {"unit": "宗"}])
def test_two_findings_never_share_an_id(tmp_path, third):
    rows = [app("表中", "5", origin="table"), app("受理", "7"), app("受理", "8", **third)]
    found = disagreements(settled(tmp_path, rows))
    assert found.height == 2 and found["finding_id"].is_unique().all()


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_document_is_settled_as_the_whole_collection_is(data):
    metrics = st.sampled_from(["app_received", "granted", "foi_fee", "info_disclosed_part", ""])
    made = st.builds(Figure, metrics, st.sampled_from("甲乙"), st.sampled_from([None, 0.0, 2.0, 2.5, 20000.0]), st.sampled_from(["", "件", "条", "万元", "元", "%", "怪"]),
                     st.sampled_from(["exact", "approx", "stated_zero"]), st.sampled_from(["agency", "region"]), origin=st.sampled_from(["table", "prose", "derived"]))
    figures = data.draw(st.lists(made, min_size=1, max_size=12))
    whole = settle(add_units(frame_of(figures), rules()))
    found = [(check, won.metric, left, won.label, right, lost.label) for check, _, won, lost, left, right in settle_document(figures, rules())]
    assert [figure.accepted for figure in figures] == whole.sort("line")["accepted"].to_list()
    assert found == disagreements(whole).select("check_id", "metric_id", "left_value", "left_label", "right_value", "right_label").rows()
