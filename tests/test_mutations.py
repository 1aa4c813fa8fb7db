"""One cell or one number of prose changed in correct reports of all three forms: what breaks a relation is found, and nothing else is an error.

`MUTATIONS=180 pytest -s tests/test_mutations.py` changes 540 pages instead of 120 and prints the rates.
"""

import html
import os
import random
from collections import defaultdict

import pytest
from tests.check_cases import METRIC, SMALL, YEARS, broken, figure, figures, printed, report, right, tables
from tests.form_cases import RULES
from tests.form_layouts import requests_merged, review_merged, small_apart, stat_clean

from etl.checks.document import check_documents
from etl.checks.run import check
from etl.extract import extract

FORMS = ("R1", "R2", "R3")
CASES, CORRECT = 220, 60  # changed and unchanged reports of each form, as figures
IN_HTML = int(os.environ.get("MUTATIONS", "40"))  # changed pages of each form, half of them in a number of prose
PROSE = {"R1": {"P-01": ("info_disclosed_total", ("stat", "2", "C3"))}, "R2": {"P-04": ("app_carried_out", ("requests", "27", "C7")), "P-05": ("review_total", ("review_litigation", "1", "C5"))},
         "R3": {"P-04": ("app_carried_out", ("requests", "30", "C7")), "P-05": ("review_total", ("review_litigation", "1", "C5"))}}
SENTENCES = {"R1": "2018年，本机关主动公开政府信息{}条。全年收到政府信息公开申请{}件，办结{}件。",
             "R2": "全年收到政府信息公开申请{}件，答复{}件，结转下年度继续办理{}件。因政府信息公开被申请行政复议{}件，被提起行政诉讼{}件。"}
SENTENCES["R3"] = SENTENCES["R2"]
NUMBERS = {"R1": [("P-01", ["stat/2/C3"]), ("prose_against_table", ["stat/22/C3"]), ("prose_against_table", ["stat/27/C3"])],
           **{form: [("P-02", ["requests/1/C7"]), ("P-03", [f"requests/{total}/C7"]), ("P-04", [f"requests/{out}/C7"]), ("P-05", ["review_litigation/1/C5"]),
                     ("P-06", ["review_litigation/3/C5", "review_litigation/4/C5"])] for form, (total, out) in {"R2": ("26", "27"), "R3": ("29", "30")}.items()}}


def said(form: str, cells: dict) -> list[int]:
    """The numbers that the sentences of a report repeat from its tables."""
    return [sum(cells[tuple(cell.split("/"))] for cell in part) for _, part in NUMBERS[form]]


def changed(cells: dict, rng: random.Random) -> dict:
    """The cells with one of them a digit off, a digit more, or another number; never below zero but for a change of items."""
    cell, old = rng.choice(sorted(cells.items()))
    ways = (old + rng.choice((1, 2, 10)), old * 10 + rng.randrange(1, 10), max(0, old - rng.choice((1, 2))))
    new = next(number for number in rng.sample(ways, 3) if number != old)
    signed = cell[2] == "C2" and ("R2", *cell) in METRIC and METRIC["R2", *cell][0].endswith("_change")
    return {**cells, cell: -new - 100 if signed and rng.random() < 0.3 else new}


def prose_of(name: str, form: str, cells: dict, rng: random.Random | None = None) -> tuple[list[dict], set[str]]:
    """Prose that repeats numbers of the tables, one of them changed where `rng` is given, and the rules that it breaks."""
    said = {rule: cells[cell] for rule, (_, cell) in PROSE[form].items()}
    if rng:
        said[rng.choice(sorted(said))] += 3
    rows = [figure(name, PROSE[form][rule][0], number, accepted=False) for rule, number in said.items()]
    return rows, {rule for rule, number in said.items() if number != cells[PROSE[form][rule][1]]}


def collection(form: str, mutate: bool) -> tuple[dict, dict[str, set[str]]]:
    """A collection of correct reports with those for the year before, and per report the rules it breaks; a fifth of the changes are in prose."""
    reports, rows, expected = [], [], {}
    for seed in range(CASES if mutate else CORRECT):
        rng, name = random.Random(f"{form}{seed}"), f"{form}-{seed:03}"
        before = right(form, rng) if form != "R1" else None
        cells = right(form, rng, before)
        if mutate and seed % 5:
            cells = changed(cells, rng)
        prose, wrong = prose_of(name, form, cells, rng if mutate and not seed % 5 else None)
        expected[name] = broken(form, cells, before) | wrong
        reports.append(report(name, YEARS[form], agency_id=name, form=form))
        rows += [figures(name, form, cells), *prose]
        if before:
            reports.append(report(f"{name}-before", YEARS[form] - 1, agency_id=name, form=form))
            rows.append(figures(f"{name}-before", form, before))
    return tables(reports, rows), expected


def by_report(findings) -> dict[str, dict[str, str]]:
    found = defaultdict(dict)
    for row in findings.iter_rows(named=True):
        found[row["report_id"]][row["check_id"]] = row["level"]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_change_that_breaks_a_strict_relation_is_found(form):
    data, expected = collection(form, mutate=True)
    found = by_report(check(data, RULES)["finding"])
    missed = [(name, rule) for name, rules in expected.items() for rule in rules if rule not in found[name]]
    false = [(name, rule) for name in expected for rule, level in found[name].items() if level == "error" and rule not in expected[name]]
    breaking = sum(map(bool, expected.values()))
    print(f"{form}: {CASES} changes, {breaking} break a relation, {breaking - len({name for name, _ in missed})} of them found, {len(false)} false errors")
    assert breaking > CASES / 2 and missed == [] and false == []


@pytest.mark.parametrize("form", FORMS)
def test_correct_reports_have_no_finding_of_level_error(form):
    data, expected = collection(form, mutate=False)
    findings = check(data, RULES)["finding"]
    errors = findings.filter(findings["level"] == "error")
    print(f"{form}: {data['report'].height} correct reports, {errors.height} findings of level error")
    assert not any(expected.values()) and errors.is_empty()


def page(form: str, cells: dict, parts: list) -> str:
    """A report as HTML: its sections and tables with merged cells."""
    title = f"{YEARS[form]}年政府信息公开工作年度报告"
    body = "".join(f"<p>{html.escape(part)}</p>" if isinstance(part, str) else table(part) for part in parts)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def table(rows: list) -> str:
    lines = []
    for row in rows:
        cells = [one if isinstance(one, tuple) else (one, 1, 1) for one in row]
        lines.append("".join(f'<td colspan="{wide}" rowspan="{high}">{html.escape(text)}</td>' for text, wide, high in cells))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def parts_of(form: str, cells: dict, numbers: list[int] | None = None) -> list:
    """The sections of a report and its tables in the printed order; its sentences repeat numbers of the tables where they are given."""
    opening = SENTENCES[form].format(*numbers) if numbers else "现公布本年度报告。"
    if form == "R1":
        return ["一、概述", opening, *stat_clean(printed(form, "stat", cells))]
    small = {name: printed(form, name, cells) for name in SMALL[form]}
    return ["一、总体情况", opening, "二、主动公开政府信息情况", *small_apart(form, small), "三、收到和处理政府信息公开申请情况",
            *requests_merged(form, printed(form, "requests", cells)), "四、政府信息公开行政复议、行政诉讼情况",
            *review_merged(form, printed(form, "review_litigation", cells)), "五、存在的主要问题及改进情况",
            "公开的内容还不够丰富，解读的形式还比较单一，下一年将加强培训，充实内容，改进形式，及时更新。", "六、其他需要报告的事项", "没有其他需要报告的事项。"]


def draft(form: str, seed: int) -> tuple[dict, list[int], set[str]]:
    """(cells, numbers in prose, the relations broken): seed 0 and every fifth are correct, of the others every second differs in prose."""
    rng = random.Random(f"page {form}{seed}")
    cells = right(form, rng)
    numbers = said(form, cells)
    if seed % 5 == 0:
        return cells, numbers, set()
    if seed % 2:
        cells = changed(cells, rng)
        return cells, numbers, broken(form, cells)
    place = rng.randrange(len(numbers))
    numbers[place] = rng.choice([number for number in (numbers[place] + 1, numbers[place] * 10 + 3, max(0, numbers[place] - 2)) if number != numbers[place]])
    rule = NUMBERS[form][place][0]
    lawful = rule == "P-02" and numbers[place] == cells["requests", "1", "C7"] + cells["requests", "2", "C7"]  # with what was carried over
    return cells, numbers, set() if lawful else {rule}


def read(path, form: str, cells: dict, numbers: list[int]):
    path.write_text(page(form, cells, parts_of(form, cells, numbers)), encoding="utf-8")
    return extract(path, RULES)


@pytest.mark.parametrize("form", FORMS)
def test_changes_are_found_through_real_pages(form, tmp_path):
    drafts = [draft(form, seed) for seed in range(IN_HTML * 5 // 4)]
    results = check_documents([read(tmp_path / f"{place}.html", form, cells, numbers) for place, (cells, numbers, _) in enumerate(drafts)], RULES)
    found = [{row["check_id"]: row["level"] for row in one.findings} for one in results]
    missed = [(place, rule) for place, (_, _, rules) in enumerate(drafts) for rule in rules if rule not in found[place]]
    false = [(place, rule) for place, levels in enumerate(found) for rule, level in levels.items() if level == "error" and rule not in drafts[place][2]]
    alarms = [(place, rule) for place in range(0, len(drafts), 5) for rule in found[place] if rule.startswith(("P-", "prose", "two"))]
    breaking = [place for place, (_, _, rules) in enumerate(drafts) if rules]
    print(f"{form} as HTML: {len(drafts) - IN_HTML} correct, {IN_HTML} changed ({sum(place % 2 == 0 for place in breaking)} breaking in prose), {len(breaking)} break a relation, "
          f"{len(breaking) - len({place for place, _ in missed})} found, {len(false)} false errors")
    assert len(breaking) > IN_HTML / 2 and missed == [] and false == [] and alarms == []
