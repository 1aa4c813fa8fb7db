"""The number grammar: what is a quantity, its value, unit and qualifier; and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.prose.numbers import load, scan

RULES = load(Path(__file__).parent.parent / "data" / "rules")


def read(text):
    return [(n.value, n.unit, n.qualifier) for n in scan(text, RULES)]


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), [
    ("1,205条", 1205, "条", "exact"), ("２９条", 29, "条", "exact"), ("1 234条", 1234, "条", "exact"), ("30.6万条", 306000, "条", "exact"),
    ("13万2条", 132000, "条", "exact"), ("3万多条", 30000, "条", "approx"), ("26.8万余条", 268000, "条", "approx"),
    ("一百零三件", 103, "件", "exact"), ("二十五次", 25, "次", "exact"), ("十二件", 12, "件", "exact"), ("两件", 2, "件", "exact"),
    ("一千二百三十四条", 1234, "条", "exact"), ("百余件", 100, "件", "approx"), ("近百条", 100, "条", "approx"), ("上千条", 1000, "条", "approx"),
    ("820多人次", 820, "人次", "approx"), ("约300条", 300, "条", "approx"), ("超过500条", 500, "条", "approx"), ("30次左右", 30, "次", "approx"),
    ("不少于10条", 10, "条", "at_least"), ("10条以上", 10, "条", "at_least"), ("不超过5件", 5, "件", "at_most"), ("5件以内", 5, "件", "at_most"),
    ("5.5万元", 5.5, "万元", "exact"), ("231600元", 231600, "元", "exact"), ("99.5%", 99.5, "%", "exact"), ("百分之五", 5, "%", "exact"),
    ("０次", 0, "次", "exact"), ("共150余", 150, "", "approx"), ("投诉件36(其中", 36, "", "exact"),
])
def test_one_quantity(text, value, unit, qualifier):
    assert read(text) == [(value, unit, qualifier)]


@pytest.mark.parametrize("text", [
    "2018年1月1日至2018年12月31日", "自201811日起至20181231日止", "2018515日", "国办发〔2019〕60号", "国务院令第711号", "第二十条", "第3名",
    "一是加强领导，二是完善制度", "三审三校", "一网两微", "双公示", "五公开", "两微一端", "六稳六保", "12345热线", "5.15政务公开日", "0570-3078236",
    "13800001111", "最多跑一次", "一次性告知", "一件事", "几十件", "数百条", "十几次", "三类内部事务信息", "www.abc123.cn", "进一步", "统一", "1个月",
])
def test_no_quantity(text):
    assert read(text) == []


def test_a_number_after_its_count_word_is_read_though_its_unit_is_lost():
    assert read("发布的信息数量30利用公众号") == [(30, "", "exact")]
    assert read("平台30利用公众号") == read("无一例外") == []


def test_range_keeps_both_ends():
    (number,) = scan("全年发布10至15件", RULES)
    assert (number.value, number.value_high, number.qualifier) == (10, 15, "range")


@given(st.integers(0, 10**9), st.sampled_from(["条", "件", "人次", "万元"]))
def test_digits_are_read_as_printed(value, unit):
    assert read(f"公开{value}{unit}。") == [(value, unit, "exact")]
    assert read(f"公开{value:,}{unit}。") == [(value, unit, "exact")]


@given(st.text(alphabet="一二两百千万零0123456789.,-第年月条件余约〔〕（）%", max_size=60))
def test_spans_point_into_the_text(text):
    for number in scan(text, RULES):
        assert text[number.start:number.end] == number.text
