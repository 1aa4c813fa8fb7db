"""Inline markup that changes what is printed: raised digits, struck and hidden words."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.documents import blocks

TAGS = "s, del, strike, sup, sub, p[hidden], tr[hidden], td[hidden]"
MOVED = re.compile("<(?:input|textarea|tfoot)", re.I)  # shown otherwise than it stands in the source
FIELDS = "td input[value], th input[value], td textarea, th textarea"
TYPED = ("", "text", "number")  # kinds of fields that show their value
STYLE = re.compile(' style="([^"]*)"')  # as lexbor prints it
SHOWN = re.compile("display|mso-hide", re.I)
RAISED = re.compile(r"vertical-align\s*:\s*su", re.I)
CELLS = "tr[style], td[style], th[style]"
GONE = re.compile(r"display\s*:\s*none", re.I)  # a cell that is only invisible keeps its place
UNSEEN = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
SIZED = re.compile(r"font(?:-size)?\s*:[^;]*[1-9]", re.I)
NESTED = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # rules for some screens only
HIDING = re.compile(r"\.([\w-]+)\s*\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.I)
INLINE = "span font i b em strong u a small big label".split()
SHARE = 0.3  # of the page's text; more than that is shown by the page's own script


def source(tree: LexborHTMLParser, sheets: str) -> str:
    """Return the body with raised digits as superscript and without struck and hidden words, given the page's own style sheets.

    Hidden blocks are left to the article. Only styles that say what is shown are kept: of a page saved by Word most bytes are others.
    """
    printed = _printed(tree)
    styles, hidden = set(STYLE.findall(printed)), set(HIDING.findall(NESTED.sub("", sheets)))
    if tree.body and (hidden or tree.css_first(TAGS) or any(RAISED.search(style) or UNSEEN.search(style) for style in styles)):
        _settle(tree, hidden)
        printed = _printed(tree)
    told = {style for style in styles if SHOWN.search(style)}
    return STYLE.sub((lambda found: found[0] if found[1] in told else "") if told else "", printed)


def _printed(tree: LexborHTMLParser) -> str:
    return tree.body.html if tree.body else tree.html or ""


def _settle(tree: LexborHTMLParser, hidden: set[str]) -> None:
    for node in [*tree.css("sup, sub"), *(node for node in tree.css('[style*="su"]') if RAISED.search(_style(node)))]:
        if node.text() != (made := blocks.raised(node.text())):
            node.replace_with(made)
    limit = SHARE * len(tree.body.text())
    for node in [*tree.css("s, del, strike, p[hidden], tr[hidden], td[hidden]"), *filter(_unseen, tree.css(", ".join(f"{tag}[style]" for tag in [*INLINE, "p"]))),
                 *filter(_gone, tree.css(CELLS)), *_of_classes(tree, hidden)]:
        if len(node.text()) <= limit:
            node.decompose()


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""


def _unseen(node: LexborNode) -> bool:
    """Tell whether an element's words are not seen; one without height may hold others with a size of their own."""
    found = UNSEEN.search(_style(node))
    return bool(found) and not (found[0][:1] in "fF" and any(SIZED.search(_style(child)) for child in node.css('[style*="font"]')))


def _gone(node: LexborNode) -> bool:
    return bool(GONE.search(_style(node)))


def fill_in(tree: LexborHTMLParser) -> None:
    """Put what the fields of a form in cells show in their place, and the foot of a table behind its rows, where it is printed."""
    for foot in tree.css("tfoot:has(~ tbody)"):
        foot.parent.insert_child(foot)
        foot.decompose()
    for node in tree.css(FIELDS):
        if node.tag == "textarea" or (node.attributes.get("type") or "").lower() in TYPED:
            node.replace_with(node.text() if node.tag == "textarea" else node.attributes.get("value") or "")


def _of_classes(tree: LexborHTMLParser, names: set[str]) -> list[LexborNode]:
    """Return inline elements of the classes that the page's own style sheet hides."""
    return tree.css(", ".join(f"{tag}.{name}" for tag in INLINE for name in sorted(names))) if names else []
