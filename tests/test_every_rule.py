"""Every place of every rule of the forms: it holds, it fails at its level, and with any one number blank it cannot be assessed and says which."""

import polars as pl
import pytest
from tests.builders import rules
from tests.check_cases import YEARS, figure, report, tables

from etl.checks.compile import compile_rules
from etl.checks.run import check

RULES = compile_rules(rules())
ARITHMETIC = RULES.instances.filter(pl.col("kind") != "prose")
OPERANDS = {number: rows.to_dicts() for (number,), rows in RULES.operands.group_by("instance", maintain_order=True)}


def numbers(one: dict, terms: list[dict], case) -> list[float]:
    """A number for each operand, so that the right side equals the left one, or is one above or below."""
    if one["kind"] == "together":
        return {"below": [3, 0], "above": [0, 4.5]}.get(case, [3, 4.5])
    found = [20 + place for place in range(len(terms))]
    last = len(terms) - 1
    found[last] += sum(number * term["sign"] * (1 if term["side"] == 0 else -1) for number, term in zip(found, terms, strict=True))
    return [*found[:last], found[last] + {"below": -1, "above": 1}.get(case, 0)]


def collection() -> tuple[list[tuple], dict]:
    """[(report, rule, case)] with a report for each case, and what the checks say of them; a case that is a number leaves that operand out."""
    expected, reports, rows = [], [], []
    for one in ARITHMETIC.iter_rows(named=True):
        terms = OPERANDS[one["instance"]]
        for case in ("equal", "below", "above", *range(len(terms))):
            name = f"{one['check_id']} {one['instance']} {case}"
            expected.append((name, one, case))
            reports += [report(name, YEARS[one["form"]], agency_id=name, form=one["form"])]
            reports += [report(f"{name} before", YEARS[one["form"]] - 1, agency_id=name, form=one["form"])] if any(term["back"] for term in terms) else []
            rows += [figure(f"{name} before" if term["back"] else name, term["metric_id"], number, dimension=term["dimension"], origin="table")
                     for place, (term, number) in enumerate(zip(terms, numbers(one, terms, case), strict=True)) if place != case]
    return expected, check(tables(reports, rows), rules())


@pytest.fixture(scope="module")
def judged():
    expected, results = collection()
    states = {(row["report_id"], row["check_id"]): row for row in results["check_state"].iter_rows(named=True)}
    levels = {(row["report_id"], row["check_id"]): row["level"] for row in results["finding"].iter_rows(named=True)}
    return expected, states, levels


@pytest.mark.parametrize("case", ["equal", "below", "above"])
def test_every_place_of_every_rule_holds_and_fails_at_its_level(judged, case):
    expected, states, levels = judged
    for name, one, which in expected:
        if which == case:
            fails = case == "below" or (case == "above" and one["kind"] != "at_most")
            found = states[name, one["check_id"]]["state"], levels.get((name, one["check_id"]))
            assert found == (("fails", one["level"]) if fails else ("holds", None)), name
    assert ARITHMETIC.height > 200


def test_a_blank_in_any_place_is_named_and_never_a_failure(judged):
    expected, states, levels = judged
    for name, one, case in expected:
        if isinstance(case, int) and (state := states.get((name, one["check_id"]))):  # an unprinted subtotal has no state
            term = OPERANDS[one["instance"]][case]
            code = term["metric_id"] + (f"/{term['dimension']}" if term["dimension"] else "") + "@t-1" * term["back"]
            assert state["state"] == "cannot_assess" and (name, one["check_id"]) not in levels, name
            assert code in state["missing"].split() or one["check_id"] == "R1-01", (name, state["missing"])
