"""Inline markup that changes what is printed: raised digits, struck and hidden words."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.documents import blocks

TAGS = "s, del, strike, sup, sub, p[hidden], tr[hidden], td[hidden]"
FIELDS = "td input[value], th input[value], td textarea, th textarea"
TYPED = ("", "text", "number")  # kinds of fields that show their value
STYLES = [word for each in ("line-through", "visibility", "font-size:0", "font-size: 0", "display", "vertical-align") for word in (each, each.upper())]
RAISED = re.compile(r"vertical-align\s*:\s*su", re.I)
CELLS = "tr[style], td[style], th[style]"
GONE = re.compile(r"display\s*:\s*none", re.I)  # a cell that is only invisible keeps its place
UNSEEN = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
NESTED = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # rules for some screens only
HIDING = re.compile(r"\.([\w-]+)\s*\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.I)
INLINE = "span font i b em strong u a small big label".split()
SHARE = 0.3  # of the page's text; more than that is shown by the page's own script


def settle(tree: LexborHTMLParser, text: str) -> None:
    """Make raised digits superscript and take away struck and hidden words, in place; hidden blocks are left to the article."""
    if "<input" in text or "<textarea" in text:
        _fill_in(tree)
    if not tree.body or not (tree.css_first(TAGS) or any(style in text for style in STYLES)):  # most pages
        return
    for node in [*tree.css("sup, sub"), *(node for node in tree.css('[style*="su"]') if RAISED.search(_style(node)))]:
        if node.text() != (made := blocks.raised(node.text())):
            node.replace_with(made)
    limit = SHARE * len(tree.body.text())
    for node in [*tree.css("s, del, strike, p[hidden], tr[hidden], td[hidden]"), *filter(_unseen, tree.css(", ".join(f"{tag}[style]" for tag in [*INLINE, "p"]))), *filter(_gone, tree.css(CELLS)), *_by_class(tree)]:
        if len(node.text()) <= limit:
            node.decompose()


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""


def _unseen(node: LexborNode) -> bool:
    return bool(UNSEEN.search(_style(node)))


def _gone(node: LexborNode) -> bool:
    return bool(GONE.search(_style(node)))


def _fill_in(tree: LexborHTMLParser) -> None:
    """Put what the fields of a form in cells show in their place."""
    for node in tree.css(FIELDS):
        if node.tag == "textarea" or (node.attributes.get("type") or "").lower() in TYPED:
            node.replace_with(node.text() if node.tag == "textarea" else node.attributes.get("value") or "")


def _by_class(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return inline elements of the classes that the page's own style sheet hides."""
    names = set(HIDING.findall(NESTED.sub("", "".join(node.text() for node in tree.css("style")))))
    return tree.css(", ".join(f"{tag}.{name}" for tag in INLINE for name in sorted(names))) if names else []
