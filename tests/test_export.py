"""Files that people take away hold what was on the screen, open right, and run nothing."""

import io
import zipfile

import openpyxl
import polars as pl

from pages.shared import bundle, export, panels
from pages.shared.filters import Selection

DANGEROUS = pl.DataFrame({"名称": ["=1+1", "+86", "-x", "@cmd", "苏州"], "数": [-1.0, 2.0, 3.0, 4.0, None]})


def test_csv_starts_with_a_byte_order_mark_and_keeps_chinese():
    assert export.csv(DANGEROUS).startswith(b"\xef\xbb\xbf")
    assert "苏州" in export.csv(DANGEROUS).decode("utf-8-sig")


def test_csv_cells_that_a_spreadsheet_would_run_become_text():
    lines = export.csv(DANGEROUS).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["'=1+1", "'+86", "'-x", "'@cmd", "苏州"]


def test_numbers_are_untouched_and_whole_ones_have_no_decimal_point():
    lines = export.csv(DANGEROUS).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["-1", "2", "3", "4", ""]


def test_xlsx_holds_numbers_as_numbers_and_no_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(export.xlsx({"t": DANGEROUS})))["t"]
    assert sheet["B2"].value == -1 and sheet["A2"].data_type == "s"
    assert sheet["A2"].value == "'=1+1"


def test_the_zip_brings_dictionary_codes_and_readme(shipped):
    archive = zipfile.ZipFile(io.BytesIO(bundle.packed(DANGEROUS, "csv")))
    assert set(archive.namelist()) == {"figures.csv", "metrics.csv", "codes.csv", "README.txt"}
    assert "5 行" in archive.read("README.txt").decode()


def test_parquet_reads_back_the_same():
    assert pl.read_parquet(io.BytesIO(export.parquet(DANGEROUS))).equals(DANGEROUS)


def test_everything_in_the_warehouse_can_be_taken(shipped):
    from pages.shared.filters import Selection

    assert bundle.figures(Selection(), (), True)["data_line"].n_unique() >= 4071


def test_eras_joined_anyway_print_the_reason_in_csv_and_xlsx(shipped):
    table = panels.trend("info_disclosed_total", Selection(anyway=True)).table
    assert export.csv(table).decode("utf-8-sig").count("口径不同") == table.height
    book = zipfile.ZipFile(io.BytesIO(export.xlsx({"trend": table})))
    assert any("口径不同" in book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
