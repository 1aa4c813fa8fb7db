"""Where an agency is: names of provinces, prefectures and counties, their short forms, and what a text says of them."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.rulefiles import rule_file
from etl.rules import Rules, RulesError
from etl.table import Refusal, read_csv
from etl.wordlists import choice, longest_first, word_list

LEVELS = tuple(word_list("identity")["depth"])  # values of `level`, province first
LONGEST = 16  # letters of a place's name, at most
ZONE = "7"  # fifth digit of the codes that statistics give to development zones


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or county with the names above it; `level` as in places.csv; `current` unless renamed or merged."""

    province: str
    city: str = ""
    county: str = ""
    current: bool = True
    zone: bool = False  # a development zone, which has a committee and no people's government

    @property
    def name(self) -> str:
        """The place's own name."""
        return self.county or self.city or self.province

    @property
    def depth(self) -> int:
        """0 province (or a city under the state), 1 prefecture, 2 county, by names."""
        return 2 if self.county else 1 if self.city and self.city != self.province else 0

    @property
    def above(self) -> set[str]:
        """The names of the places that hold this one, which tell namesakes apart; its own for a province."""
        return {self.province, self.city if self.county else ""} - {""}

    def holds(self, other: "Place") -> bool:
        """Whether the other place lies in this one or is it."""
        return all(not mine or mine == theirs for mine, theirs in
                   ((self.province, other.province), (self.city, other.city), (self.county, other.county)))


@cache
def _endings() -> list[str]:
    return longest_first(word_list("identity")["place_end"])


def short(name: str) -> str:
    """Return a place name without its kind and the names of peoples, at least two characters long.

    >>> short("安庆市"), short("清原满族自治县"), short("沙县"), short("黔东南苗族侗族自治州")
    ('安庆', '清原', '沙县', '黔东南')
    """
    for full in _endings():
        if name.endswith(full) and len(name) - len(full) >= 2:
            stem = name[: -len(full)]
            break
    else:
        return name
    peoples = longest_first(word_list("identity")["ethnic"])
    cut = re.sub(rf"(?:{'|'.join(map(re.escape, peoples))})+$", "", stem)
    return cut if len(cut) >= 2 else stem


class Gazetteer:
    """Every place by its names. Short names of counties count only behind a name of their city or province."""

    def __init__(self, divisions: list[tuple], places: list[tuple], areas: list[tuple] = ()):
        self.full: dict[str, list[Place]] = defaultdict(list)
        self.short: dict[str, list[Place]] = defaultdict(list)
        self.coded: dict[str, Place] = {}  # by division code
        self.counties: dict[tuple[str, str], list[Place]] = defaultdict(list)  # of today, by province and city
        self.dialled: dict[str, list[Place]] = defaultdict(list)  # by telephone area code
        names = {code: (name, parent) for code, name, _, parent, until in divisions if not until}
        names |= {code: (name, parent) for code, name, _, parent, until in divisions if code not in names}
        for code, name, level, parent, until in divisions:
            place = _place(name, level, parent, names, until, code[4] == ZONE)
            self._add(place)
            if place.current:
                self.coded[code] = place
                self.counties[place.province, place.city] += [place] if place.depth == 2 else []
        for province, city, county in places:
            city = city or (province if province in word_list("identity")["municipality"] else "")
            self._add(Place(province, city, county, zone=bool(city) and any(word in (county or city) for word in word_list("identity")["zone"])))
        for area, code in areas:
            self.dialled[area].append(self.coded[code])
        self.ends = {name[-1] for name in self.full}
        self.sizes = sorted({len(name) for name in self.full}, reverse=True)

    def _add(self, place: Place) -> None:
        for table, name in ((self.full, place.name), (self.short, short(place.name))):
            if all((place.province, place.city, place.county) != (one.province, one.city, one.county) for one in table[name]):
                table[name].append(place)
        stem, end = short(place.name), next((end for end in _endings() if place.name.endswith(end)), "")
        usual = {stem + place.name[-1:], stem + end} if place.depth else set()
        for name in sorted(usual | {alias for alias, full in word_list("identity")["alias"].items() if full == place.name}):
            if name != place.name and place not in self.full[name]:
                self.full[name].append(place)

    def at_start(self, text: str) -> list[tuple[Place, int]]:
        """Return the places that the beginning of a name may mean, with the length of what names them, longest first."""
        found: list[tuple[Place, int]] = []
        for length in range(min(len(text), LONGEST), 1, -1):
            for place in self.full.get(text[:length], []):
                found.append((place, length))
                found += [(inner, length + more) for inner, more in self._inside(place, text[length:])]
            for place in self.short.get(text[:length], []):
                found += [(inner, length + more) for inner, more in self._inside(place, text[length:])]
                if place.depth < 2 and text[:length] not in self.full:
                    found.append((place, length))
        return sorted(found, key=lambda one: (-one[1], -one[0].current, -one[0].depth))

    def _inside(self, outer: Place, rest: str) -> list[tuple[Place, int]]:
        found = []
        for length in range(min(len(rest), LONGEST), 1, -1):
            for place in self.full.get(rest[:length], []):
                if outer.holds(place) and place != outer and place.depth > outer.depth:
                    found.append((place, length))
                    found += [(inner, length + more) for inner, more in self._inside(place, rest[length:])]
        return found

    def mentions(self, text: str) -> Counter:
        """Return how often each full place name stands in a text."""
        found: Counter = Counter()
        for place, letter in enumerate(text, 1):
            if letter in self.ends:
                name = next((text[place - size:place] for size in self.sizes if size <= place and text[place - size:place] in self.full), "")
                if len(name) > 2 or name and (text[place - 3:place - 2] in self.ends or self._alone(text, place)):
                    found[name] += 1
        return found

    @staticmethod
    def _alone(text: str, end: int) -> bool:
        """Tell whether a name of two letters stands apart before the word for its government (来源：沛县人民政府, 在沛县政府网站), a county's also before what it did (2021年，沛县认真…)."""
        words, before = word_list("identity"), text[max(end - 3, 0):end - 2]
        apart = not before.isalnum()
        if text.startswith(next(iter(words["government"].values())), end) and apart:
            return True
        lone = text[end - 1] in words["lone_end"] and text[end - 2:end] not in words["not_lone"] and (apart or before in words["before_lone"])
        return lone and text.startswith((*words["government"], *words["subject_verb"]), end)

    def hinted(self, text: str, level: str) -> Place | None:
        """Return the one place of a level that a local paper or an account is named after (安康日报, “安康商务”, “安康政务信息”, 安康商务微信公众号), None when there are two."""
        papers = choice(word_list("identity")["paper"])
        names = [text[max(one.start() - size, 0):one.start()] for one in re.finditer(papers, text) for size in (2, 3)]
        names += [name for size in (2, 4) for name in re.findall(rf"\u201c(\w{{2,3}})\w{{{size}}}\u201d", text)]
        accounts = choice(word_list("identity")["account"])
        names += [text[max(one.start() - size, 0):one.start() - 2] for one in re.finditer(accounts, text) for size in (4, 5)]
        found = {place for name in names for place in self.short.get(name, []) if place.current and LEVELS[place.depth] == level}
        return found.pop() if len(found) == 1 else None

    def choose(self, candidates: list[Place], text_names: Counter) -> Place | None:
        """Return the one candidate that the names in a text speak for; None when they leave a doubt."""
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        scored = sorted(((self._support(place, text_names), place.current, number) for number, place in enumerate(candidates)), reverse=True)
        if scored[0][0] > scored[1][0]:
            return candidates[scored[0][2]]
        now = [candidates[number] for score, current, number in scored if current and score == scored[0][0]]
        return now[0] if len(now) == 1 else None

    @staticmethod
    def _support(place: Place, names: Counter) -> int:
        above = {place.province, place.city} - {"", place.name}
        return sum(names[name] * (3 if name == place.city else 1) for name in above)

    def around(self, names: Counter, kind: str = "", every: Counter | None = None) -> Place | None:
        """Return the place among `names` that a text speaks of most, at the level `kind`; None when two come close.

        `every` are all place names of the text, which tell namesakes apart.
        """
        scores: Counter = Counter()
        for name, count in names.items():
            for place in self.full.get(name, []):
                level = LEVELS[place.depth]
                if level == kind or not kind and place.depth:
                    alone = len(self.full[name]) == 1 or place.current and sum(one.current for one in self.full[name]) == 1
                    support = self._support(place, every or names)
                    scores[place] = count + min(support, 3 * count) if support or alone else 0
        best = scores.most_common(2)
        if not best or not best[0][1] or (len(best) > 1 and best[1][1] == best[0][1]):
            return None
        return best[0][0]


def _place(name: str, level: str, parent: str, names: dict, until: str, zone: bool) -> Place:
    if level == LEVELS[0]:
        return Place(name, name if name in word_list("identity")["municipality"] else "", current=not until)
    above, top = names[parent]
    if level == LEVELS[1]:
        return Place(above, name, current=not until)
    if top:
        return Place(names[top][0], above, name, not until, zone)
    return _county(above, name, not until, zone)


def _county(province: str, name: str, current: bool, zone: bool) -> Place:
    return Place(province, province if province in word_list("identity")["municipality"] else "", name, current, zone)


_KNOWN: dict[int, tuple[Rules, Gazetteer]] = {}


def gazetteer(rules: Rules) -> Gazetteer:
    """Return the gazetteer of divisions.csv, area_codes.csv and places.csv, built once; raises RulesError when a file is no good."""
    if id(rules) not in _KNOWN:
        divisions = _rows(rule_file("divisions.csv", rules.folder), "code name level parent until")
        areas = _rows(rule_file("area_codes.csv", rules.folder), "area_code division_code name note")
        known = {row[0] for row in divisions if not row[4]}
        lost = [Refusal("area_codes.csv", line, "rule_unknown", {"column": "division_code", "found": row[1], "file": "divisions.csv"})
                for line, row in enumerate(areas, 2) if row[1] not in known]
        if lost:
            raise RulesError(lost)
        places = list(rules.places.select("province", "city", "county").iter_rows())
        _KNOWN[id(rules)] = (rules, Gazetteer(divisions, places, [row[:2] for row in areas]))
    return _KNOWN[id(rules)][1]


def _rows(path: Path, columns: str) -> list[tuple]:
    frame, refused = read_csv(path, tuple(columns.split()))
    if refused:
        raise RulesError(refused)
    return list(frame.select(columns.split()).iter_rows())
