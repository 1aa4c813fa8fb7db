"""The layouts of the three forms as seen in the wild; each returns the parts of a document for filled cells."""

from tests.form_cases import APPLICANTS, columns_of, request_labels, rows_of, words

NOTE, GROUP, BODIES = words("R3/requests/T1", "R3/requests/CG0", "R3/requests/CG1")
CONTENT = words("R3/art20_1/C0")[0]


# ---- the statistical table of 2014–2018
def stat_rows(cells, unit=True, values=None):
    rows = []
    for row in rows_of("R1", "stat"):
        filled = [cells[row["id"], "C3"]] if row["cells"] else [""]
        rows.append([row["label"], *([row["unit"] or "——"] if unit else []), *(values(row) if values else filled)])
    return rows


def stat_clean(cells):
    return ["政府信息公开情况统计表", [words("R1/stat/C1", "R1/stat/C2", "R1/stat/C3"), *stat_rows(cells)]]


def stat_numbered(cells):
    return [[["序号", *words("R1/stat/C1", "R1/stat/C2", "R1/stat/C3")], *([str(n), *row] for n, row in enumerate(stat_rows(cells), 1))]]


def stat_without_header(cells):
    return [stat_rows(cells)]


def stat_unit_in_label(cells):
    return [[["指标名称", "数量"], *([f"{label}（{unit}）" if unit != "——" else label, value] for label, unit, value in stat_rows(cells))]]


def stat_split(cells):
    rows = [words("R1/stat/C1", "R1/stat/C2", "R1/stat/C3"), *stat_rows(cells)]
    return [rows[:21], rows[21:50], rows[50:]]


def stat_side_by_side(cells):
    rows = stat_rows(cells)
    return [[words("R1/stat/C1", "R1/stat/C2", "R1/stat/C3") * 2, *(left + right for left, right in zip(rows[:42], rows[42:]))]]


def stat_signed_off(cells):
    return [[*stat_clean(cells)[1], ["单位负责人：甲 审核人：乙 填报人：丙", "", ""], ["联系电话：12345678 填报日期：2018年1月8日", "", ""]]]


def stat_broken_labels(cells):
    return [[[text[:6] + "\n" + text[6:] if column == 0 and len(text) > 9 else text for column, text in enumerate(row)] for row in stat_clean(cells)[1]]]


def stat_full_width(cells):
    wide = {digit: chr(0xFF10 + int(digit)) for digit in "0123456789"}
    return [[*[[label.replace("(", "（").replace(")", "）").replace(".", "．"), unit, "".join(wide.get(one, one) for one in value)]
               for label, unit, value in stat_rows(cells)]]]


def stat_short_labels(cells):
    return [[[label.removesuffix("数"), unit, value] for label, unit, value in stat_rows(cells)]]


def stat_last_year_column(cells):
    return [[["统计指标", "单位", "统计数", "上年数"], *([*row, "9" if row[2] else ""] for row in stat_rows(cells))]]


def stat_one_cell_a_line(cells):
    return ["统计指标", "单位", "统计数", *(text for row in stat_rows(cells) for text in row if text)]


def stat_one_row_a_line(cells):
    return ["统计指标  单位  统计数", *("  ".join(row).strip() for row in stat_rows(cells))]


def stat_numbered_lines(cells):
    return ["序号 统计指标 单位 统计数", *(" ".join([str(n), *row]).strip() for n, row in enumerate(stat_rows(cells), 1))]


def stat_one_column(cells):
    return [[[text] for row in stat_rows(cells) for text in row if text]]


def stat_one_paragraph(cells):
    return ["统计指标 单位 统计数 " + " ".join(text for row in stat_rows(cells) for text in row if text)]


def stat_tabs(cells):
    return ["统计指标\t单位\t统计数", *("\t".join(row) for row in stat_rows(cells))]


def stat_wrapped(cells):
    lines = ["统计指标 单位 统计数"]
    for label, unit, value in stat_rows(cells):
        lines += [label[:12], label[12:] + f" {unit} {value}"] if len(label) > 16 else [f"{label} {unit} {value}".strip()]
    return lines


STAT_GRIDS = [stat_clean, stat_numbered, stat_without_header, stat_unit_in_label, stat_split, stat_side_by_side, stat_signed_off,
              stat_broken_labels, stat_full_width, stat_short_labels, stat_last_year_column, stat_tabs]
STAT_LINES = [stat_one_cell_a_line, stat_one_row_a_line, stat_numbered_lines, stat_one_column, stat_one_paragraph, stat_wrapped]


# ---- applications by kind of applicant
def heads():
    names = columns_of("R3", "requests")
    return [[(NOTE, 3, 3), (GROUP, 7, 1)], [(names["C1"], 1, 2), (BODIES, 5, 1), (names["C7"], 1, 2)], [names[one] for one in APPLICANTS[1:6]]]


def values(cells, row, columns=APPLICANTS):
    return [cells[row, column] for column in columns]


def requests_merged(form, cells):
    return [[*heads(), *(labels + values(cells, row) for labels, row in request_labels(form))]]


def requests_numbered(form, cells):
    rows = requests_merged(form, cells)[0]
    return [[[("序号", 1, 3), *rows[0]], *rows[1:3], *([str(n), *row] for n, row in enumerate(rows[3:], 1))]]


def requests_unmerged(form, cells):
    names = columns_of(form, "requests")
    rows = [[NOTE, "", "", GROUP, *[""] * 6], ["", "", "", names["C1"], BODIES, *[""] * 4, names["C7"]], ["", "", "", "", *[names[one] for one in APPLICANTS[1:6]], ""]]
    for labels, row in request_labels(form):
        texts = [text for text, _, _ in labels]
        last = labels[-1][1]
        rows.append([""] * (4 - last - len(texts)) + texts + [""] * (last - 1) + values(cells, row))
    return [rows]


def requests_ragged(form, cells):
    names = columns_of(form, "requests")
    rows = [[NOTE, GROUP], [names["C1"], BODIES, names["C7"]], [names[one] for one in APPLICANTS[1:6]]]
    return [[*rows, *([text for text, _, _ in labels] + values(cells, row) for labels, row in request_labels(form))]]


def requests_one_label(form, cells):
    flat = [[NOTE, *columns_of(form, "requests").values()]]
    return [[*flat, *([labels[-1][0], *values(cells, row)] for labels, row in request_labels(form))]]


def requests_broken_header(form, cells):
    rows = requests_merged(form, cells)[0]
    return [[rows[0], rows[1], [text[:2] + "\n" + text[2:] for text in rows[2]], *rows[3:]]]


def requests_cut_header(form, cells):
    rows = requests_merged(form, cells)[0]
    return [[rows[0], rows[1], [text[:4] for text in rows[2]], *rows[3:]]]


def requests_subtotal(form, cells):
    names = columns_of(form, "requests")
    rows = [[NOTE, *(names[one] for one in APPLICANTS[:6]), "小计", names["C7"]]]
    for labels, row in request_labels(form):
        rows.append([labels[-1][0], *values(cells, row, APPLICANTS[:6]), "99", cells[row, "C7"]])
        if labels[-1][0].startswith("8."):
            rows.append(["小计", *["99"] * 8])
    return [rows]


def requests_split(form, cells):
    rows = requests_one_label(form, cells)[0]
    return [rows[:9], rows[9:20], rows[20:]]


def requests_number_apart(form, cells):
    rows = requests_one_label(form, cells)[0]
    return [[["", *rows[0]], *([row[0][:2], row[0][2:], *row[1:]] for row in rows[1:])]]


def requests_one_cell_a_line(form, cells):
    return [text for row in requests_merged(form, cells)[0] for text in (one[0] if isinstance(one, tuple) else one for one in row)]


def requests_one_row_a_line(form, cells):
    names = columns_of(form, "requests")
    return [NOTE, GROUP, " ".join([names["C1"], BODIES, names["C7"]]), " ".join(names[one] for one in APPLICANTS[1:6]),
            *(" ".join([*(text for text, _, _ in labels), *values(cells, row)]) for labels, row in request_labels(form))]


def requests_one_paragraph(form, cells):
    return [" ".join(requests_one_cell_a_line(form, cells))]


def requests_tabs(form, cells):
    lines = requests_one_row_a_line(form, cells)[:4]
    return [*lines, *("\t".join([labels[-1][0], *values(cells, row)]) for labels, row in request_labels(form))]


def requests_wrapped(form, cells):
    lines = requests_one_row_a_line(form, cells)[:4]
    for labels, row in request_labels(form):
        text, numbers = labels[-1][0], " ".join(values(cells, row))
        lines += [text[:10], numbers, text[10:]] if len(text) > 14 else [f"{text} {numbers}"]
    return lines


REQUEST_GRIDS = [requests_merged, requests_numbered, requests_unmerged, requests_one_label, requests_broken_header, requests_cut_header,
                 requests_subtotal, requests_split, requests_number_apart, requests_ragged, requests_tabs]
REQUEST_LINES = [requests_one_cell_a_line, requests_one_row_a_line, requests_one_paragraph, requests_wrapped]


# ---- the small tables of part two and the review table
def small(form, cells, names=("art20_1", "art20_5", "art20_6", "art20_8", "art20_9")):
    """Return one grid per small table: a heading, its header and its rows."""
    tables = []
    for name in names:
        if not rows_of(form, name):
            continue
        columns = columns_of(form, name)
        title = words(f"{form}/{name}/T1")[0]
        rows = [[row["label"], *(cells[name].get((row["id"], one), "") for one in columns)] for row in rows_of(form, name)]
        tables.append([[(title, len(columns) + 1, 1)], [CONTENT, *columns.values()], *rows])
    return tables


def small_apart(form, cells):
    return small(form, cells)


def small_stacked(form, cells):
    """All in one grid of four columns, the narrow tables' cells merged over the rest."""
    rows = []
    for table in small(form, cells):
        for row in table:
            wide = 4 - len(row) + 1
            rows.append([(row[0][0], 4, 1)] if isinstance(row[0], tuple) else [*row[:-1], (row[-1], wide, 1)])
    return [rows]


def small_stacked_unmerged(form, cells):
    return [[[row[0][0] if isinstance(row[0], tuple) else row[0], *row[1:], *[""] * (4 - len(row))] for table in small(form, cells) for row in table]]


def small_one_cell_a_line(form, cells):
    return [one[0] if isinstance(one, tuple) else one for table in small(form, cells) for row in table for one in row]


def small_one_row_a_line(form, cells):
    return [" ".join(one[0] if isinstance(one, tuple) else one for one in row) for table in small(form, cells) for row in table]


def small_two_line_header(form, cells):
    """The header's words cut over two rows of cells."""
    tables = []
    for title, header, *rows in small(form, cells):
        tables.append([title, [header[0], *(text[:3] for text in header[1:])], ["", *(text[3:] for text in header[1:])], *rows])
    return tables


SMALL_GRIDS = [small_apart, small_stacked, small_stacked_unmerged, small_two_line_header]
SMALL_LINES = [small_one_cell_a_line, small_one_row_a_line]


def review_words(form):
    rows = {row["id"]: row["label"] for row in rows_of(form, "review_litigation")}
    return rows, list(columns_of(form, "review_litigation").values())


def review_values(cells):
    return [cells[row, f"C{one}"] for row in ("1", "3", "4") for one in range(1, 6)]


def review_merged(form, cells):
    rows, leaves = review_words(form)
    return [[[(rows["1"], 5, 1), (rows["2"], 10, 1)], [*((one, 1, 2) for one in leaves), (rows["3"], 5, 1), (rows["4"], 5, 1)],
             leaves * 2, review_values(cells)]]


def review_vertical(form, cells):
    grid = review_merged(form, cells)[0]
    return [[grid[0], [("\n".join(text), wide, high) for text, wide, high in grid[1]], ["\n".join(text) for text in grid[2]], grid[3]]]


def review_unmerged(form, cells):
    rows, leaves = review_words(form)
    return [[[rows["1"], *[""] * 4, rows["2"], *[""] * 9], [*leaves, rows["3"], *[""] * 4, rows["4"], *[""] * 4], [*[""] * 5, *leaves * 2], review_values(cells)]]


def review_ragged(form, cells):
    rows, leaves = review_words(form)
    return [[[rows["1"], rows["2"]], [*leaves, rows["3"], rows["4"]], leaves * 2, review_values(cells)]]


def review_flat_header(form, cells):
    rows, leaves = review_words(form)
    return [[[(rows[one], 5, 1) for one in ("1", "3", "4")], leaves * 3, review_values(cells)]]


def review_transposed(form, cells):
    rows, leaves = review_words(form)
    return [[[(rows[one], 1, 5), leaf, cells[one, f"C{n + 1}"]] if not n else [leaf, cells[one, f"C{n + 1}"]]
             for one in ("1", "3", "4") for n, leaf in enumerate(leaves)]]


def review_crosswise(form, cells):
    rows, leaves = review_words(form)
    return [[["", *leaves], *([rows[one], *(cells[one, f"C{n}"] for n in range(1, 6))] for one in ("1", "3", "4"))]]


def review_results_down(form, cells):
    rows, leaves = review_words(form)
    return [[["", *(rows[one] for one in ("1", "3", "4"))], *([leaf, *(cells[one, f"C{n}"] for one in ("1", "3", "4"))] for n, leaf in enumerate(leaves, 1))]]


def review_one_cell_a_line(form, cells):
    return [one[0] if isinstance(one, tuple) else one for row in review_merged(form, cells)[0] for one in row]


def review_one_row_a_line(form, cells):
    return [" ".join(one[0] if isinstance(one, tuple) else one for one in row) for row in review_merged(form, cells)[0]]


def review_cut_words(form, cells):
    """Each result printed in two lines of two letters, as a narrow column in a PDF gives it."""
    rows, leaves = review_words(form)
    return [f"{rows['1']} {rows['2']}", f"{rows['3']} {rows['4']}", " ".join(text[:2] for text in leaves * 3), " ".join(text[2:] for text in leaves * 3).replace("  ", " "),
            " ".join(review_values(cells))]


def review_group_a_line(form, cells):
    rows, leaves = review_words(form)
    return [" ".join(leaves), *(" ".join([rows[one], *(cells[one, f"C{n}"] for n in range(1, 6))]) for one in ("1", "3", "4"))]


REVIEW_GRIDS = [review_merged, review_vertical, review_unmerged, review_ragged, review_flat_header, review_transposed, review_crosswise, review_results_down]
REVIEW_LINES = [review_one_cell_a_line, review_one_row_a_line, review_cut_words, review_group_a_line]
