"""Every sentence of examples/sentences.yaml, and every example that stands beside a rule in phrases.yaml."""

from pathlib import Path

import pytest
import yaml

from etl.model import Report
from etl.prose import match
from etl.prose.phrases import load, read
from tests.test_phrases import document

ROOT = Path(__file__).parent.parent
RULES = load(ROOT / "data" / "rules")
CASES = yaml.safe_load((ROOT / "tests" / "examples" / "sentences.yaml").read_text(encoding="utf-8"))
EXAMPLES = [(rule["id"], kind, said) for rule in RULES.raw["rules"] for kind, listed in rule.get("examples", {}).items() for said in listed]


def figures_of(text, year=2018, agency="民政局"):
    figures, _ = read(document(text), Report(year=year, agency_type=agency, kind="annual_report"), RULES)
    return [figure for figure in figures if figure.metric]


def key(line):
    parts = line.split() + ["exact", "agency", ""][len(line.split()) - 3:]
    return parts[0], float(parts[1]), parts[2].strip("-"), *parts[3:6]  # - for a unit that the crawl lost


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"][:24])
def test_sentence(case):
    figures = figures_of(case["say"], case.get("year", 2018), case.get("agency", "民政局"))
    got = [(f.metric, f.value, f.unit, f.qualifier, f.scope, f.category or f.dimension) for f in figures if f.origin == "prose"]
    assert sorted(got) == sorted(key(line) for line in case["read"])


@pytest.mark.parametrize(("said", "name", "category"), [
    ("其中机构概况类信息5条", "机构概况", "机构职能"),
    ("其中网站中动态信息40条", "动态", "工作动态"),
    ("其中政府信息公开类39条", "政府信息公开", "其他"),
    ("其中网站中介机构信息40条", "中介机构", "机构职能"),
    ("具体包括领导信息5条", "领导", "机构职能"),
    ("其中政策法规类60条", "政策法规", "法规文件"),
    ("其中43条工作动态", "工作动态", "工作动态"),
    ("其中非公开信息目录2条", "非公开信息目录", "其他"),
    ("其中政务在线其他各类信息17条", "政务在线其他", "其他"),
    ("其中重点聚焦乡镇街道动态62条", "乡镇街道动态", "工作动态"),
    ("其中党建类信息40条", "党建", "其他"),
    ("其中其他政府信息8条", "其他", "其他"),
    ("其中通知公告栏目14条", "通知公告", "通知公告"),
    ("其中双公示栏发布信息14条", "双公示", "通知公告"),
    ("其中特色栏目茶艺科普14条", "茶艺科普", "其他"),
    ("其中主动公开水质公报、突发事件等信息14条", "水质公报、突发事件", "应急疫情"),
    ("其中禁毒专题发布信息14条", "禁毒专题", "其他"),
    ("其中与公众密切相关的重要事项14条", "与公众密切相关的重要事项", "其他"),
    ("其中双随机一公开信息4条", "双随机一公开", "行政执法"),
    ("其中：1.部门文件类信息3条", "部门文件", "法规文件"),
    ("其中通过局网站工作动态栏目公开信息42条", "工作动态", "工作动态"),
    ("其中政务信息发布39条", "政务", "其他"),
    ("其中机构职能、负责人姓名发布39条", "机构职能、负责人姓名", "机构职能"),
    ("其中预警发布39条", "预警发布", "应急疫情"),
    ("其中其他文件数39条", "其他文件", "其他"),
    ("其中城乡建设和管理的重大事项类信息26条", "城乡建设和管理的重大事项", "重点领域"),
    ("其中卫生、食品的监督检查情况6条", "卫生、食品的监督检查情况", "行政执法"),
    ("其中主合办人大代表建议51件的办理复文", "人大代表建议", "建议提案"),
    ("其中其他应主动公开的信息41条", "其他", "其他"),
    ("其中扶贫、救灾、低保等民生类信息40条", "扶贫、救灾、低保等民生", "民生公益"),
    ("其中预算及“三公”经费7条", "预算及“三公”经费", "财政信息"),
    ("其中“三农”“双创”信息5条", "“三农”“双创”", "其他"),
    ("其中“领导之窗”栏目发布信息13条", "领导之窗", "机构职能"),
    ("本区新增公文类信息64条", "公文", "其他"),
    ("其中《用地许可证》5件", "《用地许可证》", "其他"),
    ("其中政协提案办理答复5件", "政协提案办理答复", "建议提案"),
    ("其中收费公示6条", "收费公示", "其他"),
    ("其中局发文件6条", "局发文件", "其他"),
    ("其中部门预算公开6条", "部门预算", "财政信息"),
    ("其中法定主动公开内容6条", "法定主动公开内容", "其他"),
    ("其中规划计划类信6条", "规划计划", "规划计划"),
    ("其中公文类政府信息6件", "公文", "其他"),
    ("其中特色栏目水利科普6条", "水利科普", "其他"),
    ("其中规划计划相关信息条6条", "规划计划相关", "规划计划"),
    ("其中行政办事事项（个人）6条", "行政办事事项（个人）", "办事服务"),
    ("其中工作动态（含转载）6条", "工作动态", "工作动态"),
    ("其中招生考试公示信息6条", "招生考试公示", "民生公益"),
    ("其中党务公开19条", "党务公开", "其他"),
    ("其中政务公开类信息19条", "政务公开", "其他"),
    ("其中统计数据7条", "统计数据", "统计数据"),
    ("其中2017年度各部门决算5条", "部门决算", "财政信息"),
    ("其中各类政策文件5条", "政策文件", "法规文件"),
    ("其中发布我局会议情况5条", "会议情况", "会议信息"),
    ("其中通知公告一栏发布信息5条", "通知公告", "通知公告"),
    ("其中补充完善机构信息5条", "机构", "机构职能"),
    ("含机构概况、法规文件及其他信息其中业务动态5条", "业务动态", "工作动态"),
    ("其中政府信息公开类5条", "政府信息公开", "其他"),
    ("其中公开5件规章草案并征求意见", "规章草案", "法规文件"),
    ("其中林地使用等具体行政行为类信息5条", "林地使用等具体行政行为", "其他"),
])
def test_a_part_has_its_printed_name_and_the_kind_it_compares_as(said, name, category):
    figures = figures_of(f"全年主动公开政府信息600条，{said}。")
    assert [(f.dimension, f.category) for f in figures if f.metric == "info_disclosed_part"] == [(name, category)]


def test_a_form_of_interpretation_has_its_printed_name_and_the_form_it_compares_as():
    figures = figures_of("政策解读30篇，其中图片解读20篇、负责人解读10篇。")
    assert [(f.dimension, f.category) for f in figures][1:] == [("图片", "图解"), ("负责人", "领导")]


@pytest.mark.parametrize(("said", "online"), [
    ("均为互联网申请", True), ("全系网上提交", True), ("全部来自互联网", True), ("都是在线提交的", True), ("均已网上答复", False), ("均已通过邮寄答复", False)])
def test_one_way_of_all_applications_repeats_their_number(said, online):
    read_as = {figure.metric: figure.value for figure in figures_of(f"受理公开申请7件，{said}。")}
    assert read_as["app_received"] == 7 and read_as.get("app_online") == (7 if online else None)


def test_the_label_of_a_part_counted_first_is_what_is_counted():
    assert [f.label for f in figures_of("全年公开信息90条，其中43条工作动态，47条通知公告。")][1:] == ["工作动态", "通知公告"]


@pytest.mark.parametrize(("rule", "kind", "said"), EXAMPLES)
def test_rule_example(rule, kind, said, monkeypatch):
    hits, made = [], match._reading
    monkeypatch.setattr(match, "_reading", lambda entry, *rest: (reading := made(entry, *rest)) and (hits.append(entry.id) or reading))
    figures_of(f"依申请公开情况：{said}。" if "申请" in said and "依申请公开情况" not in said else said, year=2018)
    assert (rule in hits) == (kind == "reads")


def test_enough_cases():
    assert len(CASES) >= 200
    assert sum(not case["read"] for case in CASES) >= len(CASES) / 3


def test_the_rules_are_read_without_the_compiled_yaml_reader_too():
    text = (ROOT / "data" / "rules" / "phrases.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize(("said", "repeated"), [
    ("行政复议案件4起，正在办理中。", ["review_pending 4"]), ("行政诉讼5件，目前尚未审结。", ["lit_pending 5"]), ("受理申请6件，正在办理中。", []),
    ("收到申请7件，均已办理结束。", ["closed_total 7"]), ("收到申请7件，全部处理完成。", ["closed_total 7"]),
    ("收到申请7件，其中网上4件；信函3件，均已办结。", ["closed_total 7"]), ("收到申请7件，其中网上4件（均已答复）、信函3件。", []),
    ("行政诉讼8件，其中未经复议直接起诉5件，维持3件，未审结2件；复议后起诉3件，结果均为维持。", ["lit_after_review_upheld 3"]),
    ("行政诉讼8件，其中未经复议直接起诉5件（维持5件），复议后起诉3件（尚未审结）。", ["lit_after_review_pending 3"]),
    ("行政诉讼3件，其中直接起诉1件、复议后起诉2件，均未审结。", ["lit_pending 3", "lit_direct_pending 1", "lit_after_review_pending 2"]),
    ("行政复议1件，上级机关作出维持原行政行为的决定。", ["review_upheld 1"]), ("行政诉讼1件，法院裁定驳回起诉。", ["lit_other 1"]),
    ("行政复议4起，均被撤销并责令重新答复。", ["review_corrected 4"]), ("行政复议3件，维持率较上年提高。", []), ("行政诉讼3件，均未败诉。", []),
    ("行政诉讼3件，均为未经复议直接起诉，目前均未宣判。", ["lit_direct_total 3", "lit_pending 3"]), ("行政诉讼2件。经审理，均判决驳回。", ["lit_upheld 2"]),
    ("收到申请34件。其中网上提交21件、信函寄送13件。所有申请均已按时办结。", ["closed_total 34"]),
    ("收到申请34件。其中自然人31件、企业3件。均在法定期限内答复。", ["replied_total 34"]),
    ("收到申请34件。其中网上提交21件、信函寄送13件。所有来信均已按时回复。", []),
    ("新收申请8件，上年结转3件，均已答复。", ["replied_total 11"]), ("收到申请8件（含上年结转3件），均已答复。", ["replied_total 8"]),
    ("新收申请8件，上年结转3件，均为自然人申请。", ["app_natural_person 8"]), ("上年结转3件已办结，新收申请8件，均已答复。", ["replied_total 8"]),
    ("收到申请3件，申请人类型为自然人。", ["app_natural_person 3"]), ("收到申请3件，公开类型为主动公开。", []),
    ("被提起行政诉讼4件，目前案件尚在审理中。", ["lit_pending 4"]), ("被提起行政诉讼4件，目前卷宗正在整理中。", []),
    ("行政复议4件，均予以维持；行政诉讼2件，均判决驳回。", ["review_upheld 4", "lit_upheld 2"]), ("行政复议5件，撤回2件，其余维持。", ["review_upheld 3"]),
    ("本年度接收并按期答复依申请公开14件。", ["replied_total 14"]), ("收到并办结政府信息公开申请16件，均予以公开。", ["closed_total 16", "granted 16"]),
    ("收到并答复网民提问9件，受理政府信息公开申请2件。", []),
])
def test_what_is_said_of_all_repeats_the_number_that_it_stands_behind(said, repeated):
    assert [f"{figure.metric} {figure.value:g}" for figure in figures_of(said) if figure.origin == "derived"] == repeated
