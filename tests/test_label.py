"""A printed label finds its metric, its reason for having none, or is kept as not yet listed."""

import pytest
from tests.builders import figure, mapped, report, with_rules

LABELS = [
    {"label": "收到申请", "unit": "件", "metric_id": "app_received"},
    {"label": "收到申请", "unit": "件", "report_id": "r2", "reason": "other_body"},
    {"label": "类别", "unit": "条", "metric_id": "key_area_items", "dimension": "养老服务"},
    {"label": "12345工单", "unit": "件", "reason": "public_letters"},
    {"label": "复议和诉讼", "unit": "件", "when": "zero", "metric_id": "review_total"},
    {"label": "复议和诉讼", "unit": "件", "when": "zero", "metric_id": "lit_total"},
    {"label": "复议和诉讼", "unit": "件", "when": "nonzero", "metric_id": "review_lit_total"},
    {"label": "许可增减", "unit": "项", "metric_id": "license_items_change"},
    {"label": "收费", "unit": "元", "metric_id": "foi_fee"},
]


@pytest.fixture
def labelled(tmp_path):
    def run(*figures, reports=()):
        return mapped(tmp_path, list(figures), with_rules(labels=LABELS), reports)

    return run


def one(frame, *columns):
    assert frame.height == 1
    return frame.select(*columns).row(0)


def test_a_listed_label_gets_its_metric_and_names_its_rule(labelled):
    found, _ = labelled(figure())
    assert one(found, "metric_id", "reason", "rule_id") == ("app_received", "", "label:收到申请/件")


def test_a_label_may_give_a_dimension(labelled):
    assert one(labelled(figure("类别", unit="条"))[0], "metric_id", "dimension") == ("key_area_items", "养老服务")


def test_a_line_for_one_report_wins_there_and_only_there(labelled):
    found, _ = labelled(figure(), figure(report_id="r2"), reports=[report("r1"), report("r2", year="2019")])
    assert found.select("report_id", "metric_id", "reason").rows() == [("r1", "app_received", ""), ("r2", "", "other_body")]


def test_a_refused_label_keeps_its_figure_and_its_reason(labelled):
    assert one(labelled(figure("12345工单"))[0], "metric_id", "reason", "value") == ("", "public_letters", 37)


def test_one_zero_printed_for_two_things_becomes_two_figures(labelled):
    found, _ = labelled(figure("复议和诉讼", "0", qualifier="stated_zero"))
    assert found.select("metric_id", "value", "line").rows() == [("lit_total", 0, 2), ("review_total", 0, 2)]


def test_one_number_printed_for_two_things_is_not_given_to_each(labelled):
    assert one(labelled(figure("复议和诉讼", "3"))[0], "metric_id", "value") == ("review_lit_total", 3)


@pytest.mark.parametrize("cells", [{"label": "新说法"}, {"unit": "条"}])
def test_a_label_or_unit_that_is_not_listed_is_kept_as_unlisted(labelled, cells):
    assert one(labelled(figure(**cells))[0], "metric_id", "reason", "value") == ("", "unlisted", 37)


def test_a_figure_read_with_its_metric_keeps_it(labelled):
    found, _ = labelled(figure("12345工单", metric_id="app_online", dimension="甲"))
    assert one(found, "metric_id", "dimension", "reason", "rule_id") == ("app_online", "甲", "", "read_in_full")


def test_a_count_below_zero_is_refused_with_its_line(labelled):
    found, refused = labelled(figure(value="-3"), figure("许可增减", "5", "项"))
    assert found["label"].to_list() == ["许可增减"]
    assert [(bad.file, bad.line, bad.message) for bad in refused] == [("figures.csv", 2, "negative_count")]


def test_a_change_may_be_below_zero(labelled):
    found, refused = labelled(figure("许可增减", "-3", "项"))
    assert one(found, "metric_id", "value") == ("license_items_change", -3) and not refused


def test_no_figure_is_lost_or_doubled_but_by_a_joint_zero(labelled):
    found, _ = labelled(figure(), figure("新说法"), figure("12345工单"), figure("复议和诉讼", "0"), figure("x", metric_id="granted"))
    assert found["line"].to_list() == [2, 3, 4, 5, 5, 6]


def test_a_printed_blank_keeps_its_metric(labelled):
    found, _ = labelled(figure(value="", missing="blank"))
    assert one(found, "metric_id", "value", "amount", "missing") == ("app_received", None, None, "blank")


@pytest.mark.parametrize(("unit", "amount"), [("元", 2.5), ("千元", 2500), ("万元", 25000), ("亿元", 250000000)])
def test_money_is_converted_to_the_unit_of_the_metric_and_kept_as_printed(labelled, unit, amount):
    found, _ = labelled(figure("x", "25000", unit, metric_id="foi_fee"))
    assert one(found, "amount", "value", "unit", "unit_fits") == (pytest.approx(amount), 25000, unit, True)


def test_a_unit_of_another_class_is_marked_and_not_converted(labelled):
    found, _ = labelled(figure("x", "12", "万元", metric_id="app_received"))
    assert one(found, "unit_fits", "amount") == (False, 12)


def test_a_unit_of_a_class_that_the_metric_also_takes_fits(labelled):
    assert one(labelled(figure("x", unit="人次", metric_id="app_received"))[0], "unit_fits", "amount") == (True, 37)


def test_a_unit_that_was_not_printed_fits(labelled):
    assert one(labelled(figure("x", unit="", metric_id="foi_fee"))[0], "unit_fits", "amount") == (True, 37)
