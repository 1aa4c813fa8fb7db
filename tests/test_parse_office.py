"""DOCX and XLSX written here part by part, and old formats through LibreOffice."""

import datetime
import os
import shutil
import stat
import subprocess
import zipfile
from io import BytesIO

import openpyxl
import pytest

from etl.documents import collect, legacy, numbering, parse, parse_docx, parse_xlsx
from etl.documents.blocks import assemble

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc"'


def packed(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    return packed({"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>", **parts})


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(data: bytes) -> list[str]:
    return [block.text for block in parse.read_bytes(data, "a").blocks]


def test_paragraphs_and_tables_come_in_the_order_of_the_body():
    data = word(p("一、概况") + tbl(tc("收到") + tc("3"), tc("办结") + tc("2")) + p("完"))
    assert read(data) == ["一、概况", "收到 | 3\n办结 | 2", "完"]


def test_merged_cells_are_one_cell_in_every_place():
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = tc("申请人", '<w:gridSpan w:val="3"/>'), tc("结果", restart) + tc("公开") + tc("1"), tc("", on) + tc("不公开") + tc("2")
    block = parse_docx.read(word(tbl(*rows)))[0][0]
    assert [[cell.text for cell in row] for row in block.rows] == [["申请人"] * 3, ["结果", "公开", "1"], ["结果", "不公开", "2"]]
    assert block.rows[1][0] is block.rows[2][0]


def test_text_boxes_are_read_once_and_deleted_text_never():
    box = f"<mc:AlternateContent><mc:Choice><w:txbxContent>{p('框内3条')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p('框内3条')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    assert read(word(f"<w:p><w:r><w:t>正文</w:t>{box}</w:r>{gone}</w:p>")) == ["正文新", "框内3条"]


def test_a_row_taken_out_with_tracked_changes_is_not_read():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('旧')}{tc('9')}</w:tr>"
    table = tbl(tc("收到") + tc("3"), tc("办结") + tc("2")).replace("</w:tbl>", f"{gone}</w:tbl>")
    assert read(word(table)) == ["收到 | 3\n办结 | 2"]


def test_heading_styles_tabs_and_soft_breaks():
    styles = f'<w:styles {WORD}><w:style w:styleId="a3"><w:name w:val="heading 1"/></w:style></w:styles>'
    line = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    made = assemble("a", "", parse_docx.read(word(p("总体", '<w:pStyle w:val="a3"/>') + line, **{"word/styles.xml": styles}))[0])
    assert [(block.kind, block.text) for block in made.blocks] == [("heading", "总体"), ("paragraph", "甲  1"), ("paragraph", "乙")]


def test_a_table_inside_a_layout_cell_is_a_table():
    inner = tbl(tc("收到") + tc("3"), tc("办结") + tc("2"))
    assert read(word(tbl(f"<w:tc>{p('外层')}{inner}{p('')}</w:tc>"))) == ["外层", "收到 | 3\n办结 | 2"]


def listed(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbered(*levels: tuple[str, str], more: str = "") -> dict[str, str]:
    made = "".join(f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>' for place, (kind, text) in enumerate(levels))
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    return {"word/numbering.xml": f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{num.format(1, "")}{num.format(2, more)}</w:numbering>'}


CHINESE = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def test_the_numbers_of_automatic_lists_are_read():
    body = listed("概况", 0) + listed("主动公开", 1) + listed("2018年3条", 2) + p("文") + listed("依申请公开", 1) + listed("", 1) + listed("申请", 0) + listed("网上", 1)
    assert read(word(body, **numbered(*CHINESE))) == ["一、概况", "（一）主动公开", "1. 2018年3条", "文", "（二）依申请公开", "二、申请", "（一）网上"]


def test_a_list_goes_on_behind_another_of_its_kind_unless_it_begins_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = listed("甲", 0) + listed("乙", 0, 2) + listed("丙", 0)
    assert read(word(body, **numbered(*CHINESE))) == ["一、甲", "二、乙", "三、丙"]
    assert read(word(body, **numbered(*CHINESE, more=anew))) == ["一、甲", "一、乙", "二、丙"]


def test_a_list_made_from_a_style_of_lists_is_numbered_as_that_style():
    parts = numbered(*CHINESE)
    linked = '<w:styleLink w:val="s"/></w:abstractNum><w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="s"/></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    parts["word/numbering.xml"] = parts["word/numbering.xml"].replace("</w:abstractNum>", linked)
    assert read(word(listed("概况", 0, 7) + listed("公开", 1, 7), **parts)) == ["一、概况", "（一）公开"]


def test_words_drawn_as_a_picture_are_read_and_paragraphs_of_hidden_styles_are_not():
    drawn = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:v"><v:textpath string="某市民政局"/></v:shape></w:pict></w:r></w:p>'
    styles = f'<w:styles {WORD}><w:style w:styleId="z"><w:name w:val="HTML Top of Form"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    assert read(word(drawn + p("窗体顶端", '<w:pStyle w:val="z"/>') + p("完"), **{"word/styles.xml": styles})) == ["某市民政局", "完"]


def test_numbers_come_from_the_style_or_the_one_it_is_made_of_and_bullets_print_nothing():
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/>{}</w:style>'
    styles = style.format("a", "", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style.format("b", "a", "")
    body = p("甲", '<w:pStyle w:val="a"/>') + p("乙", '<w:pStyle w:val="b"/>') + p("丙", '<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>') + listed("丁", 1)
    parts = numbered(("japaneseCounting", "第%1部分"), ("bullet", "\uf06c"))
    assert read(word(body, **parts, **{"word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>"})) == ["第一部分甲", "第二部分乙", "丙", "丁"]


@pytest.mark.parametrize(("number", "kind", "wanted"), [(10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
    (35, "chineseCounting", "三十五"), (3, "decimalEnclosedCircleChinese", "③"), (21, "decimalEnclosedCircle", "21"), (12, "decimalFullWidth", "１２"), (4, "upperRoman", "IV"), (5, "x", "5")])
def test_numbers_are_spelt_as_the_list_prints_them(number, kind, wanted):
    assert numbering.spelt(number, kind) == wanted


def test_cells_merged_the_old_way_are_one_cell():
    block = parse_docx.read(word(tbl(tc("结果", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>"), tc("收到") + tc("3"), tc("办结") + tc("2"))))[0][0]
    assert block.rows[0][0] is block.rows[0][1] and len(block.rows) == 3


def test_a_paragraph_end_that_was_deleted_parts_nothing():
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>收到申</w:t></w:r></w:p>'
    assert read(word(gone + p("请3件") + p("完"))) == ["收到申请3件", "完"]


def test_readings_above_words_and_text_of_hidden_styles_are_not_read_and_symbols_are():
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>qu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>衢</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    symbols = '<w:r><w:sym w:font="仿宋" w:char="3007"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    hidden = '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>旧9件</w:t></w:r>'
    styles = f'<w:styles {WORD}><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    assert read(word(f"<w:p>{ruby}<w:r><w:t>州二</w:t></w:r>{symbols}{hidden}</w:p>", **{"word/styles.xml": styles})) == ["衢州二〇"]


def test_a_table_of_contents_is_no_second_set_of_headings():
    styles = f'<w:styles {WORD}><w:style w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>'
    assert read(word(p("一、概况\t1", '<w:pStyle w:val="11"/>') + p("一、概况"), **{"word/styles.xml": styles})) == ["一、概况"]


@pytest.mark.parametrize(("target", "name"), [("chunk.htm", "word/chunk.htm"), ("/chunk.mht", "chunk.mht")])
def test_a_web_page_put_in_whole_is_read(target, name):
    page = "<html><body><p>概况</p><table><tr><td>收到</td><td>3</td></tr><tr><td>办结</td><td>2</td></tr></table></body></html>"
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
    relations = f'<Relationships><Relationship Id="c" Target="{target}"/></Relationships>'
    data = word('<w:altChunk xmlns:r="urn:r" r:id="c"/>' + p("完"), **{"word/_rels/document.xml.rels": relations, name: f"{head}{page}\n--b--\n" if name.endswith("mht") else page})
    assert read(data) == ["概况", "收到 | 3\n办结 | 2", "完"]


def test_notes_are_read_below_the_paragraph_that_they_belong_to():
    notes = f'<w:footnotes {WORD}><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote><w:footnote w:id="2">{p("含网站3条")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>公开9条</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("完")
    assert read(word(body, **{"word/footnotes.xml": notes})) == ["公开9条", "含网站3条", "完"]


def sheet(fill) -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    fill(book.active)
    book.save(stream)
    return stream.getvalue()


def test_a_sheet_is_a_table_with_its_merged_cells():
    def fill(page):
        for row in (["统计表", None, None], ["指标", "单位", "数"], ["收到", "件", 3], ["费用", "万元", 0.1 + 0.2], ["无", None, "x"]):
            page.append(row)
        page.merge_cells("A1:C1")
        page.title = "统计"
    assert read(sheet(fill)) == ["统计", "统计表\n指标 | 单位 | 数\n收到 | 件 | 3\n费用 | 万元 | 0.3\n无 |  | x"]


def test_empty_rows_part_tables_and_formats_are_shown():
    def fill(page):
        page.append(["甲", datetime.date(2019, 3, 15)])
        page.append(["乙", 0.125])
        page["B2"].number_format = "0.0%"
        page["A4"] = "只有一列"
    assert read(sheet(fill)) == ["甲 | 2019-03-15\n乙 | 12.5%", "只有一列"]


def test_sentences_and_headings_between_the_tables_of_a_sheet_are_no_rows():
    def fill(page):
        for row in (["某市民政局年度报告"], ["一、概况"], ["全年公开3条。"], ["二、申请"], ["指标", "数"], ["收到", 3], ["办结", 2], ["其中："], ["三、其他"], ["无收费。"], ["某市民政局"]):
            page.append(row)
    wanted = ["某市民政局年度报告", "一、概况", "全年公开3条。", "二、申请", "指标 | 数\n收到 | 3\n办结 | 2", "其中：", "三、其他", "无收费。", "某市民政局"]
    assert read(sheet(fill)) == wanted


def test_a_label_above_a_note_and_a_sentence_beside_rows_stay_in_the_table():
    def fill(page):
        for row in (["指标", "数"], ["收到", 3], ["行政复议"], ["注：未经审计。"], [None], ["说明。", "收到", 3], [None, "办结", 2]):
            page.append(row)
        page.merge_cells("A6:A7")
    assert read(sheet(fill)) == ["指标 | 数\n收到 | 3\n行政复议 | ", "注：未经审计。", "说明。 | 收到 | 3\n说明。 | 办结 | 2"]


def test_lines_of_a_text_in_one_cell_are_paragraphs_and_those_of_a_table_are_one():
    def fill(page):
        page.append(["一、概况_x000D_\n全年公开3条。"])
        page.append(["收到_x000D_\n申请", 3])
        page.append(["办结", 2])
        page.merge_cells("A1:B1")
    assert read(sheet(fill)) == ["一、概况", "全年公开3条。", "收到申请 | 3\n办结 | 2"]


@pytest.mark.parametrize(("code", "number", "wanted"), [
    ('0.00"万元"', 3.456789, "3.46万元"), ('0!.0,"万元"', 123456, "12.3万元"), ("#,##0_);[Red]\\(#,##0\\)", 1234.5, "1235"), ("0.00%", 0.98765, "98.77%"),
    ('General"条"', 12.5, "12.5条"), ('yyyy"年"m"月"', 43539, "2019-03-15"), ("0.00E+00", 12345.5, "12345.5"), ("#,##0.0,", 12345, "12.3"),
    ('[>9999]0!.0,"万";0', 20000, "20000"), ("# ?/?", 0.5, "0.5"), ('_ * #,##0_ ;_ * "-"_ ;_ @_ ', 0, "0"), ("0", -0.2, "0"), ("@", 7, "7")])
def test_numbers_are_read_as_their_format_shows_them(code, number, wanted):
    def fill(page):
        page.append(["甲", number])
        page.append(["乙", 1])
        page["B1"].number_format = code
    assert read(sheet(fill)) == [f"甲 | {wanted}\n乙 | 1"]


def test_hidden_rows_and_columns_are_not_read_and_part_no_table():
    def fill(page):
        for row in (["指标", "去年", "数"], ["收到", 8, 3], ["办结", 9, 9], ["其他", 7, 2]):
            page.append(row)
        page.row_dimensions[3].hidden = page.column_dimensions["B"].hidden = True
    assert read(sheet(fill)) == ["指标 | 数\n收到 | 3\n其他 | 2"]
    assert parse.read_bytes(sheet(fill), "a.xlsx").notes == ["hidden_cells 6"]


def test_a_formula_that_was_never_worked_out_is_no_blank():
    assert read(sheet(lambda page: [page.append(row) for row in (["收到", "=SUM(B2:B2)"], ["办结", 2])])) == ["收到 | =SUM(B2:B2)\n办结 | 2"]


def test_a_title_with_a_year_above_a_table_is_a_line_of_its_own():
    def fill(page):
        for row in (["某市民政局2018年政府信息公开情况统计表"], ["指标", "数"], ["收到", 3], ["办结", 2]):
            page.append(row)
    wanted = ["某市民政局2018年政府信息公开情况统计表", "指标 | 数\n收到 | 3\n办结 | 2"]
    rows = tc(wanted[0], '<w:gridSpan w:val="2"/>'), tc("指标") + tc("数"), tc("收到") + tc("3"), tc("办结") + tc("2")
    assert read(sheet(fill)) == read(word(tbl(*rows))) == wanted


def test_hidden_sheets_are_not_read():
    book, stream = openpyxl.Workbook(), BytesIO()
    book.active.append(["甲", 1])
    book.create_sheet("旧").append(["乙", 2])
    book["旧"].sheet_state = "hidden"
    book.save(stream)
    found, _, notes = parse_xlsx.read(stream.getvalue())
    assert [block.rows[0][0].text for block in found] == ["甲"] and notes == ["hidden_cells 2"]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)


def test_old_formats_without_libreoffice_are_refused(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(parse.Refused) as refusal:
        parse.read_bytes(OLD, "a.doc")
    assert refusal.value.key == "office_missing"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_old_formats_are_converted_where_it_is_installed(tmp_path, monkeypatch):
    (tmp_path / "made.docx").write_bytes(word(p("转换后3条")))
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "{tmp_path}/made.docx" "$2/document.docx"\n')
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert read(OLD) == ["转换后3条"]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_an_old_word_file_with_a_sheet_in_it_is_made_a_word_file(tmp_path, monkeypatch):
    (tmp_path / "made.docx").write_bytes(word(p("转换后3条")))
    (tmp_path / "soffice").write_text(f'#!/bin/sh\nwhile [ "$1" != --convert-to ]; do shift; done\ncp "{tmp_path}/made.$2" "$4/document.$2"\n')
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert read(OLD + "ObjectPoolWorkbook".encode("utf-16-le")) == ["转换后3条"]


EXCEL_XML = ('<?xml version="1.0"?>{}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sheet1">'
             '<Table><Row><Cell><Data ss:Type="String">收到</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell></Row>'
             '<Row><Cell><Data ss:Type="String">办结</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>')
WORD_XML = ('<?xml version="1.0"?>{}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
            '<w:body><w:p><w:r><w:t>收到3件</w:t></w:r></w:p></w:body></w:wordDocument>')


@pytest.mark.parametrize(("source", "mark", "wanted"), [
    (EXCEL_XML, '<?mso-application progid="Excel.Sheet"?>', "收到 | 3\n办结 | 2"), (EXCEL_XML, "", "收到 | 3\n办结 | 2"), (WORD_XML, '<?mso-application progid="Word.Document"?>', "收到3件")])
def test_office_files_of_2003_as_xml_are_old_formats(source, mark, wanted):
    data = source.format(mark).encode()
    assert collect.sniff(data, ".xls") == "legacy" and legacy.is_legacy(data[:512])
    if shutil.which("soffice"):
        assert read(data) == [wanted]


TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="word/document.xml" '
             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>')


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_old_formats_are_read_as_libreoffice_reads_them(tmp_path, ending):
    table = tbl(tc("指标") + tc("数"), tc("收到申请数") + tc("3")).replace("<w:tr>", '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="900"/></w:tblGrid><w:tr>', 1)
    (tmp_path / "a.docx").write_bytes(word(p("政府信息公开情况") + table + p("完"), **{"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending, "--outdir", tmp_path, tmp_path / "a.docx"]
    subprocess.run(command, check=True, capture_output=True)
    assert read((tmp_path / f"a.{ending}").read_bytes()) == ["政府信息公开情况", "指标 | 数\n收到申请数 | 3", "完"]


def test_bytes_that_only_begin_like_an_old_document_are_refused():
    with pytest.raises(parse.Refused) as refusal:
        parse.read_bytes(OLD[:8] + bytes(range(256)) * 9, "a.doc")
    assert refusal.value.key == "document_unknown"


BOMB = {"word/document.xml": "<a>" + " " * (30 * 2**20) + "</a>"}


@pytest.mark.parametrize(("data", "key"), [
    (packed(BOMB), "archive_packed_tight"), (packed({"word/document.xml": "<a>"}), "document_damaged"), (word("")[:200], "document_damaged"),
    (packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "3"><!ENTITY c "&b;&b;">]><a>&c;</a>'}), "document_damaged"),
    (word("<w:p/>"), "document_no_text"), (packed({f"xl/{n}.xml": "" for n in range(20_001)} | {"xl/workbook.xml": "<a/>"}), "document_too_complex")])
def test_hostile_archives_are_refused(data, key):
    with pytest.raises(parse.Refused) as refusal:
        parse.read_bytes(data, "a.docx")
    assert refusal.value.key == key


def test_page_kinds_are_told_by_content_not_by_name():
    assert collect.sniff(word(p("甲")), ".xlsx") == "docx"
