"""Tables of one layout are worked out once; every document still has its own numbers, places and doubts."""

import random
from dataclasses import asdict

import pytest
from tests.form_cases import RULES, document, fill
from tests.form_layouts import REQUEST_GRIDS, REVIEW_GRIDS, STAT_GRIDS

from etl.forms import form_sheet
from etl.forms.forms import read
from etl.model import Report


def told(parts, year=2018) -> list[dict]:
    return [asdict(figure) for figure in read(document("一、总体情况", *parts), Report(year=year), RULES)[0]]


GRIDS = [("R1", "stat", layout) for layout in STAT_GRIDS] + [("R3", "requests", layout) for layout in REQUEST_GRIDS]
GRIDS += [("R3", "review_litigation", layout) for layout in REVIEW_GRIDS]


@pytest.mark.parametrize("form, table, layout", GRIDS)
def test_a_known_layout_is_read_as_if_it_were_new(form, table, layout):
    pages = [layout(cells) if form == "R1" else layout(form, cells) for cells in (fill(form, table, random.Random(seed)) for seed in (31, 32))]
    form_sheet._KNOWN.clear()
    fresh = told(pages[1])
    form_sheet._KNOWN.clear()
    told(pages[0])
    assert told(pages[1]) == fresh


def twins(first: str, second: str) -> list:
    """A small table that prints two numbers under one of its headers."""
    head = ["信息内容", "本年制发件数", "本年废止件数", ("现行有效件数", 2, 1)]
    return [[head, ["规章", "1", "0", "4", "4"], ["行政规范性文件", "2", "0", first, second]]]


def test_two_numbers_under_one_header_stay_a_doubt_after_a_table_where_they_agreed():
    form_sheet._KNOWN.clear()
    values = [[figure["value"] for figure in told(twins(*pair), 2022)][-1] for pair in (("7", "7"), ("7", "9"))]
    assert values == [7.0, None]


def test_layouts_differ_where_a_cell_is_blank_or_merged():
    page = [["信息内容", "本年制发件数"], ["规章", "1"], ["规范性文件", "2"]]
    blank = [page[0], ["规章", ""], page[2]]
    shapes = {form_sheet._layout(document(rows).blocks[0], ()) for rows in (page, blank, [[("信息内容", 2, 1)], *page[1:]])}
    assert len(shapes) == 3


def test_no_more_layouts_are_kept_than_memory_allows(monkeypatch):
    monkeypatch.setattr(form_sheet, "KNOWN_MAX", 2)
    form_sheet._KNOWN.clear()
    for layout in STAT_GRIDS[:4]:
        told(layout(fill("R1", "stat", random.Random(34))))
    assert 0 < len(form_sheet._KNOWN) <= 2


def test_a_row_that_numbers_the_columns_is_not_taken_for_one_of_the_same_kinds():
    counted, plain = ([["统计指标", "甲", "乙", "丙"], ["收到申请数", *row]] for row in (("1", "2", "3"), ("4", "5", "6")))
    assert form_sheet._layout(document(counted).blocks[0], ()) != form_sheet._layout(document(plain).blocks[0], ())


def test_columns_of_two_years_are_told_apart_by_the_years():
    one, two = ([["信息内容", *years], ["规章", "1", "2"]] for years in (("2021", "2022"), ("2022", "2021")))
    assert form_sheet._layout(document(one).blocks[0], ()) != form_sheet._layout(document(two).blocks[0], ())


def test_rows_read_cell_by_cell_are_the_documents_own_after_a_table_of_the_same_layout():
    def page(value: str) -> list:
        rows = [["规章", value, "0", "4"], ["行政规范性文件", "2", "0", "7"], ["行政许可", value], ["行政处罚", "5"]]
        return [[["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], *[row + [""] * (4 - len(row)) for row in rows[:2]],
                 ["信息内容", ("本年处理决定数量", 3, 1)], *[[row[0], (row[1], 3, 1)] for row in rows[2:]]]]
    form_sheet._KNOWN.clear()
    fresh = told(page("8"), 2022)
    form_sheet._KNOWN.clear()
    told(page("3"), 2022)
    assert told(page("8"), 2022) == fresh
