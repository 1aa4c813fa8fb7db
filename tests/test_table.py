"""A CSV file gives text rows that know their line, and every unreadable row is named."""

import pytest

from etl.table import read_csv

COLUMNS = ("name", "value", "note")


def read(path, content: str | bytes):
    file = path / "f.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(file, COLUMNS)


def places(refused):
    return [(refusal.file, refusal.line, refusal.message) for refusal in refused]


def test_cells_are_trimmed_text_and_remember_their_line(tmp_path):
    frame, refused = read(tmp_path, "name,value\n 申请 ,007\n答复,\n")
    assert frame.select("name", "value", "line").rows() == [("申请", "007", 2), ("答复", "", 3)] and not refused


def test_a_byte_order_mark_as_excel_writes_it_is_no_part_of_the_header(tmp_path):
    frame, refused = read(tmp_path, b"\xef\xbb\xbfname,value\na,1\n")
    assert frame["name"].to_list() == ["a"] and not refused


def test_a_row_with_too_few_or_too_many_cells_is_refused_and_the_rest_is_read(tmp_path):
    frame, refused = read(tmp_path, "name,value\na,1\nb\nc,3\nd,4,5\n")
    assert frame["name"].to_list() == ["a", "c"]
    assert places(refused) == [("f.csv", 3, "bad_width"), ("f.csv", 5, "bad_width")]
    assert refused[0].args == {"found": 1, "allowed": 2}


@pytest.mark.parametrize("header", ["name,valeu", "value,note", "name,name", "name,"])
def test_a_header_that_is_unknown_twice_or_without_its_key_refuses_the_file(tmp_path, header):
    frame, refused = read(tmp_path, f"{header}\na,1\n")
    assert frame.is_empty() and frame.columns == [*COLUMNS, "line"]
    assert places(refused) == [("f.csv", 1, "bad_header")] and "name, value, note" in refused[0].args["allowed"]


def test_the_unknown_column_is_named(tmp_path):
    _, refused = read(tmp_path, "name,valeu\na,1\n")
    assert refused[0].args["found"] == "valeu"


def test_a_column_that_the_file_lacks_comes_back_empty(tmp_path):
    frame, _ = read(tmp_path, "name\na\n")
    assert frame.rows() == [("a", "", "", 2)]


def test_columns_may_stand_in_any_order(tmp_path):
    frame, _ = read(tmp_path, "value,name\n1,a\n")
    assert frame.select("name", "value").rows() == [("a", "1")]


def test_a_file_that_is_not_utf8_is_refused_with_the_byte_counted_from_its_start(tmp_path):
    before = b"name,value\n" + b"a,1\n" * 5000
    frame, refused = read(tmp_path, before + "申请".encode("gb18030") + b",2\n")
    assert frame.is_empty() and places(refused) == [("f.csv", 0, "file_not_utf8")]
    assert refused[0].args["byte"] == 1 + len(before)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    frame, refused = read_csv(tmp_path / "none.csv", COLUMNS)
    assert frame.is_empty() and places(refused) == [("none.csv", 0, "file_missing")]


def test_text_after_a_closing_quote_is_refused_on_its_line_and_rows_before_it_stay(tmp_path):
    frame, refused = read(tmp_path, 'name,value\na,1\n"b"x,2\nc,3\n')
    assert frame["name"].to_list() == ["a"] and places(refused) == [("f.csv", 3, "bad_csv")]


def test_a_quote_that_is_never_closed_is_refused_where_it_opens(tmp_path):
    frame, refused = read(tmp_path, 'name,value\na,1\n"b,2\nc,3\nd,4\n')
    assert frame["name"].to_list() == ["a"] and places(refused) == [("f.csv", 3, "bad_csv")]


def test_a_broken_quote_in_the_header_refuses_the_file(tmp_path):
    frame, refused = read(tmp_path, '"name,value\na,1\n')
    assert frame.is_empty() and places(refused) == [("f.csv", 1, "bad_csv")]


def test_empty_lines_are_skipped_and_still_counted(tmp_path):
    frame, refused = read(tmp_path, "name,value\n\na,1\n,\n\nb,2\n")
    assert frame.select("name", "line").rows() == [("a", 3), ("b", 6)] and not refused


def test_a_quoted_cell_with_line_breaks_keeps_the_line_on_which_it_begins(tmp_path):
    frame, _ = read(tmp_path, 'name,value\n"a\nb\nc",1\nd,2\n')
    assert frame.select("name", "line").rows() == [("a\nb\nc", 2), ("d", 5)]


@pytest.mark.parametrize("content", ["", "name,value\n"])
def test_a_file_without_rows_gives_no_rows(tmp_path, content):
    assert read(tmp_path, content)[0].is_empty()


def test_lines_may_end_as_windows_ends_them(tmp_path):
    frame, refused = read(tmp_path, "name,value\r\na,1\r\nb,2\r\n")
    assert frame.select("value", "line").rows() == [("1", 2), ("2", 3)] and not refused
