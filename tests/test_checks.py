"""Each generic check finds a planted fault, is silent without it, and says what it could not assess.

Most cases are checked together, each a report of an agency of its own: one run takes as long as forty.
"""

import random

import polars as pl
import pytest
from tests.builders import rules, with_rules
from tests.check_cases import figure, figures, report, right, tables

from etl.checks.run import check, remaining

BALANCE = {"app_received": 7, "app_carried_in": 2, "closed_total": 8, "app_carried_out": 1}
REPORTS, ROWS = [], []


def run(reports: list[dict], rows: list, known=None, **more) -> dict[str, pl.DataFrame]:
    return check(tables(reports, rows, **more), known or rules())


def add(name: str, rows: list, year: int = 2023, before: list = (), **changed) -> str:
    """Add a case to the collection: the figures of a report, and of the one for the year before."""
    REPORTS.append(report(name, year, agency_id=name, **changed))
    ROWS.extend({**row, "report_id": name} if isinstance(row, dict) else row for row in rows)
    if before:
        REPORTS.append(report(f"{name}-before", year - 1, agency_id=name))
        ROWS.extend({**row, "report_id": f"{name}-before"} for row in before)
    return name


def prose(metric: str, value: float, **changed) -> dict:
    return figure("", metric, value, **changed)


def table(metric: str, value: float, **changed) -> dict:
    return prose(metric, value, origin="table", **changed)


def balance(**changed) -> list[dict]:
    return [table(metric, value) for metric, value in {**BALANCE, **changed}.items() if value is not None]


def parts(total: float, *numbers: float, **changed) -> list[dict]:
    return [prose("info_disclosed_total", total, **changed), *(prose("info_disclosed_part", number, dimension=f"类{place}") for place, number in enumerate(numbers))]


def shares(*numbers: float) -> list[dict]:
    return [prose("", number, unit="%", label=f"第{place}类占比", accepted=False) for place, number in enumerate(numbers)]


def series(name: str, metric: str, *numbers: float, first: int = 2014) -> str:
    """Add the reports of one agency over the years, a number each; the fourth has the name of the case."""
    for place, number in enumerate(numbers):
        REPORTS.append(report(name if place == 3 else f"{name}-{place}", first + place, agency_id=name))
        ROWS.append(figure(REPORTS[-1]["report_id"], metric, number))
    return name


def copies(name: str, same: int) -> str:
    metrics = ("channel_website", "channel_weibo", "channel_wechat", "app_received", "granted", "review_total", "lit_total", "interpretations")
    rows = [[prose(metric, 10 + place + (turn and place >= same)) for place, metric in enumerate(metrics)] for turn in (0, 1)]
    return add(name, rows[1], 2018, rows[0])


@pytest.fixture(scope="module")
def results():
    """What the checks say of all cases; they are added as the module is read."""
    return run(REPORTS, ROWS)


def found(results: dict, check_id: str, name: str) -> list[tuple]:
    """(level, suspect, left, right) of the findings of one check in one report."""
    rows = results["finding"].filter(pl.col("check_id") == check_id, pl.col("report_id") == name)
    return rows.select("level", "suspect", "left_value", "right_value").rows()


def all_found(results: dict, name: str) -> list[str]:
    return results["finding"].filter(pl.col("report_id") == name)["check_id"].to_list()


def state(results: dict, check_id: str, name: str) -> tuple | None:
    rows = results["check_state"].filter(pl.col("check_id") == check_id, pl.col("report_id") == name)
    return rows.select("state", "missing").row(0) if rows.height else None


GOOD, OFF = add("good", balance()), add("off", balance(closed_total=9))


def test_a_relation_with_every_operand_holds(results):
    assert state(results, "R3-05", GOOD) == ("holds", "") and not all_found(results, GOOD)


def test_a_relation_that_does_not_hold_is_an_error_with_both_sides_spelled(results):
    assert found(results, "R3-05", OFF) == [("error", "report", 9, 10)] and state(results, "R3-05", OFF)[0] == "fails"
    row = results["finding"].row(by_predicate=pl.col("report_id") == OFF, named=True)
    assert row["message_en"].startswith("Applications received 7 + Applications carried over from last year 2 = 9; ") and row["message_en"].endswith("by 1.")
    assert row["left_label"] == "app_received 7 + app_carried_in 2 = 9" and "相差 1" in row["message_zh"] and row["place"] == "总计"


def test_the_figures_behind_a_finding_are_named(results):
    data = tables(REPORTS, ROWS)["figure"]
    behind = results["finding"].row(by_predicate=pl.col("report_id") == OFF, named=True)["figure_ids"]
    assert data.filter(pl.col("figure_id").is_in(behind))["metric_id"].to_list() == list(BALANCE)


LACKING = add("lacking", balance(app_carried_out=None))


def test_a_missing_operand_cannot_be_assessed_and_is_named(results):
    assert state(results, "R3-05", LACKING) == ("cannot_assess", "app_carried_out")


PARTLY = add("partly", [*balance(), table("app_research", 1), *(table(metric, 1, dimension="research") for metric in ("app_carried_in", "closed_total"))])


def places(results: dict, check_id: str, name: str) -> tuple:
    """(state, missing, held, failed, lacking) of one check in one report."""
    return results["check_state"].filter(pl.col("check_id") == check_id, pl.col("report_id") == name).select("state", "missing", "held", "failed", "lacking").row(0)


def test_a_column_that_cannot_be_assessed_is_counted_beside_those_that_can(results):
    assert places(results, "R3-05", OFF) == ("fails", "", 0, 1, 6)
    assert places(results, "R3-05", PARTLY) == ("holds", "app_carried_out/research", 1, 0, 6)


DENIED = ("secret", "other_law", "security", "third_party", "internal", "process", "case_file", "query")
SUBTOTALS = [add(name, [table(f"deny_{reason}", 1) for reason in DENIED[skip:]] + [table("denied_total", total) for total in totals])
             for name, skip, totals in (("no subtotal", 0, ()), ("subtotal", 0, (8,)), ("wrong subtotal", 0, (9,)), ("lacking subtotal", 1, (8,)))]


def test_a_subtotal_that_the_form_does_not_ask_for_is_judged_where_it_is_printed(results):
    assert [state(results, "R3-08", name) for name in SUBTOTALS] == [None, ("holds", ""), ("fails", ""), ("cannot_assess", "deny_secret")]


INEXACT = [add(name, [*balance(closed_total=None), table("closed_total", 100, qualifier=name, value_high=200.0)]) for name in ("approx", "at_least", "at_most", "range")]


@pytest.mark.parametrize("name", INEXACT)
def test_a_number_that_is_not_exact_cannot_be_assessed(results, name):
    assert state(results, "R3-05", name) == ("cannot_assess", "approximate") and not all_found(results, name)


CHANGES = [{"value": None, "amount": None, "missing": "blank"}, {"unit_fits": False}, {"accepted": False}, {"origin": "derived"}, {"scope": "region"}]
UNUSED = [add(f"unused-{place}", [*balance(closed_total=None), {**table("closed_total", 8), **changed}]) for place, changed in enumerate(CHANGES)]


@pytest.mark.parametrize("name", UNUSED)
def test_a_blank_a_rival_a_derived_figure_and_another_scope_are_no_operands(results, name):
    assert state(results, "R3-05", name)[0] == "cannot_assess"


ZERO = add("zero", [*balance(app_carried_out=None, closed_total=9), table("app_carried_out", 0, qualifier="stated_zero")])


def test_a_stated_zero_is_a_number(results):
    assert state(results, "R3-05", ZERO)[0] == "holds"


MIXED = add("mixed", [{**row, "origin": "prose"} if row["metric_id"] == "closed_total" else row for row in balance(closed_total=9)])


def test_prose_may_stand_in_for_cells_but_makes_no_error(results):
    assert found(results, "R3-05", MIXED) == [("warning", "extraction", 9, 10)]


SPOKEN = add("spoken", [prose("channel_website", 9), prose("info_disclosed_total", 5)], 2018)
TABLED = add("tabled", [table("channel_website", 9), table("info_disclosed_total", 5)], 2018)


def test_a_rule_of_table_cells_does_not_speak_of_prose(results):
    assert state(results, "R1-01", SPOKEN)[0] == "cannot_assess" and found(results, "R1-01", TABLED) == [("warning", "report", 9, 5)]


OLD, KEPT = add("old", balance(), 2018), add("kept", [table("staff_total", 3)], 2019, form="R1")


def test_rules_of_another_form_do_not_apply(results):
    states = results["check_state"].filter(pl.col("report_id") == OLD)["check_id"]
    assert states.len() > 20 and not [name for name in states if name.startswith(("R2", "R3"))]


def test_the_recognised_form_counts_more_than_the_year(results):
    assert state(results, "R1-20", KEPT)[0] == "cannot_assess"


OTHERS = [add(kind, balance(closed_total=9), kind=kind, in_series=False) for kind in ("plan", "summary", "other")]


@pytest.mark.parametrize("name", OTHERS)
def test_other_documents_are_not_judged_by_the_forms(results, name):
    assert results["check_state"].filter(pl.col("report_id") == name).is_empty()


CARRIED = add("carried", [table("app_carried_in", 6)], before=[table("app_carried_out", 5)])
AGREED = add("agreed", [table("app_carried_in", 5)], before=[table("app_carried_out", 5)])
RESEARCH = add("research", [table("app_carried_in", 6, dimension="research")], 2021, [table("app_carried_out", 5, dimension="research")])
ALONE = add("alone", [table("app_carried_in", 6)])


def test_carried_over_is_compared_with_last_years_carried_forward(results):
    assert found(results, "R3-12", CARRIED) == [("error", "report", 6, 5)] and state(results, "R3-12", AGREED) == ("holds", "")


def test_a_government_may_lawfully_carry_over_another_number(results):
    reports, rows = [report("before", 2022), report()], [figure("before", "app_carried_out", 5, origin="table"), figure("r", "app_carried_in", 6, origin="table")]
    assert found(run(reports, rows, kind="人民政府"), "R3-12", "r") == [("warning", "report", 6, 5)]


def test_every_kind_of_applicant_is_carried_over_across_the_forms(results):
    assert found(results, "R3-12", RESEARCH) == [("error", "report", 6, 5)]


def test_without_last_years_report_a_rule_over_years_cannot_be_assessed(results):
    assert state(results, "R3-12", ALONE) == ("cannot_assess", "app_carried_out@t-1")


OPENING = add("opening", [table("normdocs_stock", 5)], 2021, [table("normdocs_stock", 3)])
STOCK = add("stock", [table("normdocs_issued", 5), table("normdocs_repealed", 2), table("normdocs_stock", 44)], 2022, [table("normdocs_stock", 40)])


def test_a_stock_is_not_carried_over_from_a_form_that_counts_another_stock(results):
    assert state(results, "R3-01", OPENING) is None


def test_stock_follows_from_last_years_stock(results):
    assert found(results, "R3-01", STOCK) == [("warning", "report", 43, 44)]


MONEY = [add(f"money-{number}", [table("procurement_projects", number), table("procurement_amount", 12.5)], 2020) for number in (0, 3)]


def test_projects_and_money_are_zero_together(results):
    assert found(results, "R2-08", MONEY[0]) == [("warning", "report", 0, 12.5)] and state(results, "R2-08", MONEY[1])[0] == "holds"


RECEIVED = {number: add(f"received-{number}", [*balance(), prose("app_received", number, accepted=False)]) for number in (7, 8, 9)}


@pytest.mark.parametrize(("number", "expected"), [(7, "holds"), (8, "fails"), (9, "holds")])
def test_applications_in_prose_may_include_what_was_carried_over(results, number, expected):
    assert state(results, "P-02", RECEIVED[number])[0] == expected and bool(found(results, "P-02", RECEIVED[number])) == (expected == "fails")


def test_the_reading_that_fits_is_recorded(results):
    readings = dict(results["check_state"].filter(pl.col("check_id") == "P-02").select("report_id", "reading").iter_rows())
    assert [readings[RECEIVED[number]] for number in (7, 8, 9)] == ["table:app_received", "", "table:app_received + table:app_carried_in"]


ABOUT = [(3400, "approx", False), (3457, "approx", False), (3300, "approx", True), (3000, "at_least", False), (3500, "at_least", True)]
for value, qualifier, _ in ABOUT:
    add(f"{qualifier}-{value}", [table("info_disclosed_total", 3457), prose("info_disclosed_total", value, qualifier=qualifier, accepted=False)], 2018)


@pytest.mark.parametrize(("value", "qualifier", "failing"), ABOUT)
def test_an_approximate_number_of_prose_agrees_within_its_round_unit(results, value, qualifier, failing):
    assert bool(found(results, "P-01", f"{qualifier}-{value}")) == failing


SUITS = add("suits", [prose("lit_total", 5), table("lit_direct_total", 3), table("lit_after_review_total", 1)])


def test_prose_against_a_sum_of_cells(results):
    assert found(results, "P-06", SUITS) == [("warning", "report", 5, 4)]


for origin in ("prose", "table"):
    add(f"rival-{origin}", [table("channel_weibo", 116, unit="条"), prose("channel_weibo", 94, unit="条", origin=origin, accepted=False)], 2018)
    add(f"same-{origin}", [table("channel_weibo", 116, unit="条"), prose("channel_weibo", 116, unit="条", origin=origin, accepted=False)], 2018)
ISSUES = add("issues", [table("channel_wechat", 174, unit="条"), prose("channel_wechat", 158, unit="期", accepted=False)], 2018)


@pytest.mark.parametrize(("origin", "name", "suspect"), [("prose", "prose_against_table", "report"), ("table", "two_readings", "extraction")])
def test_two_numbers_of_one_metric(results, origin, name, suspect):
    assert found(results, name, f"rival-{origin}") == [("warning", suspect, 116, 94)]
    assert state(results, name, f"same-{origin}") == ("holds", "") and not all_found(results, f"same-{origin}")


def test_a_rival_in_another_kind_of_unit_cannot_be_assessed(results):
    assert not all_found(results, ISSUES) and state(results, "prose_against_table", ISSUES) == ("cannot_assess", "unit")


ABOVE, LONG, SHORT = add("above", parts(89, 40, 30, 20)), add("long", parts(100, 20, 20, 20, 20, 15)), add("short", parts(100, 50, 45))
WHOLE_LIST = add("whole list", parts(160, 90, 78, 2))
SILENT = [add(f"parts{numbers}", parts(89, *numbers)) for numbers in ((40, 30, 19), (40, 49, 30, 20), (40, 30), (40, 200, 100), (40,))]
ROUND = [add(f"round-{number}", parts(number, 926, 752, qualifier="approx")) for number in (1611, 1600)]
ONWARD = add("onward", [*parts(100, 20, 20, 20, 20, 15), prose("interpretations", 5)])
CHANNELS = add("channels", [prose("info_disclosed_total", 380), prose("channel_website", 285), prose("channel_wechat", 300)])


def test_parts_above_the_total_are_found(results):
    assert found(results, "P-07", ABOVE) == [("warning", "report", 89, 90)]


def test_a_list_is_told_with_its_last_part(results):
    assert found(results, "P-07", WHOLE_LIST) == [("warning", "report", 160, 170)]


@pytest.mark.parametrize("name", [*SILENT, SHORT, ONWARD, CHANNELS])
def test_parts_that_add_up_may_be_another_list_or_may_exceed_the_total_are_silent(results, name):
    assert not all_found(results, name)


def test_a_long_list_a_little_short_of_its_total_is_told(results):
    assert found(results, "P-07-short", LONG) == [("warning", "report", 100, 95)]


def test_parts_of_an_approximate_total_are_compared_with_its_round_unit(results):
    assert found(results, "P-07", ROUND[0]) == [("warning", "report", 1611, 1678)] and not all_found(results, ROUND[1])
    assert "about 1611;" in results["finding"].filter(pl.col("report_id") == ROUND[0])["message_en"][0]


SHARES = {(29, 29, 42): False, (33.3, 33.3, 33.3): False, (29, 29, 39): True, (60, 35): False, (29, 29, 42, 60, 35): False}
for numbers in SHARES:
    add(f"shares{numbers}", shares(*numbers))


@pytest.mark.parametrize("numbers", SHARES)
def test_shares_of_one_enumeration_add_up_to_100(results, numbers):
    assert bool(found(results, "P-08", f"shares{numbers}")) == SHARES[numbers]


for name, number in (("twin", 4), ("pair", 3)):
    add(name, [prose("review_total", 3)])
    REPORTS.append(report(f"{name}-two", agency_id=name, in_series=False))
    ROWS.append(figure(f"{name}-two", "review_total", number))


def test_one_fact_in_two_reports_of_a_year(results):
    assert found(results, "restated", "twin") == [("warning", "report", 3, 4)] and state(results, "restated", "pair") == ("holds", "")


JUMPS = {120: [], 900: [], 6: [], 4000: ["info"], 3: ["info"], 1_000_000: ["warning"], 100_000: ["warning"]}
for number in JUMPS:
    series(f"series-{number}", "channel_website", 100, 110, 90, number, 105)
WIDE = series("wide", "channel_wechat", 100, 4, 3000, 100_000, 20)
ERAS = series("eras", "info_disclosed_total", 100, 110, 90_000, 95_000, 99_000, first=2017)


@pytest.mark.parametrize("number", JUMPS)
def test_a_year_far_from_the_agencys_others_is_a_hint_and_a_power_of_ten_a_slip(results, number):
    assert results["finding"].filter(pl.col("report_id") == f"series-{number}")["level"].to_list() == JUMPS[number]


def test_an_agency_whose_years_differ_widely_gives_no_measure(results):
    assert not all_found(results, WIDE) and state(results, "jump_own", WIDE)[0] == "cannot_assess"


def test_years_that_are_not_comparable_are_not_compared(results):
    assert not all_found(results, ERAS)


def test_money_ten_thousand_times_that_of_peers_is_a_slip():
    reports = [report(f"r{n}", agency_id=f"a{n}") for n in range(6)]
    rows = [figure(f"r{n}", "admin_fee_amount", 10 + n) for n in range(5)] + [figure("r5", "admin_fee_amount", 120_000)]
    results = run(reports, rows)
    assert found(results, "slip_peers", "r5")[0][:3] == ("warning", "report", 120_000) and results["finding"].height == 1


FEES = {number: add(f"fees-{number}", [table("admin_fee_amount", number)], before=[table("admin_fee_amount", 12.5)]) for number in (125_000, 12_900, 125_000_000, 1250, 14)}


@pytest.mark.parametrize(("number", "slips"), [(125_000, True), (12_900, True), (125_000_000, False), (1250, False), (14, False)])
def test_money_a_thousand_or_ten_thousand_times_that_of_the_year_before_is_a_slip(results, number, slips):
    assert found(results, "slip_before", FEES[number]) == ([("warning", "report", number, 12.5)] if slips else [])


COPIED, FRESH = copies("copied", 8), copies("fresh", 5)


def test_a_report_with_last_years_numbers_is_told(results):
    assert found(results, "copied", COPIED) == [("warning", "report", 8, 8)] and not found(results, "copied", FRESH)


DATED = {("title", "2018年度报告"): False, ("title", "2017年度报告"): True, ("published_on", "2018-11-15"): True, ("published_on", "2018-12-31"): False,
         ("published_on", "2019"): False, ("published_on", "2017-05"): True}
for column, text in DATED:
    add(f"dated {text}", [], 2018, **{column: text})
UNDATED = add("undated", [], 2018)


@pytest.mark.parametrize("said", DATED)
def test_the_years_of_title_and_date_agree_with_the_report(results, said):
    assert bool(found(results, "wrong_year", f"dated {said[1]}")) == DATED[said] and state(results, "wrong_year", UNDATED) == ("cannot_assess", "title")


CELLS = right("R3", random.Random(1))
SOME = {cell: number for cell, number in CELLS.items() if cell[0] != "requests" or cell[1] in ("1", "2")}
WHOLE = add("whole", [figures("whole", "R3", CELLS)], form="R3")
PIECES, OPENED = (add(name, [figures(name, "R3", SOME)], form="R3", read_extent=extent) for name, extent in (("pieces", "full"), ("opened", "opening")))


def test_a_table_of_which_little_was_read_is_told(results):
    assert state(results, "coverage", WHOLE) == ("holds", "") and not all_found(results, WHOLE)
    assert found(results, "coverage", PIECES) == [("warning", "extraction", 14, 175)] and state(results, "coverage", OPENED) is None


def test_findings_keep_their_ids_whatever_stands_around_them(results):
    reversed_ = [{**row, "report_id": "off"} for row in reversed(balance(closed_total=9))]
    again = run([report("off", agency_id="elsewhere")], [figure("off", "granted", 3), *reversed_])["finding"]
    assert again["finding_id"].to_list() == results["finding"].filter(pl.col("report_id") == OFF)["finding_id"].to_list()
    assert results["finding"]["finding_id"].is_unique().all()


def test_every_id_stays_when_rows_stand_in_another_order_and_reports_and_rules_are_added(results):
    blocks = {}
    for row in ROWS:
        blocks.setdefault(row["report_id"] if isinstance(row, dict) else row["report_id"][0], []).append(row)
    reports = [*REPORTS[::-1], *(report(f"added-{year}", year, agency_id="series-4000") for year in (2012, 2013))]  # its median moves
    rows = [row for block in list(blocks.values())[::-1] for row in block] + [figure(f"added-{year}", "channel_website", 108) for year in (2012, 2013)]
    extra = {**rules().checks.filter(pl.col("check_id") == "R3-05").row(0, named=True), "check_id": "R3-00"}
    again = run(reports, rows, with_rules(checks=[extra, *rules().checks.iter_rows(named=True)]))["finding"]
    assert set(results["finding"]["finding_id"]) <= set(again["finding_id"])


def verdict(finding_id: str, name: str) -> dict:
    return {"finding_id": finding_id, "report_id": name, "check_id": "R3-05", "verdict": "confirmed", "note": "", "date": "2026-01-01"}


def test_a_verdict_survives_and_expires_visibly_when_the_numbers_change(results):
    finding_id = results["finding"].filter(pl.col("report_id") == OFF)["finding_id"][0]
    known = with_rules(verdicts=[verdict(finding_id, OFF), verdict("0" * 12, GOOD)])
    rows = [{**row, "report_id": name} for name, number in ((OFF, 9), (GOOD, 8)) for row in balance(closed_total=number)]
    kept = run([report(OFF, agency_id="x"), report(GOOD, agency_id="y")], rows, known)["finding"]
    assert kept.select("report_id", "check_id", "level", "verdict").rows() == [("good", "verdict_expired", "info", "confirmed"), ("off", "R3-05", "error", "confirmed")]
    assert "000000000000" in kept["message_en"][0]


def test_every_check_is_counted_in_every_state_even_where_it_found_nothing(results):
    counts = {(name, state): n for name, state, n in results["check_count"].iter_rows()}
    assert len(counts) == 4 * rules().checks.height and counts["R3-05", "fails"] == 2
    assert counts["X-01", "holds"] == counts["X-01", "cannot_assess"] == 0 and counts["X-01", "not_applicable"] == len(REPORTS)
    assert {sum(n for (check_id, _), n in counts.items() if check_id == name) for name, _ in counts} == {len(REPORTS)}


def test_no_figures_no_findings():
    assert run([report()], [])["finding"].is_empty()


def test_a_doubt_of_reading_that_a_check_tells_better_is_left_to_it():
    doubts = pl.DataFrame({"report_id": ["r", "s", "r"], "check_id": ["prose_parts_sum", "prose_parts_sum", "two_readings"]})
    assert remaining(doubts, pl.DataFrame({"report_id": ["r"], "check_id": ["P-07"]})).rows() == [("s", "prose_parts_sum")]
    assert remaining(doubts, pl.DataFrame({"report_id": ["r"], "check_id": ["R1-20"]})).height == 2
