"""Forms printed with rows as columns: every cell exact where all labels are sure, a finding and no figure otherwise."""

import random

import pytest
from tests.form_cases import RULES, document, expected, fill, rows_of
from tests.form_layouts import requests_merged, small_apart

from etl.forms.forms import read
from etl.model import Report

SMALL = ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9")
FORMS = pytest.mark.parametrize("form, year", [("R2", 2020), ("R3", 2023)])


def turned(rows: list) -> list:
    """The table with its rows as columns; every merged cell merged the other way."""
    taken: dict[tuple[int, int], tuple] = {}
    for y, row in enumerate(rows):
        x = 0
        for entry in row:
            text, wide, high = entry if isinstance(entry, tuple) else (entry, 1, 1)
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + right): (text, high, wide) if not (down or right) else None for down in range(high) for right in range(wide)}
            x += wide
    width = max(x for _, x in taken) + 1
    return [[taken[y, x] for y in range(len(rows)) if taken.get((y, x))] for x in range(width)]


def reading(year: int, *tables) -> tuple[dict, set]:
    figures, findings = read(document(*tables), Report(year=year), RULES)
    return {one.rule_id: one.value for one in figures}, {one.check_id for one in findings}


@FORMS
@pytest.mark.parametrize("seed", [1, 2])  # the second is read by the layout of the first
def test_the_small_tables_are_read(form, year, seed):
    cells = {name: fill(form, name, random.Random(seed)) for name in SMALL if rows_of(form, name)}
    wanted = {rule: value for name in cells for rule, value in expected(form, name, cells[name]).items()}
    assert reading(year, *map(turned, small_apart(form, cells))) == (wanted, set())


@FORMS
def test_the_applications_are_read(form, year):
    cells = fill(form, "requests", random.Random(3), blanks=True)
    assert reading(year, *map(turned, requests_merged(form, cells))) == (expected(form, "requests", cells), set())


@FORMS
def test_a_label_that_the_form_does_not_have_leaves_the_table_unread(form, year):
    cells = fill(form, "requests", random.Random(3))
    table = [[("某种人", *entry[1:]) if entry[0] == "自然人" else entry for entry in row] for row in turned(requests_merged(form, cells)[0])]
    figures, findings = reading(year, table)
    assert not any(value is not None for value in figures.values()) and findings
