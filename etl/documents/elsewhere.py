"""Pages that say nearly nothing themselves: where their report stands instead (frame, attachment, picture, script)."""

import re
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.documents import blocks
from etl.model import Block

SHORT = 200  # characters; a page with more, or with a table, is read for itself
BARE = 60  # characters of a title and a date; a page with a picture and more is no picture of a report
SHOWN = 3  # addresses named
ATTACHED = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|odt|ods|ofd|zip|rar|7z)(?=$|[?#&\"'])", re.I)
HOLDERS = {"frame": "src", "iframe": "src", "embed": "src", "object": "data"}
PICTURE_MIN = 200  # pixels; a smaller picture is an icon
NO_ADDRESS = ("", "about:blank", "#")


def find(text: str, found: list[Block]) -> str:
    """Return a note (message key and addresses) on where the report of a page stands whose own blocks say little, "" for any other page."""
    size = sum(len(block.text) for block in found)
    if size > SHORT or any(block.rows for block in found):
        return ""
    tree = LexborHTMLParser(text)
    base = (tree.css_first("base[href]").attributes.get("href") or "") if tree.css_first("base[href]") else ""
    held = [node.attributes.get(HOLDERS[node.tag]) or "" for node in tree.css(", ".join(HOLDERS))]
    links = [_attachment(node) for node in tree.css("a[href]")]
    attached = [address for address in [*held, *links] if ATTACHED.search(address)]
    framed = [address for address in held if address.strip() not in NO_ADDRESS and not address.startswith(("javascript:", "data:"))]
    pictures = [node.attributes.get("src") or "" for node in tree.css("img") if _is_large(node)]
    for kind, addresses, most in (("attachment", attached, SHORT), ("frame", framed, SHORT), ("picture", pictures, BARE)):
        if addresses and size <= most:
            return f"elsewhere_{kind} {_listed(addresses, base)}"
    return "elsewhere_script" if size <= BARE and tree.css_first("script, noscript") else ""


def _attachment(node: LexborNode) -> str:
    """Return a link's address, or its words where only they name a file."""
    address, words = node.attributes.get("href") or "", blocks.line(node.text())
    return address if ATTACHED.search(address) or not ATTACHED.search(words) else words


def _is_large(node: LexborNode) -> bool:
    sizes = [int(digits[0]) for name in ("width", "height") if (digits := re.match(r"\d{1,5}", node.attributes.get(name) or ""))]
    return all(size >= PICTURE_MIN for size in sizes)


def _listed(addresses: list[str], base: str) -> str:
    """Return the first addresses, each once; pictures that stand in the page itself have none."""
    plain = [address if address.startswith("data:") else unquote(urljoin(base, address.strip())) for address in addresses]
    named = list(dict.fromkeys(address[:40] + "\u2026" if address.startswith("data:") else blocks.line(address) for address in plain))
    return ", ".join(named[:SHOWN]) + ("\u2026" if len(named) > SHOWN else "")
