"""The rule files agree with each other, and every mistake in them is listed at once."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from tests.builders import DATA, rules

from etl.rules import CHOICES, COLUMNS, REFERENCES, RulesError, alternatives, load, operands


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(DATA / "rules", tmp_path / "rules"))


def add(folder: Path, name: str, **cells) -> int:
    """Append one row to a rule file and return its line."""
    columns = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as handle:
        handle.write(",".join(f'"{cells.get(column, "")}"' for column in columns) + "\n")
    return len((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines())


def mistakes(folder: Path) -> list[tuple]:
    with pytest.raises(RulesError) as error:
        load(folder)
    return [(found.file, found.line, found.message, found.args.get("found", found.args.get("key"))) for found in error.value.refusals]


def test_the_shipped_rules_load():
    assert set(load(DATA / "rules").frames) == set(COLUMNS)


def test_a_key_that_stands_twice_is_refused_on_the_second_line(folder):
    line = add(folder, "units", unit="件", **{"class": "item", "factor": "1"})
    assert mistakes(folder) == [("units.csv", line, "rule_twice", "件")]


def test_every_reference_to_nothing_is_refused(folder):
    wanted = set()
    for number, (name, column) in enumerate(reference.split(".") for reference in REFERENCES):
        wanted.add((f"{name}.csv", add(folder, name, **{column: f"nowhere{number}"}), "rule_unknown", f"nowhere{number}"))
    assert wanted <= set(mistakes(folder)) and len(wanted) >= 17


def test_every_value_that_the_vocabulary_does_not_list_is_refused(folder):
    wanted = set()
    for name, column in (choice.split(".") for choice in CHOICES):
        wanted.add((f"{name}.csv", add(folder, name, **{column: "sideways"}), "rule_choice", "sideways"))
    assert wanted <= set(mistakes(folder)) and len(wanted) >= 9


@pytest.mark.parametrize("side", ["numerator", "denominator"])
def test_a_formula_with_an_unknown_metric_is_refused(folder, side):
    cells = {"numerator": "granted", side: "granted + invented | closed_total"}
    line = add(folder, "derived", metric_id="granted", era="R0", kind="sum", **cells)
    assert mistakes(folder) == [("derived.csv", line, "rule_unknown", "invented")]


def test_an_agency_below_an_unknown_agency_is_refused(folder):
    line = add(folder, "agencies", agency_id="new", kind="民政局", level="市", province="江苏省", parent_id="nobody")
    assert mistakes(folder) == [("agencies.csv", line, "rule_unknown", "nobody")]


def test_a_rule_file_that_is_missing_is_named(folder):
    (folder / "sums.csv").unlink()
    assert ("sums.csv", 0, "file_missing", None) in mistakes(folder)


def test_a_column_that_no_rule_file_has_is_named(folder):
    path = folder / "sums.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("strictness", "strickness", 1), encoding="utf-8")
    assert ("sums.csv", 1, "bad_header", "strickness") in mistakes(folder)


def test_all_mistakes_of_all_files_are_listed_at_once(folder):
    add(folder, "units", unit="件")
    add(folder, "labels", label="新标签", metric_id="nowhere")
    add(folder, "words", word="新词", kind="sideways")
    add(folder, "derived", metric_id="granted", era="R0", kind="sum", numerator="invented")
    assert [found[0] for found in mistakes(folder)] == ["units.csv", "labels.csv", "words.csv", "derived.csv"]


def test_the_number_of_mistakes_is_said():
    assert "2 mistakes" in str(RulesError([None, None]))


def test_a_limit_is_a_number():
    assert rules().limit("ranking_minimum") >= 2


def test_signs_of_a_formula_belong_to_the_metric_that_follows():
    assert operands("a - b + c - d") == [(1, "a"), (-1, "b"), (1, "c"), (-1, "d")]
    assert alternatives("a + b | c") == ["a + b", "c"] and alternatives("") == []


# What the shipped rules must hold, beyond what load() refuses.


def test_every_headline_metric_is_named_and_defined_in_both_languages():
    headline = rules().metrics.filter(pl.col("headline") == "1")
    texts = headline.select("label_zh", "label_en", "definition_zh", "definition_en")
    assert headline.height >= 50 and not [row for row in texts.rows() if "" in row]


def test_every_metric_says_what_each_era_makes_of_it():
    eras = set(rules().eras["era"])
    told = dict(rules().metric_forms.group_by("metric_id").agg("era").iter_rows())
    assert len(eras) == 4
    assert not [metric for metric in rules().metrics["metric_id"] if set(told.get(metric, [])) != eras]


def test_every_era_says_whether_it_joins_the_one_before():
    first = rules().eras["era"][0]
    assert not rules().metric_forms.filter((pl.col("era") != first) & ((pl.col("join_before") == "") | (pl.col("status") == ""))).height


def test_eras_follow_one_another_without_gap():
    spans = rules().eras.select("first_year", "last_year").rows()
    assert all(int(last) + 1 == int(first) for (_, last), (first, _) in zip(spans, spans[1:], strict=False)) and spans[-1][1] == ""


def test_every_value_cell_of_the_forms_has_a_metric():
    cells = rules().forms.filter((pl.col("row") != "") & (pl.col("column") != ""))
    known = set(rules().metrics["metric_id"])
    assert cells.height > 400 and not [row for row in cells.iter_rows(named=True) if row["metric_id"] not in known]


def test_every_class_of_units_is_known_and_every_factor_a_number():
    known = set(rules().units["class"])
    also = {name for cell in rules().metrics["also_classes"] for name in cell.split("|") if name}
    assert also <= known and "" not in known
    assert all(float(factor) > 0 for factor in rules().units["factor"])


def test_every_label_has_either_a_metric_or_a_reason():
    both_or_neither = rules().labels.filter((pl.col("metric_id") == "") == (pl.col("reason") == ""))
    assert both_or_neither.is_empty(), both_or_neither


def test_a_label_with_several_metrics_has_them_for_a_zero_only():
    key = ["label", "unit", "report_id", "when"]
    joint = rules().labels.filter(pl.struct(key).is_duplicated())
    assert joint.height and joint["when"].unique().to_list() == ["zero"]


def test_a_label_with_a_rule_for_zero_has_one_for_the_rest_or_none_at_all():
    rows = rules().labels.group_by("label", "unit", "report_id").agg(pl.col("when").unique())
    assert not [row for row in rows.rows() if "" in row[3] and len(row[3]) > 1]


def test_a_dimension_stands_with_a_metric_only():
    assert rules().labels.filter((pl.col("dimension") != "") & (pl.col("metric_id") == "")).is_empty()


def test_each_agency_name_means_one_agency():
    meant = rules().agency_names.group_by("name").agg(pl.col("agency_id").n_unique())
    assert meant["agency_id"].max() == 1


def test_every_agency_answers_to_its_own_name():
    names = dict(rules().agency_names.select("name", "agency_id").iter_rows())
    assert not [row for row in rules().agencies.select("name", "agency_id").rows() if names.get(row[0]) != row[1]]


def test_formulas_use_known_metrics_only():
    known = set(rules().metrics["metric_id"])
    sides = [row[side] for row in rules().derived.iter_rows(named=True) for side in ("numerator", "denominator")]
    used = {name for side in sides for part in alternatives(side) for _, name in operands(part)}
    assert used and used <= known


def test_a_rate_has_a_denominator_and_a_sum_none():
    assert not [row for row in rules().derived.iter_rows(named=True) if (row["kind"] == "rate") != bool(row["denominator"])]
