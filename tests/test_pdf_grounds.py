"""Painted grounds and drawings of a PDF page: the cells of a table, or nothing of it."""

from tests.test_parse_pdf import HEIGHT, LEFT, SIZE, Drawing

ROWS = (("统计指标", "单位", "统计数"), ("收到申请数", "件", "3"))


def painted(made: Drawing, parts: list[str], x: float = LEFT, size: float = SIZE):
    """Draw a line whose words have a ground each."""
    made.canvas.setFontSize(size)
    for part in parts:
        width = made.canvas.stringWidth(part, "STSong-Light", size)
        made.ground(x, width, 15)
        made.canvas.drawString(x, made.y - 12, part)
        x += width
    made.y -= HEIGHT


def test_grounds_of_words_side_by_side_are_no_cells():
    made = Drawing()
    for line in (["全年主动公开政府信息", "120", "条，其中规范性文件", "8", "件。"], ["全年收到申请", "7", "件。"]):
        painted(made, line)
    assert made.blocks() == ["全年主动公开政府信息120条，其中规范性文件8件。", "全年收到申请7件。"]


def test_the_ground_of_a_narrow_letter_in_a_cell_is_no_rule():
    made = Drawing()
    for cells in (*ROWS, ("收费", "万元", "")):
        made.row(*cells)
    made.y += HEIGHT
    painted(made, ["113", ".", "96"], LEFT + 264, 10)
    assert made.blocks() == ["统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3\n收费 | 万元 | 113.96"]


def test_a_painted_row_of_one_cell_belongs_to_the_table_below():
    made = Drawing()
    made.canvas.rect(LEFT, made.y - 60, 322, 61, stroke=0, fill=1)
    made.ground(LEFT + 1, 320, HEIGHT - 1)
    made.line("政府信息公开情况", 1, y=made.y - 13)
    for cells in ROWS:
        for x, width, text in zip((LEFT + 1, LEFT + 200, LEFT + 261), (198, 60, 60), cells):
            made.ground(x, width, HEIGHT - 1)
            made.canvas.drawString(x + 3, made.y - 13, text)
        made.y -= HEIGHT
    assert made.blocks() == ["政府信息公开情况\n统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3"]


def test_a_drawing_across_a_table_is_no_rule():
    made = Drawing()
    for cells in ROWS:
        made.row(*cells)
    path = made.canvas.beginPath()
    path.moveTo(LEFT + 20, made.y)
    for x in range(LEFT + 20, LEFT + 320, 60):
        for corner in ((x, made.y + HEIGHT), (x + 30, made.y + HEIGHT), (x + 30, made.y), (x + 60, made.y)):
            path.lineTo(*corner)
    made.canvas.drawPath(path, stroke=1, fill=0)
    assert made.blocks() == ["统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3"]
