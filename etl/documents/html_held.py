"""Articles that a page holds for its script: in a string, a hidden field or a template, while its own body says little."""

import html
import re
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from etl.documents import page_rules
from etl.model import Block

SAID = 9  # sentences; a page that says more is read for itself
LEAST, TIMES = 2, 2  # sentences held: more than so many, and than so many times those of the page
FIELDS = "textarea, input[value], noscript, xmp"
STRING = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"|\Z)|\'((?:[^\'\\]|\\.)*+)(?:\'|\Z)|`((?:[^`\\]|\\.)*+)(?:`|\Z)', re.S)
ESCAPED = re.compile(r"\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))", re.S)
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": ""}
MARKUP = re.compile(r"<(?:p|br|div|span|section|table|td)\b", re.I)
LEVELS = 3  # a string within a string within a string


def find(text: str, found: list[Block]) -> str:
    """Return the markup that a page holds for its script, when it says much more than the page's own blocks; else ""."""
    said = sum(block.text.count(page_rules.STOP) for block in found)
    if said > SAID or any(_counts(block) for block in found):
        return ""
    tree = LexborHTMLParser(text)
    held = [node.attributes.get("value") or "" if node.tag == "input" else node.text() if node.tag == "textarea" else node.inner_html or ""
            for node in tree.css(FIELDS)]
    for node in tree.css("script"):
        script = node.text()
        held += [script] if "template" in (node.attributes.get("type") or "") or "html" in (node.attributes.get("type") or "") else _strings(script)
    longest = max((markup for markup in map(_plain, held) if MARKUP.search(markup)), key=_sentences, default="")
    return longest if _sentences(longest) > max(LEAST, TIMES * said) else ""


def _counts(block: Block) -> bool:
    return sum(cell.text.isdigit() for row in block.rows for cell in row) > 2


def _sentences(text: str) -> int:
    return text.count(page_rules.STOP)


def _strings(script: str, level: int = 1) -> list[str]:
    """Return the strings of a script that hold sentences, those within a string of data too."""
    found = []
    for match in STRING.finditer(script):
        body = match[match.lastindex or 1] or ""
        if len(body) < 100:
            continue
        body = ESCAPED.sub(_letter, body).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\" in body else body
        found += _strings(body, level + 1) if body.lstrip()[:1] in ("{", "[") and level < LEVELS else [body]
    return found


def _letter(found: re.Match) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else LETTERS.get(found[3], found[3])


def _plain(markup: str) -> str:
    """Return markup whose own tags are written as entities or percent codes as tags."""
    if "%3C" in markup:
        markup = unquote(markup)
    return html.unescape(markup) if "&lt;" in markup and not MARKUP.search(markup) else markup
