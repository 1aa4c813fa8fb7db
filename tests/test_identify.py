"""Who reports on which year in what kind of document, from titles, page data, lead-ins and signatures."""

from pathlib import Path
from random import Random

import pytest
from tests.form_cases import RULES, document, fill
from tests.form_layouts import requests_merged

from etl.extract import read_document
from etl.identity.identify import identify

WHOLE = "本报告中所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。"


def facts(*lines, page=""):
    """Return the report and the ids of the findings of a document of lines."""
    made = document(*lines)
    made.title = page
    report, findings = identify(made, RULES)
    return report, [finding.check_id for finding in findings]


AGENCIES = {
    "某事由：重庆市北碚区民政局2020年度政府信息公开工作年度报告": ("重庆市北碚区民政局", "民政局", "县区", "重庆市", "重庆市", "北碚区"),
    "台江县2019年政府信息公开工作年度报告": ("台江县人民政府", "人民政府", "县区", "贵州省", "黔东南苗族侗族自治州", "台江县"),
    "台江县人民政府办公室2019年政府信息公开工作年度报告": ("台江县人民政府办公室", "政府办公室", "县区", "贵州省", "黔东南苗族侗族自治州", "台江县"),
    "台江县人民政府机关2020年政府信息公开工作年度报告": ("台江县人民政府办公室", "政府办公室", "县区", "贵州省", "黔东南苗族侗族自治州", "台江县"),
    "2019年黔东南州人民政府信息公开年度报告": ("黔东南苗族侗族自治州人民政府", "人民政府", "市", "贵州省", "黔东南苗族侗族自治州", ""),
    "广西民政厅2018年政府信息公开工作年度报告": ("广西壮族自治区民政厅", "民政局", "省", "广西壮族自治区", "", ""),
    "上海市2018年政府信息公开工作年度报告": ("上海市人民政府", "人民政府", "省", "上海市", "上海市", ""),
    "浦东新区2018年政府信息公开工作年度报告": ("上海市浦东新区人民政府", "人民政府", "县区", "上海市", "上海市", "浦东新区"),
    "平塘县通州镇2016年政府信息公开年度报告": ("平塘县通州镇人民政府", "街道乡镇", "乡镇街道", "贵州省", "黔南布依族苗族自治州", "平塘县"),
    "清原县2018年政府信息公开工作报告": ("清原满族自治县人民政府", "人民政府", "县区", "辽宁省", "抚顺市", "清原满族自治县"),
    "仙桃市民政局2019年政府信息公开工作报告": ("仙桃市民政局", "民政局", "县区", "湖北省", "", "仙桃市"),
    "延边州教育局2014年政府信息公开年报": ("延边朝鲜族自治州教育局", "其他部门", "市", "吉林省", "延边朝鲜族自治州", ""),
    "阿拉善盟行政公署2016年政府信息公开年度报告": ("阿拉善盟行政公署", "人民政府", "市", "内蒙古自治区", "阿拉善盟", ""),
    "合肥高新区管委会2018年政府信息公开年度报告": ("合肥高新区管委会", "其他", "县区", "安徽省", "合肥市", ""),
    "貴陽市雲岩區民政局2018年政府信息公開年度報告": ("贵阳市云岩区民政局", "民政局", "县区", "贵州省", "贵阳市", "云岩区"),
    "阿拉善盟2016年政府信息公开年度报告": ("阿拉善盟行政公署", "人民政府", "市", "内蒙古自治区", "阿拉善盟", ""),
    "中山市青石镇人民政府办公室2016年政府信息公开年度报告": ("中山市青石镇人民政府办公室", "政府办公室", "乡镇街道", "广东省", "中山市", ""),
    "阿拉善盟行政公署办公室2016年政府信息公开年度报告": ("阿拉善盟行政公署办公室", "政府办公室", "市", "内蒙古自治区", "阿拉善盟", ""),
    "科尔沁右翼中旗好腰苏木苏木人民政府2021年政府信息公开年度报告": ("科尔沁右翼中旗好腰苏木苏木人民政府", "街道乡镇", "乡镇街道", "内蒙古自治区", "兴安盟", "科尔沁右翼中旗"),
    "潜山县2015年政府信息公开年度报告": ("潜山县人民政府", "人民政府", "县区", "安徽省", "安庆市", "潜山县"),
    "国家统计局商丘调查队2020年政府信息公开年度报告": ("国家统计局商丘调查队", "其他部门", "市", "河南省", "商丘市", ""),
    "中华人民共和国商丘海关2020年政府信息公开年度报告": ("中华人民共和国商丘海关", "其他部门", "市", "河南省", "商丘市", ""),
    "中国人民银行商丘市中心支行2020年政府信息公开年度报告": ("中国人民银行商丘市中心支行", "其他部门", "市", "河南省", "商丘市", ""),
    "国家税务总局宁陵县税务局2020年政府信息公开年度报告": ("国家税务总局宁陵县税务局", "其他部门", "县区", "河南省", "商丘市", "宁陵县"),
    "商丘市睢阳区供销合作社联合社2020年政府信息公开年度报告": ("商丘市睢阳区供销合作社联合社", "其他部门", "县区", "河南省", "商丘市", "睢阳区"),
    "六盘水高新技术产业开发区管理委员会2020年政府信息公开年度报告": ("六盘水高新技术产业开发区管理委员会", "其他", "县区", "贵州省", "六盘水市", ""),
    "仙桃经济示范区管理委员会 仙桃市人民政府2020年政府信息公开年度报告": ("仙桃市人民政府", "人民政府", "县区", "湖北省", "", "仙桃市"),
    "商丘市睢阳区 商丘示范区2020年政府信息公开年度报告": ("商丘市睢阳区人民政府", "人民政府", "县区", "河南省", "商丘市", "睢阳区"),
    "商丘市睢阳区人民政府文化街道2020年政府信息公开年度报告": ("商丘市睢阳区人民政府文化街道办事处", "街道乡镇", "乡镇街道", "河南省", "商丘市", "睢阳区"),
    "商丘市统计局•国家统计局商丘调查队2020年政府信息公开年度报告": ("商丘市统计局", "其他部门", "市", "河南省", "商丘市", ""),
    "第八师石河子市教育局2022年政府信息公开年度报告": ("第八师石河子市教育局", "其他部门", "县区", "新疆维吾尔自治区", "", "石河子市"),
    "商丘市发改委2018年政府信息公开年度报告": ("商丘市发展和改革委员会", "其他部门", "市", "河南省", "商丘市", ""),
}


@pytest.mark.parametrize("title", AGENCIES)
def test_agency_and_place_from_the_title(title):
    report, findings = facts(title)
    assert (report.agency, report.agency_type, report.level, report.province, report.city, report.county) == AGENCIES[title]
    assert report.kind == "annual_report" and report.reasons["agency"] and report.reasons["place"] and not findings


@pytest.mark.parametrize("lines, agency, kind", [
    (["宁陵县青柳办事处2021年政府信息公开年报"], "宁陵县青柳办事处", "街道乡镇"),
    (["宁陵县青柳办事处编制2019年政府信息公开年报。", "青柳办事处公开6条。"], "宁陵县青柳办事处", "街道乡镇"),
    (["商丘市人民政府驻杭州办事处2021年政府信息公开年报"], "商丘市人民政府驻杭州办事处", "其他部门"),
    (["标    题 宁陵县2021年政府信息公开年报"], "宁陵县人民政府", "人民政府"),
    (["名  称：宁陵县2021年政府信息公开年报"], "宁陵县人民政府", "人民政府")])
def test_offices_of_streets_and_titles_behind_a_label(lines, agency, kind):
    report, _ = facts(*lines)
    assert (report.agency, report.agency_type) == (agency, kind)


def test_a_name_of_several_districts_is_placed_by_the_text():
    assert facts("鼓楼区民政局2021年政府信息公开工作年度报告", "福州市鼓楼区各街镇，福州市民政局。")[0].city == "福州市"
    assert facts("鼓楼区民政局2021年政府信息公开工作年度报告", "徐州市鼓楼区各街道，徐州市民政局。")[0].city == "徐州市"


def test_a_name_of_several_districts_without_evidence_is_a_finding():
    report, findings = facts("鼓楼区民政局2021年政府信息公开工作年度报告", "本局认真落实各项要求。")
    assert report.agency == "鼓楼区民政局" and not report.province and findings == ["place_unknown"]


def test_a_relative_name_takes_the_place_that_the_text_joins_to_it():
    report, _ = facts("市民政局政府信息公开整改提升月活动总结", "发布机构：市政府办公室", "成立了商丘市民政局政府信息公开领导小组。", "商丘市人民政府办公室")
    assert (report.agency, report.city, report.kind) == ("商丘市民政局", "商丘市", "summary")


def test_a_street_is_placed_by_the_text():
    report, _ = facts("北山街道2021年政府信息公开年报", "杭州市西湖区人民政府北山街道办事处编制。")
    assert (report.agency, report.level, report.county) == ("杭州市西湖区北山街道办事处", "乡镇街道", "西湖区")


@pytest.mark.parametrize("lines, page", [
    (["宁陵县民政局", "2021年政府信息公开工作年度报告"], ""),
    (["2021年政府信息公开工作年度报告", "根据条例，宁陵县民政局编制本报告。", "宁陵县民政局", "2022年1月18日"], ""),
    (["2021年政府信息公开工作年度报告", "宁陵县民政局认真贯彻条例。", "宁陵县民政局主动公开信息。"], ""),
    (["2021年政府信息公开工作年度报告"], "2021年政府信息公开工作年度报告_宁陵县民政局"),
    (["填报单位：宁陵县民政局", "2021年政府信息公开工作年度报告"], ""),
    (["索引号 | 公开方式 | 发布机构 |", "1133/2022-1 | 主动公开 | 宁陵县民政局 |", "2021年政府信息公开工作年度报告"], ""),
    (["根据条例，现公布宁陵县民政局2021年度政府信息公开年度报告。"], "")])
def test_an_agency_outside_the_title_is_found(lines, page):
    report, _ = facts(*lines, page=page)
    assert (report.agency, report.year, report.kind) == ("宁陵县民政局", 2021, "annual_report")


@pytest.mark.parametrize("lines, agency, kind", [
    (["宁溪市水务局  （宁溪市海洋局）", "2020年政务公开工作年度报告"], "宁溪市水务局（宁溪市海洋局）", "其他部门"),
    (["2020年政务公开工作年度报告", "本报告由有关单位（以下简称市水务局编制。"], "", "其他部门"),
    (["2020年政务公开工作年度报告", "我市推进立法，对各县、区人民政府的文件备案，我市公开9条，我局公开7条。"], "", "其他部门"),
    (["2020年政务公开工作年度报告", "2020年，市民宗局紧扣要求，我市公开9条。"], "", "其他部门"),
    (["2020年政务公开工作年度报告", "2020年，市民可到窗口查阅，我市公开9条。"], "", "人民政府"),
    (["青丘高新区管委会（青丘区人民政府）2020年政府信息公开工作年度报告"], "青丘高新区管委会（青丘区人民政府）", "人民政府"),
    (["台创园2020年政府信息公开工作年度报告"], "台创园", "其他"),
    (["青岚产业园管理办2020年政府信息公开工作年度报告"], "青岚产业园管理办", "其他")])
def test_names_in_brackets_and_of_zones(lines, agency, kind):
    report, _ = facts(*lines)
    assert (report.agency, report.agency_type) == (agency, kind)


def test_an_unknown_agency_is_a_finding():
    report, findings = facts("2021年政府信息公开工作年度报告", "我局认真落实各项要求。")
    assert not report.agency and findings == ["agency_unknown"]


@pytest.mark.parametrize("title, kind", [
    ("关于印发《宁陵县民政局2022年政务公开工作实施方案》的通知", "plan"), ("宁陵县2022年政务公开工作要点", "plan"),
    ("2019年上半年宁陵县政府信息公开工作总结", "summary"), ("宁陵县民政局信息公开整改情况报告", "summary"),
    ("宁陵县人民政府2019年 政府信息公开工作年度报告 一、总体情况 2019年，全县认真落实要求，加强政策解读和舆情回应。" + "推进公开。" * 9, "annual_report"),
    ("宁陵县民政局2012年政府信息公开工作总结", "annual_report"), ("宁陵县民政局2012年政府信息公开年报", "annual_report"),
    ("宁陵县民政局政府信息公开指南", "other"), ("关于印发宁陵县2022年政务公开工作要点的通知", "plan"), ("宁陵县2020年政府信息公开年度报告公示", "annual_report"),
    ("关于宁陵县2020年政府信息公开年度报告的公告", "annual_report"), ("宁陵县2020年政府信息公开工作总结及2021年工作计划", "annual_report"),
    ("宁陵县政府信息公开指南和目录", "other"), ("宁陵县2020年政务公开和政务服务工作要点", "plan"),
    ("宁陵县人民政府办公室关于公布宁陵县2009年度政府信息公开年度报告的通知", "annual_report"), ("《宁陵县2022年政府信息公开年度报告》解读", "other"),
    ("关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知", "other"), ("关于做好《2020年政府信息公开年度报告》编制工作的通知", "other"), ("关于做好2020年政府信息公开年度报告编制工作的通知", "other")])
def test_the_kind_of_document(title, kind):
    assert facts(title)[0].kind == kind


FORMAL = ("一、总体情况", "全年主动公开政府信息30条，受理依申请公开9件，没有行政复议、行政诉讼。", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")


@pytest.mark.parametrize("line", [
    "2020年宁陵县法治政府建设情况报告", "宁陵县民政局2018年度整体支出绩效评价报告", "第一条 为规范年度报告，制定本制度。", "宁陵县日前公布2020年政府信息公开报告。",
    "来源：晚报。报告显示，公开更多。"])
def test_a_document_on_something_else_is_no_annual_report(line):
    read = read_document(document(line, *FORMAL), RULES)
    assert (read.report.kind, read.figures) == ("other", [])


@pytest.mark.parametrize("line", ["2020年工作总结", "宁陵县民政局2020年年报", "宁陵县2020年总结"])
def test_a_title_without_a_subject_leaves_the_kind_to_the_text(line):
    read = read_document(document(line, *FORMAL), RULES)
    assert read.report.kind == "annual_report" and read.figures


@pytest.mark.parametrize("line, kind", [
    ("2023年，现就我局本年度政府信息公开工作总结如下：", "annual_report"), ("现将上半年政府信息公开工作总结如下：", "summary"),
    ("本报告由概述、主动公开情况、依申请公开情况组成。", "annual_report"), ("《宁陵县水利局2009年信息公开年报》是宁陵县水利局印行的册子。", "annual_report"),
    ("《宁陵县水利局2009年政府信息公开制度》是宁陵县水利局印行的册子。", "other")])
def test_a_text_that_announces_itself_is_a_report(line, kind):
    assert facts(line, "会议学习了条例。")[0].kind == kind


def test_two_headings_of_the_form_are_enough_where_one_speaks_of_disclosure():
    assert facts("一、总体情况", "2020年我厅完善机制。", "二、主动公开政府信息情况")[0].kind == "annual_report"


def test_a_filled_national_form_outweighs_the_signs_of_another_document():
    read = read_document(document("2020年宁陵县法治政府建设情况报告", *requests_merged("R3", fill("R3", "requests", Random(5)))), RULES)
    assert read.report.kind == "annual_report"


def test_a_title_may_be_broken_behind_its_year():
    report, _ = facts("商丘市人民政府", "政府信息公开年报", "商丘市人民防空办公室2020", "政府信息公开工作年度报告", "2020年我办公开信息。")
    assert (report.agency, report.year) == ("商丘市人民防空办公室", 2020)


def test_a_central_office_that_answers_questions_stands_for_its_agency():
    assert facts("本年报数据的统计时限为2009年1月1日—2009年12月31日。", "有疑问时，请与海关总署办公厅政务公开处联系。")[0].agency == "海关总署"


def test_a_notice_that_publishes_a_report_is_the_report_of_whom_it_names():
    report, _ = facts("宁陵县人民政府办公室关于公布", "宁陵县2009年度政府信息公开年度报告的通知", "二〇一〇年一月十八日")
    assert (report.agency, report.kind, report.published_on) == ("宁陵县人民政府", "annual_report", "2010-01-18")


@pytest.mark.parametrize("lines, title", [
    (("宁陵县财政局", "2021年政府信息公开工作年度报告"), "宁陵县财政局2021年政府信息公开工作年度报告"),
    (("宁陵县", "2021年政府信息公开", "工作年度报告"), "宁陵县2021年政府信息公开工作年度报告"),
    (("商丘市", "宁陵县财政局2021年政府信息公开工作年度报告"), "宁陵县财政局2021年政府信息公开工作年度报告"),
    (("信息公开", "2021年政府信息公开工作年度报告", "宁陵县财政局"), "2021年政府信息公开工作年度报告"),
])
def test_a_title_begins_with_the_body_printed_above_it(lines, title):
    assert facts(*lines, *FORMAL)[0].title == title


def test_a_label_printed_close_before_a_title_is_no_part_of_it():
    report, _ = facts("文号是否有效", "标题台江县石桥乡2013年政府信息公开工作报告", "公开信息9条。")
    assert (report.title, report.agency) == ("台江县石桥乡2013年政府信息公开工作报告", "台江县石桥乡人民政府")
    assert facts("标题栏目设置情况", "台江县石桥乡2013年政府信息公开工作报告")[0].agency == "台江县石桥乡人民政府"


@pytest.mark.parametrize("said, agency", [
    ("本报告按照省、商丘市有关要求编制。", ""), ("本报告按照省、商丘市政府部署编制，我市公开信息9条。", ""),
    ("本报告按照省、市有关要求编制，商丘市各县公开信息9条。", "商丘市人民政府办公室"), ("省、商丘市领导调研商丘市公开工作。", "商丘市人民政府办公室")])
def test_a_city_whose_demands_are_followed_is_not_the_offices_own(said, agency):
    report, _ = facts("市政府办公室2013年度政府信息公开报告", said)
    assert (report.agency, report.agency_type) == (agency, "政府办公室")


def test_the_section_of_a_site_is_no_title():
    assert facts("栏目: 政府信息公开年报", "宁陵县财政局2021年政府信息公开工作年度报告", *FORMAL)[0].title.startswith("宁陵县")
    assert facts("栏目: 政府信息公开年报", *FORMAL)[0].title == ""


def test_the_title_of_a_notice_goes_on_below():
    assert facts("关于政府信息公开工作年度报告", "有关事项的通知", *FORMAL)[0].kind == "other"


def test_the_year_in_a_document_number_is_not_the_reports():
    assert facts("宁民〔2015〕3号 2014年宁陵县民政局政府信息公开年度报告")[0].year == 2014


def test_the_year_straight_before_the_subject_is_the_reports():
    assert facts("网站2024活动#宁陵县民政局2020年政府信息公开年度报告")[0].year == 2020
    assert facts("某学院2014-2015学年信息公开年度报告")[0].year == 2014


def test_a_cell_of_subjects_is_no_title():
    report, _ = facts("主题 | 信息公开年报 财政,其他 报告 |", "发布机构：市政府办", "现公布商丘市人民政府2012年度信息公开年报。")
    assert (report.agency, report.year) == ("商丘市人民政府", 2012)


def test_a_name_of_a_zone_is_that_behind_the_place_in_the_text():
    report, _ = facts("北海经济开发区管委会2021年政府信息公开年度报告", "2021年，营口北海经济开发区管委会推进公开。", "营口市各县区")
    assert (report.province, report.city) == ("辽宁省", "营口市")


@pytest.mark.parametrize("lines, agency", [
    (["统计期限为2020年1月1日至2020年12月31日。政府信息公开", "全市各级机关公开9条，在锡林浩特市政务公开网公布。"], "锡林浩特市人民政府"),
    (["本年报由概述、主动公开、依申请公开情况组成。", "一、概述", "全省公开9条，海南省各级机关重视，省政府办公厅增设一处。"], "海南省人民政府"),
    (["本报告由自治区人民政府办公厅汇总各地情况编制。2016年政府信息公开年报", "全区公开9条，宁夏回族自治区各级机关重视。"], "宁夏回族自治区人民政府"),
    (["根据条例，由商丘高新技术产业开发区管理委员会（以下简称管委会）编制本报告。2021年政府信息公开年报"], "商丘高新技术产业开发区管理委员会"),
    (["我局制定《宁陵县水利局关于公开的规定》。", *FORMAL], "宁陵县水利局"),
    (["商丘市气象部门2023年政府信息公开年报", "公开9条。"], "商丘市气象局"),
    (["本年报是新设两局编制的原商丘市农业委员会2016年度政府信息公开年报。", "公开9条。"], "商丘市农业委员会"),
    (["本年报是区里编制的原州区水利局2016年度政府信息公开年报。", "固原市原州区公开9条。"], "固原市原州区水利局"),
    (["2023年政府信息公开年报", "宁陵县水利局公开9条，另与县气象部门会商，气象部门发布预警。"], "宁陵县水利局"),
    (["本年报是按照要求编制的宁陵水利局2016年度政府信息公开年度报告。", "地址：宁陵县人民路。"], "宁陵县水利局"),
    (["《商丘市水利局2009年信息公开年报》是商丘市水利局印行的一本册子。", "公开9条。"], "商丘市水利局"),
    (["统计期限为2020年1月1日至2020年12月31日。政府信息公开", "在贵州省网上办事大厅和贵州省农业农村厅网站公开，见贵州省农业农村厅网站。"], "贵州省农业农村厅"),
    (["按时发布了原工商局2018年度信息公开年度报告。", *FORMAL], ""),
    (["现公布我局2022年政府信息公开年度报告。", "我局通过示范区管委会网站公开9条。"], ""),
    (["市城管局2024年政府信息公开年度报告", "网站由毕节市建设。"], "毕节市城市管理局")])
def test_who_reports_without_a_name_in_the_title(lines, agency):
    assert facts(*lines)[0].agency == agency


def test_the_stated_period_counts_even_with_lost_characters():
    report, findings = facts("台江县2018年政府信息公开年报", "本报告中所列数据的统计期限自201811日起至20181231日止。")
    assert (report.period_start, report.period_end, findings) == ("2018-01-01", "2018-12-31", [])


def test_a_doubled_letter_in_the_stated_period_leaves_the_year_whole():
    report, findings = facts("台江县2018年政府信息公开年报", "统计时限从2018年1月1日至2018年12月月31日。")
    assert (report.kind, report.period_end, findings) == ("annual_report", "2018-12-31", [])


@pytest.mark.parametrize("between", range(80, 110, 5))
def test_a_period_far_behind_the_word_that_announces_it_is_read_whole(between):
    report, _ = facts("台江县2018年政府信息公开年报", f"本报告所列数据{'编' * between}自2018年1月1日至2018年12月31日。")
    assert (report.kind, report.period_end) == ("annual_report", "2018-12-31")


def test_a_period_of_part_of_a_year_makes_a_summary():
    report, findings = facts("台江县2018年政府信息公开年报", "统计期限自2018年1月1日起至2018年9月30日止。")
    assert (report.kind, findings) == ("summary", ["part_year"])


def test_title_and_period_of_different_years_are_a_finding():
    report, findings = facts("台江县2020年政府信息公开年报", WHOLE.format(2019))
    assert (report.year, findings) == (2020, ["year_conflict"])


def test_the_period_outweighs_a_lead_in_that_the_text_contradicts():
    report, findings = facts("现公布2019年度青石镇政府信息公开年度报告。", WHOLE.format(2020), "2020年，我镇公开信息9条。", "2020年我镇未收到申请。")
    assert (report.agency, report.year, findings[0]) == ("青石镇人民政府", 2020, "year_led")


def test_a_school_year_may_end_in_its_second_year():
    report, findings = facts("商丘师范学院2016-2017学年信息公开工作年度报告", "数据统计期限是2016年9月1日到2017年8月31日。")
    assert (report.year, report.period_end, findings) == (2016, "2017-08-31", ["part_year"])


def test_a_text_that_speaks_of_another_year_only_is_a_finding():
    assert facts("台江县2020年政府信息公开年报", "2019年我县公开信息。2019年收到申请。2019年办结。")[1] == ["year_copied"]


def test_a_report_published_before_its_year_is_a_finding():
    assert facts("台江县2020年政府信息公开年报", "发布日期：2019-03-01")[1] == ["published_early"]


@pytest.mark.parametrize("lines, wanted", [
    (["台江县2020年政府信息公开年报"], 2020), (["台江县政府信息公开年报", WHOLE.format(2017)], 2017),
    (["台江县政府信息公开年报", "2016年，我县公开信息。2016年收到申请。"], 2016), (["台江县政府信息公开年报", "发布日期：2019-03-01"], 2018),
    (["2018年2月5日本年度报告由台江县编制。", "我县2017年公开政府信息3条，2017年收到申请2件。"], 2017), (["现公布2016年3月1日至12月31日台江县信息公开年度报告"], 2016),
    (["台江县政府信息公开年报", "本报告所列数据截止日期为2016年12月31日。"], 2016), (["台江县政府信息公开年报", "所列数据见2014年12月31日的公报。"], None),
    (["台江县政府信息公开年报"], None)])
def test_the_year(lines, wanted):
    assert facts(*lines)[0].year == wanted


@pytest.mark.parametrize("line, wanted", [
    ("发布日期:2015-06-03 09:18:19    发布机构:县政府办公室", "2015-06-03"), ("来源:某街道浏览:28135次'时间:2019年3月15日", "2019-03-15"),
    ("成文日期: | 2019-03-15 |", "2019-03-15"), ("发布日期\n2019-03-15", "2019-03-15"), ("录入时间：2019-03-15 | 浏览：22", "2019-03-15"), ("发稿时间：2019-03-15", "2019-03-15"), ("台江县审计局  2019年3月15日", "2019-03-15"), ("某网 www.gov.cn 2019年03月15日 来源：某县网站", "2019-03-15"), ("二○一九年三月十五日", "2019-03-15"), ("【发布时间】2022/1/7", "2022-01-07"), ("2022年7月26日", "2022-07-26"), ("發布時間:2019年", "")])
def test_the_date_of_publication(line, wanted):
    assert facts("台江县2018年政府信息公开年报", *line.split("\n"))[0].published_on == wanted


def test_a_document_with_the_forms_headings_is_an_annual_report():
    assert facts("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")[0].kind == "annual_report"


REAL = Path(__file__).parent.parent.parent / "shared" / "reports"
KNOWN = {
    "anqing-mzj-2015-rectification": ("安庆市民政局", 2015, "summary", "2015-06-03"),
    "fushun-dongzhou-dalian-2018": ("抚顺市东洲区搭连街道办事处", 2018, "annual_report", "2019-03-15"),
    "quzhou-mzj-2018": ("衢州市民政局", 2018, "annual_report", "2019-03-15"),
    "suqian-sucheng-mzj-2022-plan": ("宿迁市宿城区民政局", 2022, "plan", "2022-07-26"),
    "suzhou-mzj-2018": ("苏州市民政局", 2018, "annual_report", ""),
}


@pytest.mark.skipif(not REAL.exists(), reason="the folder with real reports is not there")
@pytest.mark.parametrize("name", KNOWN)
def test_the_real_documents(name):
    lines = [line.strip() for line in (REAL / f"{name}.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    report, findings = facts(*lines)
    assert (report.agency, report.year, report.kind, report.published_on) == KNOWN[name] and not findings


@pytest.mark.parametrize(("named", "agency", "kind"), [
    ("云溪市教育局", "云溪市教育局", "其他部门"), ("清溪口县民政局", "清溪口县民政局", "民政局"), ("云溪市", "云溪市人民政府", "人民政府"),
    ("云溪市人民政府办公室", "云溪市人民政府办公室", "政府办公室"), ("云溪市供销合作联社", "云溪市供销合作联社", "其他部门"),
    ("云溪市人民政府石湾管理区管委会", "云溪市人民政府石湾管理区管委会", "其他")])
def test_a_body_in_a_place_that_no_list_knows_keeps_its_printed_name(named, agency, kind):
    report, findings = facts(f"{named}2018年政府信息公开工作年度报告", "全年公开信息3条。")
    assert (report.agency, report.agency_type, report.province, report.city, report.level) == (agency, kind, "", "", "")
    assert "place_unknown" in findings


@pytest.mark.parametrize("named", ["全市民政局", "各县区教育局", "城乡社区服务局", "社区"])
def test_a_general_word_for_places_is_no_place(named):
    report, findings = facts(f"{named}2018年政府信息公开工作年度报告", "全年公开信息3条。")
    assert report.agency == "" and "agency_unknown" in findings


def test_a_place_that_begins_the_text_is_heard():
    report, _ = facts("琼海市潭门镇 > 信息公开 > 政府信息公开年报", "潭门镇人民政府2018年度政府信息公开工作年度报告")
    assert (report.agency, report.province, report.county) == ("琼海市潭门镇人民政府", "海南省", "琼海市")


@pytest.mark.parametrize(("title", "agency", "level", "county"), [
    ("喀左县卫生健康局2020年度政府信息公开工作年度报告", "喀喇沁左翼蒙古族自治县卫生健康局", "县区", "喀喇沁左翼蒙古族自治县"),
    ("福州市永泰生态环境局2021年政府信息公开年度报告", "福州市永泰生态环境局", "县区", "永泰县"),
    ("福州市生态环境局2021年政府信息公开年度报告", "福州市生态环境局", "市", ""),
])
def test_short_names_of_counties_are_known(title, agency, level, county):
    report, _ = facts(title, "本年度主动公开信息3条。")
    assert (report.agency, report.level, report.county) == (agency, level, county)


@pytest.mark.parametrize("title, told, name", [
    ("青浦河市2019年政府信息公开年度报告", "全市公开信息20条。市政府信息公开办公室电话：0539-85610088。", "青浦河市人民政府"),
    ("云溪州人民政府办公室2020年政府信息公开年度报告", "州政府网站公开信息20条。州政府办电话：0743-8241058。", "云溪州人民政府办公室"),
    ("银滩新区管委会城市管理局2021年政府信息公开年度报告", "全区公开信息20条。", "银滩新区管委会城市管理局"),
    ("银滩高新区管理委员会教育局2021年政府信息公开年度报告", "全区公开信息20条。", "银滩高新区管理委员会教育局")])
def test_the_printed_name_stands_where_a_number_tells_another_place(title, told, name):
    assert facts(title, told)[0].agency == name


def test_a_bureau_of_a_zone_without_a_name_is_not_named():
    assert not facts("经济技术开发区财政局2021年政府信息公开年度报告", "我局公开信息20条。")[0].agency


def test_the_whole_title_that_a_lead_in_announces_goes_before_the_source_in_the_pages_data():
    report, _ = facts("2025年政府信息公开工作年度报告", "信息来源：台江县人民政府", "现向社会公布《台江县水务局2025年度政府信息公开工作年度报告》，由六部分组成。", WHOLE.format(2025))
    assert (report.agency, report.agency_type) == ("台江县水务局", "其他部门")


@pytest.mark.parametrize(("lead", "agency"), [
    ("由河水区人民政府综合全区各部门和各乡镇年度报告编制而成。2022年，河水区人民政府认真贯彻条例。", "河水区人民政府"),
    ("汇总云湖区营商环境建设局政府信息公开工作情况编制而成。", "云湖区营商环境建设局"),
    ("河东区建设管理委员会政务公开工作紧紧围绕区委的要求，河东区建设管理委员会扎实推进。", "河东区建设管理委员会")])
def test_a_body_named_in_the_lead_in_is_whole_and_has_no_word_before_it(lead, agency):
    assert facts(f"本报告根据《中华人民共和国政府信息公开条例》要求，{lead}统计期限自2022年1月1日至2022年12月31日止。")[0].agency == agency


def test_a_title_with_readings_behind_its_characters_is_one():
    report, _ = facts("2009年度石橋鎮(zhèn)政府信息公開年度報(bào)告", "全年主動公開政府信息12條。")
    assert (report.title, report.agency) == ("2009年度石橋鎮(zhèn)政府信息公開年度報(bào)告", "石桥镇人民政府")


@pytest.mark.parametrize("line", ["编制完成市、区两级26个领域政务公开事项标准目录，及时公开信息390条。", "按照要求，制定了《某局政府信息主动公开目录》，目录主要包括机关", "完善了《凤凰街道政府信息公开指南》和《"])
def test_what_was_drawn_up_is_no_title(line):
    text = "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据统计期限为2021年1月1日至12月31日。", "一、总体情况", line
    assert facts(*text)[0].kind == "annual_report"


@pytest.mark.parametrize("title", ["关于报送《石桥片区2020年度政府信息公开工作年度报告》的函", "石桥县公安局关于上报2016年度政府信息公开工作年度报告的函"])
def test_a_letter_that_sends_in_a_report_is_the_report(title):
    assert facts(title, "区管委会办公室：", "2016年，我局主动公开信息152条。")[0].kind == "annual_report"


def test_the_office_for_disclosure_of_a_county_reports_for_its_government():
    lead = "本年度报告根据《中华人民共和国政府信息公开条例》要求，由凤台县政务公开领导小组办公室编制。统计期限为2024年1月1日至2024年12月31日。"
    assert facts(lead, "2024年，我县扎实推进政务公开工作，全县主动公开政府信息12条。")[0].agency == "凤台县人民政府"


@pytest.mark.parametrize("lines, agency", [
    (["现公布我乡人民政府2021年政务公开年度报告。", *FORMAL], ""),
    (["宁陵县人民政府柳河镇2020年政府信息公开年度报告"], "宁陵县柳河镇人民政府"),
    (["宁陵县柳河农牧管理区2020年政府信息公开年度报告"], "宁陵县柳河农牧管理区"),
    (["本年度报告由柳河镇编制，即2020年政府信息公开年度报告。", "2020年，我镇依照《指南》规定的步骤做好公开，全年未"], "柳河镇人民政府"),
    (["2020年政府信息公开年报", "如有疑问，请联系：宁陵县人民政府北关街道办事处；电话：123。"], "宁陵县人民政府北关街道办事处")])
def test_a_town_is_named_by_its_place_and_name(lines, agency):
    assert facts(*lines)[0].agency == agency


@pytest.mark.parametrize("lines, agency", [
    (["我街全年制定了《青石街道信息公开工作方案》。", *FORMAL], "青石街道办事处"),
    (["我街全年制定了《青石街道信息公开工作方案》和《柳河镇2020年信息公开要点》，印发《柳河镇政务公开办法》。", *FORMAL], ""),
    (["全年制定了《青石街道信息公开工作方案》。", *FORMAL], ""),
    (["2.街道修订《青石街道政务公开考核办法》。", *FORMAL], "青石街道办事处"), (["各街道修订《青石街道政务公开考核办法》。", *FORMAL], ""),
    (["河北省宁陵县人民政府", "2021年3月5日星期五", WHOLE.format(2020), *FORMAL], ""),
    (["2021年3月5日 星期五", "宁陵县民政局2020年政府信息公开年度报告", *FORMAL], "宁陵县民政局")])
def test_a_towns_own_rules_name_it_and_a_sites_head_names_nobody(lines, agency):
    report, _ = facts(*lines)
    assert (report.agency, report.published_on) == (agency, "")


def test_a_period_left_from_last_year_gives_way_to_the_year_that_the_report_speaks_of():
    report, findings = facts("根据有关规定，编成2016年信息公开年报。" + WHOLE.format(2015),
                             "2016年，我局认真做好公开工作。2016年发布信息31条，2016年未收到申请。")
    assert (report.year, findings.count("year_conflict")) == (2016, 1)
    report, _ = facts("有关单位编成2016年信息公开年报。" + WHOLE.format(2015), "2015年，我局认真做好公开工作。2015年未收到申请。")
    assert report.year == 2015


def test_a_day_by_which_reports_are_to_be_published_makes_no_news():
    lead = "条例写明，每年3月31日前公布上年度报告。现公布商丘市审计局2020年信息公开年度报告。"
    assert facts(lead, WHOLE.format(2020))[0].kind == "annual_report"
    assert facts("某机构日前公布了政府信息公开工作年度报告评估结果。报告显示，成效明显。")[0].kind == "other"


def test_a_line_that_begins_with_an_index_number_is_no_title():
    report, _ = facts("索引号: 411423/2017-00021 组配分类: 信息公开年报", "2016年宁陵县审计局政府信息公开年报", "审计局2016年受理信息公开申请3件。")
    assert (report.agency, report.year) == ("宁陵县审计局", 2016)


def test_the_purpose_before_a_name_is_no_part_of_it():
    lead = "为认真做好京山市审计局政府信息公开工作，我局按照条例的有关规定，周密安排。现公布2022年度本单位信息公开年度报告。"
    report, _ = facts(lead + WHOLE.format(2022))
    assert (report.agency, report.county) == ("京山市审计局", "京山市")


@pytest.mark.parametrize("lines, year", [
    (["台江县二零一二年政府信息公开工作报告"], 2012), (["台江县２０１４年政府信息公开工作报告"], 2014), (["台江县2 0 1 8年政府信息公开年报"], 2018),
    (["台江县政府信息公开工作报告", "（二〇一四年度）", "二〇一五年一月三日"], 2014), (["台江县政府信息公开工作报告", "（2014）"], 2014),
    (["台江县政府信息公开工作报告（2015年1月）", "2014年，台江县公开信息3条。"], 2014), (["台江县政府信息公开工作报告", "二〇一三年，我县公开信息3条。"], 2013)])
def test_the_year_in_other_figures_and_in_brackets(lines, year):
    report, _ = facts(*lines)
    assert (report.agency, report.year) == ("台江县人民政府", year)


@pytest.mark.parametrize("title, agency", [
    ("宁陵县综合执法局（原宁陵县城市管理局）2019年政府信息公开年度报告", "宁陵县综合执法局"), ("商丘市睢阳区(原商丘县)2019年政府信息公开年度报告", "商丘市睢阳区人民政府"),
    ("固原市（原州区）民政局2019年政府信息公开年度报告", "固原市（原州区）民政局")])
def test_a_former_name_in_brackets_is_no_part_of_the_name(title, agency):
    assert facts(title)[0].agency == agency


@pytest.mark.parametrize("title, county", [
    ("芜湖路街道2022年政务公开工作要点", "睢阳区"), ("四川北路街道办事处2021年政府信息公开年度报告", "睢阳区"), ("沈阳道街道2019年政府信息公开年报", "睢阳区"),
    ("西藏街道2019年政府信息公开年报", "睢阳区")])
def test_a_street_named_after_another_place_lies_where_the_text_says(title, county):
    report, _ = facts(title, "来源：商丘市睢阳区人民政府网站")
    assert (report.city, report.county, report.agency[:6]) == ("商丘市", county, "商丘市睢阳区")


@pytest.mark.parametrize("title, agency", [("台州路桥街道2019年政府信息公开年报", "台州市路桥街道办事处"), ("东莞道滘镇2019年政府信息公开年报", "东莞市道滘镇人民政府")])
def test_a_street_of_a_city_keeps_its_city(title, agency):
    assert facts(title)[0].agency == agency


@pytest.mark.parametrize("line, agency", [
    ("2022-02-16　宁陵县柳河镇人民政府", "宁陵县柳河镇人民政府"), ("宁陵县审计局 [2022-02-16 10:22]", "宁陵县审计局"), ("商丘市人民政府 / 政务公开 / 区信访局", ""),
    ("文章来源：宁陵县审计局 点击：31", "宁陵县审计局"), ("发布人：宁陵县审计局", "宁陵县审计局"), ("供稿：宁陵县审计局", "宁陵县审计局"), ("主办：宁陵县人民政府办公室", "")])
def test_what_a_page_prints_under_a_title_without_a_body(line, agency):
    assert facts("2021年政府信息公开工作年度报告", line, "公开信息3条。")[0].agency == agency


@pytest.mark.parametrize("lines, agency, level", [
    (["2020年信息公开年报", "发布机构：宁陵县档案局（馆）"], "宁陵县档案局（馆）", "县区"), (["2020年信息公开年报", "公开3条。", "宁陵县档案局（馆）"], "宁陵县档案局（馆）", "县区"),
    (["睢阳区档案局（馆）2020年信息公开年报"], "商丘市睢阳区档案局（馆）", "县区"), (["睢阳区文化局（区文物局）2020年信息公开年报"], "商丘市睢阳区文化局（区文物局）", "县区"),
    (["睢阳区文化局（本级）2020年信息公开年报"], "商丘市睢阳区文化局", "县区"), (["中国人民银行商丘市分行2024年信息公开年报"], "中国人民银行商丘市分行", "市"),
    (["国家金融监督管理总局商丘监管分局2024年信息公开年报"], "国家金融监督管理总局商丘监管分局", "市"), (["商丘证监局2024年信息公开年报"], "商丘证监局", "市"),
    (["财政部河南监管局2024年信息公开年报"], "财政部河南监管局", "省"), (["生态环境部华南督察局2024年信息公开年报"], "生态环境部华南督察局", ""),
    (["民政部门办公室2024年信息公开年报"], "", ""), (["八师石河子市2014年信息公开年报"], "八师石河子市", "县区"), (["一师附小2014年信息公开年报"], "", "")])
def test_names_in_brackets_and_of_branches_of_the_state(lines, agency, level):
    report, _ = facts(*lines)
    assert (report.agency, report.level) == (agency, level)


def test_the_body_that_a_lead_in_announces_goes_before_the_source():
    report, _ = facts("2018年政府信息公开工作年度报告", "来源：商丘港区党政办", "现公布宁陵县水利局2018年度政府信息公开工作年度报告。")
    assert report.agency == "宁陵县水利局"


@pytest.mark.parametrize("title", ["关于印发宁陵县2021年政务公开工作任务分解表的通知", "宁陵县2021年政务公开责任清单"])
def test_a_list_of_tasks_is_a_plan(title):
    assert facts(title)[0].kind == "plan"


LISTED = [f"宁陵县{year}年政府信息公开工作年度报告" for year in (2021, 2020, 2019)]


@pytest.mark.parametrize("line", ["2020年，全县公开信息3条，收到申请3件。2020年办结。上年结转1件。", WHOLE.format(2020)])
def test_of_a_list_of_reports_the_title_is_that_of_the_year_told(line):
    assert facts(*LISTED, LISTED[1], line)[0].year == 2020
    assert facts(LISTED[1], line, LISTED[2])[0].year == 2020


def test_a_title_stays_where_only_a_copied_period_speaks_for_another():
    assert facts(LISTED[1], WHOLE.format(2018), LISTED[2])[0].year == 2020


@pytest.mark.parametrize("lines, agency, level", [
    (["2019年政府信息公开年报", "来源：五星办事处", "商丘市睢阳区五星街道办事处编制本报告。"], "商丘市睢阳区五星街道办事处", "乡镇街道"),
    (["宁陵县秀江街办2019年政府信息公开年报", "秀江街办公开信息3条。"], "宁陵县秀江街道办事处", "乡镇街道"),
    (["大通湖区2018年政府信息公开年报", "来源：益阳市大通湖区管理委员会"], "益阳市大通湖区管理委员会", "县区"),
    (["浦东新区2018年政府信息公开年报", "浦东新区管理委员会"], "上海市浦东新区人民政府", "县区"),
    (["商丘市古城管理委员会2018年政府信息公开年报"], "商丘市古城管理委员会", "市"),
    (["拉萨市城关区2020年政府信息公开年报", "来源：城关区水利局"], "拉萨市城关区人民政府", "县区"), (["湛江海关关区2020年政府信息公开年报"], "湛江海关", "市"),
    (["漯河市召陵区人民政府", "关于政府信息公开工作", "情况的年度报告"], "漯河市召陵区人民政府", "县区")])
def test_a_name_is_taken_as_whole_as_the_text_prints_it(lines, agency, level):
    report, _ = facts(*lines)
    assert (report.agency, report.level, report.kind) == (agency, level, "annual_report")


@pytest.mark.parametrize("lines, agency, county", [
    (["乾县民政局2020年信息公开年报"], "乾县民政局", "乾县"), (["龙门镇2020年信息公开年报", "来源：沛县人民政府"], "沛县龙门镇人民政府", "沛县"),
    (["龙门镇2020年信息公开年报", "经县、乡和县人民政府审定。"], "龙门镇人民政府", ""),
    (["临沧市双江拉祜族佤族布朗族傣族自治县2020年信息公开年报"], "双江拉祜族佤族布朗族傣族自治县人民政府", "双江拉祜族佤族布朗族傣族自治县"),
    (["城区街道2020年信息公开年报", "大冶市人民政府"], "大冶市城区街道办事处", "大冶市"), (["晋城市城区西街街道2020年信息公开年报"], "晋城市城区西街街道办事处", "城区")])
def test_places_of_one_letter_of_long_names_and_streets_called_after_them(lines, agency, county):
    report, _ = facts(*lines)
    assert (report.agency, report.county) == (agency, county)


@pytest.mark.parametrize("body, kind", [
    ("宁陵县卫生监督所", "其他部门"), ("宁陵县救助管理站", "其他部门"), ("宁陵县公路管理段", "其他部门"), ("宁陵县总工会", "其他部门"), ("宁陵县科学技术协会", "其他部门"),
    ("宁陵县委宣传部", "其他部门"), ("商丘市中心血站", "其他部门"), ("宁陵县殡仪馆", "其他"), ("宁陵县广播电视台", "其他"), ("商丘市国有林场", "其他")])
def test_bodies_that_are_no_bureaus(body, kind):
    for lines in ((f"{body}2020年信息公开年报",), ("2020年信息公开年报", f"来源：{body}"), ("2020年信息公开年报", f"根据条例，{body}编制本报告。")):
        report, _ = facts(*lines)
        assert (report.agency, report.agency_type) == (body, kind)


@pytest.mark.parametrize("text, agency", [("重庆市人民政府网站", "重庆市商务局"), ("重庆市、商丘市", "商丘市商务局")])
def test_a_bureau_of_a_city_under_the_state_is_told_by_its_only_city(text, agency):
    assert facts("市商务局2020年信息公开年报", text)[0].agency == agency


@pytest.mark.parametrize("title, kind", [
    ("宁陵县2019年1-6月政府信息公开工作情况报告", "summary"), ("宁陵县2019年1月至9月政府信息公开工作报告", "summary"), ("宁陵县2019年1—12月政府信息公开工作报告", "annual_report"),
    ("宁陵县政府信息公开工作报告（2010年1月1日至2010年12月31日）", "annual_report"), ("关于报送2019年政府信息公开工作年度报告的通知", "other"),
    ("宁陵县民政局关于报送2019年政府信息公开工作年度报告的函", "annual_report"), ("图解宁陵县2019年政府信息公开年报", "other"), ("一图看懂宁陵县2019年政府信息公开年报", "other")])
def test_months_of_a_year_what_asks_for_reports_and_pictures_of_them(title, kind):
    assert facts(title)[0].kind == kind


@pytest.mark.parametrize("lines, agency", [
    (["宁陵民政局2019年信息公开年报", "宁陵县人民政府网站"], "宁陵县民政局"), (["宁陵民政局2019年信息公开年报", "商丘市"], ""),
    (["公安局2019年信息公开年报", "公安县"], ""), (["鼓楼民政局2019年信息公开年报", "福州市鼓楼区"], "福州市鼓楼区民政局"),
    (["2019年度政府信息公开工作年度报告（宁陵县民政局）"], "宁陵县民政局"), (["(宁陵县民政局)2019年政府信息公开工作年度报告"], "宁陵县民政局"),
    (["2019年度政府信息公开工作年度报告（修订）", "来源：宁陵县民政局"], "宁陵县民政局")])
def test_a_short_county_that_the_text_names_and_a_body_in_brackets(lines, agency):
    assert facts(*lines)[0].agency == agency


def test_a_bureau_in_the_title_is_not_the_zone_that_the_text_speaks_of():
    lines = ("人社分局2020年政府信息公开年报", "按照云岭高新区管委会部署，云岭高新区管委会统一编制。", "人社分局全年公开信息30条。")
    assert (facts(*lines)[0].agency, facts(*lines)[0].agency_type) == ("", "其他部门")
    assert facts("2020年政府信息公开年报", *lines[1:])[0].agency == "云岭高新区管委会"


@pytest.mark.parametrize("lines", [
    ("发布单位： | 市商务局 | 主题分类： | 其他 |", "商丘市公开信息30条。", "2020年度政府信息公开年报"),
    ("依照条例，特制定商丘市商务局关于2020年政务公开的年度报告。", "一、总体情况", "公开信息30条。")])
def test_a_label_and_its_value_in_cells_and_a_report_that_was_drawn_up(lines):
    assert facts(*lines)[0].agency == "商丘市商务局"
