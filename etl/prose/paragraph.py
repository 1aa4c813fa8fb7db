"""Paragraphs cut into spots, one for each number: the words around it, what they speak of, which year and which body they mean."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from etl.prose.notation import CLAUSE_START, PhraseRules, any_of, expand
from etl.prose.numbers import NUMBERING, Number, scan
from etl.prose.plans import planned
from etl.prose.rates import Rates
from etl.prose.spot import LEFT, RIGHT, Spot, case_of
from etl.prose.starts import headed, speak_of_publication
from etl.prose.wording import Plain

SENTENCE_END = re.compile("[\u3002!?]")
LIST = re.compile("[,;\u3002:!?]")  # what ends a list: 上半年公开3条、21条
ALONE = re.compile("[,;\u3002(]|$")  # stands behind a number that counts no noun behind it
ASIDE = re.compile(r"\((?!\u517c\))[^()#]{0,80}\)")  # 信息数（除公文发布外）621条, not 专（兼）职
FAR = 1_000  # characters of a sentence looked back over for what it is about
DENIED = 32  # characters before a topic's word in which it is said that there was none
HEADING_ENDS = ":\u3002 "
CLOSED = re.compile(r"\([^()]*\)")  # what a bracket says of year and body ends with it
TITLES = re.compile("(?:\u300a_+\u300b\u3001?)+")  # hidden titles side by side: 《__》《____》


@dataclass
class Paragraph:
    """A plain paragraph with its numbers; `masked` is its text with # in place of every number."""

    plain: Plain
    start: int
    block: int
    section_topic: str
    year: int | None
    rules: PhraseRules
    before: str = ""  # topic of the paragraph before
    since: bool = False  # disclosure was begun in an earlier year
    planned: bool = False  # the section is about what will be done
    kinds: bool = False  # a point under a heading that announces kinds of information
    heading: str = ""  # that the paragraph stands straight under
    numbers: list[Number] = field(default_factory=list)
    masked: str = ""
    topics: list[tuple[int, str]] = field(default_factory=list)
    grown: dict[tuple[int, int], bool] = field(default_factory=dict)  # of each sentence asked for

    def __post_init__(self):
        text = self.plain.text
        self.numbers = [number for number in scan(text, self.rules.numbers)
                        if not self.plain.in_quotes(number.start) and not (self._counts_none(number) if number.unit else self._counts_points(number))]
        pieces, last = [], 0
        for number in self.numbers:
            pieces += [text[last:number.start], "#" * (number.end - number.start)]
            last = number.end
        self.masked = "".join(pieces) + text[last:]
        self.rates = Rates(self.masked, self.numbers, self.rules)
        told = self.rules.patterns["asked_about"].sub(lambda asked: "_" * len(asked[0]), self.masked)
        spoken = list(self.rules.topics.finditer(told))
        self.topics = []
        for found in spoken:
            self._speaks(found, told)
        self.none_of = {found.end() for found in spoken if self._none_of(found)}
        self.ends = [0] + [found.end() for found in SENTENCE_END.finditer(self.masked)]
        speak_of_publication(self.masked, self.ends, self.topics, self.rules)
        self.plans = planned(self.masked, self.ends, self.planned, self.rules)

    def _speaks(self, found: re.Match, told: str) -> None:
        """Add the topic of a word, unless it says of a review or suit that the applicant withdrew."""
        topic, cases = self.rules.topic_of[found[0]], self.rules.raw["topics_passed"]
        of_case = topic not in cases and self.topics and self.topics[-1][1] in cases
        if not of_case or not self.rules.patterns["withdraws"].match(told, found.end()):
            self.topics.append((found.end(), topic))

    def _counts_points(self, number: Number) -> bool:
        """Whether a bare number numbers a point of a list that runs on in one line: …发布信息 3、公开信."""
        after_blank = number.start and self.plain.places[number.start] - self.plain.places[number.start - 1] > 1
        return bool(after_blank) and self.plain.text[number.end:number.end + 1] in NUMBERING

    def _counts_none(self, number: Number) -> bool:
        """Whether a one only says that there was none (没有收到一件申请), or a number which session it was (十届五次会议)."""
        text, patterns = self.plain.text, self.rules.patterns
        before = text[max(0, number.start - DENIED):number.start]
        none = number.value == 1 and patterns["not_one"].search(before)
        return bool(none) or patterns["session"].search(f"{before}_{text[number.end:number.end + 4]}") is not None

    def _none_of(self, found: re.Match) -> bool:
        """Whether a topic's word only says that there was none: 行政复议3件、行政诉讼0件,其中维持2件 goes on about the review."""
        if self.rules.topic_of[found[0]] not in self.rules.raw["topics_passed"]:
            return False
        at = bisect_left(self.numbers, found.end(), key=lambda number: number.start)
        counted = at < len(self.numbers) and self.numbers[at].value == 0 and not self.rules.patterns["more_than_none"].search(self.masked, found.end(), self.numbers[at].start)
        return counted or self.rules.patterns["denied_topic"].search(self.masked, max(0, found.start() - DENIED), found.start()) is not None

    def topic(self, place: int, value: float = 0) -> str:
        """Return what is spoken of just before a place; more than nothing is not said of a suit that there was not."""
        at = last = bisect_left(self.topics, (place + 1, ""))
        while value and at and self.topics[at - 1][0] in self.none_of:
            at -= 1
        last = at if at and self.topics[at - 1][1] in self.rules.raw["topics_passed"] else last
        if not last:
            return self.section_topic or self.before
        found, topic = self.topics[last - 1]
        return self.rules.raw["topics_of_sentence"].get(topic, topic) if found < self.sentence(place)[0] else topic

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the bounds of the sentence around a place."""
        at = bisect_left(self.ends, place + 1)
        end = self.ends[at] if at < len(self.ends) else len(self.masked)
        return self.ends[at - 1], end

    def spot(self, number: Number) -> Spot:
        """Return the surroundings of one of the paragraph's numbers."""
        start, end = self.sentence(number.start)
        patterns = self.rules.patterns
        left = TITLES.sub("\u300a_\u300b", self.rates.around(max(start, number.start - 3 * LEFT), number.start))[-LEFT:]
        if "(" in left:
            left = ASIDE.sub("", patterns["aside_kept"].sub(r"\g<name>", patterns["named_media"].sub(r"\g<name>", left)))
        left = patterns["listed_whole"].sub(r"\g<said>", left)
        counted = "#" in left and not left.endswith("(")  # 网站(90条)、微信(30条): each of its own
        left = patterns["risen"].sub(self._risen, patterns["accounts_counted"].sub("", left)) if counted else left
        left = patterns["share_first"].sub("", patterns["risen_to"].sub("", left))
        new = ""
        if self._grows(start, end) and self.rules.patterns["grown_here"].search(left):
            new, left = left[left.rindex("#"):], left[:left.rindex("#")].rstrip("#")
        left = self._past_issues(number, left).rstrip("#")  # 发布信息271期935条: both numbers count what stands before them
        left = left[:-1] if number.unit and patterns["counted_apart"].search(f"{left}N{self.masked[number.end:number.end + 1]}") else left
        late = patterns["year_late"].search(left)
        if late and late["year"] == str(self.year):  # 公开信息条数:2018年为186条
            left = f"{left[:late.start()]}{late['said']}{late['noun']}"
        left = self._headed(start, left, ALONE.match(self.masked, number.end) is not None)
        before = self.rules.patterns["key_item"].sub("", self.masked[max(start, number.start - FAR):number.start])
        section = "key" if patterns["key_heading"].search(self.masked, max(0, start - LEFT), start) else self.section_topic
        headed = patterns["row_heading"].search(self.masked, max(0, start - LEFT), start) is not None or not start and section == "publication"
        key = section == "key" or any(word in before for word in self.rules.raw["publication"]["key_words"])
        return Spot(number, left, self.rates.around(number.end, min(end, number.end + RIGHT)), case_of(number, self.masked, self.rules) or self.topic(number.start, number.value),
                    self.rates.around(number.end, number.end + RIGHT), key, section,
                    not self.section_topic and not bisect_left(self.topics, (number.start + 1, "")), headed, new)

    def _risen(self, found: re.Match) -> str:
        """Nothing, unless the words name another year: 从2017年的30条增加到2018年的41条 in the report on 2019."""
        return found[0] if found["year"] and int(found["year"]) != self.year else ""

    def _past_issues(self, number: Number, left: str) -> str:
        """Return the words before a number without the issues that its items stand in: 推送52期,共186条."""
        listed, before = self.rules.raw["publication"]["listed_units"], self.numbers[:bisect_left(self.numbers, number.start, key=lambda one: one.start)]
        issues, _, between = left.rpartition("#")
        items = before and before[-1].unit in listed and number.unit not in listed and self.rules.patterns["items_next"].fullmatch(f"{between}#")
        return issues if items else left

    def _headed(self, start: int, left: str, alone: bool) -> str:
        """Return the words before a number with what a heading says that stands as the sentence before or in a line of its own."""
        at = bisect_left(self.ends, start)
        if not at and not self.heading:
            return left
        text, first = (self.masked, self.ends[at - 1]) if at else (f"{self.heading.rstrip(HEADING_ENDS)}\u3002{self.masked}", 0)
        return headed(text, first, left, alone, self.section_topic, self.rules)

    def _grows(self, start: int, end: int) -> bool:
        """Whether a sentence says of several kinds, or once in brackets with the year, how many there are and how many of them are new."""
        patterns = self.rules.patterns
        if (start, end) not in self.grown:
            self.grown[start, end] = len(patterns["grown"].findall(self.masked, start, end)) > 1 or patterns["grown_once"].search(self.masked, start, end) is not None
        return self.grown[start, end]

    def when(self, spot: Spot) -> str:
        """Return "" when the number belongs to the report's year, else the name of the finding that says why not."""
        rules, text = self.rules.patterns, CLOSED.sub("", spot.left)
        if spot.new:
            return self._anchored(spot.new)
        if rules["compared"].search(text[-60:]) or rules["compared_after"].match(spot.right):
            return "compared"
        if rules["each"].search(text):
            return "each"
        if rules["grown_next"].match(spot.beyond) and self._grows(*self.sentence(spot.number.start)):
            return "cumulative"
        ahead = any(first <= spot.number.start < last for first, last in self.plans) and not rules["done_by_now"].search(spot.clause)
        if ahead or rules["plan"].search(text[-40:]) or rules["duty"].match(spot.number.text):
            return "plan"
        held = rules["stays"].sub("", text)
        if (aside := rules["of_years"].match(spot.right)) and str(self.year) not in aside[0] or self._cumulative(held):
            return "cumulative"
        if rules["by_year"].match(spot.beyond):
            return "cumulative"
        if self.since and rules["by_end"].search(held) or rules["by_date"].search(held) and rules["new_later"].search(self.masked, spot.number.end):
            return "cumulative"
        said = rules["then_new"].match(spot.beyond) and rules["cumulated"].search(text)
        if said and (said["years"] or not SENTENCE_END.match(spot.beyond) or not self.opened(text)):  # 2018年共发布文件13件。本年新增…: two statements
            return "cumulative"
        if rules["part_year"].search(LIST.split(text)[-1]) or rules["part_year_of_all"].search(text):
            return "part_year"
        return self._anchored(text)

    def _cumulative(self, text: str) -> bool:
        """Whether a count over years is spoken of and no time word after it opens the report's year (截至 opens none)."""
        first = self.year == self.rules.raw["time"]["in_force"]["year"]
        found = [one for one in self.rules.patterns["cumulative"].finditer(text)
                 if str(self.year) not in one[0] and not (first and self.rules.patterns["in_force"].search(one[0]))]  # 自2016年1月以来 in the report on 2016
        return bool(found) and not self.opened(text[found[-1].end():])

    def opened(self, text: str) -> bool:
        """Whether a time word opens the report's year (截至 opens none)."""
        opened = (one for one in self.rules.patterns["anchors"].finditer(text) if not self.rules.patterns["up_to"].search(one[0]))
        return any(one["this"] or one["year"] and int(one["year"]) == self.year for one in opened)

    def _anchored(self, text: str) -> str:
        """The last time word at the start of a clause decides for what follows it in the sentence."""
        rules, state = self.rules.patterns, ""
        for found in rules["anchors"].finditer(text):
            if found["year"]:
                if rules["attributive"].match(text, found.end() + 1):
                    continue
                near = self.year is None or int(found["year"]) == self.year
                state = "" if near else "cumulative" if rules["begun"].match(text, found.end()) else "other_year"
            elif found["this"]:
                state = ""
            elif found["other"] and not rules["attributive"].match(text, found.end()):
                state = "other_year"
            elif found["future"]:
                state = "plan"
        return state

    def stops_early(self, spot: Spot) -> bool:
        """Whether the sentence counts only up to a month before December (截至10月底)."""
        found = self.rules.patterns["until"].search(spot.left)
        return bool(found) and 0 < int(found["month"]) < 12

    def names_body(self, spot: Spot) -> bool:
        """Whether the sentence says before the number whose it is."""
        return self.rules.patterns["subject"].search(spot.left) is not None


def time_and_scope_patterns(rules: PhraseRules) -> None:
    """Add the patterns that combine several lists: time anchors and subjects at the start of a clause."""
    made, verbs = rules.patterns, rules.raw["time"]["before_no_anchor"]
    lead = rf"{CLAUSE_START}(?:(?!{'|'.join(verbs)})[^#,;\u3002:!?]){{0,14}}?"
    made["anchors"] = re.compile(
        rf"{lead}(?:(?P<year>{rules.raw['time']['year']})|(?P<this>{made['this'].pattern})|(?P<other>{made['other_years'].pattern})"
        rf"|(?P<future>{made['future'].pattern}))")
    bodies = "|".join(made[name].pattern for name in ("agency", "office", "subordinate", "region"))
    made["subject"] = re.compile(rf"{CLAUSE_START}[^#,;\u3002:!?]{{0,16}}?(?P<body>{bodies})")
    made["whole_region"] = re.compile(rf"(?:20\d\d\u5e74\u5ea6?)?(?:{made['region'].pattern})(?:{any_of(rules.raw['scope']['all_of'])})")
    made["whole_counted"] = re.compile(f"(?:{made['region'].pattern})[^,;\u3002#]{{0,4}}#[^,;\u3002]*$")  # 全县26个乡镇公开N条
    made["end_of_clause"] = re.compile("[,;:#\u3002]|$")
    shared = rules.raw["shared"]
    made["each_noun"], made["none_of_nouns"] = (re.compile(expand(shared[name], rules.raw["words"])) for name in ("each", "none_of"))
    made["respectively"] = re.compile(expand(shared["respectively"], rules.raw["words"]))
    made["list_split"] = re.compile(shared["split"])
