"""What the first paragraphs tell of a document without a title: its kind, its body, whether it speaks for a region."""

from random import Random

import pytest
from tests.form_cases import RULES, document, fill
from tests.form_layouts import requests_merged
from tests.test_identify import WHOLE, facts

from etl.extract import read_document
from etl.identity.opening import body_told, is_report, speaks_for_region

PERIOD = "本报告所列数据的统计期限为2022年1月1日至2022年12月31日。"
COUNTY = "宁陵县按照商丘市部署推进政务公开。"


@pytest.mark.parametrize("line, agency, kind", [
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县水利局办公室联系（地址：某路1号）。", "宁陵县水利局", "其他部门"),
    (f"{PERIOD}政府信息公开如有疑问，请联系:宁陵县水利局政府信息公开办公室（电话：1234567）。", "宁陵县水利局", "其他部门"),
    (f"{PERIOD}政府信息公开年报由宁陵县编制。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开年报由宁陵县人民政府办公室编制。我县各部门、全县各乡镇积极公开。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开年报由宁陵县人民政府办公室编制。我办认真落实条例。", "宁陵县人民政府办公室", "政府办公室"),
    (f"{PERIOD}政府信息公开如有疑问，请联系宁陵县政府办公室。2022年，宁陵县围绕中心工作推进公开。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开如有疑问，请联系宁陵县政府办公室政务公开办公室。充分做好县政府办公室主动公开。我办公开9条。", "宁陵县人民政府办公室", "政府办公室"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵经济开发区综合办公室联系。", "宁陵经济开发区", "其他"),
    (f"{PERIOD}推进政府信息公开。2022年县政府及县政府办公室收到申请6件。", "宁陵县人民政府办公室", "政府办公室"),
    (f"{PERIOD}按政府信息公开要求，由宁陵县人民政府办公室结合网站数据写成。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}按政府信息公开要求，由宁陵县人民政府办公室结合我办数据写成。", "宁陵县人民政府办公室", "政府办公室"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县政务服务局联系。我县各乡镇积极公开，全县受理3件。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县政务服务局联系。我局服务全县群众，我局公开信息3条。", "宁陵县政务服务局", "其他部门"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县信息中心联系。全县64家单位编成目录。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县档案局联系。全县64家单位编成目录。", "宁陵县档案局", "其他部门"),
    (f"{PERIOD}2022年，宁陵县教育局坚持公开为常态，推进政府信息公开。", "宁陵县教育局", "其他部门"),
    (f"{PERIOD}2022年，宁陵县财政局优化政府信息公开。", "宁陵县财政局", "其他部门"),
    (f"{PERIOD}政府信息公开如有疑问可在意见箱留言，或直接与宁陵县水利局政府信息公开工作办公室联系。", "宁陵县水利局", "其他部门"),
    (f"{PERIOD}2022年，宁陵县水利局依照《商丘市水利局转发公开要点的通知》《商丘市水利局关于公开的意见》公开政府信息4条。", "宁陵县水利局", "其他部门"),
    (f"{PERIOD}政府信息公开年报由宁陵县财 政局根据全局情况编制。", "宁陵县财政局", "其他部门"),
    (f"{PERIOD}政府信息公开年报在宁陵县人民政府门户网站下载。我县公开4条，全县受理3件。", "宁陵县人民政府", "人民政府"),
    (f"{PERIOD}政府信息公开咨询地址：宁陵县赵村乡人民政府党政综合办公室，电话：1234567。", "宁陵县赵村乡人民政府", "街道乡镇"),
    (f"{PERIOD}政府信息公开如有疑问，请与宁陵县赵村乡政府社会治理办公室联系（电话：1234567）。", "宁陵县赵村乡人民政府", "街道乡镇"),
    (f"{PERIOD}宁陵县会展中心办公室主动公开信息9条。我中心推进政府信息公开。", "宁陵县会展中心", "其他"),
    (f"{PERIOD}宁陵县会展中心办公室主动公开信息9条。我办推进政府信息公开。", "宁陵县会展中心办公室", "其他部门"),
    (f"{PERIOD}我局强化公开，出台《政府信息公开办法》，完善《宁陵县林业局政府信息公开审查制度》。", "宁陵县林业局", "其他部门")])
def test_the_opening_names_the_body(line, agency, kind):
    report, _ = facts(line, COUNTY)
    assert (report.kind, report.year, report.agency, report.agency_type) == ("annual_report", 2022, agency, kind)


@pytest.mark.parametrize("lines, agency", [
    (["我县强化公开考核。县行政服务中心成立后，县政府信息公开办公室负责发布信息。"], "宁陵县人民政府"),
    (["我县强化公开考核。县财政局、县水利局、县林业局等十多个部门都调整了公开小组。"], "宁陵县人民政府"),
    (["昨日，我县召开第九届县人大常委会会议，听取公开工作报告。"], "宁陵县人民政府"),
    (["县财政局调整了公开小组、明确了联络员。全县公开信息3条。"], "宁陵县财政局"),
    (["本县专门配备了3名人员。联席会议下设办公室，由县府办牵头。"], "宁陵县人民政府"),
    (["本县专门配备了3名人员。2022年时任县长在国务院办公厅全面推进公开的会上发言。"], "宁陵县人民政府"),
    (["我县强化公开考核。", "宁陵县政务公开办"], "宁陵县人民政府"),
    (["发布机构: 县政府办", "2021年信息公开年报", "全县各级机关公开信息7条。"], "宁陵县人民政府"),
    (["发布机构: 县政府办", "2021年信息公开年报", "我办公开信息7条。"], "宁陵县人民政府办公室"),
    (["我局强化公开考核。县政府信息公开办公室负责发布信息。"], "宁陵县政府信息公开办公室"),
    (["我县强化公开考核。林业局高度重视公开。2022年，水利局聚焦河湖公开信息3条。"], "宁陵县人民政府")])
def test_an_office_that_looks_after_disclosure_names_no_report_of_its_region(lines, agency):
    assert facts(*lines, COUNTY)[0].agency == agency


def test_one_bureau_that_acts_again_and_again_is_not_its_countys_government():
    said = "按照我县要求推进公开。{}高度重视公开。2022年，林业局聚焦绿化公开信息3条。"
    assert facts(said.format("林业局"), "宁陵县印发要点。")[0].agency == ""
    assert facts(said.format("水利局"), "宁陵县印发要点。")[0].agency == "宁陵县人民政府"


def test_a_document_without_title_or_opening_is_no_report():
    assert not is_report(["某局召开全体会议。", "会议学习了有关文件。"])


def test_headings_of_the_uniform_format_are_enough_where_only_the_opening_was_saved():
    assert is_report(["一、总体情况", "（一）主动公开。全年公开政府信息3条。", "（二）依申请公开情况：收到1件。"])
    assert is_report(["一、总体情况", "主动公开更加规范。全年公开3条。", "依申请公开服务靠前。办结2件。", "信息管理更加精细。"])
    assert not is_report(["（一）主动公开。全年公开3条。", "（二）依申请公开。收到1件。"])
    assert is_report(["一、机构设置情况", "二、信息主动公开情况", "三、公众咨询情况", "四、复议、诉讼、申诉情况"])
    assert not is_report(["一、机构设置情况", "二、人事变动情况", "三、公众咨询情况", "四、培训情况"])


def test_a_copy_without_title_and_headings_is_told_by_what_it_speaks_of():
    said = ["本局全年通过网站主动公开信息30条。", "受理公开申请9件，其中予以公开7件。", "没有因此发生行政复议、行政诉讼。"]
    assert is_report(said) and not is_report(said[:1])
    assert not is_report([*said, "申请人应当填写申请表。"])


def test_a_body_called_only_by_its_level_has_a_type_but_no_name():
    report, _ = facts("现公布区统计局2023年政府信息公开工作年度报告，由五部分组成。", "全年公开信息3条。")
    assert (report.agency, report.agency_type, report.level) == ("", "其他部门", "县区")


def test_a_stated_period_of_a_year_is_that_of_a_report():
    assert is_report(["统计期限自2022年1月1日起至2022年12月31日止。", "我局推进政府信息公开。"])
    assert not is_report(["统计期限自2022年1月1日起至2022年6月30日止。", "我局推进政府信息公开。"])


@pytest.mark.parametrize("lines, title", [
    (["六盘水市审计局2020年度政府信息", "公开工作年度报告"], "六盘水市审计局2020年度政府信息公开工作年度报告"),
    (["秦安县审计局2025年政府信息公开工作", "年度报告"], "秦安县审计局2025年政府信息公开工作年度报告"),
    (["秦安县审计局2020年", "政府信息公开工作年度报告"], "秦安县审计局2020年政府信息公开工作年度报告"),
    (["秦安县审计局", "2025年政府信息公开工作年度报告"], "秦安县审计局2025年政府信息公开工作年度报告")])
def test_a_title_that_is_broken_in_two_is_one(lines, title):
    assert facts(*lines)[0].title == title


def test_readings_behind_characters_are_no_part_of_a_name():
    assert facts("廣德市統(tǒng)計局2023年政府信息公開工作年度報告")[0].agency == "广德市统计局"


def test_a_filled_national_form_makes_a_report_of_a_document_without_title():
    table = requests_merged("R3", fill("R3", "requests", Random(5)))
    read = read_document(document("我局推进公开。", *table), RULES)
    assert read.report.kind == "annual_report"


def test_headings_of_an_old_report_are_enough():
    assert is_report(["一、概述", "二、主动公开情况", "三、依申请公开情况", "四、行政复议情况", "五、主要问题"])


def test_a_text_without_a_title_takes_the_year_that_it_opens_with():
    assert facts("一、总体情况", "2020年，宁陵县水利局坚持公开。", "（一）主动公开。比2019年多3条。", "（二）依申请公开。无。")[0].year == 2020
    assert facts("一、总体情况", "2009年6月1日起我县开展公开。截至2014年底，全县运行正常。", "（一）主动公开。公开3条。", "（二）依申请公开。无。")[0].year == 2014


def test_a_text_that_says_that_the_last_report_was_published_is_of_the_year_after():
    parts = ["一、总体情况", "（二）依申请公开。2019年收到4件。", "（三）平台建设。更新栏目。"]
    assert facts("2019年，我局更新信息6条，并登出2018年度政务公开年报。", *parts)[0].year == 2019
    assert facts("2019年1月8日，我局公布2018年度政务公开年报。", *parts)[0].year == 2018


def test_who_speaks():
    assert speaks_for_region("我县公开信息，全县共受理申请") and not speaks_for_region("我局公开全县信息")


@pytest.mark.parametrize("said, told", [
    ("我区推进公开", ("人民政府", "县区")), ("我镇推进公开", ("街道乡镇", "乡镇街道")), ("我局在县政府网站公开", ("其他部门", "县区")),
    ("我局在市政府网站公开", ("其他部门", "市")), ("我局推进民政局网站建设", ("", "")), ("我厅指导各县区公开", ("其他部门", "省")),
    ("经开区制定方案，经开区公开9条，全区公开", ("其他", "")), ("会议推进公开", ("", ""))])
def test_what_a_body_without_a_name_calls_its_own(said, told):
    assert body_told(said) == told


@pytest.mark.parametrize("title, lines, agency", [
    ("兴安街道办事处2018年政府信息公开工作年度报告", ["请与兴安街道联系（地址：安丘市人民路1号）。"], "安丘市兴安街道办事处"),
    ("北戴河区民政局2020年政府信息公开年度报告", [], "秦皇岛市北戴河区民政局"),
    ("【图文】嘉兴市市场监管局2022年政府信息公开工作年度报告", [], "嘉兴市市场监督管理局"),
    ("清远市清新区人民政府办公室（以下简称区府办）2022年政府信息公开工作年度报告", [], "清远市清新区人民政府办公室"),
    ("2021年度街道信息公开年度报告", ["请与南通市通州区兴东街道办事处联系（电话：1234567）。"], "南通市通州区兴东街道办事处"),
    ("", ["特编制2019年度街道信息公开年报，统计期限为2019年全年。请与泰州市海陵区城南街道办事处联系（电话：1234567）。", "2019年街道根据条例做好公开。"], "泰州市海陵区城南街道办事处"),
    ("国家卫生健康委2024年政府信息公开工作年度报告", [], "国家卫生健康委员会"),
    ("住建局2025年政府信息公开工作年度报告", ["2025年安阳县住建局办理69件。"], "安阳县住房和城乡建设局"),
    ("Page 4 - 德州市生态环境局2023年政府信息公开工作年度报告", [], "德州市生态环境局"),
    ("怀远二中2021年政府信息公开工作年度报告", [], "怀远二中"),
    ("市场监督管理局2021年政府信息公开工作年度报告", ["武汉市各区积极公开。"], ""),
    ("", ["2019年度青龙镇政府（机关）信息公开年度报告由六个部分组成。", "建水县人民政府网站公开2条。"], "建水县青龙镇人民政府"),
    ("市商务局2022年政府信息公开工作年度报告", ["稿件登在安康日报。"], "安康市商务局"),
    ("", ["本报告根据条例，结合同安区水利局政府信息公开工作实际编制，统计期限为2022年。"], "厦门市同安区水利局"),
    ("2023年度信息公开年报", ["如有疑问，请与大渡口区民政局政府信息公开申请受理机构联系。"], "重庆市大渡口区民政局"),
    ("2022年度信息公开年报", ["一、总体情况", "我局在句容市水利局官网上公开文件12件。"], "句容市水利局"),
    ("2022年度信息公开年报", ["一、总体情况", "更新《镇江市水利局句容分局政府信息公开指南》，公开文件12件。"], "镇江市水利局句容分局"),
    ("2022年度信息公开年报", ["一、总体情况", "全县公开12件。", "安排3人承担宁陵县公安局政府信息公开工作。"], "宁陵县公安局"),
    ("2022年度信息公开年报", ["一、总体情况", "安排3人承担宁陵县政府信息公开工作。"], ""),
    ("2022年度信息公开年报", ["一、总体情况", "按照《江苏省政府信息公开指南》，公开文件12件。"], ""),
    ("2022年度信息公开年报", ["一、总体情况", "我局在句容市人民政府官网上公开文件12件。"], ""),
    ("平阳县人民政府（办公室）2022年政府信息公开年报", [], "平阳县人民政府办公室"),
    ("平阳县水利局（办公室）2022年政府信息公开年报", [], "平阳县水利局（办公室）"),
    ("政府信息公开工作年度报告（2022年度）", ["发布机构：温州市府办"], "温州市人民政府办公室"),
    ("", ["根据有关规定，编制了翔安区水利局2019年度信息公开年报。", "统计期限为2019年。"], "厦门市翔安区水利局")])
def test_names_that_need_care(title, lines, agency):
    assert facts(title, *lines)[0].agency == agency


def test_the_first_sentence_names_the_report_that_was_published_of_late():
    report, _ = facts("句容市水利局2016年度政府信息公开年报近日发布，全文共六部分。", "一、概况", "制定《句容市水利局2016年公开工作方案》，公开信息9条。")
    assert (report.kind, report.year, report.agency) == ("annual_report", 2016, "句容市水利局")


@pytest.mark.parametrize("named, county", [("南湖区", "南湖区"), ("南湖", "南湖区"), ("经开区", "")])
def test_a_branch_belongs_to_the_county_in_its_name(named, county):
    report, _ = facts(f"嘉兴市公安局{named}分局2016年政府信息公开工作年度报告")
    assert (report.agency, report.level, report.city, report.county) == (f"嘉兴市公安局{named}分局", "县区", "嘉兴市", county)


def test_a_section_heading_is_no_title():
    report, _ = facts("根据条例，特向社会公布宁陵县水利局政府信息公开工作年度报告。统计时限自2016年1月1日起至2016年12月31日止。",
                      "二、政府信息公开的组织领导和制度建设情况")
    assert (report.agency, report.year, report.kind) == ("宁陵县水利局", 2016, "annual_report")


def test_a_word_is_not_cut_to_make_a_body_of_a_sentence():
    lines = ["一、总体情况", "2023年，我区按条例做好公开，调动全区积极性。", "2023年，我区完善依申请公开办理流程，本报告结合我区实际编制。", "统计期限自2023年1月1日起至2023年12月31日止。"]
    report, _ = facts(*lines)
    assert (report.agency, report.agency_type, report.level) == ("", "人民政府", "县区")
    assert facts("本报告由高新区管委会信息公开办公室编制。政府信息公开年报统计期限为2015年1月1日至12月31日。", "高新区公开信息48条。")[0].agency == ""
    report, _ = facts("本年度报告公开政府信息情况。", "（1）县政府为民办实事项目的进展", "（2）2018年度收到申请6件。")
    assert report.agency == ""


@pytest.mark.parametrize("line, agency, level", [
    ("2022年，广西壮族自治区深入学习条例，全区各级机关公开信息。", "广西壮族自治区人民政府", "省"),
    ("2022年，天津市坚持以人民为中心，全市公开信息300条。", "天津市人民政府", "省"),
    ("2022年，云南省坚持以人民为中心，全省公开信息300条。", "云南省人民政府", "省"),
    ("2022年，宁陵县坚持以人民为中心，全县公开信息300条。", "宁陵县人民政府", "县区"),
    ("围绕宁陵县政府中心工作，全县公开信息300条。", "宁陵县人民政府", "县区")])
def test_the_place_that_acts_in_a_text_without_a_title_is_the_government_that_reports(line, agency, level):
    report, _ = facts(f"{PERIOD}推进政府信息公开。", line)
    assert (report.agency, report.level) == (agency, level)


def test_a_government_and_its_office_together_are_the_office():
    assert facts("2022年政府信息公开年度报告", "2022年，商丘市政府及办公室规范管理信息。")[0].agency == "商丘市人民政府办公室"
    assert facts("宁陵县人民政府及其办公室2022年政府信息公开年度报告", COUNTY)[0].agency == "宁陵县人民政府办公室"


@pytest.mark.parametrize("lines, year", [
    (["按照条例和县政府〔2014〕22号《青石镇信息公开办法》编制本报告。政府信息公开依申请公开6件。", "2016年我镇公开信息20条。", "2016年末公开栏更新9次。"], 2016),
    (["政府信息公开，全年发布9条。", "2015年我镇公开信息20条，2015年培训3次。", "2016年，政府信息公开要完善各项制度。"], 2015),
    (["现将2016年政府信息公开工作情况报告如下。", "2015年我镇公开信息20条，2015年培训3次。"], 2016),
    (["2017年政府信息公开工作计划", "我镇2016年公开20条，2016年培训3次。"], 2017)])
def test_the_year_of_a_rule_or_plan_is_not_the_reports(lines, year):
    assert facts(*lines, "一、主动公开", "二、依申请公开", "三、收费情况", "四、行政复议")[0].year == year


@pytest.mark.parametrize("lines, agency", [
    (["abcde.com青石镇", "2013年政务公开年度报告"], "青石镇人民政府"),
    (["2014-2015学年河海大学信息公开年度报告"], "河海大学"),
    (["本年报由石家庄市藁城区石家庄市藁城区水务局编制。"], "石家庄市藁城区水务局"),
    (["我街按照条例要求，重新组建了青石街道政府信息公开工作专班。"], "青石街道办事处"),
    (["我街编制、公布了《商丘市睢阳区古宋街道办事处政府信息公开指南》。"], "商丘市睢阳区古宋街道办事处"),
    (["本年报由商丘市睢阳区综合行政服务中心编制。"], "商丘市睢阳区综合行政服务中心"),
    (["本年报由商丘市睢阳区人民政府办公室综合各局情况编制。"], "商丘市睢阳区人民政府办公室"),
    (["本年报按照有关办法，根据南湖林业大学2013年信息公开工作落实情况写成。", "推进学校依法治校。"], "南湖林业大学"),
    (["本年报按照有关办法，根据南湖林业大学2013年信息公开工作通知写成。", "推进学校依法治校。"], ""),
    (["南湖林业大学2013年度信息公开工作 年度报告 根据有关文件，学院逐项检查了清单里各事项做到与否，现把一年来的做法、数字和打算一并报告如下，请审阅。"], "南湖林业大学"),
    (["我街转载了《商丘市睢阳区古宋街道办事处政府信息公开指南》。"], ""),
    (["本报告根据条例要求，以及2013年度青石镇政务公开年报汇编而成。", "公开栏里陈列全镇主动公开的信息。"], "青石镇人民政府"),
    (["本报告根据条例要求，以及2013年度镇人民政府信息公开年报汇编而成。"], ""),
    (["本报告根据条例要求，以及2013年度各镇政务公开年报汇编而成。", "网站里陈列全镇主动公开的信息。"], "")])
def test_words_beside_a_name_are_no_part_of_it(lines, agency):
    assert facts(*lines, WHOLE.format(2013))[0].agency == agency


def test_a_long_period_may_stand_before_what_is_reported():
    assert facts("现将河海职业学院2018-2019学年（2018年9月1日至2019年8月31日）执行高校信息公开办法的信息公开情况报告如下：", "学院公开信息9条。")[0].kind == "annual_report"


@pytest.mark.parametrize("period, year", [("2014年9月1日至2015年8月31日", 2014), ("2014年12月1日至2015年11月30日", 2015), ("2015年1月1日至2015年8月31日", 2015)])
def test_a_school_year_is_called_by_its_first_year(period, year):
    assert facts("本报告由南湖林业大学编制，政府信息公开工作有序开展。", f"本报告数据的统计期限为{period}。")[0].year == year


def test_an_office_that_composed_a_report_out_of_others_stands_for_its_government():
    lead = "本报告由宁陵县人民政府办公室根据{}、县政府各部门政府信息公开年度报告汇总编制。2020年，{}公开信息3条。"
    assert facts(lead.format("全县各乡镇人民政府", "全县"))[0].agency == "宁陵县人民政府"
    assert facts(lead.format("我办各科室", "我办"))[0].agency == "宁陵县人民政府办公室"


@pytest.mark.parametrize("line, year", [
    ("某院2020年度信息公开工作稳步开展。现将政府信息公开年度报告公布：", 2020), ("现公布政府信息公开年度报告。8件转2023年度办理。", None)])
def test_the_only_year_whose_disclosure_a_text_speaks_of(line, year):
    assert facts(line, "公开信息3条。")[0].year == year


SUMMED = "本年报依条例写成，枣庄市各级人民政府和市直机关2009年度的政府信息公开年报都汇总在内，汇总而成。"


@pytest.mark.parametrize("lines, told", [
    (["(图文版)2018年枣庄市政府信息公开工作年度报告", "发布机构：枣庄市人民政府(办公室)"], ("枣庄市人民政府", 2018)),
    (["(图文版)2018年枣庄市民政局政府信息公开工作年度报告"], ("枣庄市民政局", 2018)),
    (["2016年合肥市蜀山区人民政府合肥蜀山经济开发区管委会政府信息公开年报"], ("合肥市蜀山区人民政府", 2016)),
    (["海南省人民政府洋浦经济开发区管委会2016年政府信息公开年度报告"], ("海南省人民政府洋浦经济开发区管委会", 2016)),
    (["2012年宁陵县政府信息公开年报是依据条例规定，由县信息产业局综合各乡镇总结写成。"], ("宁陵县人民政府", 2012)),
    (["2012年宁陵县水利局政府信息公开年报是依据条例规定写成的。"], ("宁陵县水利局", 2012)),
    (["2010年枣庄市政府信息公开工作年度报告。", "本年报根据条例编制。"], ("枣庄市人民政府", 2010)),
    ([f"{SUMMED}如有疑问，请与枣庄市政府办公室市政府信息公开办公室联系。"], ("枣庄市人民政府", 2009)),
    (["本年报根据条例编制。如有疑问，请与枣庄市政府办公室市政府信息公开办公室联系。我办2009年公开政府信息30条。"], ("枣庄市人民政府办公室", 2009)),
    (["如有疑问，可直接与宁陵县人民政府办公室联系。", "2012年，宁陵县着力推进政府信息公开。"], ("宁陵县人民政府", 2012)),
    (["如有疑问，可直接与宁陵县人民政府办公室联系。", "2012年，我办着力推进政府信息公开。"], ("宁陵县人民政府办公室", 2012)),
    (["2015年，枣庄市按照国务院、省政府部署，推进政府信息公开。"], ("枣庄市人民政府", 2015)),
    (["2015年，枣庄市教育局按照国务院、省政府部署，推进政府信息公开。"], ("枣庄市教育局", 2015)),
    (["市档案馆为市级机关政府信息查阅点。", "2013年，全市受理政府信息公开申请96件，枣庄市各部门均已答复。"], ("枣庄市人民政府", 2013)),
    (["2013年，枣庄市档案馆受理政府信息公开申请2件，我馆均已答复。"], ("枣庄市档案馆", 2013)),
    (["本报告根据条例编制，由主动公开政府信息情况、2009年工作打算等部分组成。", "2008年以来，宁陵县推进公开。2008年收到申请3件。"], ("宁陵县人民政府", 2008)),
    (["本报告由薛城区监察局汇总各镇街、区直单位2010年政府信息公开年报而成。", "我区共公开信息90条。"], ("枣庄市薛城区人民政府", 2010)),
    (["本报告由薛城区监察局编制。", "2010年，我局公开政府信息90条。"], ("枣庄市薛城区监察局", 2010)),
    (["本报告由山东省水利厅综合各市水利局政府信息公开年度报告编制。", "2010年，全省水利系统公开信息90条。"], ("山东省水利厅", 2010))])
def test_an_old_report_is_told_by_what_it_says_of_its_region(lines, told):
    report, _ = facts(*lines)
    assert (report.agency, report.year) == told


@pytest.mark.parametrize("line, kind", [
    ("为落实《某省水利工程建设实施方案》，2018年我市主动公开政府信息90条。", "annual_report"),
    ("本实施方案由我市制定，2018年我市将主动公开政府信息90条。", "other")])
def test_the_name_of_another_document_is_not_what_a_text_is(line, kind):
    assert facts("二、主动公开政府信息情况", line, "依申请公开3件，行政复议2件。")[0].kind == kind


@pytest.mark.parametrize("year, kind", [(2008, "annual_report"), (2009, "summary")])
def test_the_first_report_begins_when_the_regulation_came_into_force(year, kind):
    period = f"本报告所列数据的统计期限自{year}年5月1日起至{year}年12月31日止。"
    assert facts(f"滕州市水利局{year}年政府信息公开工作年度报告", period)[0].kind == kind


@pytest.mark.parametrize("line, kind", [
    ("2011年，我市各级各部门落实政府信息公开条例。", "annual_report"),
    ("2011年，我市粮食总产量稳定增长。", "other"),
    ("本指南说明怎样查阅政府信息，申请人应填写申请表。", "other")])
def test_an_overview_of_a_years_disclosure_begins_a_report(line, kind):
    assert facts("一、概述", line)[0].kind == kind


@pytest.mark.parametrize("line, agency", [
    ("2022年，宁陵县人民政府办公室紧扣部署推进公开。睢县对政务服务大厅进行改造。", "宁陵县人民政府办公室"),
    ("2022年，宁陵县水利局锚定目标推进公开。睢县将政务服务中心迁往新址。", "宁陵县水利局"),
    ("如有疑问，请与宁陵县政务公开办公室联系（地址：某路1号）。县政府网站发布信息3条。", "宁陵县人民政府"),
    ("如有疑问，请与宁陵县政务公开办公室联系（地址：某路1号）。我办发布信息3条。", "宁陵县政务公开办公室"),
    ("全县公开信息3条。联合县司法局清理文件2件。配合县水利局公开信息1条。", "宁陵县人民政府"),
    ("编制形成2022年宁陵县财政局政府信息公开年度报告。", "宁陵县财政局"),
    ("2022年，县政府及政府办公室共收到申请6件。", "宁陵县人民政府办公室")])
def test_who_is_asked_or_helps_is_not_who_reports(line, agency):
    assert facts(f"{PERIOD}政府信息公开年报。", line, COUNTY)[0].agency == agency


@pytest.mark.parametrize("line, agency", [
    ("电子版可在沛县人民政府网站获取。我县公开信息3条。", "沛县人民政府"), ("2022年，沛县坚持公开为常态，全县公开信息3条。", "沛县人民政府"),
    ("按照市委，和县政府要求推进。我县公开信息3条。", ""), ("电子版可在信丰县人民政府网站获取。我县公开信息3条。", "信丰县人民政府"), ("电子版可在城区人民政府网站获取。我区公开信息3条。", "")])
def test_a_county_of_two_letters_is_named_by_what_stands_around_it(line, agency):
    assert facts(f"{PERIOD}政府信息公开年报。", line)[0].agency == agency


@pytest.mark.parametrize("said, agency", [("2022年睢阳区人民政府按照部署推进公开。", "商丘市睢阳区人民政府"), ("2022年睢阳区人民政府办公室按照部署推进公开。", "商丘市睢阳区人民政府办公室")])
def test_a_government_that_acts_in_its_own_name_reports_itself(said, agency):
    assert facts(f"{PERIOD}政府信息公开年报由商丘市睢阳区人民政府办公室编制。", f"{said}公开信息3条。")[0].agency == agency


@pytest.mark.parametrize("account, agency", [("赤峰政务信息", "赤峰市人民政府办公室"), ("两江夜读故事", "")])
def test_an_account_tells_the_city_that_nothing_else_names(account, agency):
    assert facts(f"{PERIOD}推进政府信息公开。", f"2022年，市政府办公室认真落实条例，通过“{account}”微信公众号公开信息3条。")[0].agency == agency
