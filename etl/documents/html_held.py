"""Articles that a page holds for its script: in a string, a hidden field or a template, while its own body says little."""

import html
import re
from base64 import b64decode
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from etl.documents import page_rules
from etl.model import Block

SAID = 9  # sentences; a page that says more is read for itself
LEAST, TIMES = 2, 2  # sentences held: more than so many, and than so many times those of the page
FIELDS = "textarea, noscript, xmp"
LONG = 60  # characters of an attribute or a code that may hold an article
STRING = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"|\Z)|\'((?:[^\'\\]|\\.)*+)(?:\'|\Z)|`((?:[^`\\]|\\.)*+)(?:`|\Z)', re.S)
ESCAPED = re.compile(r"\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))", re.S)
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": ""}
CODED = re.compile(r"[A-Za-z0-9+/\s]+=*")
MARKUP = re.compile(r"<(?:p|br|div|span|section|table|td)\b", re.I)
LEVELS = 3  # a string within a string within a string


def find(text: str, found: list[Block]) -> str:
    """Return the markup that a page holds for its script, when it says much more than the page's own blocks; else ""."""
    said = sum(block.text.count(page_rules.STOP) for block in found)
    if said > SAID or any(_counts(block) for block in found):
        return ""
    tree = LexborHTMLParser(text)
    held = [node.text() if node.tag == "textarea" else node.inner_html or "" for node in tree.css(FIELDS)]
    for value in (value for node in tree.css("*") for value in node.attributes.values() if value and len(value) >= LONG):
        held += _strings(value) if value.lstrip()[:1] in ("{", "[") else [value]
    for node in tree.css("script"):
        script, kind = node.text(), node.attributes.get("type") or ""
        held += [script] if "template" in kind or "html" in kind else _strings(script)
    longest = max((markup for markup in map(_plain, held) if MARKUP.search(markup)), key=_sentences, default="")
    return longest if _sentences(longest) > max(LEAST, TIMES * said) else ""


def _counts(block: Block) -> bool:
    return sum(cell.text.isdigit() for row in block.rows for cell in row) > 2


def _sentences(text: str) -> int:
    return text.count(page_rules.STOP)


def _strings(script: str, level: int = 1) -> list[str]:
    """Return the strings of a script that hold sentences, those within a string of data too, and all as one where they are written in turns."""
    bodies = [match[match.lastindex or 1] or "" for match in STRING.finditer(script)]
    bodies = [ESCAPED.sub(_letter, body).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\" in body else body for body in bodies]
    found = ["\n".join(bodies)] if "document.write" in script else []
    for body in bodies:
        found += _strings(body, level + 1) if body.lstrip()[:1] in ("{", "[") and level < LEVELS else [body]
    return found


def _letter(found: re.Match) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else LETTERS.get(found[3], found[3])


def _plain(markup: str) -> str:
    """Return markup whose own tags are written as entities, percent codes or Base64 as tags."""
    if "%3C" in markup:
        markup = unquote(markup)
    if len(markup) >= LONG and CODED.fullmatch(markup):
        code = "".join(markup.split()).rstrip("=")
        markup = b64decode(code[:len(code) // 4 * 4]).decode("utf-8", "ignore")
    return html.unescape(markup) if "&lt;" in markup and not MARKUP.search(markup) else markup
