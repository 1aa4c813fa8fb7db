"""HTML into pieces in reading order. Lexbor repairs the page as a browser does; its even output is then read tag by tag."""

import html
import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from etl.documents import blocks, html_marks, page_rules
from etl.documents.article import HEADING_MAX, article, as_block
from etl.documents.html_table import Cell, Piece, Table, leaf
from etl.model import Block

DEPTH_MAX = 3_000  # nested containers; beyond it browsers and lexbor slow down with the square of the depth
DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")
CONTAINERS = re.compile(r"<(/?)(?:div|section|article|main|aside|header|footer|nav|ul|ol|dl|blockquote|center|fieldset|details|figure|address|table|dir|menu|pre)\b", re.I)
TOKEN = re.compile(r'<(/?)(p|br|td|tr|th|table|a|div|li|ul|ol|dl|dt|dd|h[1-6]|hr|pre|section|article|main|header|footer|nav|aside|center|form'
                   r'|fieldset|caption|blockquote|figure|figcaption|address|details|summary|legend|body|html|head|title)(?=[\s>])([^">]*+(?:"[^"]*+"[^">]*+)*+)>')
PASSED = re.compile(r'</?(?:span|font|b|strong|i|em|u|s|o:p|st1:\w+|sub|sup|img|tbody|thead|tfoot|colgroup|col|label|ins|big|small|wbr|input|mark|bdo|cite)'
                    r'(?=[\s>])[^">]*+(?:"[^"]*+"[^">]*+)*+>')
INLINE = re.compile(r'<[^">]*+(?:"[^"]*+"[^">]*+)*+>')
COMMENT = re.compile(r"<!--.*?-->", re.S)
NAMES = re.compile(r'(?:class|id)="([^"]*)"')
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?table(-row(?!-group)|-cell)?(?![-\w])", re.I)
ROW_CLASS = re.compile(r"(?:.*[-_])?(?:row|tr|line)[-_]?\d*", re.I)
SHEET_RULE = re.compile(r"\.([\w-]+)\s*\{[^{}]*display\s*:\s*(?:inline-)?table(-row(?!-group)|-cell)?\s*[;}]", re.I)
VOID = {"br", "hr"}


def read(text: str) -> tuple[list[Block], str]:
    """Return the blocks of a page without its navigation, and its title; raises RecursionError when nested beyond reading."""
    if "\0" in text:
        text = text.replace("\0", "")
    if "base64," in text:
        text = DATA_URI.sub("", text)
    if text.count("<") - text.count("</") > DEPTH_MAX and _depth(text) > DEPTH_MAX:
        raise RecursionError
    try:
        tree = LexborHTMLParser(text)
    except SelectolaxError:  # lexbor repairs everything; it only fails without memory
        raise MemoryError from None
    sheets = "".join(node.text() for node in tree.css("style"))
    title, meta = _head(tree)
    if html_marks.MOVED.search(text):
        html_marks.fill_in(tree)
    tree.strip_tags(list(page_rules.noise("tag")))
    source = html_marks.source(tree, sheets)
    source, tables = _set_apart(PASSED.sub("", COMMENT.sub("", source) if "<!--" in source else source))
    pieces = _Walker(dict(SHEET_RULE.findall(sheets)), tables).walk(source)
    kept = article(pieces)
    return _unprinted(meta, kept) + blocks.join_split([as_block(piece) for piece in kept]), title


def _unprinted(meta: list[tuple[str, str]], kept: list[Piece]) -> list[Block]:
    """Return a paragraph for each meta tag whose value the article does not print."""
    printed = "\n".join(piece.text or "\n".join(cell.text for row in piece.rows for cell in row) for piece in kept) if meta else ""
    return [blocks.paragraph(f"{label}\uff1a{value}") for label, value in meta if value[:10] not in printed]


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in CONTAINERS.finditer(text):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _set_apart(source: str) -> tuple[str, list[Piece]]:
    """Return the source with a mark for each plain data table, and those tables: the fast way for most cells there are."""
    parts, tables, last, end = [], [], 0, source.find("</table>")
    while end >= 0:
        start, after = source.rfind("<table", last, end), end + len("</table>")
        piece = leaf(source[start:end]) if start >= 0 else None
        if piece:
            parts += source[last:start], f"<hr \0{len(tables)}>"
            tables.append(piece)
        else:
            parts.append(source[last:after])
        last, end = after, source.find("</table>", after)
    return "".join(parts) + source[last:], tables


def _head(tree: LexborHTMLParser) -> tuple[str, list[tuple[str, str]]]:
    node, title, meta = tree.css_first("title"), "", []
    for tag in tree.css("meta[name][content]"):
        name, value = (tag.attributes.get("name") or "").lower(), blocks.line(tag.attributes.get("content") or "")
        if name == "articletitle":
            title = value
        if value and name in page_rules.meta_labels():
            meta.append((page_rules.meta_labels()[name], value))
    return title or (blocks.line(node.text()) if node else ""), meta


class _Walker:
    """Reads tags and text in order; an open element is (role, state) on the stack, tables nest by swapping `pieces`."""

    def __init__(self, sheet: dict[str, str], apart: list[Piece]):
        self.apart = apart  # tables already read, by the number in their mark
        self.sheet = sheet  # class -> "", "-row" or "-cell" where the page's own style sheet makes tables of divs
        self.pieces: list[Piece] = []
        self.buffer: list[str] = []
        self.linked = 0
        self.link = False
        self.tag = ""
        self.stack: list[list] = []  # [tag, role, state, implicit table]
        self.tables: list[Table] = []
        self.roles: dict[tuple[str, str], tuple[str, str]] = {}
        self.regions = 0
        self.plain = True  # a paragraph here is a paragraph, neither a cell of a row of divs nor the end of their table

    def walk(self, source: str) -> list[Piece]:
        parts = TOKEN.split(source)
        self._text(parts[0])
        for place in range(1, len(parts), 4):
            slash, tag, attributes, text = parts[place:place + 4]
            if tag == "a":
                self.link = not slash and ("href=" in attributes or "name=" not in attributes)  # the marks of a Word file are no links
            elif tag == "p" and self.plain and not (self.stack and self.stack[-1][0] == "p"):  # nearly always closed at once: no need for the stack
                self._flush()
                self.tag = "p" if not slash else self.stack[-1][0] if self.stack else ""
            elif slash:
                self._close(tag)
            else:
                self._open(tag, attributes)
            if text:
                self._text(text)
        while self.stack:
            self._close(self.stack[-1][0])
        self._flush()
        return self.pieces

    def _text(self, text: str) -> None:
        if text.isspace():
            if self.buffer:
                self.buffer.append(" ")
            return
        if "<" in text:
            text = INLINE.sub("", text)
        if "&" in text:
            text = html.unescape(text)
        self.buffer.append(text)
        if self.link:
            self.linked += len(text.strip())

    def _flush(self) -> None:
        if not self.buffer:
            return
        text = "".join(self.buffer)
        if self.tag == "pre":
            self.pieces += [Piece(line, "p") for line in map(blocks.squeeze, blocks.clean(text).split("\n")) if line]
        elif text := blocks.line(text):
            self.pieces.append(Piece(text, self.tag, self.linked))
        self.buffer, self.linked = [], 0

    def _open(self, tag: str, attributes: str) -> None:
        if tag == "br" and self.tag == "h1" and len("".join(self.buffer)) <= HEADING_MAX:
            self.buffer.append("\n")
            return
        self._flush()
        if tag in VOID:
            if attributes.startswith(" \0"):
                self.pieces.append(self.apart[int(attributes[2:])])
            return
        role, region = self._role(tag, attributes)
        above = self.stack[-1] if self.stack else None
        if above:
            role = self._below(above, tag, role)
        state = self._begin_table() if role == "table" else None
        if role == "row" and self.tables:
            self.tables[-1].rows.append([])
            self.pieces = self.tables[-1].loosen()
        elif role == "cell" and self.tables and self.tables[-1].rows:
            cell = Cell(attributes)
            self.tables[-1].rows[-1].append(cell)
            self.pieces = cell.pieces
        self.regions += bool(region)
        self.stack.append([tag, role, state, None, (self.pieces, len(self.pieces), self.regions, region == "hidden") if region else None])
        self.tag = tag
        self.plain = role != "row"

    def _below(self, above: list, tag: str, role: str) -> str:
        """Return an element's role under its parent: children of a row of divs are cells, rows of divs begin a table of their own."""
        if above[3] and role != "row":
            self._end_table(above)
        if above[1] == "row" and tag not in ("td", "th") and role not in ("table", "row"):
            return "cell"
        if role == "row" and tag != "tr" and above[1] != "table" and not above[3]:
            above[3] = self._begin_table(guessed=True)
        return role

    def _close(self, tag: str) -> None:
        self._flush()
        if tag in VOID or not self.stack or self.stack[-1][0] != tag:
            return
        entry = self.stack.pop()
        if entry[3]:
            self._end_table(entry)
        if entry[4]:
            pieces, start, number, hidden = entry[4]
            for piece in pieces[start:]:
                piece.region = piece.region or (0 if piece.is_title() and not hidden else number)
        if entry[1] == "table":
            self._leave(entry[2])
        elif entry[1] == "cell" and self.tables:
            self.pieces = self.tables[-1].loosen()
        elif entry[1] == "row" and self.tables:
            self.pieces = self.tables[-1].stray
        self.tag = self.stack[-1][0] if self.stack else ""
        self.plain = not self.stack or self.stack[-1][1] != "row" and not self.stack[-1][3]

    def _begin_table(self, guessed: bool = False) -> Table:
        self.tables.append(Table(self.pieces, guessed))
        self.pieces = self.tables[-1].stray
        return self.tables[-1]

    def _end_table(self, entry: list) -> None:
        table, entry[3] = entry[3], None
        self._leave(table)

    def _leave(self, table: Table) -> None:
        if table in self.tables:
            del self.tables[self.tables.index(table):]
            self.pieces = table.outer
            self.pieces += table.finish()

    def _role(self, tag: str, attributes: str) -> tuple[str, str]:
        """Return what an element is to us (table, row, cell or nothing) and what says it is no article: "named", "hidden" or nothing."""
        known = self.roles.get((tag, attributes))
        if known is None:
            known = self.roles[tag, attributes] = self._find_role(tag, attributes)
        return known

    def _find_role(self, tag: str, attributes: str) -> tuple[str, str]:
        role = {"table": "table", "tr": "row", "td": "cell", "th": "cell"}.get(tag, "")
        region = "named" if tag in page_rules.noise("region") else ""
        if not attributes or tag in ("p", "body"):
            return role, region
        names = " ".join(NAMES.findall(attributes))
        if tag not in ("tr", "td", "th") and HIDDEN.search(attributes):
            region = "hidden"
        elif page_rules.is_noise_name(names):
            region = "named"
        if not role:
            display = DISPLAY.search(attributes)
            kinds = [display[1] or ""] if display else [self.sheet[name] for name in names.split() if name in self.sheet]
            if kinds:
                role = {"": "table", "-row": "row", "-cell": "cell"}[kinds[-1].lower()]
            elif any(ROW_CLASS.fullmatch(name) for name in names.split()):
                role = "row"
        return role, region
