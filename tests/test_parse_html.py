"""Pages: what is the article, what is a table, what is furniture."""

import pytest

from etl.documents import parse_html
from etl.documents.blocks import assemble

PROSE = "全年主动公开政府信息1234条，受理政府信息公开申请5件，均已按时办结。" * 3


def read(body: str, head: str = "") -> list[str]:
    found, _ = parse_html.read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
    return [block.text for block in assemble("a", "", found).blocks]


def rows(body: str) -> list[list[str]]:
    found, _ = parse_html.read(body)
    return [[cell.text for cell in row] for block in found for row in block.rows]


def grid(*lines: str) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("|")) + "</tr>" for line in lines) + "</table>"


def test_navigation_footer_scripts_and_residue_are_left_out():
    page = f"""<header><a href=1>站名</a></header><div class="main-nav"><ul><li><a href=1>政务公开</a></ul></div>
    <div>您现在的位置：<a>首页</a> &gt; 年报</div><script>var n = 3;</script><h1>某局2019年报告</h1><p>{PROSE}</p>
    <p>【打印】</p><p>上一篇：<a>某局2018年报告</a></p><div class="related"><p>相关链接</p></div>
    <div id="footer"><p>主办：某局</p><p>某ICP备12345678号</p></div><style>p {{ margin: 0 }}</style>"""
    assert read(page) == ["某局2019年报告", PROSE]


def test_a_region_with_the_article_is_kept_whatever_its_name():
    assert read(f'<div class="footer"><p>{PROSE}</p></div><div class="nav"><a href=1>首页</a></div>') == [PROSE]


def test_metadata_lines_stay():
    assert read(f"<p>索引号：123/2019-1</p><p>发布日期：2019-03-15 来源：某局</p><p>{PROSE}</p>")[:2] == ["索引号：123/2019-1", "发布日期：2019-03-15 来源：某局"]


def test_the_publishing_date_of_the_meta_tag_is_added_when_not_printed():
    tag = '<meta name="PubDate" content="2019-03-15 10:20">'
    assert read(f"<p>{PROSE}</p>", tag)[0] == "发布日期：2019-03-15 10:20"
    assert read(f"<p>2019-03-15</p><p>{PROSE}</p>", tag)[0] == "2019-03-15"


def test_rowspan_and_colspan_become_a_grid():
    page = """<table><tr><td rowspan=2>申请人</td><td colspan=2>法人</td></tr><tr><td>企业</td><td>其他</td></tr>
    <tr><td>收到</td><td>1</td><td>2</td></tr></table>"""
    assert rows(page) == [["申请人", "法人", "法人"], ["申请人", "企业", "其他"], ["收到", "1", "2"]]


def test_breaks_and_paragraphs_inside_a_cell_join_its_text():
    page = grid("本年<br>新制作<br/>数量|<p>3</p>", "<p>规范性</p><p>文件</p>|12<br>件", "结<br>果<br>维<br>持|&nbsp;")
    assert rows(page) == [["本年新制作数量", "3"], ["规范性文件", "12件"], ["结果维持", ""]]


def test_nested_layout_tables_give_the_article_and_its_data_table():
    inner = grid("指标|单位|数", "收到|件|3")
    page = f"<table><tr><td><a href=1>栏目</a></td><td><table><tr><td><p>{PROSE}</p>{inner}<p>完毕</p></td></tr></table></td></tr></table>"
    assert read(page) == [PROSE, "指标 | 单位 | 数\n收到 | 件 | 3", "完毕"]


def test_long_rows_of_a_data_table_are_paragraphs_between_tables():
    page = grid("指标|数", "收到|3") .replace("</table>", f"<tr><td colspan=2>{PROSE * 2}</td></tr><tr><td>办结</td><td>2</td></tr><tr><td>答复</td><td>1</td></tr></table>")
    assert read(page) == ["指标 | 数\n收到 | 3", PROSE * 2, "办结 | 2\n答复 | 1"]


DIVS = "<div{0}><div{1}><div{2}>指标</div><div{2}>数</div></div><div{1}><div{2}>收到</div><div{2}>3</div></div><div{1}><div{2}>办结</div><div{2}>2</div></div></div>"


@pytest.mark.parametrize(("head", "marks"), [
    ("", (' style="display:table"', ' style="display: table-row"', ' style="display:table-cell;width:9px"')),
    ("<style>.t{display:table} .r{display:table-row;} .c{color:red;display:table-cell}</style>", (" class=t", " class=r", " class=c")),
    ("", (' class="grid"', ' class="grid-row"', "")), ("", ("", ' class="tr"', ' class="td"'))])
def test_tables_built_of_divs(head, marks):
    assert read(DIVS.format(*marks) + f"<p>{PROSE}</p>", head) == ["指标 | 数\n收到 | 3\n办结 | 2", PROSE]


def test_layout_rows_of_divs_are_no_table():
    page = f'<div class="row"><div>{PROSE}</div><div>甲</div></div><div class="row"><div>乙</div></div>'
    assert read(page) == [PROSE, "甲", "乙"]


def test_rejected_rows_of_divs_keep_their_order():
    assert read(f'<div class="line">甲<div>乙</div>丙</div><div class="line">丁</div><p>{PROSE}</p>') == ["甲", "乙", "丙", "丁", PROSE]


def test_an_old_page_of_fonts_and_breaks():
    page = f"""<table width=900 align=center><tr><td background=a.gif><font size=2><a href=1>首页</a>|<a href=2>年报</a></font></td></tr>
    <tr><td><table><tr><td align=center><b>某县2009年政府信息公开年度报告</b></td></tr><tr><td>发布时间：2010-3-1　来源：某县</td></tr>
    <tr><td><font>　　一、概述<br>　　{PROSE}<br><br>　　二、公开情况<br>　　无。</font></td></tr></table></td></tr><tr><td>版权所有：某县</td></tr></table>"""
    assert read(page) == ["某县2009年政府信息公开年度报告", "发布时间：2010-3-1 来源：某县", "一、概述", PROSE, "二、公开情况", "无。"]


def test_cells_of_blanks_are_empty_and_tall_labels_stay():
    page = "<table><tr><td rowspan=3>三、<br>结果</td><td>公开</td><td>&nbsp;</td></tr><tr><td>不公开</td><td>　</td></tr><tr><td>总计</td><td>0</td></tr></table>"
    assert rows(page) == [["三、结果", "公开", ""], ["三、结果", "不公开", ""], ["三、结果", "总计", "0"]]


def test_a_table_split_in_two_is_joined():
    assert rows(grid("指标|数", "甲|1") + grid("乙|2")) == [["指标", "数"], ["甲", "1"], ["乙", "2"]]


def test_entities_and_hidden_marks():
    assert read(f"<p>&ldquo;公&#24320;&rdquo;&amp;\u200b<!-- 9 --><span>３</span>条</p><p>{PROSE}</p>")[0] == "“公开”&３条"


def test_a_caption_stands_before_its_table():
    page = grid("指标|数", "收到|3").replace("<table>", "<table><caption>统计表</caption>")
    assert read(page) == ["统计表", "指标 | 数\n收到 | 3"]


def test_the_article_title_tag_beats_the_page_title():
    page = '<html><head><title>某市门户网站</title><meta name="ArticleTitle" content="某局2019年报告"></head><body><p>x</p></body></html>'
    assert parse_html.read(page)[1] == "某局2019年报告"


def test_hidden_rows_and_cells_are_left_out_and_invisible_cells_keep_their_place():
    page = """<table><tr><td>指标</td><td>数</td><td>注</td></tr><tr style="display:none"><td>收到</td><td>99</td><td></td></tr>
    <tr><td>收到</td><td style="DISPLAY: none">98</td><td>3</td><td>甲</td></tr><tr><td>办结</td><td>2</td><td>乙</td></tr></table>"""
    assert rows(page + PROSE) == [["指标", "数", "注"], ["收到", "3", "甲"], ["办结", "2", "乙"]]


def test_fields_in_cells_show_their_value():
    field = '<input type="hidden" value="7"><input value="3"><input type="button" value="8">'
    assert rows(grid("指标|数", f"收到|{field}", "办结|<textarea>2</textarea>")) == [["指标", "数"], ["收到", "3"], ["办结", "2"]]


def test_a_title_over_two_lines_is_one_heading():
    assert read(f"<h1>云溪市民政局<br>政府信息公开报告</h1><p>{PROSE}</p>")[0] == "云溪市民政局政府信息公开报告"
    assert read(f"<h1>2018年报<br>{PROSE}<br>第二行</h1>")[-1] == "第二行"


def test_the_foot_of_a_table_is_read_behind_its_rows():
    page = "<table><thead><tr><td>指标<td>数</thead><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>收到<td>3</tbody></table>"
    assert rows(page) == [["指标", "数"], ["收到", "3"], ["总计", "3"]]


def test_tables_of_a_row_each_are_one_table():
    assert read(grid("指标|数") + grid("收到|甲") + grid("办结|2")) == ["指标 | 数\n收到 | 甲\n办结 | 2"]


def test_an_article_beside_a_short_menu_is_no_cell():
    page = f"<table><tr><td>栏目<br>年报<br>指南</td><td><h2>某局2019年报告</h2><p>收到3件。</p><p>办结3件。</p></td></tr></table>"
    assert read(page) == ["栏目", "年报", "指南", "某局2019年报告", "收到3件。", "办结3件。"]


def test_a_hidden_title_is_no_title():
    assert read(f'<h1>某局2019年报告</h1><p>{PROSE}</p><div style="display:none"><h1>某局2009年报告</h1><p>旧</p></div>') == ["某局2019年报告", PROSE]


def test_marks_of_a_word_file_are_no_links():
    mark = '<a name="_Toc1"></a><a name=OLE_LINK2>{}</a>'
    page = f"<p>{mark.format('一、总体情况')}</p><p>{PROSE}</p>" + grid("指标|数", f"收到|{mark.format(3)}", f"办结|{mark.format(2)}")
    assert read(page) == ["一、总体情况", PROSE, "指标 | 数\n收到 | 3\n办结 | 2"]
