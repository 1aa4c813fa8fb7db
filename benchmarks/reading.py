"""Reading against its peers in one run: `python -m benchmarks.reading`. Prints milliseconds and ratios."""

import csv
import os
import re
import tempfile
import time
from io import BytesIO
from pathlib import Path

import lxml.html
import pdfplumber

from etl.documents import parse
from etl.documents.guard import Worker

RULES = Path(__file__).parent.parent / "data" / "rules"


def best(work, times: int = 30) -> float:
    """Return the fastest of several runs in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def page(word: bool) -> str:
    """Return a page of 40 paragraphs and the three tables of the current form; `word`: every cell wrapped as Word saves it."""
    wrap = '<p class="MsoNormal" align="center" style="text-align:center"><span style="font-size:12pt;font-family:SimSun">{}</span></p>' if word else "{}"

    def row(cells: list[str], marks: str = "") -> str:
        return "<tr>" + "".join(f'<td width="70" {marks} style="border:1px solid #000">{wrap.format(cell)}</td>' for cell in cells) + "</tr>"

    labels = [line["label"] for line in csv.DictReader((RULES / "labels.csv").open(encoding="utf-8"))]
    prose = "".join(f'<p style="text-indent:2em"><span>{place}、{"，".join(labels[place:place + 5])}{place * 7}条。</span></p>' for place in range(40))
    small = "".join(row([labels[place], "0", "1", "2"]) for place in range(8))
    large = "".join(row([labels[place][:9], *map(str, range(8))]) for place in range(30))
    review = row(["0"] * 15) + row([str(place) for place in range(15)])
    menu = "".join(f'<li><a href="/{place}">{labels[place][:4]}</a></li>' for place in range(60))
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><div class="nav"><ul>{menu}</ul></div><h1>2021</h1>{prose}'
            f"<table>{small}</table><p>x</p><table>{large}</table><p>x</p><table>{review}</table></body></html>")


def html() -> None:
    """Compare with lxml's parsing of the same bytes plus a scan of its text for the labels of the forms and for numbers."""
    with (RULES / "forms.csv").open(encoding="utf-8") as handle:
        labels = sorted({line["label"] for line in csv.DictReader(handle) if line["label"]}, key=len, reverse=True)
    scan = re.compile("|".join(map(re.escape, labels)) + r"|\d[\d,.]*")
    for name, word in (("plain", False), ("word", True)):
        data = page(word).encode()
        alone = best(lambda: lxml.html.fromstring(data))
        scanned = best(lambda: scan.findall(lxml.html.fromstring(data).text_content()))
        ours = best(lambda: parse.read_bytes(data, "a.html"))
        print(f"html {name:6} {len(data) // 1024:4} KB   lxml {alone:.2f}   lxml + scan {scanned:.2f}   ours {ours:.2f} ms   ratio {ours / scanned:.2f}")


def pdf() -> None:
    """Compare with pdfplumber's own table pass over the same file."""
    from tests.test_parse_pdf import Drawing

    made = Drawing()
    for number in range(6):
        for line in range(15):
            made.line(f"{number}.{line} " + "全年主动公开政府信息按要求做好各项工作" * 2)
        for line in range(20):
            made.row(f"{line}、收到申请数", "件", str(line))
        made.page(over=True)
    made.canvas.save()
    data = made.stream.getvalue()

    def peer() -> None:
        with pdfplumber.open(BytesIO(data)) as document:
            for each in document.pages:
                each.extract_tables()

    theirs, ours = best(peer, 5), best(lambda: parse.read_bytes(data, "a.pdf"), 5)
    print(f"pdf 6 pages            pdfplumber tables {theirs:.0f}   ours {ours:.0f} ms   ratio {ours / theirs:.2f}")


def batch(count: int = 400) -> None:
    """Read many pages through the guarded worker: throughput and the worker's memory."""
    data = page(True).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.html"
        path.write_bytes(data)
        worker = Worker()
        worker.read(path)
        start = time.perf_counter()
        for _ in range(count):
            worker.read(path)
        taken = time.perf_counter() - start
        peak = [line.split()[1] for line in open(f"/proc/{worker.process.pid}/status") if line.startswith("VmHWM")] if os.path.isdir("/proc/self") else ["0"]
        worker.close()
    print(f"guarded                {count / taken:.0f} documents/s   {count * len(data) / taken / 2**20:.1f} MB/s   worker {int(peak[0]) // 1024} MB")


if __name__ == "__main__":
    html()
    pdf()
    batch()
