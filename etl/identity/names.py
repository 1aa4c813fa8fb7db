"""What a name says of its body: the kind by its ending, the level by its beginning, bodies of the state by the whole."""

import re
from dataclasses import dataclass
from functools import cache

from etl.identity.places import Place
from etl.wordlists import choice, longest_first, word_list

KINDS = ("civil", "office", "town", "government", "other", "department")  # word lists of identity.csv


@dataclass(slots=True)
class Agency:
    """Who reports; `reason` is the message key of how the place was found."""

    name: str
    type: str
    level: str
    place: Place | None
    reason: str = ""


@cache
def _endings() -> list[tuple[str, str]]:
    words = word_list("identity")
    return sorted(((word, kind) for kind in KINDS for word in words[kind]), key=lambda one: -len(one[0]))


@cache
def _stationed() -> re.Pattern:
    return re.compile("|".join(word_list("identity")["stationed"]))


def tail_kind(name: str) -> tuple[str, str]:
    """Return what kind of body a name's ending says it is, and that ending; empty for a bare place name.

    >>> tail_kind("安庆市民政局")[0], tail_kind("海州区政府办公室")[0], tail_kind("凤凰镇")[0], tail_kind("海州区")[0]
    ('civil', 'office', 'town', '')
    """
    if name in word_list("identity")["ministry"]:
        return "department", name
    if _stationed().search(name):  # an office in another city is no street's
        return "department", _stationed().search(name)[0]
    return next(((kind, word) for word, kind in _endings() if name.endswith(word) and len(name) > len(word)), ("", ""))


def kind_past_bracket(name: str) -> str:
    """Return the kind of a name that may end in another or a part of one in brackets.

    >>> kind_past_bracket("安庆市档案局（馆）"), kind_past_bracket("某某管委会（凤凰镇）"), kind_past_bracket("凤凰（一）")
    ('department', 'town', '')
    """
    return next((kind for one in (name, name.rstrip(")\uff09"), re.sub(r"[(\uff08][^()\uff08\uff09]*[)\uff09]$", "", name)) if (kind := tail_kind(one)[0])), "")


def of_town(name: str) -> bool:
    """Tell whether a body is a town's: the town itself or its office.

    >>> of_town("青石镇党政办公室"), of_town("凤凰镇"), of_town("海州区政府办公室")
    (True, True, False)
    """
    kind, ending = tail_kind("-" + name)
    stem = name[: len(name) - len(ending)]
    return kind == "town" or kind == "office" and len(stem) > 2 and tail_kind(stem)[0] == "town"


def town_of(name: str) -> str:
    """Return the town whose office a name is, empty for any other name.

    >>> town_of("青石镇政府综合督查办公室"), town_of("青石镇党政办公室"), town_of("海州区政府督查办公室")
    ('青石镇政府', '', '')
    """
    words = word_list("identity")
    seats = [word for word in longest_first(words["town"]) if word == words["town"][word] or word.endswith(tuple(words["government"]))]
    found = re.match(rf"([^\W\d_]{{2,}}?(?:{'|'.join(seats)}))[^\W\d_]{{3,12}}$", name)
    return found[1] if found and tail_kind(name)[0] in ("department", "office") else ""


def bureau_in(rest: str) -> str:
    """Return the shortest beginning of what follows a place's name that makes a bureau of it, empty for none."""
    words = word_list("identity")
    if any(re.search(pattern, rest) for pattern in words["no_bureau"]):
        return ""
    no_end = tuple(words["no_end"])
    ends = (size for size in range(2, len(rest) + 1) if tail_kind("-" + rest[:size])[0] in ("civil", "department") and not rest[:size].endswith(no_end))
    size = next(ends, 0)
    longer = (end for end in range(len(rest), size, -1) if size and len(tail_kind("-" + rest[:end])[1]) > end - size)  # the ending itself goes on
    return rest[:next(longer, size)]


def whole_street(name: str, text: str) -> str:
    """Return the name of a street's office with the word for street, where a text prints it with that (五星办事处, 五星街道办事处).

    >>> whole_street("五星办事处", "由五星街道办事处编制"), whole_street("五星办事处", "由本办编制")
    ('五星街道办事处', '五星办事处')
    """
    end = tail_kind(name)[1]
    longer = (name[: -len(end)] + word for word in word_list("identity")["town"] if end and word != end and word.endswith(end))
    return next((whole for whole in longer if whole in text), name)


def unplaced(phrase: str) -> tuple[str, str]:
    """Return the type and level of a body that is only called 市财政局, empty for any other name."""
    words = word_list("identity")
    if nameless(phrase):
        return type_names()["other"], ""
    head = head_of(phrase)
    kind, ending = tail_kind("-" + phrase[len(head):])
    if not head and ending != phrase and kind in ("civil", "department", "office"):
        return type_names()[kind], ""
    return (type_names()[kind], words["relative"][head]) if head and kind in ("civil", "department", "office", "government", "other") else ("", "")


def road_of(rest: str) -> bool:
    """Tell whether what follows a place's name only makes a street of it.

    >>> road_of("街道办事处"), road_of("北路街道"), road_of("路桥街道")
    (True, True, False)
    """
    words = word_list("identity")
    return rest in words["town"] or rest.startswith(tuple(words["road"])) and rest[: -len(tail_kind("-" + rest)[1])] in words["road"]


def head_of(phrase: str) -> str:
    """Return the word for a level that a name begins with (市财政局, but not 市场监督管理局), empty for none."""
    words = word_list("identity")
    bare = phrase.startswith(tuple(words["not_relative"]))
    return "" if bare else next((word for word in longest_first(words["relative"]) if phrase.startswith(word)), "")


def complete(name: str) -> str:
    """Return the name of a body in a place that no list knows, a bare place being its government; empty for other names.

    >>> complete("青河市"), complete("武溪州人民政府"), complete("金岸新区管委会城市管理局"), complete("财政局")
    ('青河市人民政府', '武溪州人民政府', '金岸新区管委会城市管理局', '')
    """
    words = word_list("identity")
    if _bureau_of_zone(name):
        return name
    ends = longest_first(words["place_end"])
    bare = "".join(end for end in ends if len(end) == 1)
    named = (re.match(rf"[^\W\d_]{{2,7}}?(?<![{bare}])(?:{'|'.join(some)})", name) for some in (ends, longest_first(words["relative"])))
    found = next((one for one in named if one), None)
    if not found or any(word in found[0] for word in (*words["not_place"], *words["zone"])):
        return ""
    rest = name[found.end():]
    return name + next(iter(words["government"].values())) if not rest else name if tail_kind("-" + rest)[0] else ""


def _bureau_of_zone(name: str) -> bool:
    """Tell whether a name is a bureau's in a zone that has a name of its own (某某新区管委会城市管理局)."""
    words = word_list("identity")
    zones, bodies = (choice(words[kind]) for kind in ("zone", "zone_body"))
    found = re.match(rf"(?P<zone>[^\W\d_]{{2,10}}?(?:{zones}))(?:{bodies})?(?P<bureau>[^\W\d_]{{2,14}})$", name)
    return bool(found) and not nameless(found["zone"]) and tail_kind("-" + found["bureau"])[0] in ("civil", "department")


@cache
def type_names() -> dict[str, str]:
    """Return {kind of ending: agency_type as data} from identity.csv."""
    return {kind: name for name, kind in word_list("identity")["type"].items()}


def nameless(name: str) -> bool:
    """Tell whether a name only says that its body is a zone (经济开发区管委会)."""
    return bool(_zone_parts().fullmatch(name))


def zones_office(name: str) -> bool:
    """Tell whether a name is that of the office of a zone's committee, with the zone's own name.

    >>> zones_office("东江高新区管委会办公室"), zones_office("高新区管委会办公室")
    (True, False)
    """
    words = word_list("identity")
    ending = next((end for end in longest_first(words["zone_office"]) if name.endswith(end)), "")
    stem = name[: len(name) - len(ending)]
    return bool(ending) and any(word in stem for word in words["zone"]) and not nameless(stem)


@cache
def _zone_parts() -> re.Pattern:
    words = word_list("identity")
    parts = choice({*words["zone"], *words["zone_own"], *words["zone_body"], *words["zone_part"]})
    return re.compile(f"(?:{parts})+")


def state_body(name: str) -> Agency | None:
    """Return the body of the state that a name means, which has no place and none of the four levels; None for any other."""
    words = word_list("identity")
    if name in words["ministry"] or (name.startswith(tuple(words["state"])) or state_run(name) in words["ministry"]) and tail_kind("-" + name)[0]:
        kind = "office" if name in words["state_office"] else "department"
        return Agency(words["ministry"].get(name) or words["short"].get(name, name), type_names()[kind], "", None, "reason_state")
    return None


def corps(name: str) -> str:
    """Return the words for the Xinjiang corps and its division that a name begins with, empty for none."""
    found = re.match(f"(?:{'|'.join(word_list('identity')['corps'])})+", name)
    return found[0] if found else ""


def corps_province() -> str:
    """Return the province in which the corps lies."""
    return next(iter(word_list("identity")["corps"].values()))


def state_run(name: str) -> str:
    """Return the words that a branch of a state body begins with (国家税务总局某市税务局, 财政部某省监管局), empty for none."""
    words = word_list("identity")
    runs = longest_first({*words["state_run"], *words["ministry"]})
    return next((run for run in runs if name.startswith(run) and len(name) > len(run) + 2 and name[len(run) - 1:len(run) + 1] not in words["no_ministry"]), "")
