"""Whose number it is, where more than its clause decides: the number that it takes apart, and other bodies counted beside it."""

import re
from re import Pattern

from etl.prose.match import UNNAMED
from etl.prose.paragraph import CLOSED, LIST, Paragraph
from etl.prose.reading import Reading
from etl.prose.spot import LEFT, Spot
from etl.prose.spread import RECEIVED
from etl.prose.state import CASES, OF_CASE, State
from etl.prose.under import scope_under
from etl.prose.whole import TOTAL

LEFT_OVER = "app_carried_out"
APPLIED = "app_"
CLAUSES = re.compile("[,;]")
SUM, BODY = "phrases:sum_published", 7  # letters of a clause in which its body is named


def scope_of(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> str:
    """Whose number it is: by the heading that it stands under, else by its sentence."""
    under = scope_under(spot, paragraph, state)
    scope = _scope_said(spot, reading, paragraph, state)
    return scope if under is None or not scope else under


def scope_of_zero(spot: Spot, paragraph: Paragraph, state: State) -> str:
    """Whose a stated zero is: by the heading that it stands under, else by its sentence."""
    return scope_under(spot, paragraph, state) or body_of(spot, paragraph, state.report.agency_type) or "agency"


def _scope_said(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> str:
    """Whose number it is by its sentence; outcomes that name nobody are those of the applications counted last, another body's only in the same sentence."""
    scope, sentence = body_of(spot, paragraph, state.report.agency_type), (paragraph.block, paragraph.sentence(spot.number.start))
    if reading.rule_id == SUM and _of_several_bodies(spot, state):
        return "region"
    by_body = state.rules.patterns["by_body"].match(paragraph.masked, sentence[1][0])  # 从公开主体看,省政府公开30条: one body's each
    if by_body and (reading.metric in (TOTAL, RECEIVED) or reading.rule_id in UNNAMED):
        return ""
    scope = "" if _of_another_bureau(spot, paragraph, state) or scope == "region" and _within_region(spot, reading, paragraph, state) else scope
    scope = "agency" if scope == "region" and _governments_own(spot, paragraph, state) else scope
    scope = "agency" if scope == "region" and _of_the_detail(spot, reading, paragraph, state) else scope
    if reading.metric == RECEIVED:
        state.received, state.counted_in = scope, sentence
    elif (reading.metric in state.rules.outcomes or reading.metric == LEFT_OVER) and not paragraph.names_body(spot):
        if state.received == "region" and scope == "agency" or _only_own(scope, state) or not state.received and state.counted_in == sentence:
            return state.received
    elif scope == "agency" and _goes_on_of_region(spot, paragraph, state):
        scope = "region"
    if reading.metric in CASES:
        state.cased_out = () if scope else sentence
    elif reading.metric.startswith(OF_CASE) and state.cased_out == sentence and not paragraph.names_body(spot):
        return ""
    return scope


def _of_the_detail(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> bool:
    """Whether an office has announced the detail of its own applications in a paragraph before under the same heading (市政府办公室受理的申请情况如下)."""
    lead = state.rules.patterns["detail_lead"]
    if lead.search(paragraph.masked, spot.number.end):
        state.detail = (state.heading, paragraph.block)
    applied = reading.metric.startswith(APPLIED) or reading.metric in state.rules.outcomes
    told = lead.search(state.heading) or state.detail[:1] == (state.heading,) and state.detail[1] < paragraph.block
    return bool(applied and told and not paragraph.names_body(spot))


def _of_several_bodies(spot: Spot, state: State) -> bool:
    """Whether a sum stands behind the numbers of other bodies: 县政府公开90条,县直部门公开60条,合计150条."""
    clauses = [clause.partition("#")[0][:BODY] for clause in LIST.split(spot.left)[:-1]]
    return any(state.rules.patterns[name].search(clause) for clause in clauses for name in ("other_body", "subordinate"))


def _only_own(scope: str, state: State) -> bool:
    """Whether a government has counted its own applications alone (我办收到申请30件): outcomes that name nobody are then its own too."""
    counted = {figure.scope for figure in state.figures if figure.metric == RECEIVED}
    return scope == "region" and state.received == "agency" and counted == {"agency"}


def body_of(spot: Spot, paragraph: Paragraph, agency_type: str) -> str:
    """Return agency, region, subordinate, or "" for a body that is not the report's."""
    rules, types = paragraph.rules.patterns, paragraph.rules.raw["scope"]["types"]
    default, own_place = types.get(agency_type, "agency"), paragraph.rules.raw["scope"]["own_place"].get(agency_type, ())
    state, text = default, CLOSED.sub("", spot.left)
    for found in rules["subject"].finditer(text):
        word = found["body"]
        after = found.end()
        under = rules["subordinate"].fullmatch(word)
        one = under or default == "region" and rules["office"].fullmatch(word) and rules["one_of_bodies"].search(text, 0, found.start())
        if one and ";" in text[after:] or under and rules["own_item"].match(text, after):  # 局属单位均设联络员;召开会议3次, 其中下属单位1条,工作动态20条: of its own number only
            continue
        if rules["agency"].fullmatch(word):
            state = state if rules["of_its_own"].match(text, after) else "agency"
        elif under:
            joined = text[found.start("body") - 1:found.start("body")] in paragraph.rules.raw["joiners"]  # 机关及下属单位
            other = rules["kind_of_body"].match(text, after) or rules["object_of"].search(text[:found.start("body")])
            state = state if joined or other else "subordinate"
        elif word in own_place:
            state = default
        elif default == "region" and rules["office"].fullmatch(word) and rules["published_of"].search(text[:found.start("body")]):
            continue
        elif rules["own_act"].search(text[:after]) and rules["own_act_of"].match(text, after):
            continue
        elif state == "agency" and rules["region_object"].search(text[:found.start("body")]) and CLAUSES.search(text, after):
            continue
        elif rules["after"].match(text, after) or rules["end_of_clause"].match(text, after):
            state = "agency" if rules["office"].fullmatch(word) else "region"
    if state == "region" and rules["own_means"].search(spot.left):
        state = "agency"
    if state == "agency" and agency_type in paragraph.rules.raw["scope"]["over_bureaus"] and _directed(text, rules):
        return "region"
    whole = rules["whole_region"].match(spot.clause) or rules["whole_counted"].search(text) or default == "region" and rules["all_bodies"].search(spot.clause)
    other = rules["other_body"].search(spot.clause[-40:])
    published = other and rules["object_of"].search(spot.clause[-40:][:other.start()])  # 公开各县年度报告5条: the words belong to what is published
    attended = rules["attended"].match(spot.tail)
    return "" if other and not published and not whole and not attended else state


def _directed(text: str, rules: dict[str, Pattern]) -> bool:
    """Whether the sentence says last that other bodies were made to do it, not that the office did: 督促各部门公开信息90条."""
    told = max((found.end() for found in rules["directed"].finditer(text)), default=0)
    return bool(told) and not any(rules["agency"].fullmatch(found["body"]) or rules["office"].fullmatch(found["body"]) for found in rules["subject"].finditer(text, told))


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
    if state.report.agency_type not in state.rules.raw["scope"]["over_bureaus"] or not patterns["government_itself"].match(paragraph.masked, first) or patterns["region"].match(spot.clause):
        return False
    clauses = (clause.rpartition("#")[0].rstrip("#") for clause in LIST.split(paragraph.masked[spot.number.end:last]))
    state.apart = state.apart or any(clause and patterns["other_body"].search(clause[-LEFT:]) for clause in clauses)
    return state.apart


def _within_region(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> bool:
    """Whether the government, or its departments and towns together, stand beside the whole region's number: 全县公开90条，县政府部门和乡镇公开60条."""
    patterns = state.rules.patterns
    first, _ = paragraph.sentence(spot.number.start)
    told = {figure.metric for figure in state.figures if (figure.scope, figure.block) == ("region", paragraph.block)}
    if reading.metric in told and patterns["own_part"].search(paragraph.masked, max(first, spot.number.start - LEFT), spot.number.start):
        return True
    bodies = patterns["all_bodies"].search(spot.clause)
    counted = reading.metric == TOTAL or reading.rule_id in UNNAMED
    return bool(bodies and counted and TOTAL in told and not patterns["region"].search(spot.clause))


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
