"""Documents made up for the tests: a form's cells filled with known values and printed in many layouts."""

import random
from pathlib import Path

from etl.model import Block, Cell, Document
from etl.rules import load

RULES = load(Path(__file__).parent.parent / "data" / "rules")
APPLICANTS = ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]


def document(*parts) -> Document:
    """Return a document of paragraphs (text) and tables (rows of texts or (text, columns, rows) for merged cells)."""
    made, texts, place = Document("made.html", "0" * 64, "", []), [], 0
    for number, part in enumerate(parts, 1):
        if isinstance(part, str):
            block = Block(number, "paragraph", part, place, place + len(part))
        else:
            block = _table(number, part, place)
        made.blocks.append(block)
        texts.append(block.text)
        place = block.end + 1
    made.text = "\n".join(texts)
    return made


def _table(number: int, rows: list, place: int) -> Block:
    taken, grid, lines, at = {}, [], [], place
    for y, row in enumerate(rows):
        line, x, printed = [], 0, []
        for entry in [*row, None]:
            while (y, x) in taken:
                line.append(taken[y, x])
                x += 1
            if entry is None:
                break
            text, wide, high = entry if isinstance(entry, tuple) else (entry, 1, 1)
            start = at + sum(len(one) + 3 for one in printed)
            cell = Cell(text, start, start + len(text))
            printed.append(text)
            for down in range(high):
                for right in range(wide):
                    taken[y + down, x + right] = cell
            line += [cell] * wide
            x += wide
        lines.append(" | ".join(printed))
        at += len(lines[-1]) + 1
        grid.append(line)
    width = max(map(len, grid))
    for line in grid:
        line += [Cell("", at - 1, at - 1) for _ in range(width - len(line))]
    text = "\n".join(lines)
    return Block(number, "table", text, place, place + len(text), grid)


def rows_of(form: str, table: str) -> list[dict]:
    """Return the rows of a form table in order: id, parent, label, unit."""
    found = {}
    for line in RULES.forms.iter_rows(named=True):
        if (line["form"], line["table"]) == (form, table) and line["row"] and line["row"][0].isdigit():
            found.setdefault(line["row"], {"id": line["row"], "parent": line["parent_row"], "label": line["label"], "unit": line["unit"], "cells": []})
            if line["metric_id"]:
                found[line["row"]]["cells"].append(line["column"])
    return list(found.values())


def columns_of(form: str, table: str) -> dict[str, str]:
    """Return {column id: label} of a form table."""
    return {line["column"]: line["column_label"] for line in RULES.forms.iter_rows(named=True)
            if (line["form"], line["table"]) == (form, table) and line["metric_id"]}


def fill(form: str, table: str, rng: random.Random, blanks: bool = False) -> dict[tuple[str, str], str]:
    """Return random printed values for every cell; sums of the form hold where the layout needs them."""
    cells = {(row["id"], column): str(rng.choice([0, 0, 1, 2, 7, 13, 104, 2380])) for row in rows_of(form, table) for column in row["cells"]}
    if table == "requests":
        add_up(form, cells)
    if table == "review_litigation":
        for row in ("1", "3", "4"):
            cells[row, "C5"] = str(sum(int(cells[row, f"C{one}"]) for one in range(1, 5)))
    if blanks:
        for cell in rng.sample(sorted(cells), len(cells) // 4):
            cells[cell] = rng.choice(["", "/", "-"])
    return cells


def add_up(form: str, cells: dict) -> None:
    total, out = ("29", "30") if form == "R3" else ("26", "27")
    parts = sorted({row for row, _ in cells} - {"1", "2", total, out})
    for column in APPLICANTS[:6]:
        cells[total, column] = str(sum(int(cells[row, column]) for row in parts))
        cells["1", column] = str(int(cells[total, column]) + 3)
        cells["2", column], cells[out, column] = "2", "5"
    for row in {row for row, _ in cells}:
        cells[row, "C7"] = str(sum(int(cells[row, column]) for column in APPLICANTS[:6]))


def expected(form: str, table: str, cells: dict, scale: str = "") -> dict[str, float | None]:
    """Return {rule_id: value} of a filled table, None for blanks and dashes."""
    return {f"form:{form}/{table}/{row}/{column}": float(text) if text.lstrip("-").replace(".", "").isdigit() else None
            for (row, column), text in cells.items()}


def request_labels(form: str) -> list[tuple[list[tuple[str, int, int]], str]]:
    """Return for every valued row of the requests table its new label cells (text, columns, rows) and its id."""
    rows = rows_of(form, "requests")
    by_id = {row["id"]: row for row in rows}
    printed, opened = [], set()
    for row in (row for row in rows if row["cells"]):
        chain, up = [row], row["parent"]
        while up:
            chain.insert(0, by_id[up])
            up = by_id[up]["parent"]
        cells = []
        for depth, one in enumerate(chain):
            if one["id"] not in opened:
                opened.add(one["id"])
                cells.append((one["label"], 3 - depth if one is row else 1, _span(one, rows, by_id)))
        printed.append((cells, row["id"]))
    return printed


def _span(row: dict, rows: list, by_id: dict) -> int:
    below = [one for one in rows if one["parent"] == row["id"]]
    return 1 if not below else sum(_span(one, rows, by_id) for one in below)


def words(*places: str) -> list[str]:
    """Return printed words of the forms by form/table/place, so that the tests spell them as the form does."""
    found = []
    for place in places:
        form, table, name = place.split("/")
        lines = RULES.forms.filter((RULES.forms["form"] == form) & (RULES.forms["table"] == table)).iter_rows(named=True)
        found.append(next(line["column_label"] or line["label"] for line in lines if name in (line["column"], line["row"]) and (line["column_label"] if name[0] == "C" else line["label"])))
    return found
