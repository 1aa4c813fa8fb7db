"""Parts of a DOCX or XLSX file, measured before and while they are unpacked."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from etl.documents.refusal import Refused

PART_MAX = 48 * 2**20  # bytes of one part, unpacked
TOTAL_MAX = 400 * 2**20  # bytes of all parts as the archive declares them
PARTS_MAX = 20_000
RATIO_MAX, RATIO_FROM = 200, 8 * 2**20  # a large part that shrank this much is no document
PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True}


class Package:
    """An opened archive; `part` returns a part's XML root or None when there is no such part."""

    def __init__(self, data: bytes):
        try:
            self.archive = zipfile.ZipFile(BytesIO(data))
            self.sizes = {info.filename: info for info in self.archive.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Refused("document_damaged") from None
        declared = sum(info.file_size for info in self.sizes.values())
        if len(self.sizes) > PARTS_MAX:
            raise Refused("document_too_complex")
        if declared > TOTAL_MAX:
            raise Refused("archive_too_large", found=declared // 2**20, allowed=TOTAL_MAX // 2**20)

    def names(self, start: str, end: str) -> list[str]:
        """Return the names of parts with this beginning and end, in order."""
        return sorted(name for name in self.sizes if name.startswith(start) and name.endswith(end))

    def bytes(self, name: str) -> bytes | None:
        """Return one part's bytes; raises Refused when it is larger than declared or allowed, packed too tight, or damaged."""
        info = self.sizes.get(name)
        if info is None:
            return None
        tight = info.file_size > RATIO_FROM and info.file_size > RATIO_MAX * max(1, info.compress_size)
        if tight:
            raise Refused("archive_packed_tight", found=info.file_size // max(1, info.compress_size))
        if info.file_size > PART_MAX:
            raise Refused("archive_too_large", found=info.file_size // 2**20, allowed=PART_MAX // 2**20)
        try:
            with self.archive.open(info) as part:
                data = part.read(PART_MAX + 1)
        except RuntimeError:
            raise Refused("document_locked") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise Refused("document_damaged") from None
        if len(data) > PART_MAX:
            raise Refused("archive_too_large", found=len(data) // 2**20, allowed=PART_MAX // 2**20)
        return data

    def part(self, name: str) -> etree._Element | None:
        """Return one part's XML root; raises Refused when it is not well-formed."""
        data = self.bytes(name)
        if data is None:
            return None
        try:
            return etree.fromstring(data, etree.XMLParser(**PARSER))
        except etree.XMLSyntaxError:
            raise Refused("document_damaged") from None


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace: documents come in two of them."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """Return an attribute whatever its namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return default


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, whatever its namespace."""
    return next((each for each in element if local(each) == name), None) if element is not None else None
