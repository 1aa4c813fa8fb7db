"""Drafts that a reader drops: read by the command line in a child process with a time limit, and kept nowhere.

The bytes go to a private temporary folder that is gone when the answer is there; the answer lives in the session's memory.
"""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import streamlit as st

from pages.shared import state
from pages.shared.frame import path_of
from pages.shared.state import link
from pages.shared.style import DROP
from pages.shared.text import lang, t
from pages.shared.warehouse import ROOT

MOST = 20  # files read at once
LARGEST = 50  # MB of one file
STARTING, EACH = 40, 20  # seconds: the process itself, and each file (a file alone is stopped after ten)
SAMPLE = ROOT / "data" / "samples" / "draft.md"
AT_ONCE = threading.BoundedSemaphore(2)  # children at a time, however many readers

Draft = tuple[str, bytes]


def dropped() -> tuple[Draft, ...]:
    """Draw the place to drop files and the way to a sample; return name and bytes of what is to be read."""
    st.html(DROP % {"pick": t("check_pick"), "limit": t("check_limit", size=LARGEST, most=MOST), "large": t("check_too_large")})
    files = st.file_uploader(t("check_drop"), accept_multiple_files=True, key="drafts", max_upload_size=LARGEST)
    if len(files) > MOST:
        st.warning(t("check_most", most=MOST, count=len(files)))
    sample = state.choose("sample", "", ("1",))
    state.keep("sample", sample, "")
    if files:
        return tuple((file.name, file.getvalue()) for file in files[:MOST])
    label, query = (t("check_sample_close"), {}) if sample else (t("check_sample"), {"sample": "1"})
    st.page_link(path_of("check"), label=label, icon=":material/close:" if sample else ":material/science:", query_params=link(**query))
    return ((t("check_sample_name"), SAMPLE.read_bytes()),) if sample else ()


def checked(drafts: tuple[Draft, ...]) -> list[dict] | None:
    """Return what the checks say of each draft, in order; asked once per session, files and language. None: no answer in time."""
    key = (lang(), tuple((name, hashlib.sha256(data).hexdigest()) for name, data in drafts))
    known = st.session_state.get("_checked")
    if known is None or known[0] != key:
        with st.spinner(t("check_running")), AT_ONCE:
            known = st.session_state["_checked"] = (key, run(drafts, lang()))
    return known[1]


def run(drafts: tuple[Draft, ...], language: str, seconds: float | None = None) -> list[dict] | None:
    """Return the JSON of `check` per draft, with the reader's own file name; None when it failed or took too long."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        paths = [Path(folder) / f"{place:03}{suffix(name)}" for place, (name, _) in enumerate(drafts)]
        for path, (_, data) in zip(paths, drafts, strict=True):
            path.write_bytes(data)
        said = _answer(["--lang", language, "check", "--json", *map(str, paths)], folder, seconds or STARTING + EACH * len(drafts))
    told = {one["file"]: one for one in map(json.loads, said.splitlines())} if said else {}
    return [told[path.name] | {"file": name} for path, (name, _) in zip(paths, drafts, strict=True)] if len(told) == len(paths) else None


def suffix(name: str) -> str:
    """Return the ending of a file name, harmless as part of another.

    >>> suffix("草稿.HTML"), suffix("a.t/../x"), suffix("none")
    ('.html', '', '')
    """
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0].lower() if found else ""


def _answer(arguments: list[str], folder: str, seconds: float) -> str:
    child = subprocess.Popen([sys.executable, "-m", "etl", *arguments], cwd=ROOT, env={**os.environ, "TMPDIR": folder}, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", start_new_session=True)
    try:
        said, _ = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # the child's own children with it
        child.communicate()
        return ""
    return said if child.returncode in (0, 3, 4) else ""
