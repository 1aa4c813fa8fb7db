"""Bytes of a Chinese page or text file into text, whatever they were declared to be."""

import codecs
import re

LOST = "\ufffd"
BOMS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"))
SEGMENT = re.compile(rb"[^<>\r\n]+|[<>\r\n]+")  # none of these bytes is the second of a GBK or Big5 character
NATIVE = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5hkscs": ("big5", 0xA4, 0xC6)}  # plane of everyday characters: its lead bytes
KNOWN = re.compile("[\t\r\n -~\u00a0\u2010-\u203a\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SAMPLE = 400_000


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text and whether characters were lost.

    The bytes are believed before any declaration: BOM, then valid UTF-8, then UTF-16 by its NULs, then UTF-8 with
    foreign segments, and at last GB18030 or Big5, whichever gives more everyday characters.

    >>> decode("\u5e74\u62a5".encode("gbk"))[0] == "\u5e74\u62a5"
    True
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data[len(bom):].decode(encoding, "replace")
            return text, LOST in text
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and (not text.isascii() or "\x00" not in text):
        return text, LOST in text
    wide = _wide(data[:4096])
    if wide:
        text = data.decode(wide, "replace")
        return text, LOST in text
    return (text, False) if text else _other(data)


def _wide(head: bytes) -> str:
    """UTF-16 without BOM holds NULs and reads, in one of its two orders, as ASCII and ideographs nearly throughout."""
    if b"\x00" in head:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = head[:len(head) // 2 * 2].decode(encoding, "replace")
            if len(KNOWN.findall(text)) > 0.9 * len(text):
                return encoding
    return ""


def _other(data: bytes) -> tuple[str, bool]:
    """The encoding that is not (only) UTF-8 is told from the segments that are not UTF-8."""
    segments = [match.group() for match in SEGMENT.finditer(data[:SAMPLE])]
    foreign = b"\n".join(segment for segment in segments if not _valid(segment))
    encoding = max(NATIVE, key=lambda name: _everyday(foreign, name))
    good = sum(segment.count(b"\xe4") + segment.count(b"\xe5") for segment in segments if _valid(segment))
    if good < 20 and (text := _strict(data, encoding)):
        return text, False
    text = _mixed(data, encoding)
    return text, LOST in text


def _valid(segment: bytes) -> bool:
    return segment.isascii() or bool(_strict(segment, "utf-8"))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _everyday(data: bytes, encoding: str) -> float:
    """Return the share of non-ASCII characters that are everyday ones of the encoding's own standard.

    Their lead bytes are B0..D7 in GB 2312 (level 1) and A4..C6 in Big5; text read in the wrong one scatters.
    """
    text = data.decode(encoding, "replace")
    standard, first, last = NATIVE[encoding]
    wide = [char for char in text if char >= "\u2e80"][:20_000]
    if not wide:
        return 0.0
    leads = (char.encode(standard, "ignore")[:1] for char in wide)
    common = sum(first <= lead[0] <= last for lead in leads if lead)
    return (common - 2 * wide.count(LOST)) / len(wide)


def _mixed(data: bytes, encoding: str) -> str:
    """Decode segment by segment (between tags and line ends): UTF-8 where valid, else the other encoding, else with losses."""
    return "".join(_segment(match.group(), encoding) for match in SEGMENT.finditer(data))


def _segment(segment: bytes, encoding: str) -> str:
    own = _strict(segment, "utf-8")
    if own:
        return own
    other, own = segment.decode(encoding, "replace"), segment.decode("utf-8", "replace")
    lost, wide = own.count(LOST), sum(map("\u2e80".__le__, own))
    return own if lost * 4 < wide - lost else other
