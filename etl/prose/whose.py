"""Whose number it is, where more than its clause decides: the number that it takes apart, and other bodies counted beside it."""

from etl.prose.match import UNNAMED
from etl.prose.paragraph import LIST, Paragraph
from etl.prose.reading import Reading
from etl.prose.spot import LEFT, Spot
from etl.prose.state import State
from etl.prose.whole import TOTAL

RECEIVED = "app_received"
CASES, OF_CASE = ("review_total", "lit_total"), ("review_", "lit_")


def scope_of(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> str:
    """Whose number it is; outcomes that name nobody are those of the applications counted last, another body's only in the same sentence."""
    scope, sentence = paragraph.scope(spot, state.report.agency_type), (paragraph.block, paragraph.sentence(spot.number.start))
    scope = "" if _of_another_bureau(spot, paragraph, state) or scope == "region" and _within_region(spot, reading, paragraph, state) else scope
    scope = "agency" if scope == "region" and _governments_own(spot, paragraph, state) else scope
    if reading.metric == RECEIVED:
        state.received, state.counted_in = scope, sentence
    elif reading.metric in state.rules.outcomes and not paragraph.names_body(spot):
        if state.received == "region" and scope == "agency" or not state.received and state.counted_in == sentence:
            return state.received
    elif scope == "agency" and _goes_on_of_region(spot, paragraph, state):
        scope = "region"
    if reading.metric in CASES:
        state.cased_out = "" if scope else sentence
    elif reading.metric.startswith(OF_CASE) and state.cased_out == sentence and not paragraph.names_body(spot):
        return ""
    return scope


def _goes_on_of_region(spot: Spot, paragraph: Paragraph, state: State) -> bool:
    """Whether a sentence that begins with 其中 and names nobody takes apart a region's number of the sentence before: 我县公开90条。其中，动态30条."""
    start, _ = paragraph.sentence(spot.number.start)
    last = state.figures[-1] if state.figures and start else None
    of_region = last is not None and (last.block, last.scope) == (paragraph.block, "region")
    return of_region and paragraph.rules.patterns["again"].match(paragraph.masked, start) is not None and not paragraph.names_body(spot)


def _governments_own(spot: Spot, paragraph: Paragraph, state: State) -> bool:
    """Whether a government tells its own number apart from its bureaus' or towns', here or before: 县政府公开90条，县直部门公开60条."""
    patterns = state.rules.patterns
    first, last = paragraph.sentence(spot.number.start)
    if state.report.agency_type not in state.rules.raw["scope"]["over_bureaus"] or not patterns["government_itself"].match(paragraph.masked, first):
        return False
    clauses = (clause.rpartition("#")[0].rstrip("#") for clause in LIST.split(paragraph.masked[spot.number.end:last]))
    state.apart = state.apart or any(clause and patterns["other_body"].search(clause[-LEFT:]) for clause in clauses)
    return state.apart


def _within_region(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> bool:
    """Whether the government, or its departments and towns together, stand beside the whole region's number: 全县公开90条，县政府部门和乡镇公开60条."""
    patterns = state.rules.patterns
    first, _ = paragraph.sentence(spot.number.start)
    told = any((figure.metric, figure.scope, figure.block) == (reading.metric, "region", paragraph.block) for figure in state.figures)
    if told and patterns["own_part"].search(paragraph.masked, max(first, spot.number.start - LEFT), spot.number.start):
        return True
    bodies = patterns["all_bodies"].search(spot.clause)
    if not bodies or patterns["region"].search(spot.clause) or not (reading.metric == TOTAL or reading.rule_id in UNNAMED):
        return False
    return any((figure.metric, figure.scope, figure.block) == (TOTAL, "region", paragraph.block) for figure in state.figures)


def _of_another_bureau(spot: Spot, paragraph: Paragraph, state: State) -> bool:
    """Whether a bureau that is not the report's acts in the clause: in a government's report any, else one of several side by side."""
    patterns, report = state.rules.patterns, state.report
    acting = patterns["acting_bureau"].search(spot.clause)
    if not acting:
        return False
    if report.agency_type in state.rules.raw["scope"]["over_bureaus"]:
        return True
    first, last = paragraph.sentence(spot.number.start)
    near = paragraph.masked[max(first, spot.number.start - 2 * LEFT):min(last, spot.number.end + LEFT)]
    beside = len({found["name"] for found in patterns["acting_bureau"].finditer(near)}) > 1 or patterns["agency"].search(near) is not None
    return beside and acting["name"][1] not in (report.agency or report.agency_type)
