"""Synthetic annual reports as HTML, text, Markdown, DOCX and PDF: real places and the national forms, invented numbers."""

import html
import random
import shutil
import zipfile
from pathlib import Path

import polars as pl

from benchmarks.synthetic import OUT
from tests.form_cases import RULES, fill
from tests.form_layouts import requests_merged, review_merged, stat_clean
from tests.form_layouts import small as small_tables

SHARE = {"html": 10, "txt": 4, "md": 2, "docx": 2, "pdf": 2}  # of twenty documents
WORD = ('<p class="MsoNormal" align="center" style="margin-top:0pt;margin-bottom:0pt;text-align:center;line-height:20pt;vertical-align:middle;'
        'mso-pagination:widow-orphan;text-autospace:ideograph-numeric"><span style="font-family:SimSun;mso-ascii-font-family:Calibri;'
        'mso-hansi-font-family:Calibri;font-size:10.5pt;mso-font-kerning:1.0pt"><font face="SimSun">{}</font></span>'
        '<span style="font-size:10.5pt;mso-font-kerning:1.0pt"><o:p></o:p></span></p>')
BORDERS = {False: "border:1px solid #000;padding:0 5pt",  # of a cell; True: as Word saves them
           True: "width:62.25pt;padding:0pt 5.4pt 0pt 5.4pt;" + "".join(
               f"border-{side}:1.0pt solid windowtext;mso-border-{side}-alt:0.5pt solid windowtext;" for side in ("left", "right", "top", "bottom"))}
WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SMALL = ("art20_1", "art20_5", "art20_6", "art20_8")
KINDS = ("民政局", "水务局", "教育局", "财政局", "卫生健康局", "司法局", "农业农村局", "交通运输局", "审计局", "统计局")
PROSE = (
    "一、总体情况",
    "{year}年，{agency}认真落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，把群众关心的事项说清楚、讲明白，各项工作平稳推进。",
    "（一）主动公开。全年通过门户网站主动公开政府信息{a}条，其中：工作动态{b}条，政策文件{c}件，财政预决算{d}条，人事信息{e}条。通过微信公众号发布信息{f}条，微博发布{g}条。",
    "围绕重点民生政策制作图解和问答{c}篇，回应社会关切{d}次，组织新闻发布会{e}次，负责同志参加在线访谈{e}次，群众留言均在规定时间内答复。",
    "（二）依申请公开。全年共收到政府信息公开申请{f}件，其中网络申请{d}件、信函申请{e}件、当面申请{e}件，上年结转{e}件，按时办结率100%。答复内容主要涉及征地补偿、社会救助和政府采购。",
    "对收到的申请逐件登记、专人办理，疑难件请法律顾问会商，做到答复事实清楚、依据准确、程序规范，未因答复不当引起新的争议。",
    "（三）政府信息管理。制定行政规范性文件{e}件，废止{e}件，现行有效{d}件，全部在专栏集中展示，并提供可下载的文本格式，便于公众查找和核对。",
    "（四）平台建设。对网站栏目作了调整，清理空白栏目{e}个，修正错链{d}处。全年网站访问量{a}人次，单日最高{b}人次，移动端占65%。",
    "（五）监督保障。召开专题会议{e}次，举办培训班{e}期，参训{b}人次；接受社会评议{e}次，未发生责任追究的情形。设专职人员{e}名，经费{d}万元。",
    "二、主动公开政府信息情况", "{tables[0]}",
    "三、收到和处理政府信息公开申请情况", "{tables[1]}",
    "四、政府信息公开行政复议、行政诉讼情况", "{tables[2]}",
    "五、存在的主要问题及改进情况",
    "一是主动公开的内容还不够细，部分栏目更新不及时；二是解读形式较为单一，文字多、图表少；三是基层人员变动频繁，业务不熟。",
    "下一步，将对照年度要点逐项补齐短板，计划新增解读视频{d}部，培训{c}人次，完善发布审核流程，明确责任到人，进一步提高公开的质量和实效。",
    "对上年提出的{e}项问题，已整改{e}项，其余列入本年度台账，按季度通报进展，确保件件有着落、事事有回音。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。报告电子版可在{agency}网站下载。",
)


def report(seed: int, year: int | None = None) -> tuple[str, list]:
    """Return the title of an invented annual report and its parts: texts, and tables as rows of texts or (text, columns, rows)."""
    rng = random.Random(seed)
    year = year or rng.randint(2014, 2024)
    places = RULES.places.filter((pl.col("city") != "") & (pl.col("county") == ""))["city"]
    agency = places[rng.randrange(len(places))] + rng.choice(KINDS)
    size = {name: rng.randint(*ends) for name, ends in zip("abcdefg", ((500, 5000), (100, 499), (20, 99), (5, 19), (0, 4), (5, 60), (50, 900)))}
    tables = _tables(year, rng)
    parts: list = []
    for line in PROSE:
        if line.startswith("{tables"):
            parts += tables[int(line[8])]
        else:
            parts.append(line.format(year=year, agency=agency, **size))
    return f"{agency}{year}年政府信息公开工作年度报告", parts


def _tables(year: int, rng: random.Random) -> list[list]:
    if year < 2019:
        return [stat_clean(fill("R1", "stat", rng)), [], []]
    form = "R3" if year > 2020 else "R2"
    names = SMALL if form == "R3" else (*SMALL, "art20_9")
    small = small_tables(form, {name: fill(form, name, rng) for name in names}, names)
    return [small, requests_merged(form, fill(form, "requests", rng)), review_merged(form, fill(form, "review_litigation", rng))]


def _cells(row: list) -> list[tuple[str, int, int]]:
    return [cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row]


def page(title: str, parts: list, word: bool = True) -> bytes:
    """Return a report as a site's page with menu, scripts and footer; `word`: every cell wrapped as Word saves it."""
    wrap = WORD if word else "{}"
    menu = "".join(f'<li><a href="/list/{number}.html" target="_blank">栏目{number}</a></li>' for number in range(40))
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f'<p style="text-indent:2em;line-height:28pt"><span style="font-size:16pt;font-family:仿宋">{html.escape(part)}</span></p>')
            continue
        rows = "".join("<tr>" + "".join(
            f'<td width="70" colspan="{wide}" rowspan="{high}" style="{BORDERS[word]}">{wrap.format(html.escape(text))}</td>'
            for text, wide, high in _cells(row)) + "</tr>" for row in part)
        body.append(f'<table border="1" cellspacing="0" style="border-collapse:collapse"><tbody>{rows}</tbody></table>')
    return (f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/a.css">'
            f'<style>p{{margin:0}} td{{padding:2px}}</style><script>var page={{id:1}};function go(x){{return x+1}}</script></head><body>'
            f'<div class="header"><div class="nav"><ul>{menu}</ul></div></div><div class="article"><h1>{title}</h1>{"".join(body)}</div>'
            f'<div class="footer"><p>版权所有 网站地图 联系我们</p></div><script src="/count.js"></script></body></html>').encode()


def markdown(title: str, parts: list) -> bytes:
    """Return a report as Markdown with pipe tables, a merged cell printed once."""
    lines = [f"# {title}"]
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        for number, row in enumerate(_grid(part)):
            lines.append("| " + " | ".join(row) + " |")
            if not number:
                lines.append("|" + "---|" * len(row))
        lines.append("")
    return "\n".join(lines).encode()


def text(title: str, parts: list) -> bytes:
    """Return a report as plain text with its tables flattened, one cell a line."""
    lines = [title]
    for part in parts:
        lines += [part] if isinstance(part, str) else [value for row in part for value, _, _ in _cells(row) if value]
    return "\n".join(lines).encode()


def _grid(part: list) -> list[list[str]]:
    """Return a table as a full grid, each merged cell repeated over the places it covers."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(part):
        x = 0
        for value, wide, high in _cells(row):
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + right): value for down in range(high) for right in range(wide)}
            x += wide
    width = max(x for _, x in taken) + 1
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(part))]


def docx(path: Path, title: str, parts: list) -> None:
    """Write a report as a Word file: paragraphs and tables of the one part that every reader needs."""
    said = lambda text: f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"  # noqa: E731
    cell = lambda text: f"<w:tc><w:tcPr/>{said(text)}</w:tc>"  # noqa: E731
    body = [said(title)]
    for part in parts:
        rows = [] if isinstance(part, str) else _grid(part)
        table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
        body.append(f"<w:tbl>{table}</w:tbl>" if rows else said(part) if part else "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD_SPACE}"><w:body>{"".join(body)}</w:body></w:document>')


def pdf(path: Path, title: str, parts: list) -> None:
    """Write a report as a PDF with ruled tables and a text layer."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    plain = ParagraphStyle("plain", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    cell = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    story = [Paragraph(title, plain)]
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(html.escape(part), plain))
            continue
        rows = _grid(part)
        longest = [min(max(len(row[column]) for row in rows), 12) + 3 for column in range(len(rows[0]))]
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2), *_spans(part)]
        story.append(Table([[Paragraph(html.escape(value), cell) for value in row] for row in rows],
                           [480 * letters / sum(longest) for letters in longest], style=style))
    SimpleDocTemplate(str(path), leftMargin=50, rightMargin=50).build(story)


def _spans(part: list) -> list[tuple]:
    taken, spans = set(), []
    for y, row in enumerate(part):
        x = 0
        for _, wide, high in _cells(row):
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + right) for down in range(high) for right in range(wide)}
            if wide * high > 1:
                spans.append(("SPAN", (x, y), (x + wide - 1, y + high - 1)))
            x += wide
    return spans


def write(path: Path, seed: int, year: int | None = None) -> None:
    """Write one invented report in the format that the path's ending names."""
    title, parts = report(seed, year)
    if path.suffix == ".docx":
        docx(path, title, parts)
    elif path.suffix == ".pdf":
        pdf(path, title, parts)
    else:
        make = {".html": page, ".txt": text, ".md": markdown}[path.suffix]
        path.write_bytes(make(title, parts))


def folder(count: int) -> Path:
    """Return a folder of `count` mixed documents, made once and kept in benchmarks/out/."""
    made = OUT / f"documents-{count}"
    if not (made / "done").exists():
        shutil.rmtree(made, ignore_errors=True)
        (made / "inbox").mkdir(parents=True)
        endings = [ending for ending, share in SHARE.items() for _ in range(share)]
        for seed in range(count):
            write(made / "inbox" / f"{seed:05}.{endings[seed % len(endings)]}", seed)
        (made / "done").touch()
    return made / "inbox"
