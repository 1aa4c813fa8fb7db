"""The user's own documents: read once per file and rules, on all cores, and kept as Parquet until either changes."""

import atexit
import gc
import hashlib
import multiprocessing
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, replace
from pathlib import Path

import polars as pl

from etl import messages
from etl.documents.collect import printable
from etl.extract import REPORT_FIELDS, Extraction, extract, frame_of
from etl.messages import text
from etl.model import Document, Figure, Finding, Report
from etl.progress import bar
from etl.rulefiles import RULES, use, using
from etl.rules import Rules, load
from etl.said import NOTHING, Said
from etl.said import load as load_said
from etl.table import Refusal

_RULES: dict[tuple[Path, str], Rules] = {}
NAME_MAX = 200  # bytes of a name in the inbox
ABANDONED = 3600  # seconds after which an unfinished file is no longer being written
POOL_FROM = 50  # documents; fewer are read in this process before a pool has started
RETRIED = ("office_missing", "document_missing", "document_too_slow", "document_out_of_memory")  # refusals that may pass: not kept
AFTER_READING = {f"{name}.csv" for name in "corrections verdicts checks card deadlines derived groups words".split()}  # nothing read


def rules_hash(folder: Path) -> str:
    """Return 12 hex digits of everything that reading depends on: the rule files and the code of the steps."""
    digest = hashlib.sha256()
    own = {path.name: path for place in (RULES, folder) for path in (*place.glob("*.csv"), *place.glob("*.yaml"))}
    rules = [path for name, path in sorted(own.items()) if name not in AFTER_READING]
    code = sorted(path for kind in ("*.py", "*.xcu") for path in Path(__file__).parent.rglob(kind))
    for path in (*rules, *code):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def read_inbox(data: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, list[Refusal]]:
    """Return reports, figures and findings of the documents in data/inbox, and the documents refused; new ones are read."""
    from etl.documents.collect import find

    paths, cache = find([data / "inbox"]) if (data / "inbox").is_dir() else [], data / "cache"
    known, wrong = load_said(data)

    def said(digest: str) -> Said:
        return known.get(digest, NOTHING)

    kept = _results(paths, data, said)
    gone = [Refusal(printable(path.name), 0, "document_missing", {}) for path in paths if path not in kept]
    frames = _frames(kept, data, said)
    for stale in {*cache.glob("*.parquet")} - set(kept.values()) | set(_left_behind(cache)) | set(_left_behind(data / "inbox")):
        stale.unlink(missing_ok=True)
    first = {result: path for path, result in reversed(kept.items())}  # of copies of a document
    reports, figures, findings, refused = _unpack([frames[result].with_columns(file=pl.lit(printable(first[result].name))) for result in dict.fromkeys(kept.values())])
    return reports, figures, findings, wrong + gone + refused


def read_files(paths: list[Path], data: Path, said: Callable[[str], Said]) -> dict[Path, pl.DataFrame]:
    """Return the result of each file, a row of SCHEMA, given what the user says of a document's SHA-256; files that cannot be opened are left out."""
    kept = _results(paths, data, said)
    frames = _frames(kept, data, said)
    return {path: frames[result] for path, result in kept.items()}


def _results(paths: list[Path], data: Path, said: Callable[[str], Said]) -> dict[Path, Path]:
    """Return where the result of each file that can be opened is kept."""
    version = rules_hash(data / "rules")
    return {path: data / "cache" / f"{digest}{_mark(said(digest))}-{version}.parquet" for path in paths if (digest := _digest(path))}


def _frames(kept: dict[Path, Path], data: Path, said: Callable[[str], Said]) -> dict[Path, pl.DataFrame]:
    """Return the results {file of the result: row}; those not known yet are read on all cores.

    Interrupted, it goes on where it was: every document's result is written under a temporary name and renamed.
    """
    first = {result: path for path, result in reversed(kept.items())}
    frames = {result: frame for result in first if (frame := _kept(result)) is not None}
    tasks = [(path, result, data / "rules", said(_digest_in(result))) for path, result in kept.items() if first[result] == path and result not in frames]
    with using(data / "rules"):
        for _ in bar(_read_all(tasks), len(tasks), text("reading")):
            pass
        frames |= {task[1]: _read_result(*task) for task in tasks}
    for result, frame in frames.items():
        if frame["refused"][0] in RETRIED:
            result.unlink(missing_ok=True)
    return frames


def _digest_in(result: Path) -> str:
    return re.split("[.-]", result.name)[0]


def _mark(said: Said) -> str:
    """Return what tells a result apart that was read with the user's word."""
    return "." + hashlib.sha256(repr(said).encode()).hexdigest()[:8] if said != NOTHING else ""


def _left_behind(folder: Path) -> list[Path]:
    """Return the unfinished files of runs that were killed; those of another run that goes on are younger."""
    return [part for part in folder.glob("*.part") if part.exists() and part.stat().st_mtime < time.time() - ABANDONED]


def _read_result(path: Path, result: Path, rules: Path, said: Said) -> pl.DataFrame:
    """Return what was just read, reading it again if another run has cleared it away."""
    if (frame := _kept(result)) is None:
        read_one(path, result, rules, said)
        frame = pl.read_parquet(result)
    return frame


def _kept(result: Path) -> pl.DataFrame | None:
    """Return a kept result, None when there is none or its file is damaged: then the document is read again."""
    try:
        frame = pl.read_parquet(result) if result.exists() else None
        return frame if frame is None or dict(frame.schema) == SCHEMA and frame.height == 1 else None
    except (pl.exceptions.PolarsError, OSError):
        return None


def take(path: Path, sha256: str, inbox: Path) -> None:
    """Copy a document into the inbox under its hash and name, unless it is there; a long name is cut before its ending. Raises OSError."""
    inbox.mkdir(parents=True, exist_ok=True)
    long = len(os.fsencode(path.name)) > NAME_MAX
    stem = os.fsencode(path.stem)[:NAME_MAX - 20].decode("utf-8", "ignore") if long else path.stem
    target = inbox / f"{sha256[:8]}-{stem}{path.suffix[:20]}"
    if not target.exists() and inbox.resolve() not in path.resolve().parents:
        part = inbox / f".{sha256[:16]}.{os.getpid()}.part"
        try:
            shutil.copyfile(path, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex, nothing when it cannot be read; a named pipe would be waited for."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _read_all(tasks: list[tuple[Path, Path, Path, Said]]) -> Iterator[None]:
    if len(tasks) < POOL_FROM:
        for task in tasks:
            yield read_one(*task)
        return
    # Not forked: a fork of a process whose polars threads have run may wait for ever.
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(read_one, *task) for task in tasks]):
            yield done.result()


def read_one(path: Path, result: Path, rules: Path, said: Said = NOTHING) -> None:
    """Read one document, as the user said whose it is, into one Parquet file of one row, its findings in Chinese; called again, with the same outcome."""
    from etl.checks.sections import prints, sections
    from etl.documents.refusal import Refused

    spoken, messages.language = messages.language, "zh"
    use(rules)
    try:
        loaded = _loaded(rules, result.stem.rsplit("-", 1)[-1])
        found = extract(path, loaded, lambda _: said)
        found.findings += sections(found.document, found.report, loaded)
        packed = _pack(path, found, prints(found.document, loaded))
    except Refused as refused:
        row = {"file": printable(path.name), "sha256": _digest_in(result), "refused": refused.key, "values": [f"{k}\t{v}" for k, v in refused.values.items()]}
        packed = pl.DataFrame([row], schema=SCHEMA)
    finally:
        messages.language = spoken
    result.parent.mkdir(parents=True, exist_ok=True)
    part = result.with_suffix(f".{os.getpid()}.part")
    try:
        packed.write_parquet(part, statistics=False)
        os.replace(part, result)
    except pl.exceptions.PolarsError as error:  # a full disk, for one
        raise OSError(f"{result.parent}: {error}") from None
    finally:
        part.unlink(missing_ok=True)


def _loaded(folder: Path, version: str) -> Rules:
    """Return the rules of a folder, loaded once per process and version."""
    if (folder, version) not in _RULES:
        _RULES.clear()
        _RULES[folder, version] = load(folder)
        gc.freeze()  # the rules stay: no collection of garbage need look at them again
        atexit.register(gc.unfreeze)  # or DuckDB complains at the end of what was never freed
    return _RULES[folder, version]


FIELDS = {"metric_id": "metric"}
FIGURES = frame_of([]).schema
FINDING = {name: pl.String for name in ("check_id", "level", "suspect", "message", "place", "message_en")}
SCHEMA = {
    "file": pl.String, "sha256": pl.String, "refused": pl.String, "values": pl.List(pl.String),
    "report": pl.Struct({name: pl.Int16 if name == "year" else pl.String for name in REPORT_FIELDS}),
    "figures": pl.List(pl.Struct(dict(FIGURES))), "findings": pl.List(pl.Struct(FINDING)), "prints": pl.List(pl.String),
}


def _pack(path: Path, found: Extraction, marks: list[str]) -> pl.DataFrame:
    figures = frame_of(found.figures, f"doc-{found.document.sha256[:12]}").to_struct("figures").implode()
    row = {
        "file": printable(path.name), "sha256": found.document.sha256, "refused": "", "values": [],
        "report": {name: getattr(found.report, name) for name in REPORT_FIELDS},
        "figures": [], "findings": [asdict(finding) for finding in found.findings], "prints": marks,
    }
    return pl.DataFrame([row], schema=SCHEMA).with_columns(figures)


def extraction_of(frame: pl.DataFrame) -> Extraction | Refusal:
    """Return what a result says of its document, without the document's text, in the language of the messages; its refusal where it was refused."""
    row = frame.row(0, named=True)
    if row["refused"]:
        return Refusal(row["file"], 0, row["refused"], dict(pair.split("\t", 1) for pair in row["values"]))
    figures = [Figure(**{FIELDS.get(name, name): value for name, value in figure.items() if name not in ("report_id", "line")}) for figure in row["figures"]]
    findings = [Finding(*finding.values()) for finding in row["findings"]]
    if messages.language == "en":
        findings = [replace(finding, message=finding.message_en or finding.message) for finding in findings]
    return Extraction(Document(row["file"], row["sha256"], "", []), Report(**row["report"]), figures, findings)


def _unpack(frames: list[pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, list[Refusal]]:
    read = pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)
    refused = [Refusal(row["file"], 0, row["refused"], dict(pair.split("\t", 1) for pair in row["values"]))
               for row in read.filter(pl.col("refused") != "").iter_rows(named=True)]
    read = read.filter(pl.col("refused") == "").with_columns(report_id=pl.format("doc-{}", pl.col("sha256").str.slice(0, 12))).sort("file")
    reports = read.select("report_id", "file", "sha256", "prints", "report").unnest("report")
    figures = read.select("figures").explode("figures", empty_as_null=False).unnest("figures") if read.height else frame_of([])
    findings = read.select("report_id", "findings").explode("findings", empty_as_null=False).unnest("findings")
    return reports, figures, findings, refused
