"""What of a page is its article: not the second copy for phones, not a list beside it, not the address of the site's owner."""

import json
from base64 import b64encode
from html import escape
from urllib.parse import quote

import pytest

from etl.documents import parse

TITLE = "云溪市民政局2018年政府信息公开工作年度报告"
SAID = ["全年主动公开政府信息1234条。", "受理政府信息公开申请5件，均已按时办结。", "没有因政府信息公开申请行政复议的情况。"]
TABLE = "<table><tr><td>指标</td><td>数</td></tr><tr><td>收到</td><td>5</td></tr></table>"
TEXT = "".join(f"<p>{line}</p>" for line in SAID)
OTHERS = "".join(f'<li><a href="{year}.html">东山市财政局{year}年政府信息公开工作年度报告</a><span>2020-01-02</span></li>' for year in range(2008, 2020))


def read(body: str) -> list[str]:
    page = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return [block.text for block in parse.read_bytes(page.encode(), "a.html").blocks]


@pytest.mark.parametrize("attributes", ["", ' class="visible-xs"', ' style="display:none"'])
def test_the_second_copy_for_phones_is_left_out(attributes):
    article = f"<h1>{TITLE}</h1>{TEXT}{TABLE}"
    assert read(f"<div class=pc>{article}</div><div{attributes}>{article}</div>") == [TITLE, *SAID, "指标 | 数\n收到 | 5"]


def test_a_paragraph_that_stands_twice_stays():
    assert read(TEXT + "<p>其他事项另行说明如下</p>" * 2 + f"<p>{SAID[0] * 9}</p><p>{SAID[1]}</p>")[-1] == SAID[1]


def test_a_list_of_other_reports_longer_than_the_report_is_left_out():
    assert read(f"<h1>{TITLE}</h1>{TEXT}<ul>{OTHERS}</ul>") == [TITLE, *SAID]
    assert len(read(f"<ul>{OTHERS}</ul>")) == 12


def test_a_line_of_a_link_and_a_date_is_no_text():
    assert read(f"{TEXT}<p><a href=1>东山市财政局2013年政府信息公开年报</a> <span>[01-02]</span></p>") == SAID


@pytest.mark.parametrize("opening", ["<div>", '<div class="footer">', "<table><tr><td>"])
def test_the_address_of_the_owner_of_the_site_is_left_out(opening):
    assert read(f"{TEXT}<p>云溪市民政局</p>{opening}主办：东山市人民政府<br>版权所有<br>地址：东山市山前区大道1号 电话：0559-2323232") == [*SAID, "云溪市民政局"]


@pytest.mark.parametrize("held", [
    f"<script>var page = {json.dumps({'a': 1, 'content': TEXT + TABLE})};</script>", f"<script>show('{TEXT + TABLE}')</script>",
    f"<script>var data = JSON.parse({json.dumps(json.dumps({'content': TEXT + TABLE}))})</script>",
    f"<script>show(decodeURIComponent('{quote(TEXT + TABLE)}'))</script>", f'<script type="text/template">{TEXT + TABLE}</script>',
    f"<textarea style='display:none'>{escape(TEXT + TABLE)}</textarea>", f"<input type=hidden value='{escape(TEXT + TABLE)}'>",
    f"<iframe srcdoc='{escape(TEXT + TABLE)}'></iframe>", f"<news :detail='{escape(json.dumps({'content': TEXT + TABLE}))}'></news>",
    f"<script>show(Base64.decode('{b64encode((TEXT + TABLE).encode()).decode()}'))</script>",
    "<script>" + "".join(f"document.writeln('{line}');" for line in (TEXT + TABLE).replace(">", ">\0").split("\0")) + "</script>",
    f'<script>var page = {{"content": "{escape(TEXT + TABLE)}"}}</script>'])
def test_an_article_held_for_the_script_is_read(held):
    assert read(f"<h1>{TITLE}</h1><div id=app>加载中...</div>{held}") == [TITLE, *SAID, "指标 | 数\n收到 | 5"]


def test_a_page_that_says_as_much_itself_is_read_for_itself():
    assert read(f"<h1>{TITLE}</h1>{TEXT}<script>var old = '{TEXT * 2}'</script>") == [TITLE, *SAID]
    assert read(f"<h1>{TITLE}</h1>{TABLE.replace('指标', '8').replace('数', '9')}<script>var old = '{TEXT}'</script>")[1:] == ["8 | 9\n收到 | 5"]


@pytest.mark.parametrize("line", ["附件下载：", "共3页 第1页 上一页 1 2 3 下一页 尾页", "[1] [2] [3]", "打印关闭", "责任编辑：张三 审核：李四",
                                  "热门搜索：年报 公积金", "顶一下 (0) 0%", "正在加载...", r"st1\:*{behavior:url(#ieooui) }",
                                  "Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE", "<xml><w:View>Normal</w:View></xml>", "无障碍阅读 | 长者专区 | 繁體 | English | 移动端"])
def test_residue_of_a_page_is_left_out(line):
    assert read(f"<p>{line}</p>{TEXT}") == SAID


@pytest.mark.parametrize("line", ["<p>{}</p>", "{}<br>", "<div>{}</div>"])
def test_lines_broken_at_one_width_are_paragraphs(line):
    first, second = (["全年通过门户网站主动公开政府信息" + number, "通过公众号发布信息45条，同时在线下专栏里", f"张贴公告方便群众查阅，{number}共有6份。"]
                     for number in ("123条，", "456件，"))
    body = "".join(line.format(part) for part in ["一、概述", *first, "二、申请", *second])
    assert read(body) == ["一、概述", "".join(first), "二、申请", "".join(second)]
