"""Sums, differences and rates come only from sure operands, and never stand in for a printed figure."""

import pytest
from tests.builders import figure, read, report, settled, with_rules

from etl.derive import derive

FORMULAS = [
    {"metric_id": "app_offline", "era": "R1", "kind": "sum", "numerator": "app_in_person + app_fax + app_letter"},
    {"metric_id": "app_received", "era": "R1", "kind": "diff", "numerator": "app_with_carry - app_carried_in"},
    {"metric_id": "share_online", "era": "R1", "kind": "rate", "numerator": "app_online", "denominator": "app_received"},
    {"metric_id": "rate_disclosed", "era": "R1", "kind": "rate", "numerator": "granted + partly_granted | granted_or_partly",
     "denominator": "replied_total | closed_total"},
]
RULES = with_rules(derived=FORMULAS)


@pytest.fixture
def made(tmp_path):
    """A function from operands (metric=value or (value, changed cells)) to the derived rows by metric."""
    def run(reports=(), **operands):
        given = [operand if isinstance(operand, tuple) else (operand, {}) for operand in operands.values()]
        figures = [figure(f"标签{name}", value, metric_id=name, **cells) for name, (value, cells) in zip(operands, given, strict=True)]
        reports = list(reports) or [report()]
        found = derive(settled(tmp_path, figures, RULES, reports), read(tmp_path, reports, figures)[0], RULES)
        return {row["metric_id"]: row for row in found.iter_rows(named=True)}

    return run


def test_a_sum_is_made_of_all_its_operands(made):
    found = made(app_in_person="2", app_fax="0", app_letter="5")["app_offline"]
    assert found["amount"] == 7 and found["denominator"] is None


def test_a_difference_subtracts(made):
    assert made(app_with_carry="40", app_carried_in="3")["app_received"]["amount"] == 37


def test_a_rate_is_a_percentage_that_keeps_numerator_and_denominator(made):
    found = made(app_online="3", app_received="8")["share_online"]
    assert (found["amount"], found["numerator"], found["denominator"]) == (37.5, 3, 8)


def test_the_formula_is_spelled_out_with_its_numbers(made):
    assert made(app_online="3", app_received="8")["share_online"]["quote"] == "app_online 3 / (app_received 8)"
    assert made(app_with_carry="40", app_carried_in="3")["app_received"]["quote"] == "app_with_carry 40 - app_carried_in 3"


def test_a_missing_operand_gives_nothing_and_not_zero(made):
    assert "app_offline" not in made(app_in_person="2", app_letter="5")


def test_a_printed_blank_gives_nothing(made):
    assert "app_offline" not in made(app_in_person="2", app_fax=("", {"missing": "blank"}), app_letter="5")


@pytest.mark.parametrize("cells", [{"qualifier": "approx"}, {"qualifier": "at_least"}, {"qualifier": "range", "value_high": "9"}])
def test_an_operand_that_is_not_exact_gives_nothing(made, cells):
    assert "share_online" not in made(app_online=("3", cells), app_received="8")


def test_a_stated_zero_is_a_sure_operand(made):
    assert made(app_online=("0", {"qualifier": "stated_zero"}), app_received="8")["share_online"]["amount"] == 0


def test_an_operand_in_another_kind_of_unit_gives_nothing(made):
    assert "share_online" not in made(app_online=("3", {"unit": "%"}), app_received="8")


def test_an_operand_of_another_scope_gives_nothing(made):
    assert "share_online" not in made(app_online=("3", {"scope": "region"}), app_received="8")


def test_a_part_by_dimension_is_no_operand(made):
    assert "share_online" not in made(app_online=("3", {"dimension": "甲"}), app_received="8")


def test_a_zero_denominator_gives_nothing(made):
    assert "share_online" not in made(app_online="0", app_received="0")


def test_a_difference_below_zero_gives_nothing(made):
    assert "app_received" not in made(app_with_carry="3", app_carried_in="40")


@pytest.mark.parametrize("cells", [{}, {"qualifier": "approx"}, {"unit": "%"}])
def test_a_printed_figure_is_never_replaced(made, cells):
    assert "app_received" not in made(app_with_carry="40", app_carried_in="3", app_received=("36", cells))


def test_alternatives_are_tried_in_their_order(made):
    first = made(granted="3", partly_granted="1", granted_or_partly="9", replied_total="10", closed_total="20")
    assert first["rate_disclosed"]["amount"] == 40
    assert made(granted="3", granted_or_partly="9", replied_total="10")["rate_disclosed"]["amount"] == 90
    assert made(granted_or_partly="9", closed_total="20")["rate_disclosed"]["amount"] == 45


def test_a_derived_figure_may_feed_the_next_formula(made):
    assert made(app_with_carry="11", app_carried_in="3", app_online="2")["share_online"]["amount"] == 25


def test_a_formula_holds_in_its_own_era_only(made):
    assert not made([report(year="2022")], app_in_person="2", app_fax="0", app_letter="5")


def test_operands_of_two_reports_are_never_mixed(made):
    reports = [report("r1"), report("r2", year="2017")]
    assert "share_online" not in made(reports, app_online="3", app_received=("8", {"report_id": "r2"}))


def test_nothing_comes_of_no_figures(made):
    assert made() == {}
