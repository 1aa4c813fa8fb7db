"""The number grammar: quantities with unit and qualifier in Chinese running text; dates, numbers of documents and slogans are none."""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
WIDE_ONES = re.compile("[\uff01-\uff5e\u3000\u2212]")
DIGITS = r"\d{1,3}(?:[, ]\d{3}){1,4}(?!\d)(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"  # bounded: one long line stays linear
NAMES = r"[0-9._@-]{0,30}[A-Za-z][A-Za-z0-9./:_@%&?=-]*"  # addresses, model names
PHONES = r"\d{3,4}[-\u2014]{1,2}\d{6,8}|(?<!\d)1\d{10}(?!\d)"
NUMBERING = (".", "\u3001", ")", "\uff09", "\uff0e")
CLOSE = re.compile(r"\d ?[\u4e00-\u9fff\u3001]{2,10}\d")  # a quick look whether there may be such a run
HEADED = re.compile(r"\((\w{1,2})\):?$")  # 主动公开数(条):215
ENDS = ",;.:!?()\u3002\u3001\uff0c\uff1b\uff08\uff09\n"


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity as printed: `value` in ones of `unit` ("" when no unit is printed), `value_high` only for a range."""

    value: float
    value_high: float | None
    unit: str
    qualifier: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class NumberRules:
    """The words of data/rules/numbers.csv by kind and the units of data/rules/units.csv with their class."""

    words: dict[str, dict[str, str]]
    units: dict[str, str]

    def any(self, *kinds: str) -> str:
        """Return a pattern for any word of these kinds, longest first."""
        words = sorted({word for kind in kinds for word in self.words.get(kind, {})}, key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in words) or r"(?!)"

    @cached_property
    def skipped(self) -> re.Pattern:
        """Names, telephone numbers and slogans, which hold digits but no quantity."""
        slogan = f"(?:{self.any('slogan', 'none')})"  # 12315 is a hot line, not the start of 1231500
        return re.compile(rf"{PHONES}|{slogan}(?<!\d)|(?<!\d){slogan}(?!\d)|{NAMES}")

    @cached_property
    def pattern(self) -> re.Pattern:
        """The whole grammar as one expression, tried at every numeral."""
        numeral = self.any("digit", "power")
        section = self.any("section")
        high = self.any("section", "power")
        amount = (rf"(?:{DIGITS})(?:(?:{high}){{1,2}}(?:\d{{1,4}}(?:{high})?)?)?"
                  rf"|(?:{numeral}){{1,9}}(?:(?:{section})(?:{numeral}){{0,9}})?|(?:{section})")
        return re.compile(
            rf"(?P<percent>{self.any('percent')})?"
            rf"(?:(?:(?<!{self.any('not_before_approx').replace('|', ')(?<!')})(?P<about>{self.any('approx_before')}"
            rf"|(?:{self.any('approx_before_power')})(?={self.any('power', 'section')}))"
            rf"|(?P<least>{self.any('at_least_before')})|(?P<most>{self.any('at_most_before')})) ?)?"
            rf"(?P<low>{amount})(?P<many>(?:{self.any('approx_inside')})(?:{section})?)?"
            rf"(?:(?:{self.any('range')})(?P<high>{amount}))?"
            rf"(?! ?(?!{self.any('still_after')})(?:{self.any('not_after')}))"
            rf"(?: ?(?P<unit>(?!{self.any('not_unit')})(?:{self.unit})))?"
            rf"(?P<more>{self.any('approx_inside')}(?=[{ENDS}]|$))?"
            rf"(?:(?P<about2>{self.any('approx_after')})|(?P<least2>{self.any('at_least_after')})|(?P<most2>{self.any('at_most_after')}))?"
        )

    @cached_property
    def seeds(self) -> re.Pattern:
        """Finds where a quantity may begin."""
        starts = self.any("digit", "power", "section", "approx_before", "approx_before_power", "at_least_before", "at_most_before", "percent")
        return re.compile(rf"\d|{starts}")

    @cached_property
    def run(self) -> re.Pattern:
        """One unbroken numeral, in digits or words."""
        return re.compile(rf"[\d.]+|(?:{self.any('digit', 'power', 'section')})+")

    @cached_property
    def unmarked(self) -> re.Pattern:
        """A run of words and bare numbers whose marks and units were lost: 动态136财政56公示78."""
        item = rf"(?:[\u4e00-\u9fff\u3001]{{2,10}}\d{{1,5}}(?!(?:[\d.%]|{self.any('run_stop')})) ?)"
        return re.compile(rf"(?<=[\u4e00-\u9fff:,;\u3002\uff1a\uff0c\uff1b]){item}{{3,40}}|(?<={self.any('run_lead')}){item}{{2}}")

    @cached_property
    def unit(self) -> str:
        """Any unit, longest first."""
        return "|".join(re.escape(unit) for unit in sorted(self.units, key=lambda unit: (-len(unit), unit)) if unit and "(" not in unit)

    @cached_property
    def spread(self) -> re.Pattern:
        """Numbers one for each of several nouns, with one unit behind the last: 分别发布30、41和52条."""
        return re.compile(rf"(?:{self.any('spread_lead')})[^,;\u3002\d]{{0,14}}(?P<run>\d[\d,]{{0,8}}(?:(?:{self.any('spread_joint')})\d[\d,]{{0,8}}){{1,9}}) ?(?P<unit>{self.unit})")

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """Words after which a number counts even where its unit is lost and other words follow."""
        return tuple(self.words.get("count_before", {}))

    @cached_property
    def numbering(self) -> tuple[str, ...]:
        """Words after which a number without a unit is only a label's."""
        return tuple(self.words.get("not_before_bare", {}))

    @cached_property
    def barred(self) -> dict[bool, frozenset[str]]:
        """Characters after which a numeral is no quantity, for numerals in words (True) and in digits (False)."""
        always = frozenset(self.words.get("not_before", {}))
        return {False: always, True: always | frozenset(self.words.get("not_before_word", {}))}


def load(folder: Path) -> NumberRules:
    """Return the number rules of a rules folder."""
    words: dict[str, dict[str, str]] = {}
    for row in _rows(folder / "numbers.csv"):
        words.setdefault(row["kind"], {})[row["word"]] = row["value"]
    return NumberRules(words, {row["unit"]: row["class"] for row in _rows(folder / "units.csv")})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def scan(text: str, rules: NumberRules) -> list[Number]:
    """Return the quantities of a text in order, spans counted in its characters.

    >>> rules = load(Path("data/rules"))
    >>> [(n.value, n.unit, n.qualifier) for n in scan("报送数据30.6万条，接待820多人次，占百分之五", rules)]
    [(306000.0, '条', 'exact'), (820.0, '人次', 'approx'), (5.0, '%', 'exact')]
    >>> scan("国办发〔2019〕60号，第二十条，2018年12月31日，“五公开”", rules)
    []
    """
    plain = rules.skipped.sub(lambda found: "_" * len(found[0]), text.translate(WIDE) if WIDE_ONES.search(text) else text)
    found, place = [], 0
    runs = [(run.start() + 1, run.end(), "") for run in rules.unmarked.finditer(plain)] if CLOSE.search(plain) else []
    runs += [(*run.span("run"), run["unit"]) for run in rules.spread.finditer(plain)]
    while seed := rules.seeds.search(plain, place):
        match = rules.pattern.match(plain, seed.start())
        if match is None or match["low"] is None:
            place = _past(plain, seed, rules)
            continue
        number = _number(match, plain, text, rules, next((unit for first, last, unit in runs if first <= match.start() < last), None))
        if number:
            found.append(number)
        place = match.end() if number else _past(plain, seed, rules)
    return found


def _past(plain: str, seed: re.Match, rules: NumberRules) -> int:
    """Return the place after a refused numeral, so that no part of it is read again."""
    run = rules.run.match(plain, seed.start())
    return max(seed.end(), run.end() if run else 0)


def _number(match: re.Match, plain: str, text: str, rules: NumberRules, run: str | None = None) -> Number | None:
    start, unit, worded = match.start(), match["unit"] or run or "", not match["low"][0].isdigit()
    if not unit and (headed := HEADED.search(plain, max(start - 5, 0), start)):
        unit = headed[1] if headed[1] in rules.units else ""
    before = plain[start - 1: start] if start else ""
    if before in rules.barred[worded] or before.isdigit() or before in ("/", ".", "-") and plain[max(start - 2, 0): start - 1].isdigit():
        return None
    if worded and not unit and not match["percent"]:
        return None
    if match["low"] in rules.words["section"] and not (match["about"] or match["many"]):
        return None
    if not unit and not match["percent"] and not (run is not None and match[0].isdigit()) and not _stands_alone(match, plain, rules) and not _follows_count(match, plain, rules):
        return None
    if not unit and re.match("0[0-9]", match["low"]):  # 规章000: the cells of a row run together
        return None
    return _made(match, text, rules, unit)


def _stands_alone(match: re.Match, plain: str, rules: NumberRules) -> bool:
    """Whether a bare number closes a phrase, as in 办理投诉件36( or 共150余, and numbers no table (详见表1)."""
    before, after = plain[match.start() - 1: match.start()], plain[match.end(): match.end() + 1]
    if before == ":" and after in NUMBERING or plain.endswith(rules.numbering, 0, match.start()):  # 其中:1.工作动态5条
        return False
    return (before > "\u2e7f" or before in (":", "=")) and before not in ENDS.replace(":", "") and (not after or after in ENDS) and before != ""


def _follows_count(match: re.Match, plain: str, rules: NumberRules) -> bool:
    after = plain[match.end(): match.end() + 1]
    return plain.endswith(rules.counted, 0, match.start()) and after not in NUMBERING and not after.isdigit()


def _made(match: re.Match, text: str, rules: NumberRules, unit: str) -> Number | None:
    low, many = match["low"], match["many"] or ""
    if low[-1:] + unit in rules.units:  # 5.5万元 keeps its printed unit
        low, unit = low[:-1], low[-1] + unit
    elif many[1:] and many[-1] + unit in rules.units:
        many, unit = many[:-1], many[-1] + unit
    value = amount(low, rules) * (float(rules.words["section"][many[1:]]) if many[1:] else 1.0)
    high = amount(match["high"], rules) if match["high"] else None
    if high is not None:
        shared = value * float(rules.words["section"].get(match["high"][-1], 1.0))
        value = shared if shared < high else value  # 3至4万: both in 万, not 8000至1万
    if high is not None and high <= value:
        return None
    qualifier = "range" if high is not None else _qualifier(match)
    start, end = match.span()
    return Number(value, high, "%" if match["percent"] else unit, qualifier, start, end, text[start:end])


def _qualifier(match: re.Match) -> str:
    if match["least"] or match["least2"]:
        return "at_least"
    if match["most"] or match["most2"]:
        return "at_most"
    if match["about"] or match["about2"] or match["many"] or match["more"]:
        return "approx"
    return "exact"


def amount(word: str, rules: NumberRules) -> float:
    """Return the value of a numeral in digits, in Chinese words, or mixed.

    >>> rules = load(Path("data/rules"))
    >>> [amount(word, rules) for word in ("1,108", "29.4万", "13万2", "一百零三", "二十五", "十二", "百", "一千二", "5千")]
    [1108.0, 294000.0, 132000.0, 103.0, 25.0, 12.0, 100.0, 1200.0, 5000.0]
    """
    if word.isdecimal() and word.isascii():
        return float(word)
    digits, powers = rules.words["digit"], {**rules.words["power"], **rules.words["section"]}
    total = section = current = 0.0
    last = 1.0
    for token in re.findall(rf"{DIGITS}|.", word):
        if token[0].isdigit():
            current = float(re.sub("[, ]", "", token))
        elif token in digits:
            current = current * 10 + float(digits[token]) if token != word[0] and last == 0 else float(digits[token])
        elif token in rules.words["section"]:
            total += (section + current or 1.0) * float(powers[token])
            section = current = 0.0
        elif token in powers:
            section += (current or 1.0) * float(powers[token])
            current = 0.0
        last = float(powers[token]) if token in powers else 0.0 if token in digits and float(digits[token]) == 0 else last
    return round(total + section + _tail(word, current, last), 6)


def _tail(word: str, current: float, last: float) -> float:
    """A single figure straight after a power stands for the next lower one: 13万2, 一千二."""
    if last >= 100 and 0 < current < 10 and len(word) > 2:
        return current * last / 10
    return current
