"""Each generic check finds a planted fault, is silent without it, and says what it could not assess."""

import random

import polars as pl
import pytest
from tests.builders import rules, with_rules
from tests.check_cases import figure, figures, report, right, tables

from etl.checks.run import check, remaining


def run(reports: list[dict], rows: list, known=None, **more) -> dict[str, pl.DataFrame]:
    return check(tables(reports, rows, **more), known or rules())


def each(cases: dict, year: int = 2023, **more) -> dict[str, pl.DataFrame]:
    """Check many reports at once: the rows of each case are those of a report of an agency of its own."""
    reports = [report(str(name), year, agency_id=str(name), **more) for name in cases]
    return run(reports, [{**row, "report_id": str(name)} for name, rows in cases.items() for row in rows])


def told(results: dict, check_id: str) -> set[str]:
    """The reports in which a check found something."""
    return set(results["finding"].filter(pl.col("check_id") == check_id)["report_id"])


def found(results: dict, check_id: str, report_id: str = "r") -> list[tuple]:
    """(level, suspect, left, right) of the findings of one check in one report."""
    rows = results["finding"].filter(pl.col("check_id") == check_id, pl.col("report_id") == report_id)
    return rows.select("level", "suspect", "left_value", "right_value").rows()


def state(results: dict, check_id: str, report_id: str = "r") -> tuple | None:
    rows = results["check_state"].filter(pl.col("check_id") == check_id, pl.col("report_id") == report_id)
    return rows.select("state", "missing").row(0) if rows.height else None


def table(metric: str, value: float, **changed) -> dict:
    return figure("r", metric, value, origin="table", **changed)


BALANCE = {"app_received": 7, "app_carried_in": 2, "closed_total": 8, "app_carried_out": 1}


def balance(**changed) -> list[dict]:
    return [table(metric, value) for metric, value in {**BALANCE, **changed}.items() if value is not None]


def test_a_relation_with_every_operand_holds():
    results = run([report()], balance())
    assert state(results, "R3-05") == ("holds", "") and results["finding"].is_empty()


def test_a_relation_that_does_not_hold_is_an_error_with_both_sides_spelled():
    results = run([report()], balance(closed_total=9))
    assert found(results, "R3-05") == [("error", "report", 9, 10)] and state(results, "R3-05")[0] == "fails"
    row = results["finding"].row(0, named=True)
    assert row["message_en"].startswith("Applications received 7 + Applications carried over from last year 2 = 9; ") and row["message_en"].endswith("by 1.")
    assert row["left_label"] == "app_received 7 + app_carried_in 2 = 9" and "相差 1" in row["message_zh"] and row["place"] == "总计"


def test_the_figures_behind_a_finding_are_named():
    results = run([report()], [figure("r", "inquiries", 3), *balance(closed_total=9)])
    assert results["finding"]["figure_ids"].to_list() == [[2, 3, 4, 5]]


def test_a_missing_operand_cannot_be_assessed_and_is_named():
    assert state(run([report()], balance(app_carried_out=None)), "R3-05") == ("cannot_assess", "app_carried_out")


def test_a_number_that_is_not_exact_cannot_be_assessed():
    names = ("approx", "at_least", "at_most", "range")
    results = each({name: [*balance(closed_total=None), table("closed_total", 100, qualifier=name, value_high=200.0)] for name in names})
    assert {state(results, "R3-05", name) for name in names} == {("cannot_assess", "approximate")} and not told(results, "R3-05")


def test_a_blank_a_rival_a_derived_figure_and_another_scope_are_no_operands():
    changes = [{"value": None, "amount": None, "missing": "blank"}, {"unit_fits": False}, {"accepted": False}, {"origin": "derived"}, {"scope": "region"}]
    results = each({place: [*balance(closed_total=None), {**table("closed_total", 8), **changed}] for place, changed in enumerate(changes)})
    assert {state(results, "R3-05", str(place))[0] for place in range(len(changes))} == {"cannot_assess"}


def test_a_stated_zero_is_a_number():
    assert state(run([report()], [*balance(app_carried_out=None, closed_total=9), table("app_carried_out", 0, qualifier="stated_zero")]), "R3-05")[0] == "holds"


def test_prose_may_stand_in_for_cells_but_makes_no_error():
    rows = [{**row, "origin": "prose"} if row["metric_id"] == "closed_total" else row for row in balance(closed_total=9)]
    assert found(run([report()], rows), "R3-05") == [("warning", "extraction", 9, 10)]


def test_a_rule_of_table_cells_does_not_speak_of_prose():
    rows = [figure("r", "channel_website", 9), figure("r", "info_disclosed_total", 5)]
    assert state(run([report(year=2018)], rows), "R1-01")[0] == "cannot_assess"
    assert found(run([report(year=2018)], [{**row, "origin": "table"} for row in rows]), "R1-01") == [("warning", "report", 9, 5)]


def test_rules_of_another_form_do_not_apply():
    states = run([report(year=2018)], balance())["check_state"]
    assert not [name for name in states["check_id"] if name.startswith(("R2", "R3"))]


def test_the_recognised_form_counts_more_than_the_year():
    assert state(run([report(year=2019, form="R1")], [table("staff_total", 3)]), "R1-20")[0] == "cannot_assess"


def test_other_documents_are_not_judged_by_the_forms():
    reports = [report(kind, agency_id=kind, kind=kind, in_series=False) for kind in ("plan", "summary", "other")]
    rows = [{**row, "report_id": one["report_id"]} for one in reports for row in balance(closed_total=9)]
    assert run(reports, rows)["check_state"].is_empty()


@pytest.mark.parametrize(("kind", "level"), [("民政局", "error"), ("人民政府", "warning")])
def test_carried_over_is_compared_with_last_years_carried_forward(kind, level):
    reports = [report("before", 2022), report("r", 2023)]
    rows = [{**table("app_carried_out", 5), "report_id": "before"}, table("app_carried_in", 6)]
    assert found(run(reports, rows, kind=kind), "R3-12") == [(level, "report", 6, 5)]
    assert state(run(reports, [rows[0], table("app_carried_in", 5)], kind=kind), "R3-12") == ("holds", "")


def test_every_kind_of_applicant_is_carried_over():
    reports, dimension = [report("before", 2020), report("r", 2021)], {"dimension": "research"}
    rows = [{**table("app_carried_out", 5, **dimension), "report_id": "before"}, table("app_carried_in", 6, **dimension)]
    assert found(run(reports, rows), "R3-12") == [("error", "report", 6, 5)]


def test_without_last_years_report_a_rule_over_years_cannot_be_assessed():
    assert state(run([report()], [table("app_carried_in", 6)]), "R3-12") == ("cannot_assess", "app_carried_out@t-1")


def test_a_stock_is_not_carried_over_from_a_form_that_counts_another_stock():
    reports = [report("before", 2020), report("r", 2021)]
    assert state(run(reports, [table("normdocs_stock", 5)]), "R3-01") is None and state(run(reports, []), "R3-12") is not None


def test_stock_follows_from_last_years_stock():
    reports = [report("before", 2021), report("r", 2022)]
    rows = [{**table("normdocs_stock", 40), "report_id": "before"}, table("normdocs_issued", 5), table("normdocs_repealed", 2), table("normdocs_stock", 44)]
    assert found(run(reports, rows), "R3-01") == [("warning", "report", 43, 44)]


def test_projects_and_money_are_zero_together():
    rows = [table("procurement_projects", 0), table("procurement_amount", 12.5)]
    assert found(run([report(year=2020)], rows), "R2-08") == [("warning", "report", 0, 12.5)]
    assert state(run([report(year=2020)], [table("procurement_projects", 3), rows[1]]), "R2-08")[0] == "holds"


def test_applications_in_prose_may_include_what_was_carried_over():
    results = each({prose: [*balance(), figure("r", "app_received", prose, accepted=False)] for prose in (7, 8, 9)})
    assert told(results, "P-02") == {"8"} and [state(results, "P-02", name)[0] for name in "789"] == ["holds", "fails", "holds"]


def test_an_approximate_number_of_prose_agrees_within_its_round_unit():
    said = [(3400, "approx"), (3457, "approx"), (3300, "approx"), (3000, "at_least"), (3500, "at_least")]
    results = each({f"{value} {qualifier}": [table("info_disclosed_total", 3457), figure("r", "info_disclosed_total", value, qualifier=qualifier, accepted=False)]
                    for value, qualifier in said}, 2018)
    assert told(results, "P-01") == {"3300 approx", "3500 at_least"}


def test_prose_against_a_sum_of_cells():
    rows = [figure("r", "lit_total", 5), table("lit_direct_total", 3), table("lit_after_review_total", 1)]
    assert found(run([report()], rows), "P-06") == [("warning", "report", 5, 4)]


@pytest.mark.parametrize(("origin", "name", "suspect"), [("prose", "prose_against_table", "report"), ("table", "two_readings", "extraction")])
def test_two_numbers_of_one_metric(origin, name, suspect):
    rows = [table("channel_weibo", 116, unit="条"), figure("r", "channel_weibo", 94, unit="条", origin=origin, accepted=False)]
    assert found(run([report(year=2018)], rows), name) == [("warning", suspect, 116, 94)]
    assert not found(run([report(year=2018)], [rows[0], {**rows[1], "amount": 116.0, "value": 116.0}]), name)


def test_a_rival_in_another_kind_of_unit_is_a_hint_only():
    rows = [table("channel_wechat", 174, unit="条"), figure("r", "channel_wechat", 158, unit="期", accepted=False)]
    results = run([report(year=2018)], rows)
    assert found(results, "prose_against_table") == [("info", "report", 174, 158)] and state(results, "prose_against_table") == ("cannot_assess", "unit")


def parts(total: float, *numbers: float, **changed) -> list[dict]:
    return [figure("r", "info_disclosed_total", total, **changed), *(figure("r", "info_disclosed_part", number, dimension=f"类{place}") for place, number in enumerate(numbers))]


def test_parts_above_the_total_are_found():
    assert found(run([report()], parts(89, 40, 30, 20)), "P-07") == [("warning", "report", 89, 90)]


def test_parts_that_add_up_or_may_be_another_list_are_silent():
    assert each({str(numbers): parts(89, *numbers) for numbers in ((40, 30, 19), (40, 49, 30, 20), (40, 30), (40, 200, 100), (40,))})["finding"].is_empty()


def test_a_long_list_a_little_short_of_its_total_is_told_and_a_short_one_is_not():
    results = each({"long": parts(100, 20, 20, 20, 20, 15), "short": parts(100, 50, 45)})
    assert found(results, "P-07-short", "long") == [("warning", "report", 100, 95)] and results["finding"].height == 1


def test_parts_of_an_approximate_total_are_compared_with_its_round_unit():
    results = each({number: parts(number, 926, 752, qualifier="approx") for number in (1611, 1600)})
    assert found(results, "P-07", "1611") == [("warning", "report", 1611, 1678)] and results["finding"].height == 1


def test_channels_may_exceed_the_total():
    rows = [figure("r", "info_disclosed_total", 380), figure("r", "channel_website", 285), figure("r", "channel_wechat", 300)]
    assert run([report()], rows)["finding"].is_empty()


def test_shares_of_one_enumeration_add_up_to_100():
    lists = ((29, 29, 42), (33.3, 33.3, 33.3), (29, 29, 39), (60, 35), (29, 29, 42, 60, 35))
    results = each({str(numbers): [figure("r", "", number, unit="%", label=f"第{place}类占比", accepted=False) for place, number in enumerate(numbers)] for numbers in lists})
    assert told(results, "P-08") == {"(29, 29, 39)"}


def test_one_fact_in_two_reports_of_a_year():
    reports = [report("one"), report("two", in_series=False)]
    rows = [figure("one", "review_total", 3), figure("two", "review_total", 4), figure("one", "granted", 5), figure("two", "granted", 5)]
    assert found(run(reports, rows), "restated", "one") == [("warning", "report", 3, 4)]
    assert not found(run(reports, rows[2:]), "restated", "one")


YEARS = [report(f"r{year}", year) for year in range(2014, 2019)]


def history(metric: str, *numbers: float, **changed) -> list[dict]:
    return [figure(row["report_id"], metric, number, **changed) for row, number in zip(YEARS, numbers, strict=True)]


def test_a_year_far_from_the_agencys_others_is_a_hint_and_a_power_of_ten_a_slip():
    reports, rows = [], []
    for number in (120, 900, 6, 4000, 3, 1_000_000, 100_000):
        reports += [{**one, "agency_id": str(number), "report_id": f"{one['report_id']} {number}"} for one in YEARS]
        rows += [{**row, "report_id": f"{row['report_id']} {number}"} for row in history("channel_website", 100, 110, 90, number, 105)]
    findings = run(reports, rows)["finding"]
    assert set(findings.select("report_id", "level").rows()) == {
        ("r2017 4000", "info"), ("r2017 3", "info"), ("r2017 1000000", "warning"), ("r2017 100000", "warning")}


def test_an_agency_whose_years_differ_widely_gives_no_measure():
    results = run(YEARS, history("channel_website", 100, 4, 3000, 100_000, 20))
    assert results["finding"].is_empty() and state(results, "jump_own", "r2017")[0] == "cannot_assess"


def test_years_that_are_not_comparable_are_not_compared():
    reports = [report(f"r{year}", year) for year in range(2017, 2022)]
    rows = [figure(row["report_id"], "info_disclosed_total", number) for row, number in zip(reports, (100, 110, 90_000, 95_000, 99_000), strict=True)]
    assert run(reports, rows)["finding"].is_empty()


def test_money_ten_thousand_times_that_of_peers_is_a_slip():
    reports = [report(f"r{n}", agency_id=f"a{n}") for n in range(6)]
    rows = [figure(f"r{n}", "admin_fee_amount", 10 + n) for n in range(5)] + [figure("r5", "admin_fee_amount", 120_000)]
    assert found(run(reports, rows), "slip_peers", "r5")[0][:3] == ("warning", "report", 120_000)
    assert not found(run(reports, rows[:5]), "slip_peers", "r5")


def copies(same: int) -> list[dict]:
    metrics = ("channel_website", "channel_weibo", "channel_wechat", "app_received", "granted", "review_total", "lit_total", "interpretations")
    return [figure(name, metric, 10 + place + (name == "r2018" and place >= same)) for name in ("r2017", "r2018") for place, metric in enumerate(metrics)]


def test_a_report_with_last_years_numbers_is_told():
    assert found(run(YEARS[3:], copies(8)), "copied", "r2018") == [("warning", "report", 8, 8)]
    assert not found(run(YEARS[3:], copies(5)), "copied", "r2018")


def test_the_years_of_title_and_date_agree_with_the_report():
    said = [{"title": "2018年度报告"}, {"title": "2017年度报告"}, {"published_on": "2018-11-15"}, {"published_on": "2018-12-31"}, {"published_on": "2019"},
            {"published_on": "2017-05"}, {}]
    results = run([report(str(place), 2018, agency_id=str(place), **changed) for place, changed in enumerate(said)], [])
    assert told(results, "wrong_year") == {"1", "2", "5"} and state(results, "wrong_year", "6") == ("cannot_assess", "title")


def test_a_table_of_which_little_was_read_is_told():
    cells = right("R3", random.Random(1))
    whole = run([report(form="R3")], [figures("r", "R3", cells)])
    assert state(whole, "coverage") == ("holds", "") and not found(whole, "coverage")
    some = {cell: number for cell, number in cells.items() if cell[0] != "requests" or cell[1] in ("1", "2")}
    assert found(run([report(form="R3")], [figures("r", "R3", some)]), "coverage") == [("warning", "extraction", 14, 175)]
    assert state(run([report(form="R3", read_extent="opening")], [figures("r", "R3", some)]), "coverage") is None


def test_findings_keep_their_ids_whatever_stands_around_them():
    alone = run([report()], balance(closed_total=9))["finding"]
    among = run([report("a0", agency_id="b"), report()], [figure("a0", "granted", 3), *reversed(balance(closed_total=9))])["finding"]
    other = run([report()], balance(closed_total=10))["finding"]
    assert alone["finding_id"].to_list() == among["finding_id"].to_list() != other["finding_id"].to_list()


def verdict(finding_id: str) -> dict:
    return {"finding_id": finding_id, "report_id": "r", "check_id": "R3-05", "verdict": "confirmed", "note": "", "date": "2026-01-01"}


def test_a_verdict_survives_and_expires_visibly_when_the_numbers_change():
    finding_id = run([report()], balance(closed_total=9))["finding"]["finding_id"][0]
    known = with_rules(verdicts=[verdict(finding_id)])
    kept = run([report()], balance(closed_total=9), known)["finding"]
    assert kept.select("check_id", "verdict").rows() == [("R3-05", "confirmed")]
    gone = run([report()], balance(closed_total=8), known)["finding"]
    assert gone.select("check_id", "level", "report_id", "verdict").rows() == [("verdict_expired", "info", "r", "confirmed")] and finding_id in gone["message_en"][0]


def test_every_check_is_counted_in_every_state_even_where_it_found_nothing():
    results = run([report(), report("s", 2018, agency_id="b")], balance(closed_total=9))
    counts = {(name, state): n for name, state, n in results["check_count"].iter_rows()}
    assert len(counts) == 4 * rules().checks.height and counts["R3-05", "fails"] == 1 and counts["R3-05", "not_applicable"] == 1
    assert counts["X-01", "holds"] == counts["X-01", "cannot_assess"] == 0 and counts["X-01", "not_applicable"] == 2
    assert all(sum(n for (check_id, _), n in counts.items() if check_id == name) == 2 for name, _ in counts)


def test_no_figures_no_findings():
    assert run([report()], [])["finding"].is_empty()


def test_a_doubt_of_reading_that_a_check_tells_better_is_left_to_it():
    doubts = pl.DataFrame({"report_id": ["r", "s", "r"], "check_id": ["prose_parts_sum", "prose_parts_sum", "two_readings"]})
    assert remaining(doubts, pl.DataFrame({"report_id": ["r"], "check_id": ["P-07"]})).rows() == [("s", "prose_parts_sum")]
    assert remaining(doubts, pl.DataFrame({"report_id": ["r"], "check_id": ["R1-20"]})).height == 2
