"""Inline markup that changes what is printed: raised digits, struck and hidden words."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.documents import blocks

TAGS = "s, del, strike, sup, sub, p[hidden]"
STYLES = [word for each in ("line-through", "visibility", "font-size:0", "font-size: 0", "display", "vertical-align") for word in (each, each.upper())]
RAISED = re.compile(r"vertical-align\s*:\s*su", re.I)
UNSEEN = re.compile(r"line-through|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
NESTED = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # rules for some screens only
HIDING = re.compile(r"\.([\w-]+)\s*\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.I)
INLINE = "span font i b em strong u a small big label".split()
SHARE = 0.3  # of the page's text; more than that is shown by the page's own script


def settle(tree: LexborHTMLParser, text: str) -> None:
    """Make raised digits superscript and take away struck and hidden words, in place; hidden blocks are left to the article."""
    if not tree.body or not (tree.css_first(TAGS) or any(style in text for style in STYLES)):  # most pages
        return
    for node in [*tree.css("sup, sub"), *(node for node in tree.css('[style*="su"]') if RAISED.search(_style(node)))]:
        if node.text() != (made := blocks.raised(node.text())):
            node.replace_with(made)
    limit = SHARE * len(tree.body.text())
    for node in [*tree.css("s, del, strike, p[hidden]"), *filter(_unseen, tree.css(", ".join(f"{tag}[style]" for tag in [*INLINE, "p"]))), *_by_class(tree)]:
        if len(node.text()) <= limit:
            node.decompose()


def _style(node: LexborNode) -> str:
    return node.attributes.get("style") or ""


def _unseen(node: LexborNode) -> bool:
    return bool(UNSEEN.search(_style(node)))


def _by_class(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return inline elements of the classes that the page's own style sheet hides."""
    names = set(HIDING.findall(NESTED.sub("", "".join(node.text() for node in tree.css("style")))))
    return tree.css(", ".join(f"{tag}.{name}" for tag in INLINE for name in sorted(names))) if names else []
