"""PDF files drawn here: tables over pages, paragraphs over lines, page furniture, refusals."""

from io import BytesIO

import pytest

from etl.documents import parse

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
cidfonts = pytest.importorskip("reportlab.pdfbase.cidfonts")
SIZE, LEFT, TOP, HEIGHT = 12, 70, 760, 18


class Drawing:
    """A PDF drawn line by line and cell by cell."""

    def __init__(self, **options):
        pdfmetrics.registerFont(cidfonts.UnicodeCIDFont("STSong-Light"))
        self.stream = BytesIO()
        self.canvas = canvas.Canvas(self.stream, **options)
        self.page()

    def page(self, over: bool = False):
        if over:
            self.canvas.showPage()
        self.canvas.setFont("STSong-Light", SIZE)
        self.y = TOP

    def line(self, text: str, indent: int = 0, y: float | None = None):
        self.canvas.drawString(LEFT + indent * SIZE, self.y if y is None else y, text)
        self.y -= HEIGHT

    def row(self, *cells: str, widths=(200, 60, 60), lines: int = 1, top: bool = True, bottom: bool = True):
        x, high = LEFT, HEIGHT * lines
        for text, width in zip(cells, widths):
            for place, part in enumerate(text.split("\n")):
                self.canvas.drawString(x + 3, self.y - 13 - place * HEIGHT, part)
            for drawn, ends in ((top, (x, self.y, x + width, self.y)), (bottom, (x, self.y - high, x + width, self.y - high)),
                                (True, (x, self.y, x, self.y - high)), (True, (x + width, self.y, x + width, self.y - high))):
                if drawn:
                    self.canvas.line(*ends)
            x += width
        self.y -= high

    def ground(self, x: float, width: float, high: float = HEIGHT, colour=(1, 1, 1)):
        """Paint the ground of what is drawn next at the same height."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x, self.y - high, width, high, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)

    def blocks(self) -> list[str]:
        self.canvas.save()
        return [block.text for block in parse.read_bytes(self.stream.getvalue(), "a.pdf").blocks]


def test_a_ruled_table_is_read_cell_by_cell():
    made = Drawing()
    made.line("政府信息公开情况统计表", 8)
    for cells in (("统计指标", "单位", "统计数"), ("收到申请数", "件", "3"), ("传真申请数", "件", ""), ("收费", "万元", "0.5")):
        made.row(*cells)
    assert made.blocks() == ["政府信息公开情况统计表", "统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3\n传真申请数 | 件 | \n收费 | 万元 | 0.5"]


def test_labels_over_two_lines_are_joined():
    made = Drawing()
    made.row("指标", "单位", "数")
    made.row("主动公开政府信息数\n（相同信息计1条）", "条", "120", lines=2)
    assert made.blocks() == ["指标 | 单位 | 数\n主动公开政府信息数（相同信息计1条） | 条 | 120"]


def test_grounds_painted_under_lines_and_cells_are_no_rules():
    made = Drawing()
    for text, indent in (("一、总体情况", 2), ("（一）主动公开。认真贯彻落实条例的各项规定，以公", 2), ("开为常态、不公开为例外，全年通过政府网站主动公开政府", 0), ("信息120条，公开会议7期。", 0)):
        made.ground(LEFT, 27 * SIZE)
        made.line(text, indent)
    for cells in (("统计指标", "单位", "统计数"), ("收到申请数", "件", "3")):
        made.ground(LEFT, 320, colour=(0.8, 0.9, 1))
        made.row(*cells)
    assert made.blocks() == ["一、总体情况", "（一）主动公开。认真贯彻落实条例的各项规定，以公开为常态、不公开为例外，全年通过政府网站主动公开政府信息120条，公开会议7期。",
                             "统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3"]


def test_cells_painted_on_a_dark_ground_are_a_table():
    made = Drawing()
    made.canvas.rect(LEFT, made.y - 41, 322, 41, stroke=0, fill=1)
    for cells in (("统计指标", "单位", "统计数"), ("收到申请数", "件", "3")):
        for x, text in zip((LEFT + 1, LEFT + 200, LEFT + 261), cells):
            made.ground(x, 60 if x > LEFT + 1 else 198, HEIGHT - 1)
            made.canvas.drawString(x + 3, made.y - 13, text)
        made.y -= HEIGHT
    assert made.blocks() == ["统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3"]


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_over_two_pages_is_one(repeated):
    made = Drawing()
    for cells in (("指标", "单位", "数"), ("收到", "件", "3")):
        made.row(*cells)
    made.line("- 1 -", 15, y=40)
    made.page(over=True)
    if repeated:
        made.row("指标", "单位", "数")
    made.row("办结", "件", "")
    made.line("- 2 -", 15, y=40)
    assert made.blocks() == ["指标 | 单位 | 数\n收到 | 件 | 3\n办结 | 件 | "]


def test_a_row_cut_by_the_page_end_is_made_whole():
    made = Drawing()
    made.row("指标", "单位", "数")
    made.row("危及国家安全、公共", "件", "1", bottom=False)
    made.page(over=True)
    made.row("安全和社会稳定", "", "", top=False)
    made.row("其他", "件", "2")
    assert made.blocks() == ["指标 | 单位 | 数\n危及国家安全、公共安全和社会稳定 | 件 | 1\n其他 | 件 | 2"]


def test_paragraphs_are_joined_over_lines_and_pages():
    full = "全年通过政府网站主动公开政府信息一百二十三条并按照要求做好工作"
    made = Drawing()
    made.line("一、总体情况", 2)
    for indent, text in ((2, full[:-2]), (0, full), (0, full)):
        made.line(text, indent)
    made.page(over=True)
    made.line(full[:10] + "。")
    made.line("另起一段" + full[4:-2], 2)
    made.line(full[:5] + "。")
    assert made.blocks() == ["一、总体情况", full[:-2] + full * 2 + full[:10] + "。", "另起一段" + full[4:-2] + full[:5] + "。"]


def test_page_headers_and_numbers_are_left_out():
    made = Drawing()
    texts = ["概述。", "公开了3条。", "受理了5件。", "没有收费。"]
    for number, text in enumerate(texts, start=1):
        made.line(f"某市民政局{2019}年度报告", y=800)
        made.line(text * 3)
        made.line(f"第 {number} 页 共 4 页", 14, y=30)
        made.page(over=True)
    assert made.blocks() == [text * 3 for text in texts]


def refusal(data: bytes) -> str:
    with pytest.raises(parse.Refused) as error:
        parse.read_bytes(data, "a.pdf")
    return error.value.key


def test_a_password_is_named_and_a_mere_owner_password_is_not_asked_for():
    encrypt = pytest.importorskip("reportlab.lib.pdfencrypt").StandardEncryption
    locked, owned = (Drawing(encrypt=encrypt(user, "所有者")) for user in ("secret", ""))
    owned.canvas.setFont("Helvetica", SIZE)
    owned.line("3 applications in all")
    assert owned.blocks() == ["3 applications in all"]
    locked.canvas.save()
    assert refusal(locked.stream.getvalue()) == "document_locked"


def test_fonts_without_letters_are_recognised():
    encrypt = pytest.importorskip("reportlab.lib.pdfencrypt").StandardEncryption
    made = Drawing(encrypt=encrypt("", "owner"))  # the name of the font's character set is lost in it
    made.line("全年主动公开政府信息三条。")
    made.canvas.save()
    assert refusal(made.stream.getvalue()) == "pdf_no_letters"


def test_a_scan_is_recognised():
    image = pytest.importorskip("PIL.Image")
    made = Drawing()
    for _ in range(2):
        made.canvas.drawInlineImage(image.new("L", (60, 80), 200), 0, 0, 500, 700)
        made.canvas.drawImage(pytest.importorskip("reportlab.lib.utils").ImageReader(image.new("L", (60, 80))), 0, 0)
        made.page(over=True)
    made.canvas.save()
    assert refusal(made.stream.getvalue()) == "pdf_scanned"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>", b"%PDF-1.4" + bytes(999)])
def test_a_damaged_file_is_refused(data):
    assert refusal(data) in ("document_damaged", "document_no_text", "pdf_scanned")


def test_a_lone_paragraph_over_two_lines_is_one_among_short_ones():
    made = Drawing()
    made.line("本报告由石门桥镇人民政府编制，所列数据的统计期限为2018", 2)
    made.line("年1月1日至12月31日，本报告由石门桥镇人民政府办公室编制")
    made.line("一、主动公开情况", 2)
    made.line("全年公开12条。", 2)
    assert made.blocks() == ["本报告由石门桥镇人民政府编制，所列数据的统计期限为2018年1月1日至12月31日，本报告由石门桥镇人民政府办公室编制",
                             "一、主动公开情况", "全年公开12条。"]


NARROW = (200, 60, 28)  # room for three digits


def test_a_number_broken_in_a_narrow_cell_is_whole_and_two_numbers_in_a_wide_one_are_not():
    made = Drawing()
    for cells in (("统计指标", "单位", "数"), ("收到申请数", "104\n105", "238\n0"), ("传真申请数", "件", "3")):
        made.row(*cells, widths=NARROW, lines=2)
    assert made.blocks() == ["统计指标 | 单位 | 数\n收到申请数 | 104  105 | 2380\n传真申请数 | 件 | 3"]


@pytest.mark.parametrize("rest, wanted", [
    (("开申请数量", "", "6"), "新收政府信息公开申请数量 | 8 | 1216"),
    (("重复申请", "5", "6"), "新收政府信息公 | 8 | 121\n重复申请 | 5 | 6")])
def test_a_number_cut_by_the_page_end_is_whole_but_a_row_of_its_own_stays(rest, wanted):
    made = Drawing()
    made.row("统计指标", "件", "数", widths=NARROW)
    made.row("新收政府信息公", "8", "121", widths=NARROW)
    made.page(over=True)
    made.row(*rest, widths=NARROW)
    assert made.blocks() == [f"统计指标 | 件 | 数\n{wanted}"]


@pytest.mark.parametrize("angle", [90, -90])
@pytest.mark.parametrize("flag", [0, 90])
def test_a_page_drawn_sideways_is_read(angle, flag):
    made = Drawing()
    made.line("某市民政局2018年政府信息公开工作年度报告")
    made.page(over=True)
    made.canvas.setPageRotation(flag)
    made.canvas.rotate(angle)
    made.canvas.translate(*((0, -842) if angle == 90 else (-842, 0)))
    for cells in (("统计指标", "单位", "统计数"), ("收到申请数", "件", "3"), ("传真申请数", "件", ""), ("收费", "万元", "0.5")):
        made.row(*cells)
    assert made.blocks()[1] == "统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3\n传真申请数 | 件 | \n收费 | 万元 | 0.5"


def columns(left: list[str], right: list[str]) -> list[str]:
    made = Drawing()
    for one, two in zip(left, right):
        made.canvas.drawString(320, made.y, two)
        made.line(one)
    return made.blocks()


def test_two_columns_of_text_are_read_one_after_the_other():
    left = ["全年收到政府信息公开申请十七", "件，其中当面申请四件，网络申", "请十二件，信函申请一件。办结", "申请十六件，其中按时办结十五", "件，延期办结一件。行政复议两", "件，没有行政诉讼案件发生过。"]
    right = ["全年公开政府信息三百一十八条", "，其中工作动态六十条，政策法", "规六十八条，其他一百九十条。", "本年度没有收取任何信息处理费", "用，也没有减免费用的情况，今", "后将继续做好政务公开工作的。"]
    assert columns(left, right) == ["".join(left), "".join(right[:3]), "".join(right[3:])]


def test_labels_with_words_beside_them_stay_lines():
    left = [f"第{number}项工作的名称如下" for number in "一二三四五六七"]
    right = ["这一项工作的情况说明文字" + "略长一些" * (place % 4) for place in range(7)]
    assert "".join(columns(left, right)) == "".join(f"{one}  {two}" for one, two in zip(left, right))
