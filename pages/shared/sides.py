"""One finding as a reader compares it: both sides with their terms, what should hold, and every figure in its words. Frames and dicts in, HTML out."""

import html
import re

from pages.shared.text import name, number, t

SIGNS = {"at_most": "&gt;", "together": "/", "jump": "↔", "slip": "↔", "copied": "=", "coverage": "&lt;"}
TOLD = ("year", "verdict")  # sides that are no amounts: told in their sentence
TONE = {"met": "good", "not_met": "error", "cannot_assess": "info"}
MANY = 6  # terms of a side; with more, the zeros are only counted
OPEN = 9  # quotes shown at once; more are folded
TERM = re.compile(r"^(?P<sign>[+\-−=] )?(?P<name>.*?)\s*(?P<number>-?\d[\d,]*(?:\.\d+)?%?)$", re.S)
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def article(row: dict, cells: list[dict]) -> str:
    """Return one finding as HTML. row: level, suspect, check_id, label, kind, place, message, both values and labels."""
    who = f"<div class='gk-line'>{html.escape(row['who'])}</div>" if row.get("who") else ""
    facts = " · ".join(filter(None, (row["check_id"], t("looks_like", suspect=name("suspect", row["suspect"])), row.get("facts", ""))))
    place = f" · {html.escape(row['place'])}" if row["place"] else ""
    return (f"<article class='gk-finding gk-{row['level']}'><header>{who}<span class='gk-badge'>{html.escape(name('finding_level', row['level']))}</span>"
            f"<b>{html.escape(row['label'])}</b>{place}<small>{html.escape(facts)}</small></header>{_both(row)}{quotes(cells)}{_ways(row)}</article>")


def _ways(row: dict) -> str:
    """Return the links that follow a finding: pages of the app, and the report itself where it has an address."""
    ways = [f"<a href='{html.escape(way, quote=True)}' target='_self'>{html.escape(label)}</a>" for label, way in row.get("ways", {}).items()]
    if row.get("url"):
        ways.append(f"<a href='{html.escape(row['url'], quote=True)}' target='_blank' rel='noopener'>{html.escape(t('way_url'))}</a>")
    return f"<p class='gk-ways'>{''.join(ways)}</p>" if ways else ""


def card(rows: list[dict]) -> str:
    """Return a report card as HTML: each criterion with its state, the detail and the law or method behind it."""
    return "<div class='gk-card'>" + "".join(
        f"<div class='gk-finding gk-{TONE[row['state']]}'><span class='gk-badge'>{html.escape(name('card_state', row['state']))}</span>"
        f"<b>{html.escape(row['label'])}</b><p>{html.escape(row['detail'])}</p><p class='gk-note'>{html.escape(row['basis'])}</p></div>" for row in rows) + "</div>"


def _both(row: dict) -> str:
    if row["kind"] in TOLD or not (row["left_label"] and row["right_label"]) or row["left_value"] is None and row["right_value"] is None:
        return f"<p class='gk-told'>{html.escape(row['message'])}</p>"
    left, right = (_side(row[f"{side}_value"], row[f"{side}_label"]) for side in ("left", "right"))
    return f"<div class='gk-sides'>{left}<div class='gk-rel'>{SIGNS.get(row['kind'], '≠')}</div>{right}</div><p class='gk-told'>{html.escape(verdict(row))}</p>"


def verdict(row: dict) -> str:
    """Return what a finding's sentence says after naming its sides; the whole sentence where they do not stand in it.

    >>> verdict({"message": "甲 3；乙 4。两边应相等，相差 1。", "left_label": "甲 3", "right_label": "乙 4"})
    '两边应相等，相差 1。'
    """
    _, found, rest = row["message"].rpartition(row["right_label"])
    rest = rest.lstrip("。，；.,;） ")
    return rest[:1].upper() + rest[1:] if found and rest else row["message"]


def _side(value: float | None, label: str) -> str:
    terms = [found for part in re.split(r" (?=[+\-−=] )", label) if (found := TERM.match(part)) and found["sign"] != "= "]
    zeros = [one for one in terms if float(one["number"].strip("%").replace(",", "") or 0) == 0] if len(terms) > MANY else []
    lines = [f"<i>{(one['sign'] or '').strip()}</i><span>{html.escape(one['name'])}</span><b>{html.escape(one['number'])}</b>" for one in terms if one not in zeros]
    rest = f"<em>{t('zero_terms', count=len(zeros))}</em>" if zeros else ""
    told = f"<div class='gk-terms'>{''.join(lines)}{rest}</div>" if len(terms) > 1 else f"<div class='gk-note'>{html.escape(terms[0]['name'] if terms else label)}</div>"
    return f"<div class='gk-side'><div class='gk-num'>{number(value)}</div>{told}</div>"


def quotes(cells: list[dict]) -> str:
    """Return the figures behind a finding, each in its cell or sentence with the number marked; a sentence of several is shown once."""
    if not cells:
        return ""
    sentences: dict[tuple, list[dict]] = {}
    for place, cell in enumerate(cells):
        sentences.setdefault((_sentence(cell), cell["place"]) if cell["origin"] != "table" else (place,), []).append(cell)
    shown = "".join(_quote(some) for some in sentences.values())
    opened = " open" if len(cells) <= OPEN else ""
    return f"<details{opened}><summary>{t('in_words', count=len(cells))}</summary><div class='gk-quotes'>{shown}</div></details>"


def _sentence(cell: dict) -> str:
    return (cell.get("before") or "") + (cell["quote"] or cell["label"]) + (cell.get("after") or "")


def _quote(cells: list[dict]) -> str:
    cell, places = cells[0], f"<small>{html.escape(cells[0]['place'])}</small>"
    spans = [(start + (shift := len(one.get("before") or "")), end + shift) for one in cells
             if (span := spot(one["quote"] or one["label"], one["value"])) for start, end in [span]]
    if cell["origin"] == "table" or not spans:  # a cell, or words without the number
        return f"<div class='gk-quote'><div><span>{html.escape(cell['label'])}</span><span class='gk-cell'><mark>{number(cell['value'])}</mark></span></div>{places}</div>"
    return f"<div class='gk-quote'>{marked(_sentence(cell), spans)}{places}</div>"


def spot(quote: str, value: float | None) -> tuple[int, int] | None:
    """Return where a number stands in a quote, however its digits are printed; None when it is not in digits.

    >>> spot("收到１,６１１件", 1611.0), spot("2016年6件", 6), spot("三件", 3)
    ((2, 7), (5, 6), None)
    """
    digits = r"[,，]?".join(re.escape(digit) for digit in f"{value:.10g}") if value is not None else "$^"
    found = re.search(rf"(?<![\d.,，]){digits}(?![\d]|[.,，]\d)", quote.translate(WIDE))
    return found.span() if found else None


def marked(quote: str, spans: list[tuple[int, int]]) -> str:
    """Return a quote as HTML with some spans marked.

    >>> marked("甲3件，乙<4件", [(1, 2), (6, 7)])
    '甲<mark>3</mark>件，乙&lt;<mark>4</mark>件'
    """
    parts, at = [], 0
    for start, end in sorted(set(spans)):
        parts += [html.escape(quote[at:start]), f"<mark>{html.escape(quote[start:end])}</mark>"]
        at = end
    return "".join(parts) + html.escape(quote[at:])
