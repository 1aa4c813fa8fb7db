"""Pages whose report stands elsewhere: one sentence that says where, and nothing on pages that hold it."""

import pytest
from tests.builders import rules

from etl.documents import parse
from etl.extract import read_document

TITLE = "苏州市民政局2018年政府信息公开工作年度报告"
PROSE = "全年主动公开政府信息1234条，受理政府信息公开申请5件，均已按时办结。" * 8
PAGES = [
    ("elsewhere_attachment", "upload/2018年报.doc", '<p>附件：<a href="upload/2018%E5%B9%B4%E6%8A%A5.doc">点击下载</a></p>'),
    ("elsewhere_attachment", "年报.xls", """<a href="javascript:down(3)">年报.xls</a>"""),
    ("elsewhere_attachment", "/web/viewer.html?file=/a/nb.pdf", '<iframe src="/web/viewer.html?file=/a/nb.pdf"></iframe>'),
    ("elsewhere_frame", "main_2018.htm", '<iframe src="main_2018.htm" width="100%"></iframe>'),
    ("elsewhere_picture", "pic/W020190301.jpg", '<p><img src="pic/W020190301.jpg"></p>'),
    ("elsewhere_script", "", '<div id="app"></div><noscript>请启用JavaScript</noscript><script src="app.js"></script>')]


def page(body: str) -> bytes:
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


def notes(body: str) -> list[tuple[str, str]]:
    found = read_document(parse.read_bytes(page(body), "a.html"), rules()).findings
    return [(one.check_id, one.message) for one in found if one.check_id.startswith("elsewhere")]


@pytest.mark.parametrize("key, address, body", PAGES)
def test_a_page_with_a_title_only_says_where_its_report_is(key, address, body):
    [(check, message)] = notes(f"<h1>{TITLE}</h1><p>发布日期：2019-03-01</p>{body}")
    assert check == key and address in message


@pytest.mark.parametrize("key, address, body", PAGES[2:])
def test_a_page_without_any_text_is_refused_with_the_address(key, address, body):
    with pytest.raises(parse.Refused) as error:
        parse.read_bytes(page(body), "a.html")
    assert error.value.key == f"note_{key}" and address in error.value.values["found"]


def test_a_frame_set_names_its_pages():
    with pytest.raises(parse.Refused) as error:
        parse.read_bytes(b'<html><frameset cols="20%,80%"><frame src="left.htm"><frame src="nb2018.htm"></frameset></html>', "a.html")
    assert (error.value.key, error.value.values) == ("note_elsewhere_frame", {"found": "left.htm, nb2018.htm"})


@pytest.mark.parametrize("key, address, body", PAGES)
def test_a_page_with_its_report_is_silent(key, address, body):
    assert not notes(f"<p>{PROSE}</p>{body}")
    assert not notes(f"<table><tr><td>收到申请数</td><td>件</td><td>3</td></tr><tr><td>办结</td><td>件</td><td>3</td></tr></table>{body}")


def test_a_short_text_with_an_icon_is_silent():
    assert not notes('<p>全年收到申请5件。</p><img src="logo.png" width="20" height="20">')
