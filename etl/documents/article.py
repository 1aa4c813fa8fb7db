"""Which pieces of a page are its article."""

from etl.documents import blocks, page_rules
from etl.documents.html_table import Piece
from etl.documents.wrapped import runs_on, wrap_width
from etl.model import Block

FURNITURE_MAX = 0.3  # share of the page's text from which a region is the article, whatever it is called
HEADING_MAX = 60  # characters; a longer one in a heading tag is text
LINKS_MAX = 0.5  # share of text in links from which a page without a sentence is itself a list of links
LINE = range(16, 61)  # characters of a full line of an article broken at one width
LONG = 20  # characters of a paragraph by which a second copy of an article is found


def article(pieces: list[Piece]) -> list[Piece]:
    """Leave out regions named as page furniture, lines of links and page residue, but never the better part of the text."""
    texts = sum(piece.size for piece in pieces if not piece.is_link())
    share: dict[int, int] = {}
    for piece in pieces:
        if piece.region:
            share[piece.region] = share.get(piece.region, 0) + (texts if piece.holds_figures() else 0 if piece.is_link() or _is_noise(piece) else piece.size)
    dropped = {region for region, size in share.items() if size <= FURNITURE_MAX * texts}
    kept = [piece for piece in pieces if piece.region not in dropped]
    words = [piece for piece in kept if not piece.is_link()]
    if any(map(_is_told, words)) or sum(piece.size for piece in kept) <= sum(piece.size for piece in words) / LINKS_MAX:
        kept = words
    return _mended([piece for piece in _without_end(_once(kept)) if not _is_noise(piece)])


def _is_noise(piece: Piece) -> bool:
    return not piece.rows and page_rules.is_noise(piece.text)


def _is_told(piece: Piece) -> bool:
    """Tell whether a piece is told by an author: a sentence, or a table of figures."""
    return piece.holds_figures() if piece.rows else page_rules.STOP in piece.text


def _once(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the second copy of an article that a page holds twice (for screens and for phones)."""
    places: dict[str, int] = {}
    total, end = sum(piece.size for piece in pieces), 0
    for place, piece in enumerate(pieces):
        if piece.rows or piece.size < LONG or place < end:
            continue
        first = places.setdefault(piece.text, place)
        if first < place:
            start, end = _copy(pieces, first, place)
            if sum(piece.size for piece in pieces[start:end]) >= FURNITURE_MAX * total:
                return pieces[:start] + pieces[end:]
    return pieces


def _copy(pieces: list[Piece], first: int, place: int) -> tuple[int, int]:
    """Return where the run of pieces that stood before begins and ends, around a piece that stood at `first` before."""
    apart, start, end = place - first, place, place + 1
    while start > apart and _is_same(pieces[start - 1 - apart], pieces[start - 1]):
        start -= 1
    while end < len(pieces) and end - apart < start and _is_same(pieces[end - apart], pieces[end]):
        end += 1
    return start, end


def _is_same(piece: Piece, other: Piece) -> bool:
    if not (piece.rows and other.rows):
        return piece.text == other.text and not piece.rows and not other.rows
    return [[cell.text for cell in row] for row in piece.rows] == [[cell.text for cell in row] for row in other.rows]


def _without_end(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without what follows the first page residue behind the last sentence or table: the address of the site's owner."""
    last = next((place for place in range(len(pieces) - 1, -1, -1) if pieces[place].rows or page_rules.STOP in pieces[place].text), len(pieces))
    cut = next((place for place in range(last + 1, len(pieces)) if _is_noise(pieces[place])), len(pieces))
    return pieces[:cut] if sum(piece.size for piece in pieces[cut:] if not _is_noise(piece)) <= FURNITURE_MAX * sum(piece.size for piece in pieces) else pieces


def _mended(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the lines of an article that was broken at one width put together as paragraphs."""
    lines = [piece.text for piece in pieces if not piece.rows]
    full = wrap_width(lines) if sum(map(LINE.__contains__, map(len, lines))) > len(lines) / 2 else 0
    if not full:
        return pieces
    mended = pieces[:1]
    for above, piece in zip(pieces, pieces[1:]):
        if not (above.rows or piece.rows or above.linked or piece.linked) and above.tag == piece.tag and runs_on(above.text, full) and not page_rules.numbered(piece.text):
            mended[-1] = Piece(blocks.join(mended[-1].text, piece.text), piece.tag)
        else:
            mended.append(piece)
    return mended


def as_block(piece: Piece) -> Block:
    """Return a piece as a block still without its place."""
    if piece.rows:
        return Block(0, "table", "", 0, 0, piece.rows)
    kind = "heading" if piece.tag[:1] == "h" and piece.tag[1:].isdigit() and len(piece.text) <= HEADING_MAX else "paragraph"
    return Block(0, kind, piece.text, 0, 0)
