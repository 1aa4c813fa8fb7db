"""Whole pages as crawlers print them: every row a line of cells between bars, merged cells left out or blank."""

import random

import pytest
from tests.form_cases import RULES, expected, fill, rows_of
from tests.form_layouts import requests_merged, requests_ragged, review_merged, review_ragged, small_stacked

from etl.documents.parse import read_bytes
from etl.forms.forms import read
from etl.model import Report

SMALL = ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9")
ENDS = {"trailing": ("", " |"), "none": ("", ""), "both": ("| ", " |")}


def printed(grids, style, spans):
    first, last = ENDS[style]
    rows = [[text for cell in row for text in ([cell] if isinstance(cell, str) else [cell[0]] + [""] * (cell[1] - 1) * spans)] for grid in grids for row in grid]
    return [first + " | ".join(text.replace("\n", " ") for text in row) + last for row in rows]


@pytest.mark.parametrize("form", ["R2", "R3"])
@pytest.mark.parametrize("style", ENDS)
@pytest.mark.parametrize("spans", [0, 1])
@pytest.mark.parametrize("headed", [False, True])
@pytest.mark.parametrize("requests, review", [(requests_ragged, review_ragged), (requests_merged, review_merged)])
def test_every_cell_of_the_three_tables(form, style, spans, headed, requests, review):
    rng = random.Random(7)
    small = {name: fill(form, name, rng) for name in SMALL if rows_of(form, name)}
    cells, cases = fill(form, "requests", rng), fill(form, "review_litigation", rng)
    heads = ["三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"] if headed else ["", ""]
    lines = [*printed(small_stacked(form, small), style, spans), heads[0], *printed(requests(form, cells), style, spans), heads[1],
             *printed(review(form, cases), style, spans)]
    page = read_bytes("\n".join(lines).encode(), "page.txt")
    figures, _ = read(page, Report(), RULES)
    wanted = expected(form, "requests", cells) | expected(form, "review_litigation", cases)
    for name, values in small.items():
        wanted |= expected(form, name, values)
    assert {figure.rule_id: figure.value for figure in figures} == wanted
