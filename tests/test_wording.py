"""Plain wording for matching: widths, script, Taiwan words, blanks, quotation marks and titles, with every place kept."""

import re
from pathlib import Path

import pytest

from etl.prose.wording import is_traditional, load, plain

RULES = load(Path(__file__).parent.parent / "data" / "rules", re.compile("公报|日报"), heads=re.compile("(?!)"), quoted_titles=re.compile("《(公开专栏)》"))


@pytest.mark.parametrize(("printed", "wanted"), [
    ("收到　申请\n３件", "收到申请3件"), ("通过“临水发布”微博", "通过临水发布微博"), ("依《关于做好3项工作的意见》", "依《___________》"),
    ("《临水日报》刊发", "《临水日报》刊发"), ("1 234条", "1 234条"), ("公开\u200b信息", "公开信息"), ("（一）公开：", "(一)公开:"),
    ("《公开专栏》公开信息", "公开专栏公开信息"), ("收到3件.其中网上1件.", "收到3件。其中网上1件。"), ("一.概述", "一.概述"), ("占1.5%.另有", "占1.5%。另有"),
])
def test_plain(printed, wanted):
    assert plain(printed, RULES).text == wanted


@pytest.mark.parametrize(("printed", "wanted"), [
    ("局入口網站公開檔案", "局门户网站公开文件"), ("網際網路", "互联网"), ("其他途經", "其他途径"), ("檔案館", "档案馆"), ("民眾諮詢", "群众咨询"),
    ("發(fā)布信息，辦(bàn)結(jié)", "发布信息,办结"), ("發布信息(app)", "发布信息"),
])
def test_traditional_and_taiwan_words(printed, wanted):
    assert plain(printed, RULES, traditional=True).text == wanted


@pytest.mark.parametrize(("printed", "wanted"), [
    ("予以部份公开", "予以部分公开"), ("合记九件", "合计九件"), ("合记录九件", "合记录九件"), ("重申情况", "重申情况"), ("干部份额", "干部份额"),
])
def test_misspelled_words_are_read_as_meant(printed, wanted):
    assert plain(printed, RULES).text == wanted


@pytest.mark.parametrize("printed", ["收到2¹件", "收到2①件", "收到2[1]件", "收到2[¹]件", "收到2〔1〕件", "收到2*件", "收到2（注1）件", "收到2（注）件"])
def test_a_footnote_mark_between_a_number_and_its_unit_is_no_part_of_either(printed):
    found = plain(printed, RULES)
    assert found.text == "收到2件" and found.span(0, 4) == (0, len(printed))


@pytest.mark.parametrize("printed", ["包括2①动态5条", "面积2²平方", "类①3条", "2(含1件)"])
def test_what_may_be_no_footnote_mark_stays(printed):
    assert plain(printed, RULES).text == printed


def test_spans_point_at_the_printed_words():
    printed = "透過 局入口網站，公開網際網路信息"
    made = plain(printed, RULES, traditional=True)
    start = made.text.index("互联网")
    first, last = made.span(start, start + 3)
    assert printed[first:last] == "網際網路"


def test_traditional_is_told_by_its_marks():
    assert is_traditional("國務院關於開展業務的實施意見", RULES)
    assert not is_traditional("国务院关于开展业务的实施意见", RULES)


def test_numerals_in_quotation_marks_are_names():
    made = plain("参加“1584”热线3次", RULES)
    assert made.in_quotes(made.text.index("1584"))
    assert not made.in_quotes(made.text.index("3次"))
