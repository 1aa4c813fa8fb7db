"""The five reference reports beside the checkout, read whole: figures, identity and the two contradictions they contain."""

import re
from collections import Counter

import pytest
from tests.builders import ROOT, rules
from tests.scores import rows

from etl.extract import extract

SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the reference reports are not beside the checkout")

IDENTITY = {
    "anqing-mzj-2015-rectification": ("安庆市民政局", "民政局", "市", "安徽省", "安庆市", "", 2015, "summary", ""),
    "fushun-dongzhou-dalian-2018": ("抚顺市东洲区搭连街道办事处", "街道乡镇", "乡镇街道", "辽宁省", "抚顺市", "东洲区", 2018, "annual_report", ""),
    "quzhou-mzj-2018": ("衢州市民政局", "民政局", "市", "浙江省", "衢州市", "", 2018, "annual_report", "R1"),
    "suqian-sucheng-mzj-2022-plan": ("宿迁市宿城区民政局", "民政局", "县区", "江苏省", "宿迁市", "宿城区", 2022, "plan", ""),
    "suzhou-mzj-2018": ("苏州市民政局", "民政局", "市", "江苏省", "苏州市", "", 2018, "annual_report", ""),
}
FACTS = "agency agency_type level province city county year kind form".split()


def read(name):
    return extract(SHARED / "reports" / f"{name}.txt", rules())


def found(name):
    figures = [figure for figure in read(name).figures if figure.metric and figure.value is not None]
    return Counter((f.metric, f.value, f.unit, f.qualifier, f.scope, f.dimension) for f in figures)


def gold(name):
    """The careful reader's figures; a locator such as `R1 row 2` is no dimension."""
    lines = rows(SHARED / "gold" / f"{name}.csv")
    return Counter((one["metric"], float(one["value"]), one["unit"], one["qualifier"], one["scope"],
                    "" if one["dimension"].startswith("R1 row") else one["dimension"]) for one in lines)


def test_recall_and_precision():
    pairs = [(found(name), gold(name)) for name in IDENTITY]
    right = sum((got & want).total() for got, want in pairs)
    assert right / sum(want.total() for _, want in pairs) >= 0.95
    assert right / sum(got.total() for got, _ in pairs) >= 0.97


@pytest.mark.parametrize("name", IDENTITY)
def test_identity(name):
    report = read(name).report
    assert tuple(getattr(report, fact) for fact in FACTS) == IDENTITY[name]


def test_the_plan_yields_nothing():
    assert read("suqian-sucheng-mzj-2022-plan").figures == []


def test_a_summary_of_part_of_a_year_says_so():
    report = read("anqing-mzj-2015-rectification").report
    assert (report.period_start, report.period_end[:7]) == ("2015-01-01", "2015-06")


def test_weibo_in_prose_and_table_differ():
    messages = {finding.place: finding.message for finding in read("quzhou-mzj-2018").findings if finding.check_id == "prose_against_table"}
    assert "116" in messages["channel_weibo"] and "94" in messages["channel_weibo"]
    weibo = {figure.value: figure.accepted for figure in read("quzhou-mzj-2018").figures if figure.metric == "channel_weibo"}
    assert weibo == {116: True, 94: False}


def test_inquiries_do_not_add_up_and_all_three_numbers_stay():
    reading = read("fushun-dongzhou-dalian-2018")
    assert any("1611" in finding.message and "1678" in finding.message for finding in reading.findings)
    assert {1611, 926, 752} <= {figure.value for figure in reading.figures if figure.metric == "inquiries"}


def test_no_personal_name_of_a_signature_is_output():
    reading = read("quzhou-mzj-2018")
    names = re.findall(r"(?:负责人|审核人|填报人)[:：]\s*(\w{2,4}?)(?=审核人|填报人|\s|$)", reading.document.text, re.M)
    assert len(names) == 3 and not any(name in repr(reading.figures) + repr(reading.findings) for name in names)
