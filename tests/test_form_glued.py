"""Forms whose cells ran together without a blank: every figure that is taken is right, whatever leaves several ways open is a finding."""

import random

import pytest
from tests.check_cases import SMALL
from tests.form_cases import APPLICANTS, RULES, add_up, document, expected, fill, request_labels
from tests.form_layouts import requests_merged, review_merged, small

from etl.extract import read_document
from etl.forms.forms import read
from etl.model import Report

YEARS = {"R2": 2020, "R3": 2023}
LIKELY = [0] * 9 + [1, 2, 3, 11]  # what bodies count of organisations


def glued(*parts) -> str:
    """Return the texts and cells of parts without anything between them."""
    rows = [row for part in parts for row in ([[part]] if isinstance(part, str) else part)]
    return "".join(cell[0] if isinstance(cell, tuple) else cell for row in rows for cell in row)


def likely(form: str, rng: random.Random) -> dict:
    """Return an applications table as it is usual: mostly persons, few organisations."""
    cells = {}
    for _, row in request_labels(form):
        parts = [rng.choice([0, 0, rng.randrange(300)]), *(rng.choice(LIKELY) for _ in APPLICANTS[1:])]
        cells |= {(row, column): str(number) for column, number in zip(APPLICANTS, parts)}
    add_up(form, cells)
    return cells


def reading(text: str, form: str) -> tuple[dict, set]:
    figures, findings = read(document(text), Report(year=YEARS[form]), RULES)
    return {figure.rule_id: figure.value for figure in figures}, {finding.check_id for finding in findings}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("form", YEARS)
def test_rows_whose_sum_leaves_one_way_are_read_and_no_other(form, seed):
    cells = likely(form, random.Random(seed))
    found, findings = reading(glued("一、总体情况。三、收到和处理政府信息公开申请情况", *requests_merged(form, cells), "五、存在的主要问题。"), form)
    wanted = expected(form, "requests", cells)
    assert found.items() <= wanted.items() and len(found) > len(wanted) / 2
    assert len(found) == len(wanted) or "form_row_misaligned" in findings


def test_a_row_that_two_ways_fit_is_a_finding_and_not_blank():
    text = "".join(f"{labels[-1][0]}{'260020129' if row == '4' else '0000000'}" for labels, row in request_labels("R3"))
    found, findings = reading(text, "R3")  # 26 and 2, or 2 and 6 with 20: both make 29
    assert not any(rule.startswith("form:R3/requests/4/") for rule in found) and "form_row_misaligned" in findings


@pytest.mark.parametrize("form", YEARS)
def test_the_reviews_are_parted_by_their_three_sums(form):
    numbers = iter([1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 2, 10, 12])
    cells = {cell: str(next(numbers)) for cell in sorted(fill("R3", "review_litigation", random.Random(6)))}
    zeros = "".join(f"{labels[-1][0]}0000000" for labels, _ in request_labels(form))
    found, _ = reading(zeros + glued("四、政府信息公开行政复议、行政诉讼情况", *review_merged(form, cells)), form)
    assert {rule: value for rule, value in found.items() if "review" in rule} == expected(form, "review_litigation", cells)


def test_columns_without_a_sum_are_left_unless_each_has_one_digit():
    tables = small("R2", {"art20_5": {("1", "C1"): "396", ("1", "C2"): "0", ("1", "C3"): "181"}, "art20_1": {("1", f"C{n}"): "0" for n in (1, 2, 3)}}, ("art20_1", "art20_5"))
    zeros = "".join(f"{labels[-1][0]}0000000" for labels, _ in request_labels("R2"))
    found, findings = reading(glued(*tables) + zeros, "R2")
    assert "form_row_misaligned" in findings and [rule for rule in found if "art20_5" in rule] == []
    assert [found[f"form:R2/art20_1/1/C{n}"] for n in (1, 2, 3)] == [0, 0, 0]


@pytest.mark.parametrize("table", ["一、本年新收政府信息公开申请数量2710{}", "一、本年新收政府信息公开申请数量410000041{}"])
def test_glued_digits_are_no_quantities_of_sentences(table):
    rest = "".join(f"{labels[-1][0]}0000000" for labels, _ in request_labels("R3")[1:])
    made = read_document(document("某市民政局2023年政府信息公开工作年度报告", "全年主动公开政府信息12条。" + table.format(rest)), RULES)
    assert [figure.value for figure in made.figures if figure.origin == "prose"] == [12]


def test_results_told_in_one_sentence_are_no_table():
    text = "某市民政局2023年政府信息公开工作年度报告", "收到申请30件，予以公开5件；部分公开9件；属于国家秘密1件；属于行政执法案卷6件；属于行政查询事项4件；重复申请3件。"
    assert "granted" in {figure.metric for figure in read_document(document(*text), RULES).figures}


def test_small_tables_of_one_column_are_read_as_printed():
    cells = {name: fill("R3", name, random.Random(7)) for name in SMALL["R3"][1:]}
    zeros = "".join(f"{labels[-1][0]}0000000" for labels, _ in request_labels("R3"))
    found, _ = reading(glued(*small("R3", cells, SMALL["R3"][1:])) + zeros, "R3")
    assert {rule: value for rule, value in found.items() if "art20" in rule} == {
        rule: value for name in cells for rule, value in expected("R3", name, cells[name]).items()}


def test_digits_without_end_behind_labels_are_left_in_bounded_time():
    rng = random.Random(9)
    rows = (f"{labels[-1][0]}{''.join(rng.choice('123456789') for _ in range(30))}" for _ in range(40) for labels, _ in request_labels("R3"))
    assert reading("".join(rows), "R3")[0] == {}


ANNEX = "附表：政府信息公开情况统计表指标名称计量单位2012年度历年累计主动公开信息数条{0}其中：1.政府网站公开条{1}2.政府公报公开条00受理依申请公开信息总数条{2}其中：1.当面申请数条01" \
        "2.传真申请数条003.网络申请数条254.信函申请数条00对申请的答复总数条312其中：1.同意公开答复数条192.同意部分公开答复数条00行政复议数条00行政诉讼数条02"


def annex(*numbers):
    figures, findings = read(document(ANNEX.format(*numbers)), Report(year=2012), RULES)
    return {figure.metric: figure.value for figure in figures}, [finding.message for finding in findings]


def test_digits_of_a_year_and_of_all_years_are_parted_where_one_way_is_open():
    found, _ = annex("018", "014", "317")
    wanted = {"app_received": 3, "app_online": 2, "app_in_person": 0, "replied_total": 3, "granted": 1, "lit_total": 0, "info_disclosed_total": 0}
    assert {metric: found.get(metric) for metric in wanted} == wanted


def test_digits_that_several_ways_part_into_a_year_and_all_years_are_a_finding():
    found, messages = annex("13254671", "11253982", "317")
    assert "info_disclosed_total" not in found and "channel_website" not in found and found["app_received"] == 3
    assert any("主动公开信息数" in message for message in messages)
