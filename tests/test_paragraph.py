"""Bodies named only inside a text: at the head of a clause, as a zone, as a website's keeper; and names that are none."""

import pytest
from tests.test_identify import WHOLE, facts

HEAD = WHOLE.format(2020)


def told(line, *more):
    """Return agency, type, level and city of a report without a title that says a line."""
    report, _ = facts(HEAD, line, "一、总体情况", *more)
    return report.agency, report.agency_type, report.level, report.city


@pytest.mark.parametrize("line, found", [
    ("2020年，桐乡市水务集团有限公司对照清单公开政府信息。", ("桐乡市水务集团有限公司", "其他", "县区", "嘉兴市")),
    ("2020年，上海海事大学官方网站公开信息9条。", ("上海海事大学", "其他", "省", "上海市")),
    ("2020年，海门经济技术开发区按要求公开政府信息。", ("海门经济技术开发区", "其他", "乡镇街道", "南通市")),
    ("2020年，甘眉工业园区管委会把公开作为大事。", ("甘眉工业园区管委会", "其他", "", "")),
    ("具体内容可在“咸宁市水利和湖泊局”网站查询，我局公开9条。", ("咸宁市水利和湖泊局", "其他部门", "市", "咸宁市")),
    ("2020年，经开区（地址：安顺经济技术开发区某路）把公开作为大事，经开区公开9条。", ("安顺经济技术开发区", "其他", "县区", "安顺市"))])
def test_a_body_inside_the_text_is_found(line, found):
    assert told(line) == found


def test_zones_of_two_places_leave_a_nameless_one_unnamed():
    assert told("2020年，经开区学习安顺经济技术开发区和遂宁经济技术开发区的做法，经开区公开9条。")[0] == ""


def test_the_bureau_of_a_zone_is_not_the_zone():
    assert told("2020年，东湖风景区市场监督管理局以公开为大事。") == ("东湖风景区市场监督管理局", "其他部门", "", "")


def test_a_scenic_area_is_not_in_the_district_of_the_same_name_unless_the_text_says_so():
    assert told("2020年，东湖风景区管委会把公开作为大事。") == ("东湖风景区管委会", "其他", "", "")
    assert told("2020年，东湖风景区管委会把公开作为大事。", "南昌市东湖区各街道积极公开。")[3] == "南昌市"


def test_a_zone_by_law_is_not_placed_against_the_city_that_the_text_speaks_of():
    assert told("2020年，海门经济技术开发区按要求公开政府信息。", "按武汉市要求公开。")[3] != "南通市"


@pytest.mark.parametrize("title", ["经济开发区管委会", "经开区", "市临空经济区"])
def test_a_zone_without_a_name_is_no_agency(title):
    report, _ = facts(f"{title}2020年政府信息公开工作年度报告", HEAD)
    assert report.agency == "" and report.agency_type == "其他"


def test_the_type_of_a_bureau_is_told_even_where_its_place_is_not():
    report, _ = facts("市场监督管理局2020年政府信息公开工作年度报告", HEAD)
    assert (report.agency, report.agency_type, report.level) == ("", "其他部门", "")


def test_a_city_bureau_is_a_prefectures_only_where_counties_are_spoken_of():
    title = "市民政局2020年政府信息公开工作年度报告"
    assert facts(title, HEAD)[0].level == ""
    assert facts(title, HEAD, "指导各县区民政部门公开。")[0].level == "市"


@pytest.mark.parametrize("title, agency, kind, level", [
    ("北京市通州区城市管理委员会2020年政府信息公开工作年度报告", "北京市通州区城市管理委员会", "其他部门", "县区"),
    ("上海市公安局静安分局2020年政府信息公开工作年度报告", "上海市公安局静安分局", "其他部门", "县区"),
    ("湛江海关2020年政府信息公开工作年度报告", "湛江海关", "其他部门", "市"),
    ("重庆高新技术产业开发区管理委员会办公室2020年政府信息公开工作年度报告", "重庆高新技术产业开发区管理委员会办公室", "政府办公室", "县区"),
    ("东湾新区管理委员会办公室2020年政府信息公开工作年度报告", "东湾新区管理委员会办公室", "政府办公室", ""),
    ("某山经开区管委会办公室2020年政府信息公开工作年度报告", "某山经开区管委会办公室", "政府办公室", "")])
def test_endings_and_beginnings_that_mislead(title, agency, kind, level):
    report, _ = facts(title, HEAD)
    assert (report.agency, report.agency_type, report.level) == (agency, kind, level)


def test_who_sends_a_notice_stands_before_what_it_is_about():
    report, _ = facts("莆田市人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知")
    assert (report.agency, report.agency_type, report.kind) == ("莆田市人民政府办公室", "政府办公室", "other")


@pytest.mark.parametrize("title", ["文字解读：宁陵县水利局2020年政府信息公开工作年度报告", "一图读懂宁陵县水利局2020年政府信息公开工作年度报告"])
def test_what_explains_a_report_is_none(title):
    assert facts(title)[0].kind == "other"


def test_a_sentence_is_no_signature_but_a_report_named_at_its_head_is():
    line = "宁陵县水利局2020年度政府信息公开工作年度报告统计时限为2020年1月1日至12月31日，工作时间为上午九时至十二时，欢迎查阅和监督，谢谢。"
    assert facts(line)[0].agency == "宁陵县水利局"
    line = "宁陵县商务委2020年通过门户网站和政府信息公开查阅场所共主动公开政府信息四百二十四条，全文电子化率达百分之一百，依时完成任务。"
    assert "落款" not in facts(line)[0].reasons.get("agency", "")


def test_an_account_is_named_after_its_city():
    report, _ = facts("市城管局2020年政府信息公开工作年度报告", HEAD, "通过铜陵城管微信公众号发布9条。", "指导各县区公开。")
    assert (report.agency, report.city) == ("铜陵市城市管理局", "铜陵市")


def test_part_of_a_report_is_told_by_one_of_its_headings():
    assert facts("二、主动公开政府信息情况", "2018年，我市各级政府共公开政府信息38条。", "三、重点领域公开")[0].kind == "annual_report"
    assert facts("二、主动公开政府信息情况", "写明各类信息的条数。", "三、依申请公开")[0].kind != "annual_report"


def test_a_city_that_was_a_county_is_the_city_of_today():
    report, _ = facts("哈密市水利局2020年政府信息公开工作年度报告", f"{HEAD}（电话：0902-1234567）")
    assert (report.level, report.city, report.county) == ("市", "哈密市", "")


def test_who_composed_a_report_is_not_whom_it_is_addressed_to():
    report, _ = facts("宁陵县气象部门2020年政府信息公开工作年度报告", "河南省气象局：", "宁陵县气象局特编制年度报告，现汇报如下：", HEAD)
    assert report.agency == "宁陵县气象局"
