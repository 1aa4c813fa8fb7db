"""Plain text and Markdown."""

import pytest

from etl.documents import parse_text
from etl.documents.blocks import assemble


def read(text: str, markdown: bool = False) -> list[str]:
    return [block.text for block in assemble("a", "", parse_text.read(text, markdown)).blocks]


def test_lines_are_paragraphs_and_blank_lines_nothing():
    assert read("甲。\r\n\r\n　　乙。\n丙") == ["甲。", "乙。", "丙"]


def test_a_line_broken_before_a_number_goes_on_and_a_cell_does_not():
    assert read("共计发布信息\n74 条,其中工作动态40条") == ["共计发布信息74 条,其中工作动态40条"]
    assert read("信函申请\n87 件.按时答复\n85 件。") == ["信函申请87 件.按时答复85 件。"]
    assert read("行政许可\n3件\n0\n2019年度共收到申请") == ["行政许可", "3件", "0", "2019年度共收到申请"]


@pytest.mark.parametrize("heading", ["四、行政复议和行政诉讼情况", "依申请公开情况", "（二）主动公开概况"])
def test_a_heading_does_not_run_on_into_a_line_that_begins_with_a_number(heading):
    assert read(f"{heading}\n9件申请中，予以公开6件。") == [heading, "9件申请中，予以公开6件。"]


def test_a_line_broken_inside_a_word_goes_on_and_two_cells_do_not():
    assert read("全年本局共收到依申请\n公开事项4件。") == ["全年本局共收到依申请公开事项4件。"]
    assert read("依申请\n公开") == ["依申请", "公开"]


def test_a_number_on_a_line_of_its_own_goes_on_and_a_cell_does_not():
    assert read("公开信息\n9\n条,其中人事信息\n3\n条。") == ["公开信息9条,其中人事信息3条。"]
    assert read("公开率达\n89.7%\n，其中新增\n18\n条。") == ["公开率达89.7%，其中新增18条。"]
    assert read("收到申请数\n3\n二、复议数") == ["收到申请数", "3", "二、复议数"]


def test_blanks_around_a_number_show_that_it_stood_inside_a_sentence():
    assert read(" 局里有 \n 3 \n 名专职人员、 \n 5 \n 名兼职人员。 ") == ["局里有3名专职人员、5名兼职人员。"]
    assert read(" 行政规章 \n 3 \n 5 \n 规范性文件 \n 8 ") == ["行政规章", "3", "5", "规范性文件", "8"]


def test_rows_with_bars_are_a_table_and_blank_cells_stay():
    assert read("报告\n指标 | 单位 | 数 |\n收到 | 件 | 3 |\n办结 | 件 | |\n完") == ["报告", "指标 | 单位 | 数\n收到 | 件 | 3\n办结 | 件 | ", "完"]


def test_a_label_broken_before_its_bracket_is_mended():
    assert read("指标 | 单位 | 数 |\n主动公开政府信息数\n(相同信息计1条) | 条 | 7 |")[0] == "指标 | 单位 | 数\n主动公开政府信息数(相同信息计1条) | 条 | 7"


def test_a_row_broken_inside_a_cell_is_mended():
    assert read("甲 | 条 | 1 |\n乙的\n上半 | 丙 | 2 |")[0].startswith("甲 | 条 | 1")
    assert read("| 甲 | 条 | 1 |\n| 乙的\n下半 | 条 | 2 |\n| 丙 | 条 | 3 |")[0] == "甲 | 条 | 1\n乙的下半 | 条 | 2\n丙 | 条 | 3"


def test_a_heading_between_two_tables_parts_them():
    assert read("甲 | 1 |\n乙 | 2 |\n三、收到申请\n丙 | 3 |\n丁 | 4 |") == ["甲 | 1\n乙 | 2", "三、收到申请", "丙 | 3\n丁 | 4"]


def test_a_menu_line_is_no_table():
    assert read("机构职能 | 政策法规\n正文3条。") == ["机构职能 | 政策法规", "正文3条。"]


def test_page_residue_is_left_out():
    assert read("当前位置: 首页 > 年报\n正文\n设为主页 | 加入收藏 | 网站地图\n某ICP备1号") == ["正文"]


def test_a_table_flattened_to_lines_stays_lines():
    assert read("（一）收到申请数\n件\n3\n（二）办结数\n件\n2") == ["（一）收到申请数", "件", "3", "（二）办结数", "件", "2"]


def test_rows_with_tabs_are_a_table():
    assert read("指标\t单位\t数\n收到\t件\t3\n\t件\t\n完") == ["指标 | 单位 | 数\n收到 | 件 | 3\n | 件 | ", "完"]


def test_a_table_drawn_with_box_characters():
    assert read("┌──┬──┐\n│甲│1 │\n├──┼──┤\n│乙│2 │\n└──┴──┘") == ["甲 | 1\n乙 | 2"]


def test_hard_wrapped_lines_are_joined():
    line = "全年通过政府网站主动公开政府信息一百二十三条并按要求做好工作"
    assert read(f"　　{line[:-2]}\n{line}\n{line}\n{line}\n{line[:9]}。\n　　另起") == [line[:-2] + line * 3 + line[:9] + "。", "另起"]


def test_a_wrapped_text_with_a_few_long_lines_is_joined_all_the_same():
    wrapped = ["全面落实条例的各项规定，把群众关心的事项说清楚、讲明白", "，各项工作平稳推进，取得了较好的成效。全年收到政府信息公开", "申请34件，均已按要求办理完成，没有发生超期的情况，群众满", "意。"]
    made = read("\n".join([*wrapped * 3, "表" * 40, *wrapped]))
    assert made[0].startswith("全面落实") and made[0].endswith("满意。") and len(made) == 5


def test_the_text_in_a_frame_of_bars_is_a_paragraph():
    text = "2013年，我镇认真贯彻落实条例，不断健全工作机制。" + "深化公开内容，创新公开形式，有序地推进各项工作。" * 4 + "全年主动公开政府信息123件。"
    assert read(f"发布单位: | 某镇 |\n2013年度报告 | ||\n{text} |\n||\n|")[1] == text


def test_a_whole_report_in_one_line_is_cut_before_its_section_numbers():
    rest = "认真落实各项规定，积极推进有关工作，取得了一定的成效。" * 5
    made = read(f"某镇2013年年度报告 {rest}一、主动公开情况 公开信息5条。{rest} 二、依申请公开情况 收到申请3件。{rest}（一）存在的问题。{rest}")
    assert [line[:8] for line in made[1:]] == ["一、主动公开情况", "公开信息5条。认", "二、依申请公开情况"[:8], "收到申请3件。认", "（一）存在的问题"]


def test_markdown_marks_go_and_headings_are_told():
    made = assemble("a", "", parse_text.read("## 标题\n\n**全年**公开[3条](http://a.b)\n\n|甲|乙|\n|:-|-:|\n|a\\|b|2|", True))
    assert [(block.kind, block.text) for block in made.blocks] == [("heading", "标题"), ("paragraph", "全年公开3条"), ("table", "甲 | 乙\na|b | 2")]


def test_html_tables_inside_markdown():
    assert read("正文\n<table><tr><td>甲</td><td>1</td></tr></table>\n完", True) == ["正文", "甲 | 1", "完"]


def test_a_bar_at_the_left_stands_behind_an_empty_cell_where_other_rows_begin_without():
    assert read("一 | 甲 | 1 |\n | 乙 | 2 |")[0] == "一 | 甲 | 1\n | 乙 | 2"
    assert read("| 一 | 甲 |\n| 二 | 乙 |")[0] == "一 | 甲\n二 | 乙"


@pytest.mark.parametrize("broken", ["| 办结\n申请\n数 | 件 | 3 |", "| 办结申请\n数 | 件 |\n3 |", "| 办结申请数 | 件\n| 3 |", "| 办结申请数\n| 件 | 3 |"])
def test_a_pipe_row_broken_over_lines_is_whole(broken):
    text = f"| 指标 | 单位 | 数 |\n|---|---|---|\n| 收到申请数 | 件 | 5 |\n{broken}\n| 其他 | 件 | 2 |"
    assert read(text, True) == ["指标 | 单位 | 数\n收到申请数 | 件 | 5\n办结申请数 | 件 | 3\n其他 | 件 | 2"]


def test_a_table_of_one_cell_and_bar_a_line_is_put_together_with_its_blank_cells():
    text = "第(五)项 |\n||||\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n|\n行政许可 |\n4 |\n|\n17 |\n|\n其他事项 |\n0 |\n|\n0 |"
    (made,) = [block for block in parse_text.read(text) if block.kind == "table"]
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["第(五)项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "4", "", "17"], ["其他事项", "0", "", "0"]]


def test_a_sites_entry_for_its_users_is_no_line_of_the_text():
    assert read("登录个人中心\n甲局。\n会员中心\n信息中心") == ["甲局。", "信息中心"]
