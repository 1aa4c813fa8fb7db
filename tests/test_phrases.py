"""Whole prose documents: every figure of tests/examples/prose/*/figures.csv, by precision and recall; addresses; bad input."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from etl.model import Block, Document, Report
from etl.prose import phrases
from etl.prose.phrases import load, read

ROOT = Path(__file__).parent.parent
RULES = load(ROOT / "data" / "rules")
FOLDERS = sorted(path.parent for path in (ROOT / "tests" / "examples" / "prose").glob("*/document.txt"))
SHARED = ROOT.parent / "shared"
SEEDS = {"anqing-mzj-2015-rectification": (2015, "summary", "民政局"), "fushun-dongzhou-dalian-2018": (2018, "annual_report", "街道乡镇"),
         "quzhou-mzj-2018": (2018, "annual_report", "民政局"), "suqian-sucheng-mzj-2022-plan": (2022, "plan", "民政局"),
         "suzhou-mzj-2018": (2018, "annual_report", "民政局")}


def document(text):
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(len(blocks) + 1, "table" if line.count("|") > 1 else "paragraph", line, place, place + len(line)))
        place += len(line) + 1
    return Document("example.txt", "", text, blocks)


def found(text, year, kind, agency):
    figures, _ = read(document(text), Report(year=year, kind=kind, agency_type=agency), RULES)
    return Counter((f.metric, f.value, f.unit, f.qualifier, f.scope, f.dimension) for f in figures if f.metric and f.origin == "prose")


def expected(path, origin=None):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if origin in (None, row.get("origin"))]
    return Counter((r["metric"], float(r["value"]), r["unit"], r["qualifier"], r["scope"], r["dimension"]) for r in rows)


def measured(pairs):
    right = sum(sum((got & want).values()) for got, want in pairs)
    return right / sum(sum(got.values()) for got, _ in pairs), right / sum(sum(want.values()) for _, want in pairs)


def example(folder):
    report = next(csv.DictReader((folder / "report.csv").open(encoding="utf-8")))
    text = (folder / "document.txt").read_text(encoding="utf-8")
    return found(text, int(report["year"]), report["kind"], report["agency_type"]), expected(folder / "figures.csv")


def test_whole_documents():
    precision, recall = measured([example(folder) for folder in FOLDERS])
    assert len(FOLDERS) >= 25
    assert precision >= 0.98
    assert recall >= 0.95


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document(folder):
    got, want = example(folder)
    assert not got - want, f"read but not there: {dict(got - want)}"
    assert not want - got, f"there but not read: {dict(want - got)}"


@pytest.mark.skipif(not (SHARED / "reports").exists(), reason="the reference reports are not here")
def test_reference_reports():
    pairs = [(found((SHARED / "reports" / f"{name}.txt").read_text(encoding="utf-8"), *facts), expected(SHARED / "gold" / f"{name}.csv", "prose"))
             for name, facts in SEEDS.items()]
    precision, recall = measured(pairs)
    assert precision >= 0.97
    assert recall >= 0.95


def test_quotes_are_the_printed_text():
    text = "２０１８年，我局　共收到\n政府信息公開申請 １２ 件，國務院關於開展業務的實施意見。"
    whole = Document("t", "", "標題\n" + text, [Block(1, "paragraph", text, 3, 3 + len(text))])
    (figure,), _ = read(whole, Report(year=2018), RULES)
    assert whole.text[figure.char_start:figure.char_end] == figure.quote
    assert figure.quote.endswith("１２ 件")
    assert (figure.metric, figure.value, figure.block) == ("app_received", 12, 1)


@pytest.mark.parametrize("text", ["", " ", "\x00\u202e\u200b", "（（（（", "“《", "1" * 5000, "一" * 5000, "公开信息3条，" * 20000, "未收到申请，" * 20000])
def test_any_text_is_read_without_an_error(text):
    read(document(text), Report(year=2018), RULES)


def test_no_metric_outside_the_catalogue():
    with (ROOT / "data" / "rules" / "metrics.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["metric_id"] for row in csv.DictReader(handle)} | {""}
    named = set()
    for rule in RULES.rules:
        named |= set(rule.metric.values()) if isinstance(rule.metric, dict) else {rule.metric}
        named |= set(rule.zero)
    named |= {metric for table in RULES.family_metrics.values() for metric in table.values()}
    assert named <= known


def test_a_deeper_heading_without_a_topic_stays_in_that_of_the_one_above():
    text = "三、依申请公开情况\n（一）申请情况\n共收到12件。\n（二）办理情况\n其中同意公开10件，部分公开2件。\n四、存在的问题\n共收到12件。"
    assert [metric for metric, *_ in found(text, 2018, "annual_report", "民政局").elements()] == ["app_received", "granted", "partly_granted"]


def test_a_numbered_heading_stays_in_the_topic_of_an_unnumbered_one_above():
    text = "依申请公开情况\n（一）申请情况\n共收到9件。\n（二）答复情况\n全年答复8件。\n存在的问题\n（一）工作不足\n全年答复8件。"
    assert [metric for metric, *_ in found(text, 2018, "annual_report", "民政局").elements()] == ["app_received", "replied_total"]


@pytest.mark.parametrize(("text", "metric"), [
    ("四、行政复议、行政诉讼和举报投诉情况\n收到举报投诉4件。", "complaints"),
    ("四、群众诉求办理情况\n全年收到投诉件4件。", "petitions_handled"),
])
def test_complaints_belong_to_disclosure_under_a_heading_on_reviews(text, metric):
    assert {key[0] for key in found(text, 2018, "annual_report", "民政局")} == {metric}


def test_beyond_the_numbers_of_any_report_nothing_is_read_and_a_finding_says_so(monkeypatch):
    monkeypatch.setattr(phrases, "MOST", 3)
    figures, findings = read(document("收到申请3件，办结3件。\n未发生行政复议、行政诉讼。\n收取费用3元。"), Report(year=2018, kind="annual_report"), RULES)
    assert [figure.metric for figure in figures] == ["app_received", "closed_total", "review_total", "lit_total"]
    assert [finding.check_id for finding in findings] == ["prose_too_many"]


@pytest.mark.parametrize(("agency", "named", "metric"), [
    *((agency, named, metric) for agency, metric in [("临水市园林绿化局", "channel_website"), ("临水市城乡规划局", "")] for named in ("园林绿化", "园林", "园林行业")),
    ("临水市环境保护局", "环保", "channel_website"), ("临水市发展和改革局", "发改", "channel_website"), ("临水市环境保护局", "环卫", ""), ("临水市发展和改革局", "园林", "")])
def test_on_its_channel_information_of_the_bodys_own_trade_is_everything(agency, named, metric):
    figures, _ = read(document(f"门户网站全年发布{named}信息683条。"), Report(year=2018, kind="annual_report", agency=agency), RULES)
    assert "".join(figure.metric for figure in figures) == metric


@pytest.mark.parametrize(("agency", "said", "metric"), [
    ("临水市审计局", "各类审计信息", "info_disclosed_total"), ("临水市城乡规划局", "各类审计信息", "info_disclosed_part"),
    ("临水市统计局", "各类统计信息", "info_disclosed_total"), ("临水市统计局", "统计信息", "info_disclosed_part"), ("临水市统计局", "各类统计数据信息", "info_disclosed_part"),
    ("临水市卫生局", "卫生政府信息", "info_disclosed_total"), ("临水市统计局", "卫生政府信息", "info_disclosed_part"),
    ("临水市气象局", "市级气象部门政府信息", "info_disclosed_total"), ("临水市气象局", "气象部门预决算信息", "info_disclosed_part")])
def test_all_sorts_of_the_bodys_own_trade_are_everything_where_no_channel_is_named(agency, said, metric):
    figures, _ = read(document(f"全年公开{said}683条。"), Report(year=2018, kind="annual_report", agency=agency), RULES)
    assert [figure.metric for figure in figures] == [metric]


@pytest.mark.parametrize(("said", "doubts"), [
    ("主动公开信息70条，其中政策40条、动态20条（其中要闻17条）、公告10条。", []), ("主动公开信息70条，其中政策40条、动态20条、公告17条。", ["prose_parts_sum"])])
def test_parts_of_a_part_are_not_added_to_the_total(said, doubts):
    _, findings = read(document(said), Report(year=2018, kind="annual_report"), RULES)
    assert [finding.check_id for finding in findings] == doubts


@pytest.mark.parametrize(("said", "dimension"), [("审计结果公告", "审计结果公告"), ("与审计有关的信息", ""), ("与审计有关的预决算信息", "与审计有关的预决算")])
def test_a_kind_keeps_the_trade_in_its_name_and_what_is_about_the_trade_is_everything(said, dimension):
    figures, _ = read(document(f"门户网站全年公布{said}683条。"), Report(year=2018, kind="annual_report", agency="临水市审计局"), RULES)
    assert [(figure.metric, figure.dimension) for figure in figures] == [("info_disclosed_part" if dimension else "channel_website", dimension)]


def test_a_bodys_name_garbled_by_a_bracket_does_not_end_the_reading():
    figures, _ = read(document("全年公开各类审计信息683条。"), Report(year=2018, kind="annual_report", agency="临水市审(计局"), RULES)
    assert [figure.value for figure in figures] == [683]


@pytest.mark.parametrize(("said", "dimensions"), [
    ("承办省人大代表建议6件、市人大代表建议83件。", ["省人大代表建议", "市人大代表建议"]),
    ("办理人大代表建议89件，其中省人大代表建议6件、市人大代表建议83件。", ["人大代表建议", "省人大代表建议", "市人大代表建议"]),
    ("办理区人大代表建议6件、区政协提案83件。", ["人大代表建议", "政协提案"]),
    ("办理人大代表建议6件。全年共办理人大代表建议83件。", ["人大代表建议", "人大代表建议"])])
def test_motions_told_apart_by_level_bear_their_printed_names(said, dimensions):
    figures, _ = read(document(said), Report(year=2018, kind="annual_report", agency_type="人民政府"), RULES)
    assert [figure.dimension for figure in figures] == dimensions


def test_a_section_that_denies_its_case_states_the_zeros_of_its_heading():
    figures, _ = read(document("（三）行政复议、行政诉讼情况\n2018年，市粮食局没有此类情况。\n五、存在的问题\n我局无此类情况。"), Report(year=2018, kind="annual_report"), RULES)
    assert {figure.metric for figure in figures} == {"review_total", "lit_total"}


@pytest.mark.parametrize(("said", "metrics"), [
    ("内容为申请公开消防批复，已经按程序在期限内回复", {"replied_total"}),
    ("全部通过网络提交，均已如期答复", {"app_online", "replied_total"}),
    ("已收到的投诉均已答复", set()),
    ("全部信访件均已办结", set()),
    ("受理的公开申请全部在期限内作出答复", {"replied_total"}),
    ("所有依申请公开事项均按期办结", {"closed_total"}),
    ("申请人均为自然人", {"app_natural_person"}),
    ("申请方式均为信函申请，均已答复", {"app_letter", "replied_total"}),
    ("其中，同意公开3件，不予公开1件，均依法依规答复", {"replied_total"}),
    ("其中，网上3件，信函1件，均为自然人申请", {"app_natural_person"}),
    ("其中同意公开3件，已答复；未办结1件", set()),
    ("其中3件均已答复", set()),
    ("公开申请渠道均畅通，答复更加规范", set()),
    ("申请人全部满意，无人对答复提出异议", set()),
])
def test_the_next_sentence_may_say_what_became_of_all_applications(said, metrics):
    figures, _ = read(document(f"收到政府信息公开申请4件。{said}。"), Report(year=2018, kind="annual_report"), RULES)
    assert {figure.metric for figure in figures if figure.origin == "derived"} == metrics


@pytest.mark.parametrize(("said", "metrics"), [
    ("均告知申请人已公开信息的获取途径", {"already_public"}),
    ("均属于已主动公开的信息", {"already_public"}),
    ("均不属于主动公开范围", set()),
    ("均不属于本镇职责范围", {"not_this_agency"}),
    ("均非本机关制作或掌握", set()),
    ("经查询均为信息不存在", {"not_exist"}),
    ("全部不予公开", {"denied_total"}),
    ("均按规定公开或不予公开", set()),
    ("按期办结，满意率100%", {"closed_total"}),
    ("依法予以答复", {"replied_total"}),
    ("在法定期限内作出答复", {"replied_total"}),
    ("我局按时答复", {"replied_total"}),
    ("事项属于咨询并在规定时限内作出答复", {"replied_total"}),
    ("我局及时答复群众提问", set()),
    ("其中3件我局按时答复", set()),
    ("均同意公开，并按规定对申请人进行答复", {"granted", "replied_total"}),
    ("按要求完善答复流程", set()),
    ("按期办结率达到百分之百", set()),
    ("及时答复群众提问", set()),
    ("均在15个工作日内办结", {"closed_total"}),
    ("全部在收到申请书的15个工作日内给予答复", {"replied_total"}),
    ("均自收到之日起的20个工作日内完成办理", {"closed_total"}),
    ("均在收到申请书的当天登记", set()),
    ("均已妥善办理", {"closed_total"}),
    ("均未答复", set()),
    ("均为企业提出，全部公开", {"app_business", "granted"}),
    ("应公开的已全部公开在网站", set()),
    ("申请人均为公民、法人和其他组织", set()),
    ("均由申请人撤回申请", {"app_withdrawn"}),
    ("不予公开", {"denied_total"}),
])
def test_the_same_sentence_may_say_what_became_of_all_applications(said, metrics):
    figures, _ = read(document(f"收到政府信息公开申请4件，{said}。"), Report(year=2018, kind="annual_report"), RULES)
    assert {figure.metric for figure in figures if figure.origin == "derived"} == metrics


@pytest.mark.parametrize(("said", "closed"), [
    ("除5件结转下年度办理外，均已办结", 35),
    ("除3件撤回、4件尚在期限内外，其余均已按时办结", 33),
    ("除6件正在审查外全部办结", 34),
    ("其中结转下一年度2件，其余均已办结", 38),
    ("其中网上提交31件、信函提交9件，除1件外，均已办结", 39),
    ("其中信函申请10件，均已办结", 40),
    ("除申请内容不明确的外，均已办结", 0),
    ("均按期办结，其中3件结转下年度", 37),
    ("均已办结，结转下一年度继续办理4件", 36),
    ("予以公开30件、部分公开4件，均已办结，6件转入下年度", 34),
    ("上年结转2件，均已办结，3件结转下年度", 39),
    ("均已办结，上年结转4件", 40),
])
def test_what_is_excepted_is_taken_from_all_applications(said, closed):
    figures, _ = read(document(f"收到政府信息公开申请40件，{said}。"), Report(year=2018, kind="annual_report"), RULES)
    assert sum(figure.value for figure in figures if figure.rule_id == "alls:all_closed") == closed
