"""Old Word, Excel, WPS, RTF and OpenDocument files, made into DOCX or XLSX by LibreOffice where it is installed."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from etl.documents import collect
from etl.documents.refusal import Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 8  # a conversion; what is left of a document's 10 seconds is for reading what was made
STARTING = 60  # LibreOffice's own first start, which makes its profile; no document pays for it
MEMORY = 768 * 2**20  # bytes of data of LibreOffice; with the reader's own they stay below 1 GB
SETTINGS = Path(__file__).with_name("office_profile.xcu")  # no macros, no links, no network
OLE = b"\xd0\xcf\x11\xe0"
WORD_MARK = "WordDocument".encode("utf-16-le")
OBJECTS = "ObjectPool".encode("utf-16-le")  # where a Word file keeps the sheets put into it
SHEET_MARKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"), b"opendocument.spreadsheet", b'progid="Excel.Sheet"', b"<Workbook")


def is_legacy(head: bytes) -> bool:
    """Tell from a file's first bytes whether it needs LibreOffice."""
    return head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) or b"opendocument" in head[:200] or bool(collect.OFFICE_XML.search(head))


def convert(data: bytes) -> bytes:
    """Return the DOCX or XLSX that LibreOffice makes of a file; raises Refused when it is not installed, too slow or fails."""
    if data.startswith(OLE) and WORD_MARK not in data and not any(mark in data for mark in SHEET_MARKS):
        raise Refused("document_unknown")  # LibreOffice would take any bytes for text
    if _program() is None:
        raise Refused("office_missing")
    ending = "xlsx" if any(mark in data for mark in SHEET_MARKS) and not (WORD_MARK in data and OBJECTS in data) else "docx"
    with tempfile.TemporaryDirectory(dir=_home()) as folder:
        source = Path(folder) / "source" / "document"
        source.parent.mkdir()
        source.write_bytes(data)
        _run(["--convert-to", ending, "--outdir", folder, str(source)], SECONDS)
        made = Path(folder) / f"document.{ending}"
        if not made.is_file():
            raise Refused("document_damaged")
        return made.read_bytes()


def prepare(folder: str) -> None:
    """Start LibreOffice once with a profile in a folder, for all documents to come; where it cannot start a document will tell why."""
    _HOMES[os.getpid()] = folder
    user = Path(folder) / "profile" / "user"
    user.mkdir(parents=True)
    shutil.copy(SETTINGS, user / "registrymodifications.xcu")
    if _program():
        try:
            _run(["--terminate_after_init"], STARTING)
        except Refused:
            pass


def _program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


_HOMES: dict[int, str] = {}


def _home() -> str:
    """Return the folder of this process's profile, made here for a process that was not prepared."""
    if os.getpid() not in _HOMES:
        folder = tempfile.mkdtemp(prefix="office-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        prepare(folder)
    return _HOMES[os.getpid()]


def _run(options: list[str], seconds: int) -> None:
    """Run in a process group of its own, so that a hanging office ends with all its children."""
    command = [_program(), f"-env:UserInstallation=file://{_home()}/profile", "--headless", "--norestore", *options]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True, preexec_fn=_limited)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refused("document_too_slow", allowed=seconds) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _limited() -> None:
    """Give the office its own limits in place of the reader's, which it would inherit."""
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    for kind, value in ((resource.RLIMIT_AS, None), (resource.RLIMIT_CPU, STARTING), (resource.RLIMIT_DATA, MEMORY)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard if value is None or hard != resource.RLIM_INFINITY and hard < value else value, hard))
