"""What a number was found to count."""

from dataclasses import dataclass


@dataclass(slots=True)
class Reading:
    """What a number counts: metric ("" = seen, but nothing of ours), dimension, and the rule that says so."""

    metric: str
    rule_id: str
    dimension: str = ""
    unit: str = ""
    opens: str = ""
    reason: str = ""
    topic_sets: str = ""
    zero: tuple[str, ...] = ()
    any_year: bool = False
    part: bool = False
    parent: str = ""  # kind of the list it is a part of
    member: bool = False  # of another metric, but inside a list of kinds
    label: str = ""
    name: str = ""  # of a part, as printed



def undecided() -> Reading:
    """Something was published, but the words do not say which kind."""
    return Reading("", "publication:unknown", reason="undecided")


def no_metric() -> Reading:
    """A channel that has no row of its own."""
    return Reading("", "channel_without_row", reason="no_metric")
