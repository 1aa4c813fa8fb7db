"""An agency from the words a report uses for it: full name, type, level and place."""

import re
from collections import Counter
from dataclasses import replace

import polars as pl

from etl.identity.clauses import superior
from etl.identity.codes import Told
from etl.identity.names import Agency, complete, corps, corps_province, head_of, nameless, of_town, road_of, state_body, state_run, tail_kind, type_names, whole_street, zones_office
from etl.identity.places import LEVELS, Gazetteer, Place, gazetteer, short
from etl.rules import Rules
from etl.wordlists import longest_first, word_list

BROKEN = re.compile(r"[\u3001\u300a\u300b,\uff0c\u3002;\uff1b:\uff1a/>\u00bb\u203a\u2192\uff1e]|20\d\d")  # no name holds it
JOINT = re.compile("[\u2022\u00b7]")  # between two bodies that report together
BRACKET = re.compile(r"^(.+?)[(\uff08]([^()\uff08\uff09]+)[)\uff09](.*)$")


class Agencies:
    """Names agencies: by the gazetteer where it knows them, else by place names and the ending of the name."""

    def __init__(self, rules: Rules):
        self.places: Gazetteer = gazetteer(rules)
        rows = {row["agency_id"]: row for row in rules.agencies.iter_rows(named=True)}
        self.by_name = {name: rows[agency] for name, agency in rules.agency_names.filter(pl.col("valid_to") == "").select("name", "agency_id").iter_rows()}
        self.by_name |= {row["name"]: row for row in rows.values()}

    def name(self, phrase: str, names: Counter, text: str, told: Told | None = None) -> Agency | None:
        """Return the agency that a phrase of a report means; `names` are the place names in its text, `told` is what its numbers tell."""
        phrase = whole_street(JOINT.split(phrase)[0], text)
        joined = "".join(phrase.split())
        if BROKEN.search(joined) or nameless(joined) or joined.startswith(tuple(word_list("identity")["short_for"])):
            return None
        if known := self._known(joined, names):
            return known
        now = joined.removeprefix(next(iter(word_list("identity")["was"])))
        if now != joined and not self.places.at_start(joined) and self.places.at_start(now):  # not 原州区, which is a place
            return self.name(now, names, text, told)
        if run := state_run(joined):
            found = self.name(joined[len(run):], names, text, told)
            return replace(found, name=run + found.name) if found else state_body(joined) if run in word_list("identity")["ministry"] else None
        if run := corps(joined):
            return self._of_corps(run, joined[len(run):], names, text)
        if state := state_body(joined):
            return state
        found = self._bracketed(joined, names, text) or self._plain(self._first_of_two(phrase), names, text)
        whole = self._told(joined, found, told) if told and not (found and found.place and found.place.depth == 2) else ""
        return (self._plain(whole, names, text) if whole else None) or found

    def _of_corps(self, run: str, rest: str, names: Counter, text: str) -> Agency:
        """A body of the Xinjiang corps or of one of its divisions: what follows may say its city."""
        found = self.name(rest, names, text) if rest else None
        if found and found.place:
            return replace(found, name=run + (rest if found.type == type_names()["government"] else found.name))
        kind = tail_kind(run + rest)[0] or "government"
        return Agency(run + rest, type_names()[kind], "", self.places.full[corps_province()][0], "reason_place")

    @staticmethod
    def _told(phrase: str, found: Agency | None, told: Told) -> str:
        """Return a name with the place that a number tells before it: 市商务局 and a town; an area code's city may hold cities of its own."""
        words, place = word_list("identity"), told.place
        if found:
            return Agencies.printed(place) + phrase if found.type == type_names()["town"] and told.own and place.depth == 2 else ""
        head = head_of(phrase)
        level = words["relative"].get(head, "")
        if level == LEVELS[0]:
            return place.province + phrase[len(head):]
        capital = not place.depth and words["municipality"].get(place.province) == head
        same = LEVELS[place.depth] == level and place.name[-1] == head[-1] and (told.own or told.alone)
        return Agencies.printed(place) + phrase[len(head):] if capital or same else ""

    def _first_of_two(self, phrase: str) -> str:
        """A government that reports together with a zone's committee is named alone."""
        government = next(iter(word_list("identity")["government"].values()))
        parts = phrase.split()
        for own, other in (parts, parts[::-1]) if len(parts) == 2 else ():
            if other.startswith(tuple(word_list("identity")["party_body"])):
                return own
            if tail_kind(other)[0] == "other" and (own.endswith(government) or any(length == len(own) for _, length in self.places.at_start(own))):
                return own
        head, middle, rest = "".join(parts).partition(government)
        joined = len(parts) > 1 or rest and any(rest.startswith(short(place.city)) for place, _ in self.places.at_start(head) if place.city)
        return head + middle if middle and joined and tail_kind(rest)[0] == "other" else "".join(parts)

    def _plain(self, phrase: str, names: Counter, text: str) -> Agency | None:
        words = word_list("identity")
        found = self.places.at_start(phrase)
        longest = [place for place, length in found if length == found[0][1]] if found else []
        longest = [place for place in longest if phrase[:found[0][1]].endswith(place.name)] or longest  # 北戴河区, not 北戴河新区
        rest = phrase[found[0][1]:] if found else phrase
        kind = tail_kind("-" + rest)[0] if rest else ""
        head = head_of(phrase)
        if head and not longest and tail_kind("-" + phrase[len(head):])[0] not in ("", "town"):
            return self._relative(head, phrase[len(head):], names, text)
        if not longest and not head and kind in ("civil", "department", "office"):
            joined = Counter({name: text.count(name + phrase) for name in names if name.endswith(tuple(words["place_end"]))})
            if named := next((name for name, count in joined.most_common(1) if count), ""):
                return self._plain(named + phrase, names, text)
            called = [(place, size) for size in (4, 3, 2) for place in self.places.short.get(phrase[:size], []) if place.depth == 2 and names[place.name] and len(phrase) > size + 2]
            if place := self.places.choose([one for one, size in called if size == called[0][1]], names):  # 宁陵民政局 where the text names 宁陵县
                return self._compose(place, [place], phrase[called[0][1]:], names, place.name + phrase[called[0][1]:])
        if rest and not kind and longest:
            return None
        if kind == "town" and longest and road_of(rest) and (longest[0].name != phrase[:found[0][1]] or longest[0].depth == 2):
            return self._compose(None, [], phrase, names, "")  # 兴安街道, 兴安路街道, 城区街道 are streets of that name, not of the league or district
        if kind == "other" and longest and (outer := self._before(phrase, longest, names, text)):
            return self._plain(outer + phrase, names, "")
        if kind == "other" and longest and not longest[0].depth and (inner := self._zones_county(longest, rest)):
            return self._compose(self.places.choose(inner, names), inner, phrase, names, "")
        if not longest and (kind == "other" or zones_office(phrase)):
            longest = [place for size in (4, 3, 2) for place in self.places.short.get(phrase[:size], []) if place.depth and self._heard(place, phrase, size, names)]
            return self._compose(self.places.choose(longest, names) or self._around(names), longest, phrase, names, "")
        place = self.places.choose(longest, names)
        if not place and not longest and not of_town(rest):
            name = "" if head else complete(phrase)
            return self._compose(None, [], name, names, "") if name else None
        return self._compose(place, longest, rest, names, phrase)

    def _before(self, phrase: str, found: list[Place], names: Counter, text: str) -> str:
        """Return the place that a text puts before a zone's name, where the name's own place lies elsewhere (营口北海经济开发区)."""
        outside = (name for name in names if not any(one.holds(place) for one in self.places.full[name] for place in found))
        return next((short(name) for name in outside if short(name) + phrase in text), "")

    def _zones_county(self, provinces: list[Place], rest: str) -> list[Place]:
        """Return the counties or prefectures of a province whose short name follows it in a zone's name (安徽舒城经济开发区)."""
        return next((inner for size in (4, 3, 2) if (inner := [
            place for place in self.places.short.get(rest[:size], []) if place.depth and place.current and any(one.holds(place) for one in provinces)])), [])

    def _bracketed(self, phrase: str, names: Counter, text: str) -> Agency | None:
        """A name with another in brackets: a government's office, a zone that is also a district or a town."""
        found = BRACKET.match(phrase)
        if not found:
            return None
        outer, inner, rest = found.groups()
        kind, ending = tail_kind(outer)
        office = next((found for found in (tail_kind("-" + inner), tail_kind(ending + inner)) if found[0] == "office"), None)  # (政府办公室), (办公室)
        if office and kind == "government":
            return self._plain(outer[: -len(ending)] + office[1], names, text)
        whole = self._plain(outer + rest, names, text)
        within = self._plain(inner, names, text)
        if whole and within and not rest and within.type in (type_names()["town"], type_names()["government"]):
            whole.type, whole.level = within.type, within.level
        if whole and within and within.place and (not whole.place or whole.place.holds(within.place)):
            whole.place, whole.level = within.place, within.level if not rest else self._level(within.place, tail_kind("-" + rest)[0], rest)
            whole.type = whole.type if rest else within.type
        if whole:
            whole.name = phrase if rest or within and not head_of(inner) else whole.name + phrase[len(outer):]
        return whole

    def _known(self, phrase: str, names: Counter) -> Agency | None:
        """Look a name up in the gazetteer; a short name only where the text speaks of the same place and no namesake."""
        row = self.by_name.get(phrase)
        if not row:
            return None
        place = Place(row["province"], row["city"], row["county"])
        inside = [one for one, _ in self.places.at_start(phrase)]
        told = any(one.holds(place) and (one.depth < 2 or len(self.places.full[one.name]) == 1) for one in inside)
        heard = any(names[name] for name in (place.city, place.county, place.province) if name)
        rivals = place.county and not names[place.city] and any(
            names[one.city] for one in self.places.full.get(place.county, []) if one.city != place.city)
        if not told and (not heard or rivals):
            return None
        kind = word_list("identity")["kind_type"].get(row["kind"]) or type_names()["department"]
        return Agency(row["name"], kind, row["level"], place, "reason_gazetteer")

    def _relative(self, head: str, rest: str, names: Counter, text: str) -> Agency | None:
        """A name that begins with 市, 区, 县: the place is the one whose name the text joins to it, or speaks of most."""
        end = next((end for end in longest_first(word_list("identity")["place_end"]) if head.endswith(end)), head[-1])
        near = Counter({name: count for name, count in names.items() if name.endswith(end)})
        joined = Counter({name: text.count(name + rest) for name in near})
        for name, count in joined.most_common(1):
            if count and (place := self.places.choose(self.places.full[name], names)):
                return self._known(name + rest, names) or self._compose(place, [place], rest, names, name + rest)
        level, under_state = word_list("identity")["relative"][head], word_list("identity")["municipality"]
        if len(near) == 1 and under_state.get(next(iter(near))) == head:  # 市商务局 of 重庆市
            return self._plain(next(iter(near)) + rest, names, text)
        place = self.places.around(near, level, names) or self.places.hinted(text, level) or (self.places.around(near, "", names) if len(near) == 1 else None)
        if not place or tail_kind("-" + rest)[0] in ("office", "government") and superior(place, names, text):
            return None
        return self._compose(place, [place], rest, names, place.name + rest)

    def _heard(self, place: Place, phrase: str, size: int, names: Counter) -> bool:
        """Tell whether a zone is named after a place: a zone by law is where no other city is spoken of; others (东湖风景区) are listed or heard."""
        if any(names[name] for name in (place.name, *place.above)) or any(name.startswith(phrase) for name in self.by_name):
            return True
        lawful = place.current and phrase[size:].startswith(tuple(word_list("identity")["lawful_zone"]))
        return lawful and sum(one.current for one in self.places.short[short(place.name)]) == 1 and not any(one.depth == 1 for name in names for one in self.places.full.get(name, []))

    def _around(self, names: Counter) -> Place | None:
        return self.places.around(names, LEVELS[2]) or self.places.around(names, LEVELS[1])

    def _compose(self, place: Place | None, candidates: list[Place], rest: str, names: Counter, phrase: str) -> Agency | None:
        words = word_list("identity")
        rest = words["short"].get(rest, rest)
        bare = place and place.zone
        kind, ending = tail_kind("-" + rest) if rest else ("other" if bare else "government", "")
        if not place and of_town(rest):
            place = self._around(names)
        full = words[kind].get(ending, "") if kind in ("office", "government", "town") else ""
        seat = next((seat for end, seat in words["seat"].items() if place and place.name.endswith(end)), next(iter(words["government"].values())))
        rest = rest[: len(rest) - len(ending)] + full if full else rest or ("" if bare else seat)
        rest = rest.removeprefix(seat) if kind == "town" and full.endswith(seat) else rest  # of a county's government's town
        place = self._branch(place, rest)
        name = (self.printed(place, rest) if place else candidates[0].name if candidates else "") + rest
        if (kind == "other" or rest in words["as_printed"] or rest.endswith(tuple(words["zone_office"]))) and self._shortened(phrase):
            name = phrase
        elif not phrase and (kind == "other" or zones_office(rest)) and not rest.startswith(tuple(words["zone"])):
            name = rest
        if place and (known := self._known(name, names + Counter([place.city]))):
            return known
        return Agency(name, type_names()[kind or "department"], self._level(place, kind, rest), place, "reason_place" if place else "reason_no_place")

    def _shortened(self, phrase: str) -> bool:
        """Tell whether a name begins with the short name of a place."""
        return any(phrase[:size] in self.places.short and phrase[:size + 1] not in self.places.full for size in (4, 3, 2))

    def _branch(self, place: Place | None, rest: str) -> Place | None:
        """A branch office (…局广陵分局, 永泰生态环境局 of a city) belongs to the county that it is named after."""
        for end in (*word_list("identity")["branch"], *word_list("identity")["branch_named"]):
            if place and place.city and place.depth < 2 and rest.endswith(end):
                stem = rest[: -len(end)]
                named = [one for size in (2, 3, 4, 5) for one in (*self.places.short.get(stem[-size:], []), *self.places.full.get(stem[-size:], []))]
                inner = [one for one in named if place.holds(one) and one.current and one != place]
                return inner[0] if inner else place
        return place

    @staticmethod
    def _level(place: Place | None, kind: str, rest: str) -> str:
        words = word_list("identity")
        if kind == "town" or of_town(rest):
            return words["level"]["town"]
        if not place:
            return ""
        if (kind == "other" or zones_office(rest)) and place.depth == 2 and not place.zone and any(word in rest for word in words["zone"]):
            return words["level"]["county_zone"]
        zone = any(word in rest for word in words["zone"]) or any(rest.endswith(end + body) for end in words["district"] for body in words["zone_body"])
        branch = rest not in words["as_printed"] and any(rest.endswith(word) for word in words["branch"])
        return LEVELS[2] if zone and not place.depth and place.city or place.depth == 1 and (zone or branch) else LEVELS[place.depth]

    @staticmethod
    def printed(place: Place, rest: str = "") -> str:
        """Return a place as agency names print it: a district behind its city, a county or city alone."""
        words = word_list("identity")
        if rest.endswith((*words["branch"], *words["branch_named"])) and place.county and short(place.name) in rest:
            return place.city
        district = place.county.endswith(tuple(words["district"])) and not place.zone
        return place.city + place.county if district else place.name
