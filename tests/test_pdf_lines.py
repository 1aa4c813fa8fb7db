"""Printed lines of a PDF that make one paragraph, and lines that a browser prints around a page."""

from tests.test_parse_pdf import HEIGHT, LEFT, SIZE, Drawing

FULL = "全年通过政府网站主动公开政府信息一百二十三条并按照要求做好工作"


def drawn(*lines: tuple[int, str]) -> list[str]:
    made = Drawing()
    for indent, text in lines:
        made.line(text, indent)
    return made.blocks()


def test_a_line_that_is_short_because_a_number_had_no_room_goes_on():
    assert drawn((2, FULL[:-2]), (0, FULL), (0, FULL[:-3]), (0, "12,345条。"), (2, "又。")) == [FULL[:-2] + FULL + FULL[:-3] + "12,345条。", "又。"]


def test_a_line_that_begins_with_a_numeral_in_the_middle_of_a_sentence_goes_on():
    assert drawn((2, FULL[:-2]), (0, FULL), (0, "一，文字多、图表少。"), (2, "又。")) == [FULL[:-2] + FULL + "一，文字多、图表少。", "又。"]


def test_a_line_indented_with_blanks_begins_a_paragraph():
    text = FULL[:-3] + "。"
    assert drawn((0, "　　" + text), (0, FULL[:5] + "。"), (0, "　　" + text), (0, text[:-1]), (0, "又。")) == [text + FULL[:5] + "。", text + text[:-1], "又。"]


def test_a_title_goes_on_in_the_middle_of_the_next_line():
    made = Drawing()
    made.canvas.setFont("STSong-Light", 22)
    middle = LEFT + len(FULL) * SIZE / 2
    for text in ("某某市住房和城乡建设局政府信息公开", "年度报告"):
        made.canvas.drawCentredString(middle, made.y, text)
        made.y -= 2 * HEIGHT
    made.canvas.setFont("STSong-Light", SIZE)
    for indent, text in ((2, FULL[:-2]), (0, FULL), (0, "若干条。")):
        made.line(text, indent)
    assert made.blocks() == ["某某市住房和城乡建设局政府信息公开年度报告", FULL[:-2] + FULL + "若干条。"]


def test_what_a_browser_prints_above_and_below_a_page_is_left_out_and_sets_no_margin():
    made = Drawing()
    made.canvas.setFont("STSong-Light", 8)
    made.line("2024/1/20 09:30" + " " * 60 + "年度报告", -3, y=820)
    made.canvas.drawString(560, 20, "1/1")
    made.line("https://www.gov.cn/2024/a.html", -3, y=20)
    made.page()
    made.line(FULL[:-2], 2)
    made.line(FULL)
    made.line("若干条。")
    assert made.blocks() == [FULL[:-2] + FULL + "若干条。"]
