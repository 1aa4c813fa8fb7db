"""What of a page is its article: not the second copy for phones, not a list beside it, not the address of the site's owner."""

import json
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


@pytest.mark.parametrize("held", [
    f"<script>var page = {json.dumps({'a': 1, 'content': TEXT + TABLE})};</script>", f"<script>show('{TEXT + TABLE}')</script>",
    f"<script>var data = JSON.parse({json.dumps(json.dumps({'content': TEXT + TABLE}))})</script>",
    f"<script>show(decodeURIComponent('{quote(TEXT + TABLE)}'))</script>", f'<script type="text/template">{TEXT + TABLE}</script>',
    f"<textarea style='display:none'>{escape(TEXT + TABLE)}</textarea>", f"<input type=hidden value='{escape(TEXT + TABLE)}'>",
    f'<script>var page = {{"content": "{escape(TEXT + TABLE)}"}}</script>'])
def test_an_article_held_for_the_script_is_read(held):
    assert read(f"<h1>{TITLE}</h1><div id=app>加载中...</div>{held}") == [TITLE, *SAID, "指标 | 数\n收到 | 5"]


def test_a_page_that_says_as_much_itself_is_read_for_itself():
    assert read(f"<h1>{TITLE}</h1>{TEXT}<script>var old = '{TEXT * 2}'</script>") == [TITLE, *SAID]
    assert read(f"<h1>{TITLE}</h1>{TABLE.replace('指标', '8').replace('数', '9')}<script>var old = '{TEXT}'</script>")[1:] == ["8 | 9\n收到 | 5"]
