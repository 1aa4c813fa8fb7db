"""Which rule a number fits: the open lists, the rules in their order, then the grammar of publication."""

import re
from dataclasses import replace

from etl.prose import families, parts, publication
from etl.prose.apart import YEAR, own_place, segment, taken_apart, trimmed
from etl.prose.paragraph import Paragraph
from etl.model import Figure
from etl.prose.needed import Lazy
from etl.prose.notation import PhraseRules, Rule
from etl.prose.reading import Reading, no_metric, undecided
from etl.prose.rows import counted_alike, heads_row, on_the_site
from etl.prose.shared import shares
from etl.prose.spot import Spot
from etl.prose.spread import LONGEST_LABEL
from etl.prose.state import CASES, OF_CASE, Open, State
from etl.prose.whole import TOTAL

GOES_ON = re.compile("\\([^()]{1,80}\\)(?=[^#,;:\u3001\u3002()])")  # a bracket behind a number whose clause goes on
PART = "info_disclosed_part"
LONGEST_LIST = 3_000  # characters from a total to its last part
OTHER_CASES = "phrases:case_of_other_matters"
UNNAMED = ("publication:list_item", "publication:list_rest")  # parts that go to the rest


def shared(spot: Spot, following: list[Spot], paragraph: Paragraph, state: State) -> list[tuple[Spot, Reading]]:
    """The readings of a number that stands for several nouns, or of numbers one for each noun, when each noun is something else.

    Where each noun has its own number one of them may be of no metric (公众号、抖音号分别发布3条、5条).
    """
    nouns = shares(spot, state.rules, following)
    read_ = [(one, decide(one, paragraph, state) or no_metric()) for one, _ in nouns]
    metrics = [(reading.metric, reading.name or reading.dimension) for _, reading in read_ if reading.metric]
    own = len({id(one.number) for one, _ in read_}) > 1
    sites = own and all(metric.startswith("channel_") for metric, _ in metrics)  # 市政府网站、局网站分别公开30条、41条
    if not metrics or len(set(metrics)) < len(metrics) and not sites or not own and len(metrics) < len(read_):
        return []
    for (_, noun), (_, reading) in zip(nouns, read_, strict=True):
        reading.label = noun[-LONGEST_LABEL:]
    return read_


def decide(spot: Spot, paragraph: Paragraph, state: State) -> Reading | None:
    """Return what a number counts, or None when nothing in the rules speaks of it."""
    if state.rules.numbers.units.get(spot.number.unit) == "percent":
        return None
    parent = _parent(spot, paragraph, state)
    if parent and parent.barred and not spot.new:
        return _of_barred(spot, parent, paragraph, state)
    return _on_disclosure(_read(spot, None if spot.new else parent, paragraph, state), spot, paragraph, state)


def _on_disclosure(reading: Reading | None, spot: Spot, paragraph: Paragraph, state: State) -> Reading | None:
    """A reading, but no outcome of suits on other matters: 因工伤认定被诉4件,其中胜诉3件."""
    sentence = (paragraph.block, paragraph.sentence(spot.number.start))
    if reading and (reading.rule_id == OTHER_CASES or reading.metric in CASES):
        state.cased_apart = sentence if reading.rule_id == OTHER_CASES else ()
    elif reading and (reading.metric or "").startswith(OF_CASE) and state.cased_apart == sentence:
        return no_metric()
    return reading


def bar(spot: Spot, reading: Reading, when: str, state: State) -> None:
    """Open the list of a number that is another body's or other years', so that its parts are left out with it."""
    aside = when and reading.opens in state.lists and not state.lists[reading.opens].barred  # 2018年公开57条，历年累计公开300条，其中网站50条
    if not aside and reading.opens in state.rules.raw["publication"]["list_kinds"] and when in state.rules.raw["lists"]["barred"]:
        state.lists[reading.opens] = Open(reading.opens, Figure(reading.metric, "", spot.number.value, spot.number.unit), spot.number.end, barred=True)


def _of_barred(spot: Spot, parent: Open, paragraph: Paragraph, state: State) -> Reading | None:
    """Only what the report's year added is taken: 截至年底网站公开483条，其中2018年公开52条."""
    reading = _read(spot, None if (own := paragraph.opened(spot.clause)) else parent, paragraph, state)
    if own and not reading and not YEAR.sub("", trimmed(segment(spot, state.rules), state.rules)):  # 其中2017年31条、2018年14条
        reading = Reading(TOTAL, f"publication:{TOTAL}", opens="publication", topic_sets="publication")
    if own and reading and reading.metric == TOTAL:
        anew = paragraph.sentence(spot.number.start)[0] > parent.end and paragraph.names_body(spot)  # 网站累计公开400条。其中2018年我局共公开52条
        place = state.rules.patterns["own_places"].search(paragraph.masked, paragraph.sentence(parent.end - 1)[0], parent.end)  # 公开目录系统累计公开830条,2018年新增90条: all
        metric = TOTAL if anew or place else parent.figure.metric
        return reading if metric in ("", PART, TOTAL) else replace(reading, metric=metric, rule_id=reading.rule_id.replace(TOTAL, metric))
    return reading if own or not (reading and (reading.part or reading.member or reading.rule_id.startswith("publication"))) else None


def _read(spot: Spot, parent: Open | None, paragraph: Paragraph, state: State) -> Reading | None:
    kind = held = parent.kind if parent else ""
    if kind == "documents" and any(state.rules.patterns[name].match(paragraph.masked, parent.end) for name in ("among_documents", "documents_apart")):  # 公开文件80件,其中通报2件: any kind is a part
        kind = "publication"
    among = paragraph.kinds or spot.topic != "applications" and state.rules.patterns["among"].search(spot.left)
    if kind not in state.rules.raw["publication"]["list_kinds"] and among:
        kind = "publication"
    if parent and kind in state.rules.raw["lists"]["part_metrics"]:
        part = parts.of_list(spot, kind, state.rules.raw["lists"]["part_metrics"][kind], state.rules)
        if part:
            part.parent = kind
            return part
    classed = kind in state.rules.raw["publication"]["list_kinds"] and state.rules.patterns["class_listed"].search(spot.clause)
    if not classed and (spot.number.unit or state.rules.patterns["bare_count"].search(spot.left)):
        if reading := _by_rule(spot, kind, state) or _by_rule_past_aside(spot, kind, state):
            reading.member = kind in state.rules.raw["publication"]["list_kinds"] and not reading.part
            return _of_channel(reading, spot, parent, paragraph, state.rules) if kind == "publication_parts" and reading.metric == TOTAL else reading
    reading = publication.read(spot, kind, state.rules, state.trade)
    if reading and reading.metric == TOTAL:
        again = any(figure.metric in (TOTAL, "channel_website") for figure in state.figures)
        if topic := parts.of_topic(spot, paragraph.masked[:spot.number.start], state.heading, again, state.rules):
            return topic
    if not parent and reading and reading.rule_id == UNNAMED[0] and (
            paragraph.kinds or state.rules.patterns["kinds_summed"].search(spot.left) or state.rules.patterns["among_documents"].match(paragraph.masked, spot.number.end)):
        reading = publication.read(spot, "", state.rules, state.trade)  # 公开的类别:共公开信息120条,其中…: the total stands behind the list's heading
    if not parent and among and reading and reading.rule_id == UNNAMED[0] and state.rules.patterns["not_part"].search(spot.clause):
        return Reading(TOTAL, f"publication:{TOTAL}", topic_sets="publication")  # 按内容分:概况5条,动态8条,合计13条
    if parent and reading and reading.metric == parent.figure.metric and on_the_site(spot, kind, reading.metric, state.rules):
        reading = parts.of_site(spot, state.rules)
    if parent and reading and reading.rule_id == UNNAMED[0] and parent.figure.metric == "channel_website" and state.rules.patterns["own_information"].search(spot.clause):
        return Reading("info_disclosed_total", "publication:of_the_site", topic_sets="publication")
    if reading and reading.part:
        reading.parent = held or kind
        listed = parent if kind in state.rules.raw["publication"]["list_kinds"] else None
        if not counted_alike(spot, listed.figure.unit if listed else None, len(listed.parts) if listed else 0, state.rules):
            return None
    if parent and reading and (reading.rule_id in UNNAMED and not _belongs(spot, parent, reading, state.rules) or _of_bodies(spot, parent, reading, state.rules)):
        return undecided()
    return reading


def _of_channel(reading: Reading, spot: Spot, parent: Open, paragraph: Paragraph, rules: PhraseRules) -> Reading:
    """The sum of a row of kinds is that of the one channel that the row names: 网站发布动态30条、公告20条，合计50条."""
    row = paragraph.masked[paragraph.sentence(max(parent.end, 0))[0]:spot.number.start] if parent.end >= 0 else ""
    metric = families.family_metric("channel", row, rules)
    return reading if not metric or own_place(spot, row, rules) else replace(reading, metric=metric)


def _of_bodies(spot: Spot, parent: Open, reading: Reading, rules: PhraseRules) -> bool:
    """Whether a part only says how much some of a region's bodies published: 其中部门信息公开72条、镇街信息公开53条."""
    return reading.part and parent.figure.scope == "region" and rules.patterns["body_alone"].fullmatch(segment(spot, rules)) is not None


def _belongs(spot: Spot, parent: Open, reading: Reading, rules: PhraseRules) -> bool:
    """Whether a part without a kind of its own is one at all: counted like its total, and not a sentence of its own after a semicolon."""
    units, alike = (spot.number.unit or parent.figure.unit, parent.figure.unit), rules.raw["lists"]["alike_units"]
    after = spot.left.rpartition(";")[2] if ";" in spot.left else ""
    sentence = taken_apart(after, rules)[2] and not rules.patterns["other"].match(after)
    closed = f"#{rules.raw['publication']['and_so_on']};" in spot.left  # 其中动态8条、公示5条等;全年新增标准51条
    if closed or parent.figure.metric in rules.raw["lists"]["named_parts"] or rules.patterns["reprinted"].search(spot.clause) or rules.patterns["bodies"].search(spot.clause):
        return False
    papers = units[0] in rules.raw["publication"]["part_units"] and rules.patterns["counted_papers"].search(spot.clause)
    own = reading.rule_id == UNNAMED[0] and (rules.patterns["not_part"].search(spot.clause) or sentence)
    of_row = parent.kind == "publication_parts" and rules.patterns["kind_noun"].search(segment(spot, rules))  # 用地批复30件；采矿权办理结果12个
    return not own and bool(papers or units[0] == units[1] or set(units) <= set(alike) or of_row)


def _by_rule(spot: Spot, kind: str, state: State) -> Reading | None:
    """Return the reading of the first rule that fits; a rule whose first fitting pattern is barred is passed over whole."""
    passed = None
    for rule, before, after in state.rules.index.fitting(spot.number.unit, spot.topic, spot.left, spot.right):
        if rule is passed or (before and not before.search(spot.left)) or (after and not after.match(spot.right)):
            continue
        passed = rule
        if _open(rule, spot, kind, state) and _unbarred(rule, spot) and (reading := _reading(rule, before, spot, state)):
            return reading
    return None


def _by_rule_past_aside(spot: Spot, kind: str, state: State) -> Reading | None:
    """The same for words that a bracket parts from their number: 13件(含上年结转3件)均按期办结."""
    aside = GOES_ON.match(spot.right)
    return _by_rule(spot.moved(spot.left, spot.right[aside.end():]), kind, state) if aside else None


def _open(rule: Rule, spot: Spot, kind: str, state: State) -> bool:
    """Whether the lists that are open and the section allow the rule."""
    if rule.own_year and str(state.report.year) not in spot.clause:
        return False
    if kind in rule.not_in_list and not _own_count(spot, kind, state) or "row" in rule.not_in_list and heads_row(spot, state.rules) or rule.parent_not and rule.parent_not in state.lists:
        return False
    return rule.holds_in(spot.section) and (not rule.parent or rule.parent in state.lists)


def _own_count(spot: Spot, kind: str, state: State) -> bool:
    """Whether a member of a list is published in words and a unit of its own: 其中动态110条，公开政策文件5份."""
    held = state.lists.get(kind) or state.lists.get("documents")
    unit = held.figure.unit if held else ""
    verb = state.rules.patterns["noun_or_verb"].match(segment(spot, state.rules))
    return bool(verb and verb["verb"] and unit and spot.number.unit not in ("", unit))


def _unbarred(rule: Rule, spot: Spot) -> bool:
    """Whether no word of the clause forbids the rule and the words it needs are there."""
    clause = spot.clause
    if rule.unless and rule.unless.search(clause + "N" + spot.tail) or rule.unless_within and rule.unless_within.search(clause):
        return False
    return rule.needs_within is None or rule.needs_within.search(spot.left + "N" + spot.right[:30]) is not None


def _reading(rule: Rule, before: Lazy | None, spot: Spot, state: State) -> Reading | None:
    metric = rule.metric
    if isinstance(metric, dict):
        metric = metric.get(spot.topic, "")
    if rule.family:
        metric = _of_family(rule, before, spot, state.rules)
        if not metric:
            return None
    dimension = rule.dimension
    if rule.dimension_from:
        dimension = families.category(segment(spot, state.rules) + spot.tail, rule.dimension_from, state.rules)
    name = parts.printed_kind(spot, dimension, state.rules) if dimension and metric == PART else ""
    unit = spot.number.unit or rule.default_unit
    zero = rule.zero if spot.number.value == 0 else ()
    return Reading(metric, f"phrases:{rule.id}", dimension, unit, rule.opens, rule.reason, rule.topic_sets, zero, rule.any_year, name=name)


def _of_family(rule: Rule, before: Lazy | None, spot: Spot, rules: PhraseRules) -> str:
    """The metric that the noun before the number names, else the words behind it, else, behind a bare 共, the clause before (申请人以公民为主,共48件)."""
    noun = segment(spot, rules)
    earlier = before.search(spot.left)[0] if before and not trimmed(noun, rules) else ""
    named = next((text for text in (noun, spot.tail.split("\u3001")[0][:20], earlier) if families.kinds(rule.family, text, rules)), "")
    return families.family_metric(rule.family, named, rules)


def _parent(spot: Spot, paragraph: Paragraph, state: State) -> Open | None:
    """The list that is open at a number: one of the parts' kinds, with a mark (其中, 包括, （, ：) after its total."""
    for kind in reversed(state.lists):
        held = state.lists[kind]
        between = paragraph.masked[held.end:spot.number.start] if held.end >= 0 else ""
        if len(between) > LONGEST_LIST or held.end >= 0 and not _reaches(between, state.rules):
            continue
        mark = state.rules.patterns["list_marks"].search(between.replace("(", "") if between.startswith(")") else between)  # 网站(90条)、微信(30条): side by side
        bracket = mark and mark[0] == "(" and between.startswith("(")
        plain = kind in state.rules.raw["lists"]["plain"]
        if plain and mark and mark[0] != "(":  # 解读30篇,发布会4场,其中主要负责人参加2场: of the nearer
            return None
        if bracket and ")" in between and held.outer:
            state.lists[kind] = held.outer
            return _parent(spot, paragraph, state)
        if plain or bracket and ")" in between and held.kind != "publication_parts":  # the list was the bracket; 视频新闻16条(电视台),环境新闻36条 goes on
            continue
        if held.marked or held.end < 0 or mark or held.barred and state.rules.patterns["new_after"].fullmatch(between):
            held.marked = not bracket or held.kind == "publication_parts"
            return held
    return None


def _reaches(between: str, rules: PhraseRules) -> bool:
    """Whether a list goes on over these words: one sentence, or a next one that begins with 其中."""
    pieces = between.split("\u3002")
    return not rules.patterns["new_statement"].search(between) and all(rules.patterns["again"].match(piece) for piece in pieces[1:])
