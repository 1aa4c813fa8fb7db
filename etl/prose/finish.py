"""What is settled once a whole document is read: members of lists that are kinds, and figures said twice."""

from collections import defaultdict

from etl.model import Figure
from etl.prose.apart import name_of
from etl.prose.match import State
from etl.prose.notation import PhraseRules


def by_kind(state: State) -> None:
    """Settle of what kind the figures are once all are known."""
    _as_kinds(state)
    _told_apart(state)


def _as_kinds(state: State) -> None:
    """Interpretations in a list of kinds are one of the kinds when the report counts all interpretations elsewhere."""
    kinds = state.rules.raw["lists"]["members"]
    for figure in state.members:
        rivals = [one for one in state.figures if (one.metric, one.scope) == (figure.metric, figure.scope) and not any(one is member for member in state.members)]
        if figure.metric in kinds and any(one.value != figure.value for one in rivals):
            figure.metric, figure.category = state.rules.raw["lists"]["parts"][0], kinds[figure.metric]
            figure.dimension = name_of(figure.label, state.rules)


def _told_apart(state: State) -> None:
    """Numbers of one kind that the report tells apart by their printed names bear these: 省人大代表建议6件、市人大代表建议8件 are no rivals."""
    alike = defaultdict(list)
    for figure in state.figures:
        if figure.metric in state.rules.raw["lists"]["told_apart"] and figure.dimension and not figure.category:
            alike[figure.metric, figure.scope, figure.dimension].append(figure)
    for (_, _, kind), figures in alike.items():
        names = [name_of(state.rules.patterns["told_of"].sub("", figure.label), state.rules) for figure in figures]
        names = [name if state.rules.patterns["told_level"].match(name) else kind for name in names]
        if len({figure.value for figure in figures}) > 1 < len(set(names)):
            for name, figure in zip(names, figures):
                figure.dimension, figure.category = name, "" if name == kind else kind


def once(figures: list[Figure], rules: PhraseRules) -> list[Figure]:
    """A figure that is said twice in the same number and unit, or then without unit, counts once, where it is said first; parts of lists stay."""
    parts, units, kept = set(rules.raw["lists"]["parts"]), {}, []
    for figure in figures:
        said = units.setdefault((figure.metric, figure.value, figure.value_high, figure.qualifier, figure.scope, figure.dimension), set())
        if figure.metric in parts or not said or figure.unit and figure.unit not in said:
            kept.append(figure)
        said.add(figure.unit)
    return kept
