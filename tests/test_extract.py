"""One document to JSON: the keys of the contract, numbers as numbers, spans that point at what is printed."""

import json
import random

import pytest
from tests.builders import document, rules
from tests.form_cases import fill
from tests.form_layouts import stat_one_row_a_line
from tests.scores import EXAMPLES, FOLDERS, read

from etl.documents.refusal import Refused
from etl.extract import extract

TOP = "file sha256 report figures findings".split()
REPORT = "agency agency_type level province city county year period_start period_end kind form title published_on".split()
FIGURE = "metric label value unit qualifier scope dimension origin missing rule_id block row column quote char_start char_end".split()
FINDING = "check_id level suspect message place".split()
LINES = ("本报告统计期限为2018年1月1日至12月31日。", "主动公开政府信息1,204条，收到政府信息公开申请3件，未发生行政复议。", "公开收取费用0.5万元。")


def told(path):
    return json.loads(json.dumps(extract(path, rules()).as_dict(), ensure_ascii=False))


def test_the_object_has_the_keys_of_the_contract(tmp_path):
    found = told(document(tmp_path / "a.txt", *LINES))
    assert list(found) == TOP
    assert set(found["report"]) == {*REPORT, "reasons"}
    assert all(set(figure) == {*FIGURE, "value_high", "category", "accepted"} for figure in found["figures"])


def test_findings_have_the_keys_of_the_contract(tmp_path):
    found = told(document(tmp_path / "a.txt", "通过微博发布信息94条。", "微博发布信息116条。"))
    assert found["findings"] and all(list(finding) == FINDING for finding in found["findings"])


def test_numbers_are_numbers(tmp_path):
    found = told(document(tmp_path / "a.txt", *LINES))
    values = {figure["metric"]: figure["value"] for figure in found["figures"]}
    assert (values["info_disclosed_total"], values["app_received"], values["review_total"]) == (1204, 3, 0)
    assert all(type(value) in (int, float) for value in values.values()) and type(found["report"]["year"]) is int


def test_a_range_has_both_ends(tmp_path):
    (figure,) = told(document(tmp_path / "a.txt", "全年主动公开政府信息300至320条。"))["figures"]
    assert (figure["value"], figure["value_high"], figure["qualifier"]) == (300, 320, "range")


def test_the_hash_is_that_of_the_file(tmp_path):
    import hashlib

    path = document(tmp_path / "a.txt", *LINES)
    assert told(path)["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(EXAMPLES).as_posix())
def test_spans_hold_the_printed_number(folder):
    from etl.forms.cells import read_value

    found = read(folder)
    text, units = found.document.text, tuple(rules().units["unit"])
    for figure in found.figures:
        printed = text[figure.char_start:figure.char_end]
        if figure.origin == "table":
            assert read_value(printed, units).number == figure.value
        else:
            assert printed == figure.quote and any(char.isdigit() or char.isalpha() for char in printed)


def test_a_prose_quote_ends_with_its_number(tmp_path):
    found = told(document(tmp_path / "a.txt", *LINES))
    quotes = [figure["quote"] for figure in found["figures"]]
    assert any(quote.endswith("1,204条") for quote in quotes) and any(quote.endswith("3件") for quote in quotes)


def test_a_table_cell_has_row_and_column_and_prose_has_none(tmp_path):
    table = ["统计指标 | 单位 | 统计数 |", *(f"{label} | {unit} | {value} |" for label, unit, value in (
        ("(一)主动公开政府信息数", "条", 116), ("3.政务微博公开政府信息数", "条", 90), ("(一)收到申请数", "件", 3), ("1.当面申请数", "件", 1),
        ("3.网络申请数", "件", 2), ("(二)申请办结数", "件", 3), ("1.按时办结数", "件", 3), ("六、举报投诉数量", "件", 0)))]
    figures = told(document(tmp_path / "a.txt", "收到政府信息公开申请3件。", *table))["figures"]
    places = {(figure["metric"], figure["origin"]): (figure["row"], figure["column"]) for figure in figures}
    assert places["app_received", "table"] == (4, 3) and places["app_received", "prose"] == (None, None)


def test_one_figure_of_a_metric_is_accepted_and_the_table_wins(tmp_path):
    cells = {**fill("R1", "stat", random.Random(1)), ("8", "C3"): "116"}
    found = extract(document(tmp_path / "a.txt", "2018年，微博发布信息94条。", *stat_one_row_a_line(cells)), rules())
    weibo = {figure.value: (figure.origin, figure.accepted) for figure in found.figures if figure.metric == "channel_weibo"}
    assert weibo == {94: ("prose", False), 116: ("table", True)}
    assert ("prose_against_table", "report") in {(finding.check_id, finding.suspect) for finding in found.findings}


def test_lines_of_a_flattened_table_are_not_read_again_as_prose(tmp_path):
    cells = fill("R1", "stat", random.Random(2))
    found = extract(document(tmp_path / "a.txt", "收到政府信息公开申请9件。", *stat_one_row_a_line(cells), "本年度培训90人次。"), rules())
    assert [figure.value for figure in found.figures if figure.origin == "prose"] == [9, 90]


def test_sentences_in_one_paragraph_with_a_flattened_table_are_still_read(tmp_path):
    cells = fill("R1", "stat", random.Random(3))
    one = " ".join(["收到政府信息公开申请9件。", *stat_one_row_a_line(cells)])
    found = extract(document(tmp_path / "a.txt", one), rules())
    assert [figure.value for figure in found.figures if figure.origin == "prose"] == [9]
    assert sum(figure.origin == "table" for figure in found.figures) == 77


def test_reading_twice_gives_the_same(tmp_path):
    path = document(tmp_path / "a.txt", *LINES, "微博发布信息94条。微博发布信息116条。")
    assert json.dumps(told(path)) == json.dumps(told(path))


def test_a_plan_has_no_figures(tmp_path):
    found = extract(document(tmp_path / "a.txt", "全年公开信息300条以上。", title="云溪市民政局2022年政务公开工作要点"), rules())
    assert (found.report.kind, found.figures) == ("plan", [])


def test_a_refusal_names_its_reason(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"\x00" * 9)
    with pytest.raises(Refused) as refused:
        extract(tmp_path / "a.pdf", rules())
    assert refused.value.key == "document_empty"
