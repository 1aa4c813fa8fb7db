"""Whose numbers stand under a heading: (一)市政府办公室受理情况, (二)各县区受理情况."""

from etl.prose.paragraph import Paragraph
from etl.prose.spot import Spot
from etl.prose.state import State

STOP = "\u3002"
LONGEST = 40  # characters of a heading
OWN, OFFICE, REGION, OTHERS = "heading_of_own", "heading_of_office", "heading_of_region", "heading_of_others"


def scope_under(spot: Spot, paragraph: Paragraph, state: State) -> str | None:
    """Return whose a number is by the heading that its paragraph begins with or stands under, "" for other bodies; None when they say nothing or the sentence does."""
    if state.report.agency_type not in state.rules.raw["scope"]["over_bureaus"] or paragraph.names_body(spot):
        return None
    bodies = (_body(text, state) for text in (paragraph.masked, *(f"{text}{STOP}" for *_, text in reversed(state.above))))
    kind = next((kind for body in bodies if (kind := _kind(body, state))), "")
    if kind in (OWN, OTHERS) and not _told_apart(state):
        return None
    return {OWN: "agency", OFFICE: "agency", REGION: "region", OTHERS: ""}.get(kind)


def _body(text: str, state: State) -> str:
    """Return the body that a heading at the start of a text names, without number and what was done: (一)市本级受理情况."""
    found = state.rules.patterns["heads_paragraph"].match(text)
    return state.rules.patterns["heading_tail"].sub("", found["heading"]) if found else ""


def _kind(body: str, state: State) -> str:
    return next((kind for kind in (OWN, OFFICE, REGION, OTHERS) if state.rules.patterns[kind].fullmatch(body)), "")


def _told_apart(state: State) -> bool:
    """Whether the headings of the document name the body itself and others, or the region, side by side."""
    if state.headed is None:
        texts = (block.text.partition("\n")[0].strip() for block in state.document.blocks if block.kind != "table")
        heads = (text[:LONGEST].replace("\uff08", "(").replace("\uff09", ")") for text in texts)
        kinds = {_kind(_body(f"{head}{STOP}", state), state) for head in heads}
        state.headed = bool(kinds & {OWN, OFFICE}) and bool(kinds & {REGION, OTHERS})
    return state.headed
