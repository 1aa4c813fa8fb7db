"""Paragraphs to figures: each number is read by the first rule that fits its surroundings, else by the grammar of publication."""

import re
from pathlib import Path

from etl import messages
from etl.prose import notation, prepared, zeros
from etl.prose.paragraph import Paragraph, time_and_scope_patterns
from etl.prose.finish import by_kind, once
from etl.prose.match import UNNAMED, bar, decide, shared
from etl.model import Block, Document, Figure, Finding, Report
from etl.prose.notation import PhraseRules
from etl.prose.numbers import Number
from etl.prose.reading import Reading
from etl.prose.spot import LEFT, Spot, case_of
from etl.prose.spread import LONGEST_LABEL, everything, label_of, printed_name
from etl.prose.state import Open, State
from etl.prose.whose import scope_of, scope_of_zero
from etl.prose.wording import is_traditional, plain

LONGEST = 30_000  # characters of one paragraph that are read
MOST = 3_000  # numbers and stated zeros of one document that are read
LEADING = re.compile(r"^[^\w\u300a\u201c(\uff08]+")  # what a quote of a clause does not begin with
HEADING = 45  # a shorter paragraph without a number or full stop is a heading


def load(folder: Path) -> PhraseRules:
    """Return the phrase rules of data/rules, ready for `read`; raises ValueError when a rule is wrong."""
    rules = notation.load(folder)
    for step in (time_and_scope_patterns, prepared.prepare, zeros.prepare):
        step(rules)
    return rules


def read(document: Document, report: Report, rules: PhraseRules) -> tuple[list[Figure], list[Finding]]:
    """Return the figures of a document's paragraphs and headings with their spans, and what could not be decided.

    A plan or a notice yields no figure. Tables are left to the forms.
    """
    if not report.tells:
        return [], []
    state = State(document, report, rules, is_traditional(document.text, rules.wording), rules.patterns["since"].search(document.text) is not None)
    named = rules.patterns["own_trade"].search(report.agency or "")
    state.trade = named["field"] if named else ""
    for block in document.blocks:
        if block.kind != "table":
            _block(block, state)
        else:
            state.lists, state.held = {}, False
    _close_lists(state)
    by_kind(state)
    zeros.of_other_ways(state.figures, rules)
    if state.numbers > MOST:
        _find(state, "too_many", document.blocks[-1], 0, 0, count=state.numbers, limit=MOST)
    printed = {figure.metric for figure in state.figures if figure.origin == "prose" and not figure.dimension}
    kept = [figure for figure in state.figures if figure.origin == "prose" or figure.metric not in printed]
    return once(sorted(kept, key=lambda figure: (figure.char_start, figure.char_end, figure.metric)), rules), state.findings


def _block(block: Block, state: State) -> None:
    text = block.text
    if len(text) > LONGEST:
        _find(state, "too_long", block, 0, 0, count=len(text), limit=LONGEST)
        text = text[:LONGEST]
    made = plain(text, state.rules.wording, state.traditional)
    if not made.text:
        return
    enumerated = state.rules.patterns["enumerated"].match(made.text) is not None
    paragraph = Paragraph(made, block.start, block.index, state.topic, state.report.year, state.rules, state.last, state.since, bool(state.planned), heading=state.under)
    listed, state.under = state.rules.patterns["line"].fullmatch(paragraph.masked) is not None, ""
    paragraph.kinds = state.kinds and (enumerated or listed)
    short = not paragraph.numbers and len(made.text) <= HEADING and not state.rules.patterns["caption"].fullmatch(made.text)
    if block.kind == "heading" or short and (not made.text.endswith("\u3002") or state.rules.patterns["numbered_heading"].fullmatch(made.text)):
        if not zeros.under_heading(made.text, state.heading, state.rules) and (block.kind == "heading" or paragraph.topics or not zeros.stated(paragraph.masked, paragraph.topic, state.rules)):
            _enter(paragraph, state)
    if not (listed or state.held and enumerated):
        _close_lists(state)
    for held in state.lists.values():
        held.end = -1
    _zeros(paragraph, state)
    _numbers(paragraph, state)
    state.last = paragraph.topics[-1][1] if paragraph.topics else state.last
    state.held = bool(state.rules.patterns["follows"].search(made.text)) or state.held and bool(state.lists)


def _enter(paragraph: Paragraph, state: State) -> None:
    """Begin the section of a heading; one of a deeper level that names no topic keeps that of the heading above."""
    text = paragraph.plain.text
    level = next((number for number, numbering in enumerate(state.rules.raw["heading_levels"], 1) if re.match(numbering, text)), 0)
    above = next((topic for other, topic, _ in reversed(state.above) if other < level), state.topic if text.endswith(":") else "")  # 办理结果如下: stays
    if level and state.above and level <= state.above[-1][0]:  # a list does not go on under the next heading
        _close_lists(state)
    state.heading, state.under, state.topic, state.last = text, text, _heading_topic(paragraph, above), ""
    state.kinds = state.rules.patterns["kinds_heading"].search(text) is not None
    deeper = state.planned and level > state.planned
    state.planned = state.planned if deeper else max(level, 1) if state.rules.patterns["plan_heading"].search(text) else 0
    state.above = [*(one for one in state.above if one[0] < level), (level, state.topic, text)]


def _heading_topic(paragraph: Paragraph, above: str) -> str:
    """因政府信息公开申请行政复议的情况 is about review; of other headings the first topic is the section's, 社会救助 under 重点领域 one of its areas."""
    named = [topic for _, topic in paragraph.topics]
    own = next((topic for topic in reversed(named) if topic in paragraph.rules.raw["headings"]), named[0] if named else above)
    return above if own in paragraph.rules.raw["headings_within"].get(above, ()) else own


def _zeros(paragraph: Paragraph, state: State) -> None:
    found = state.numbers <= MOST and (zeros.under_heading(paragraph.plain.text, state.heading, state.rules) or zeros.stated(paragraph.masked, paragraph.topic, state.rules))
    for zero in found or ():
        start, end = paragraph.sentence(zero.start)
        left, right = paragraph.masked[max(start, zero.start - LEFT):zero.start], paragraph.masked[zero.end:min(end, zero.end + LEFT)]
        spot = Spot(_as_number(zero, paragraph), left, right)
        state.numbers += 1
        if zero.any_year or paragraph.when(spot) in ("", "compared", "cumulative"):  # none up to now is none in the year
            scope = scope_of_zero(spot, paragraph, state)
            _add(Figure(zero.metric, "", 0.0, zero.unit, "stated_zero", scope, rule_id=zero.rule_id), paragraph, zero.start, zero.end, state)


def _as_number(zero: zeros.Zero, paragraph: Paragraph) -> Number:
    """Return a stated zero as a number, so that time and scope are read around it."""
    return Number(0.0, None, zero.unit, "stated_zero", zero.start, zero.end, paragraph.plain.text[zero.start:zero.end])


def _numbers(paragraph: Paragraph, state: State) -> None:
    state.numbers += len(paragraph.numbers)
    if state.numbers > MOST:
        return
    spots = [paragraph.spot(number) for number in paragraph.numbers if not paragraph.rates.hold(number)]
    override, skip = (0, ""), 0
    for at, spot in enumerate(spots):
        if at < skip:
            continue
        if override[0] and not case_of(spot.number, paragraph.masked, paragraph.rules) and not any(override[0] <= place <= spot.number.start for place, _ in paragraph.topics):
            spot.topic = override[1]
        together = shared(spot, spots[at + 1:], paragraph, state)
        if together:
            skip = at + len({id(one.number) for one, _ in together})
            for one, reading in together:
                _emit(one, reading, paragraph, state)
            continue
        reading = decide(spot, paragraph, state)
        if reading and (_emit(spot, reading, paragraph, state) or reading.reason) and reading.topic_sets and (spot.number.value or reading.topic_sets not in state.rules.raw["topics_passed"]):
            override = (spot.number.end, reading.topic_sets)


def _emit(spot: Spot, reading: Reading, paragraph: Paragraph, state: State) -> bool:
    """Add the figures of a reading, or the finding that says why it is none; returns whether a figure was added."""
    number = spot.number
    if reading.opens and not reading.metric and not reading.zero:
        state.lists[reading.opens] = Open(reading.opens, Figure("", "", number.value, number.unit), number.end)
    if not reading.metric and not reading.zero:
        if reading.reason == "undecided":
            _find(state, "undecided", paragraph, number.start, number.end)
        return False
    if spot.new and reading.metric in state.rules.stocks:  # 设立查阅点5个(2018年新增2个): the stock stands before
        return False
    when = "" if reading.any_year else paragraph.when(spot)
    when = "" if when == "cumulative" and reading.metric in state.rules.stocks else when  # 截至目前共设立查阅点5个
    scope = scope_of(spot, reading, paragraph, state)
    if reading.rule_id in UNNAMED and scope == "agency" and reading.parent in state.lists and state.lists[reading.parent].figure.scope == "region":
        scope = ""  # the part of one body, no kind
    if not when and reading.rule_id.startswith("publication") and state.sums_up(spot.left, reading.metric, number.value, scope):
        when = "cumulative"
    if when or not scope:
        _find(state, when or "other_body", paragraph, number.start, number.end)
        bar(spot, reading, when, state)
        return False
    if paragraph.stops_early(spot):
        _find(state, "part_year", paragraph, number.start, number.end)
    unit = number.unit or reading.unit or _inherited(spot, reading, state)
    for metric in reading.zero or (reading.metric,):
        figure = Figure(metric, reading.label, number.value, unit, number.qualifier, scope, reading.name or reading.dimension,
                        reading.dimension if reading.name else "", rule_id=reading.rule_id, value_high=number.value_high)
        _add(figure, paragraph, number.start, number.end, state)
        _sum_of_years(spot, reading, figure, paragraph, state)
        state.members += [figure] if reading.member else []
        _lists(spot, reading, figure, paragraph, state)
    return True


def _sum_of_years(spot: Spot, reading: Reading, figure: Figure, paragraph: Paragraph, state: State) -> None:
    """Remember a total up to the year's end; leave one out that stands before the year's own."""
    if figure.dimension or not reading.rule_id.startswith("publication"):
        return
    if state.rules.patterns["sum_by_end"].search(spot.left):
        state.sums.append((figure, paragraph, spot.number.start, spot.number.end))
    elif paragraph.opened(spot.left) and (held := state.sum_before(figure)):
        _find(state, "cumulative", *held[1:])


def _inherited(spot: Spot, reading: Reading, state: State) -> str:
    """A part without a unit has that of its total: 投诉件75(…民心网10)."""
    held = state.lists.get(reading.parent)
    return held.figure.unit if reading.part and held else ""


def _lists(spot: Spot, reading: Reading, figure: Figure, paragraph: Paragraph, state: State) -> None:
    if reading.part and reading.parent in state.lists:
        state.lists[reading.parent].take(figure.value, inner=state.rules.patterns["inner_part"].match(spot.right) is not None)
    if reading.part and not reading.opens:
        return
    if reading.topic_sets in state.rules.raw["lists"]["ended_by"]:
        for kind in state.rules.raw["publication"]["list_kinds"]:
            _compare(state.lists.pop(kind, None), state)
    if reading.member and not state.rules.patterns["list_marks"].match(spot.right.lstrip(",;")) and not state.rules.patterns["inner"].match(spot.beyond):  # 政策解读10条、…: its own parts would follow at once
        return
    if reading.opens:
        marked = reading.part or reading.opens in ("publication_parts", "documents")
        _compare(state.open(reading.opens, figure, spot.number.end, marked, spot.right.startswith("(")), state)
        for more in everything(spot, reading.opens, figure, paragraph):
            _add(more, paragraph, spot.number.start, spot.number.end, state)


def _compare(held: Open | None, state: State) -> None:
    """Parts that add up to more than their total are a finding; channels may overlap, open lists stay below it, and a row has none."""
    if held and held.exceeded() and held.kind in state.rules.raw["lists"]["summed"]:
        _say(state, "parts_sum", held.figure.block, quote=held.figure.quote, total=f"{held.figure.value:g}", sum=f"{sum(held.parts):g}")


def _add(figure: Figure, paragraph: Paragraph, start: int, end: int, state: State) -> None:
    """Put address and label to a figure; the quote reaches from the label to the number."""
    label, first, last = label_of(paragraph, start, end, state.rules)
    if figure.qualifier == "stated_zero":
        label, first, last = paragraph.plain.text[start:end][:LONGEST_LABEL], start, end
    left, right = paragraph.plain.span(first, last)
    figure.label, figure.block = figure.label or label, paragraph.block
    figure.char_start, figure.char_end = paragraph.start + left, paragraph.start + right
    figure.quote = state.document.text[figure.char_start:figure.char_end]
    if figure.category:
        figure.dimension = printed_name(figure.dimension, paragraph, start, state.document.text)
    state.figures.append(figure)


def _close_lists(state: State) -> None:
    for held in state.lists.values():
        _compare(held, state)
    state.lists, state.held = {}, False


def _find(state: State, check: str, where, start: int, end: int, **values) -> None:
    if check in state.rules.raw["findings"]:
        quote = LEADING.sub("", where.plain.text[max(start - 16, 0):end]) if isinstance(where, Paragraph) else ""
        _say(state, check, where.block if isinstance(where, Paragraph) else where.index, quote=quote, **values)


def _say(state: State, check: str, block: int, **values) -> None:
    said = {language: template.format(**values) for language, template in state.rules.raw["findings"][check].items()}
    state.findings.append(Finding(f"prose_{check}", "info" if check != "parts_sum" else "warning", "report" if check in ("parts_sum", "part_year") else "extraction",
                                  said[messages.language], f"block {block}", said["en"]))
