"""Every rule of the forms becomes relations between metrics, or says why arithmetic cannot judge it; a bad word is refused."""

import polars as pl
import pytest
from tests.builders import rules, with_rules

from etl.checks.compile import RELATIONS, compile_rules
from etl.rules import _unchecked

SOFTER = {"R1-01", "R1-03", "R1-09", "R2-02"}  # whose own note says: warns only, no error, never block


def spelled(check_id: str, number: int = 0) -> list[tuple]:
    """(side, sign, metric, dimension, years back) of one instance of a rule."""
    relations = compile_rules(rules())
    instance = relations.instances.filter(pl.col("check_id") == check_id)["instance"][number]
    return relations.operands.filter(pl.col("instance") == instance).select("side", "sign", "metric_id", "dimension", "back").rows()


def count(check_id: str) -> int:
    return compile_rules(rules()).instances.filter(pl.col("check_id") == check_id)["choice"].n_unique()


def test_every_rule_of_the_forms_is_declared_and_can_be_read():
    relations = compile_rules(rules())
    declared = set(rules().checks["rule_id"]) - {""}
    assert declared == set(rules().sums["rule_id"]) and relations.mistakes == []
    arithmetic = rules().checks.filter(pl.col("kind").is_in(list(RELATIONS)))["check_id"]
    assert set(relations.instances["check_id"]) == set(arithmetic)


def test_what_arithmetic_cannot_judge_says_why():
    silent = rules().checks.filter(pl.col("kind") == "none")
    assert set(silent["check_id"]) == {"R2-15", "A-01", "X-01", "R2-18b", "R2-18c", "R3-14b", "R3-14c"} and not [row for row in silent.select("note_zh", "note_en").rows() if "" in row]


def test_strict_rules_are_errors_and_usual_ones_warnings_but_where_their_note_says_less():
    relations = compile_rules(rules()).checks.filter((pl.col("kind") != "none") & (pl.col("strictness") != ""))
    levels = {check: (strictness, level) for check, strictness, level in relations.select("check_id", "strictness", "level").iter_rows()}
    expected = {"STRICT": "error", "USUAL": "warning"}
    assert {check for check, (strictness, level) in levels.items() if level != expected[strictness]} == SOFTER


def test_every_check_has_labels_and_notes_in_both_languages():
    checks = compile_rules(rules()).checks
    assert not [row for row in checks.select("check_id", "label_zh", "label_en", "note_zh", "note_en").rows() if "" in row]


@pytest.mark.parametrize(("check_id", "expected"), [
    ("R1-11", [(0, 1, "closed_on_time", "", 0), (0, 1, "closed_extended", "", 0), (1, 1, "closed_total", "", 0)]),
    ("R3-12", [(0, 1, "app_carried_in", "natural_person", 0), (1, 1, "app_carried_out", "natural_person", 1)]),
    ("R3-01", [(0, 1, "rules_stock", "", 1), (0, 1, "rules_issued", "", 0), (0, -1, "rules_repealed", "", 0), (1, 1, "rules_stock", "", 0)]),
    ("R2-21", [(0, 1, "review_total", "", 0), (0, 1, "lit_direct_total", "", 0), (1, 1, "closed_total", "", 0), (1, 1, "closed_total", "", 1)]),
    ("R2-08", [(0, 1, "procurement_projects", "", 0), (1, 1, "procurement_amount", "", 0)]),
    ("R2-07", [(1, 1, "license_items_opening", "", 0), (1, 1, "license_items_change", "", 0)]),
])
def test_a_rule_in_terms_of_metrics(check_id, expected):
    assert spelled(check_id) == expected


def test_a_column_that_stands_for_all_is_every_column():
    assert count("R3-05") == count("R2-10") == 7 and spelled("R3-05")[0] == (0, 1, "app_natural_person", "", 0) and spelled("R3-05", 6)[0] == (0, 1, "app_received", "", 0)


def test_a_row_that_stands_for_others_is_every_one_of_them():
    assert [count(name) for name in ("R1-01", "R2-11", "R3-07", "R2-18", "R2-07")] == [5, 23, 25, 3, 5]


def test_a_printed_subtotal_takes_its_name_from_the_catalogue():
    assert spelled("R3-08", 6)[-1] == (1, 1, "denied_total", "", 0) and spelled("R3-08")[-1] == (1, 1, "denied_total", "natural_person", 0)


def test_two_readings_of_a_rule_are_one_choice():
    instances = compile_rules(rules()).instances.filter((pl.col("check_id") == "P-02") & (pl.col("form") == "R3"))
    assert instances.height == 2 and instances["choice"].n_unique() == 1


@pytest.mark.parametrize("left", ["r99", "r1[C9]", "nowhere", "prose:nowhere"])
def test_a_word_that_names_nothing_is_refused_with_its_line(left):
    check = {**rules().checks.filter(pl.col("check_id") == "R3-04").row(0, named=True), "left": left}
    refused = compile_rules(with_rules(checks=[check])).mistakes
    assert [(one.file, one.line, one.message) for one in refused] == [("checks.csv", 2, "rule_unknown")] and left in refused[0].args["found"]


def test_a_rule_that_no_check_declares_is_refused():
    kept = [row for row in rules().checks.iter_rows(named=True) if row["rule_id"] != "R3-04"]
    assert [(one.file, one.message, one.args["found"]) for one in _unchecked(with_rules(checks=kept))] == [("sums.csv", "rule_unchecked", "R3-04")]
