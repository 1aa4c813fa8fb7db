"""Old Word, Excel, WPS, RTF and OpenDocument files, made into DOCX or XLSX by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from etl.documents.refusal import Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60
OLE = b"\xd0\xcf\x11\xe0"
WORD_MARK = "WordDocument".encode("utf-16-le")
SHEET_MARKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"), b"opendocument.spreadsheet")


def is_legacy(head: bytes) -> bool:
    """Tell from a file's first bytes whether it needs LibreOffice (and so more than the usual time)."""
    return head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) or b"opendocument" in head[:200]


def convert(data: bytes) -> bytes:
    """Return the DOCX or XLSX that LibreOffice makes of a file; raises Refused when it is not installed or fails."""
    if data.startswith(OLE) and WORD_MARK not in data and not any(mark in data for mark in SHEET_MARKS):
        raise Refused("document_unknown")  # LibreOffice would take any bytes for text
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Refused("office_missing")
    ending = "xlsx" if any(mark in data for mark in SHEET_MARKS) else "docx"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source" / "document"
        source.parent.mkdir()
        source.write_bytes(data)
        _run([program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", ending,
              "--outdir", folder, str(source)])
        made = Path(folder) / f"document.{ending}"
        if not made.is_file():
            raise Refused("document_damaged")
        return made.read_bytes()


def _run(command: list[str]) -> None:
    """Run in a process group of its own, so that a hanging office ends with all its children."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True, preexec_fn=_unlimited)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Refused("document_too_slow", allowed=SECONDS) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _unlimited() -> None:
    """The office needs more memory than the reader's own limit, which it would inherit."""
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))
