"""Which pieces of a page are its article."""

from etl.documents import page_rules
from etl.documents.html_table import Piece
from etl.model import Block

FURNITURE_MAX = 0.3  # share of the page's text from which a region is the article, whatever it is called
HEADING_MAX = 60  # characters; a longer one in a heading tag is text
LINKS_MAX = 0.5  # share of text in links from which the page is itself a list of links


def article(pieces: list[Piece]) -> list[Piece]:
    """Leave out regions named as page furniture, lines of links and page residue, but never the better part of the text."""
    texts = sum(piece.size for piece in pieces if not piece.is_link())
    share: dict[int, int] = {}
    for piece in pieces:
        share[piece.region] = share.get(piece.region, 0) + (texts if piece.holds_figures() else 0 if piece.is_link() else piece.size)
    dropped = {region for region, size in share.items() if region and size <= FURNITURE_MAX * texts}
    kept = [piece for piece in pieces if piece.region not in dropped]
    links = sum(piece.size for piece in kept if piece.is_link())
    if links <= LINKS_MAX * sum(piece.size for piece in kept):
        kept = [piece for piece in kept if not piece.is_link()]
    return [piece for piece in kept if piece.rows or not page_rules.is_noise(piece.text)]


def as_block(piece: Piece) -> Block:
    """Return a piece as a block still without its place."""
    if piece.rows:
        return Block(0, "table", "", 0, 0, piece.rows)
    kind = "heading" if piece.tag[:1] == "h" and piece.tag[1:].isdigit() and len(piece.text) <= HEADING_MAX else "paragraph"
    return Block(0, kind, piece.text, 0, 0)
