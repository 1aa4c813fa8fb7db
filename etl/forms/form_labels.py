"""The three national forms, and the annexes of the years before them, as data: their tables, rows and columns, and how a printed label is matched to them."""

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from etl.rules import Rules
from etl.wordlists import choice, longest_first, word_list

SURE = 0.9  # a label at or above this score is the printed one or lacks only an ending
LOOSE = 0.6  # lowest score at which a label counts as found; 1 is the label as the form prints it
Candidates = list[tuple[int, float]]  # positions in a list of labels with their scores


@dataclass(slots=True)
class Label:
    """A row or column of a form table: its id there and every spelling of it, as keys."""

    id: str
    keys: tuple[str, ...]
    parent: str = ""


@dataclass(slots=True)
class Table:
    """One table of one form: rows and columns in printed order and what each cell counts (metric, dimension, unit)."""

    form: str
    name: str
    rows: list[Label] = field(default_factory=list)
    columns: list[Label] = field(default_factory=list)
    cells: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    find_row: "Matcher" = None
    find_column: "Matcher" = None
    valued: frozenset[str] = frozenset()  # ids of the rows that have cells of their own
    row_keys: frozenset[str] = frozenset()

    def finish(self) -> "Table":
        """Return the table ready for matching, once every row and column is in."""
        self.find_row, self.find_column = Matcher(self.rows), Matcher(self.columns)
        self.valued = frozenset(row for row, _ in self.cells)
        self.row_keys = frozenset(self.find_row.exact)
        return self


@dataclass(slots=True)
class Forms:
    """All tables, the units of measure, the metrics that may fall below zero, and the keys of printed headings."""

    tables: list[Table]
    units: tuple[str, ...]
    changes: frozenset[str]
    headings: frozenset[str]
    years: list[tuple[str, int, int]]  # form (the era's own annex where no national one was in force), first and last year of its era
    national: frozenset[str]  # the forms of the whole country; a local annex is no report's form


@cache
def _simplifier():
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=512)
def simplified(text: str) -> str:
    """Return the text in mainland script, the same length, for matching only.

    >>> simplified("乾县民政局"), simplified("乾淨")
    ('乾县民政局', '干净')
    """
    turned = _simplifier().convert(text)
    if any(letter in text and turned == text.replace(letter, plain) for letter, plain in word_list("form_words")["kept"].items()):
        return text
    return turned if len(turned) == len(text) else "".join(_simplifier().convert(letter)[:1] or letter for letter in text)


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern, list[tuple[str, str]]]:
    words = word_list("form_words")
    digits = f"(?:[{''.join(words['numeral'])}]{{1,3}}|\\d{{1,2}})"
    number = re.compile(rf"^(?:\({digits}\)?|{digits}[.\u3001)]|\d{{1,2}}(?=[^\d.]))[\u3001.,]?")
    prefix = re.compile(rf"^(?:{choice(words['prefix'])})[:,]?")
    return number, prefix, list(words["fold"].items())


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Return a label reduced to what identifies it: no numbering, brackets, punctuation or spaces; mainland script.

    >>> key("(一)收到 申請數(件)")
    '收到申请数'
    """
    number, prefix, folds = _patterns()
    flat = "".join(unicodedata.normalize("NFKC", simplified(text)).split())
    flat = prefix.sub("", number.sub("", flat))
    flat = number.sub("", flat)
    outside = re.sub(r"\([^()]*\)|\([^()]*$", "", flat)
    flat = re.sub(r"[\W_]", "", outside if len(outside) > 1 else flat)
    for printed, usual in folds:
        flat = flat.replace(printed, usual)
    return flat


def bare(label: str) -> str:
    """Return a key without the endings that are often left out (…数, …数量)."""
    for ending in longest_first(word_list("form_words")["suffix"]):
        if label.endswith(ending) and len(label) - len(ending) >= 2:
            return label[: -len(ending)]
    return label


_FORMS: dict[int, tuple[Rules, Forms]] = {}


def forms_of(rules: Rules) -> Forms:
    """Return the forms of a set of rules, compiled once."""
    if id(rules) not in _FORMS:
        _FORMS[id(rules)] = (rules, _compile(rules))
    return _FORMS[id(rules)][1]


def _compile(rules: Rules) -> Forms:
    spellings, tables, headings = defaultdict(list), {}, set(word_list("form_words")["head"])
    for form, table, place, variant in rules.forms_variants.select("form", "table", "row_or_column", "variant").iter_rows():
        spellings[form, table, place].append(variant)
    for line in rules.forms.iter_rows(named=True):
        table = tables.setdefault((line["form"], line["table"]), Table(line["form"], line["table"]))
        _add(table, line, spellings, headings)
    for (_, _, place), variants in spellings.items():
        if place[:1] in "TS":
            headings.update(map(key, variants))
    changes = rules.metrics.filter(rules.metrics["kind"] == "change")["metric_id"]
    units = tuple(longest_first(rules.units.filter(rules.units["class"] != "percent")["unit"]))  # a rate is never a count
    years = [(form or era, int(first), int(last or 9999)) for era, form, first, last in rules.eras.select("era", "form", "first_year", "last_year").iter_rows()]
    return Forms([table.finish() for table in tables.values() if table.cells], units, frozenset(changes), frozenset(headings - {""}), years,
                 frozenset(rules.eras["form"]) - {""})


def _add(table: Table, line: dict, spellings: dict, headings: set) -> None:
    row, column = line["row"], line["column"]
    if row[:1] in ("T", "S") or (not row and not re.fullmatch(r"C[1-9]\d*", column)):
        headings.add(key(line["label"] or line["column_label"]))
        return
    if row and all(known.id != row for known in table.rows):
        printed = [line["label"], *spellings[table.form, table.name, row]]
        table.rows.append(Label(row, tuple(dict.fromkeys(map(key, printed))), line["parent_row"]))
    if column and all(known.id != column for known in table.columns):
        printed = [line["column_label"], *spellings[table.form, table.name, column]]
        table.columns.append(Label(column, tuple(dict.fromkeys(map(key, printed)))))
    if line["metric_id"]:
        table.cells[row, column] = (line["metric_id"], line["dimension"], line["unit"])


class Matcher:
    """Finds a key among a list of labels; every answer is remembered."""

    def __init__(self, labels: list[Label]):
        self.labels = labels
        self.exact, self.bare = defaultdict(list), defaultdict(list)
        for place, label in enumerate(labels):
            for spelling in label.keys:
                if place not in self.exact[spelling]:
                    self.exact[spelling].append(place)
                if place not in self.bare[bare(spelling)]:
                    self.bare[bare(spelling)].append(place)
        self.known: dict[str, Candidates] = {}
        self.best: dict[str, float] = {}  # highest score of every answer

    def __call__(self, text: str) -> Candidates:
        """Return the labels that the key may stand for, as (position, score)."""
        if text not in self.known:
            self.known[text] = self._find(text) if text else []
            self.best[text] = max((score for _, score in self.known[text]), default=0.0)
        return self.known[text]

    def score(self, text: str) -> float:
        """Return how surely the key stands for any of the labels."""
        if text not in self.best:
            self(text)
        return self.best[text]

    def _find(self, text: str) -> Candidates:
        if text in self.exact:
            return [(place, 1.0) for place in self.exact[text]]
        if bare(text) in self.bare:
            return [(place, 0.95) for place in self.bare[bare(text)]]
        scored = {place: max((likeness(text, spelling) for spelling in label.keys), default=0.0)
                  for place, label in enumerate(self.labels)}
        best = max(scored.values(), default=0.0)
        return [(place, score) for place, score in scored.items() if score >= LOOSE and score >= best - 0.02]


def likeness(text: str, label: str) -> float:
    """Return 0 to 0.9: how surely a printed key is a shortened, lengthened or slightly changed label.

    >>> likeness("abcde", "abcdefgh"), likeness("ab", "abcdefgh"), likeness("xyz", "abc")
    (0.85, 0.0, 0.0)
    """
    if len(text) < 3 or len(label) < 2:
        return 0.0
    shorter, longer = sorted((text, label), key=len)
    if longer.startswith(shorter) and len(shorter) >= min(4, len(longer)):
        return 0.85 if text is shorter or len(shorter) * 2 >= len(longer) else 0.7
    if label == shorter and longer.endswith(shorter) and len(shorter) >= 4:
        before = longer[: -len(shorter)]
        negated = any(before.endswith(word) for word in word_list("form_words")["negation"])
        return 0.0 if negated else 0.65
    if len(shorter) < 5 or abs(len(text) - len(label)) > len(longer) / 2:
        return 0.0
    matcher = difflib.SequenceMatcher(None, text, label, autojunk=False)
    ratio = matcher.ratio() if matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 else 0.0
    return 0.9 * ratio if ratio >= 0.8 else 0.0


def align(rows: list[Candidates]) -> list[int | None]:
    """Return for each row the position it stands for, positions rising down the rows, with the highest total score.

    >>> align([[(0, 1.0)], [(1, 1.0), (3, 1.0)], [(2, 1.0)], [(1, 1.0), (3, 1.0)]])
    [0, 1, 2, 3]
    """
    best: dict[int, tuple[float, tuple]] = {}  # last position used -> (score, chain of (row, position))
    for number, candidates in enumerate(rows):
        for place, score in sorted(candidates, key=lambda one: -one[0]):
            total, chain = max(((kept, path) for last, (kept, path) in best.items() if last < place), key=lambda one: one[0], default=(0.0, ()))
            if total + score > best.get(place, (0.0, ()))[0] + 1e-9:
                best[place] = (total + score, (chain, number, place))
    chain = max(best.values(), key=lambda one: one[0], default=(0.0, ()))[1]
    placed: list[int | None] = [None] * len(rows)
    while chain:
        chain, number, place = chain
        placed[number] = place
    return placed


def out_of_order(placed: list[int | None], rows: list[Candidates]) -> list[int | None]:
    """Return what `align` placed, and a label that can be only one row also where it stands out of order.

    >>> out_of_order([1, None], [[(1, 1.0)], [(0, 1.0)]])
    [1, 0]
    """
    taken = set(placed)
    for number, found in enumerate(rows):
        if placed[number] is None and len(found) == 1 and found[0][1] >= SURE and found[0][0] not in taken:
            placed[number] = found[0][0]
            taken.add(found[0][0])
    return placed
