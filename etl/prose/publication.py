"""Clauses about what was published: through which channel, of which kind, as a total or as a part of a list."""

from collections.abc import Callable
from dataclasses import replace

from etl.prose import parts, whole
from etl.prose.apart import named_channel, trimmed
from etl.prose.clause import Clause
from etl.prose.families import category
from etl.prose.notation import PhraseRules
from etl.prose.reading import Reading, no_metric, undecided
from etl.prose.rows import among_kinds, bare_row, first_of_row
from etl.prose.spot import Spot


def read(spot: Spot, parent: str, rules: PhraseRules, trade: str = "") -> Reading | None:
    """Return the reading of a number in a clause about publication, or None; `parent` is the kind of the open list, `trade` the body's."""
    clause = Clause(spot, parent, rules, trade)
    if spot.number.value >= rules.raw["publication"]["never"] or not clause.names("units", spot.number.unit) or not clause.speaks_of_publication:
        return None
    if listed := _listed(clause):
        return listed
    clause.settle()
    unnamed = clause.verb and clause.has("generic_core", clause.plain[-2:]) and not clause.kind_of(clause.plain)  # 在营商环境专栏公开营商信息12条: the column tells the kind
    if (clause.all or unnamed) and (column := parts.of_column(clause)):
        return column
    return next(reading(clause) for applies, reading in STEPS if applies(clause))


def _listed(clause: Clause) -> Reading | None:
    """A part of a list that its neighbours or a bulletin's name decide: 网站50条、其他5条; 统计公报2条; a gazette among kinds."""
    gazette = clause.ways == ["gazette"] and not clause.verb and not clause.has("carriers", clause.noun) and among_kinds(clause.spot, clause.rules)
    named = clause.noun if not clause.verb or clause.before and clause.bare else clause.bare or clause.before
    if clause.is_("gazette_among", named):
        return parts.kind(clause, named, verb=True)
    if clause.in_list and (clause.ways == ["none"] or gazette):
        return parts.kind(clause, named)
    if clause.parent == "publication" and clause.rules.patterns["after_channel"].search(clause.spot.left):
        return Reading("channel_other", "publication:channel_other", topic_sets="publication")
    return None


def _elsewhere(clause: Clause) -> bool:
    """通过某某平台发布59条: a place of its own that no metric counts."""
    placed = clause.has("work_system", clause.before) or clause.parent and not (clause.has("public_register", clause.before) and clause.kind_of(clause.plain))
    return bool(clause.verb and placed and not clause.ways and clause.rules.patterns["other_channel"].match(clause.before))


def _in_app(clause: Clause) -> bool:
    """网站公开90条,其中动态30条;抖音号发布动态12条: an app's own, no part of the list."""
    return bool(clause.verb and clause.parent and clause.ways == ["app"] and clause.has("channels", clause.before))


def _of_account(clause: Clause) -> bool:
    """网站公开90条,其中动态30条;公众号发布信息60条、视频12条: films beside what an account sent are the account's."""
    _, apart, sent = clause.spot.left.rpartition(";")
    beside = apart and sent.endswith(f"#\u3001{clause.noun}") and clause.has("channels", sent.partition("#")[0])
    return bool(beside and clause.parent and not clause.verb and clause.noun in clause.rules.raw["publication"]["media_things"])


def _of_rest(clause: Clause) -> bool:
    """其他应主动公开的信息90条: what is left of the kinds, never all information, though a verb of publishing stands in its name."""
    return clause.verb and not clause.ways and clause.is_("rest_named", trimmed(clause.noun, clause.rules))


def _of_grass_roots(clause: Clause) -> bool:
    """基层政务公开专栏发布信息90条: one field's, though its name speaks of disclosure."""
    return clause.has("grass_roots", clause.noun)


def _of_something(clause: Clause) -> bool:
    """社区事务公开12条: a kind of its own stands before a verb without an object."""
    return clause.verb and not clause.bare and not clause.ways and not clause.own


def _something(clause: Clause) -> Reading | None:
    return parts.kind(clause, clause.before, clause.channel) if clause.parent else undecided()


def _heads_row(clause: Clause) -> bool:
    """公开诚信建设类信息30条、部门工作信息80条: the first of kinds side by side without a total."""
    if clause.parent:
        return False
    if clause.verb:
        return first_of_row(clause.spot, clause.plain, clause.means_all, clause.rules)
    begins = clause.means_all or clause.spot.headed and clause.spot.clause == clause.spot.left
    return bool(begins and not clause.channel and bare_row(clause.spot, clause.plain, clause.rules))


def _head_of_row(clause: Clause) -> Reading | None:
    """The first kind of a row without a total: of the key areas where the sentence is about them."""
    named, opens = ("key", "key") if clause.spot.section == "key" or clause.spot.key and category(clause.plain, "key", clause.rules) else ("publication", "publication_parts")
    first = parts.kind(clause, clause.plain, parent=named)
    return replace(first, opens=opens) if first and first.part else first


def _sided(clause: Clause) -> str:
    """The kind that a clause before names for what is published in this one: 征地拆迁方面,公开信息30条."""
    unnamed = clause.means_all or clause.lists_all or not clause.kind_of(clause.plain)
    counted = clause.verb and not clause.ways and clause.names("bare_units", clause.spot.number.unit)
    side = unnamed and counted and clause.rules.patterns["kind_side"].search(clause.spot.left[:len(clause.spot.left) - len(clause.spot.clause)])
    if not side or clause.has("not_side", side["kind"]) or named_channel(side["kind"], clause.rules):
        return ""
    return side["kind"] if side["class"] or clause.spot.section == "key" or clause.kind_of(side["kind"]) else ""


def _goes_on(clause: Clause) -> bool:
    """动态9条、公示8条、信息公开7条: in a row of kinds without a total a general noun is one of them."""
    if clause.parent != "publication_parts" or clause.channel:
        return False
    general = not clause.verb and clause.bare or not clause.bare and clause.has("generic_core", clause.before[-2:])
    nameless = not clause.before and not clause.bare and clause.kind_of(trimmed(clause.noun, clause.rules))
    return bool(clause.means_all and general or nameless)


def _one_of_row(clause: Clause) -> Reading | None:
    return parts.kind(clause, trimmed(clause.noun, clause.rules), verb=True, parent="publication")


def _several_acts(clause: Clause) -> bool:
    """解读政策、公布变动、发布动态等共50条: several acts under one number."""
    joined = clause.verb and not clause.channel and "\u3001" in clause.before
    return joined and not clause.rules.patterns["carriers"].match(clause.before) and not clause.has("class_noun", clause.bare)


STEPS: tuple[tuple[Callable[[Clause], bool], Callable[[Clause], Reading | None]], ...] = (
    (_elsewhere, lambda clause: no_metric()),
    (_in_app, lambda clause: no_metric()),
    (_of_account, lambda clause: no_metric()),
    (_of_rest, lambda clause: parts.part("kind", clause.rules.raw["publication"]["rest"], clause.rules)),
    (_of_grass_roots, lambda clause: parts.part("column", clause.rules.patterns["grass_roots"].search(clause.noun)["field"], clause.rules)),
    (_of_something, _something),
    (_heads_row, _head_of_row),
    (_sided, lambda clause: parts.kind(clause, _sided(clause))),
    (_goes_on, _one_of_row),
    (lambda clause: clause.means_all or clause.lists_all, whole.read),
    (_several_acts, lambda clause: undecided()),
    (lambda clause: True, lambda clause: parts.kind(clause, clause.plain, clause.channel)),
)
