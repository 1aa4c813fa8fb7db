"""`python -m etl build | add | extract | check`: figures of data/ and documents of data/inbox into data/warehouse.duckdb.

Exit status: 0 all taken or nothing fails, 1 nothing built, 2 rows or documents refused in a build, 3 a document refused by
extract or check, 4 something in a checked document does not add up.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from etl import messages
from etl.messages import sentence, text
from etl.rulefiles import using

DATA = Path(__file__).parent.parent / "data"
SHOWN = 50  # refused rows printed at the end; all of them are in the warehouse's table `refusal`


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="data/ -> data/warehouse.duckdb")
    build.add_argument("--if-stale", action="store_true", help="do nothing when the warehouse is up to date")
    add = commands.add_parser("add", help="copy documents into data/inbox, read them, rebuild")
    extract = commands.add_parser("extract", help="read documents and write nothing")
    extract.add_argument("--json", action="store_true", help="one JSON object per document")
    extract.add_argument("--text", action="store_true", help="the normalised text that spans point into")
    check = commands.add_parser("check", help="say what does not add up in documents and write nothing")
    check.add_argument("--json", action="store_true", help="one JSON object per document")
    for command in (build, add, extract, check):
        command.add_argument("--data", type=Path, default=DATA, help="folder with reports.csv, figures.csv and rules/")
    for command in (add, extract, check):
        command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document or a folder of documents")
        command.add_argument("--agency", default="", help="full name of the agency, where the documents do not print it")
        command.add_argument("--year", type=_year, help="year of the reports, where the documents do not print it")
    options = parser.parse_args(arguments)
    messages.language = options.lang
    with using(options.data / "rules"):
        return run_build(options.data, options.if_stale) if options.command == "build" else run_documents(options)


def run_documents(options: argparse.Namespace) -> int:
    """Run add, check or extract; returns the exit status, 1 when the rules are wrong."""
    from etl.documents.collect import find
    from etl.rules import RulesError, load
    from etl.said import Said

    paths = find(options.files)
    if not paths:
        print(text("no_documents"), file=sys.stderr)
        return 3
    try:
        rules = load(options.data / "rules")
        told = Said(options.agency.strip(), options.year)
        if options.command == "add":
            return run_add(options.data, paths, rules, told)
        read = _extractions(paths, rules, _sayings(options.data, told), options.command == "check" and options.json)
        return run_check(read, rules, options.json) if options.command == "check" else run_extract(read, rules, options.json, options.text)
    except RulesError as error:
        return _fail("rules_refused", error.refusals)


def run_build(data: Path, if_stale: bool) -> int:
    """Build the warehouse of a data folder, saying what every step did; returns the exit status."""
    from etl.build import InputError, Log, build, version_of
    from etl.correct import CorrectionError
    from etl.publish import PublishError, current
    from etl.rules import RulesError

    if if_stale and current(data) == version_of(data):
        print(text("up_to_date", path=data / "warehouse.duckdb"))
        return 0
    log = Log(say=_say)
    try:
        path = build(data, log)
    except (RulesError, InputError, CorrectionError) as error:
        key = {RulesError: "rules_refused", InputError: "input_refused", CorrectionError: "corrections_refused"}[type(error)]
        return _fail(key, error.refusals)
    except (PublishError, OSError) as error:
        return _fail("not_published", [], reason=error)
    _list(log.refused)
    print(text("built", path=path.name))
    return 2 if log.refused else 0


def run_add(data: Path, paths: list[Path], rules, told) -> int:
    """Copy documents into data/inbox, print what each says, and rebuild; a refused document is not copied."""
    from etl.add import add

    taken, left = add(data, paths, rules, told)
    return max(run_build(data, False), 2 if left else 0) if taken else 3


def run_extract(read, rules, as_json: bool, as_text: bool) -> int:
    """Print what documents say as tables, JSON lines or normalised text; 3 when one was refused, the others are still read."""
    status = 0
    for _, found in read:
        if found is None:
            status = 3
        elif as_text:
            print(found.document.text)
        elif as_json:
            print(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            _show(found, rules)
    return status


def run_check(read, rules, as_json: bool) -> int:
    """Print what does not add up in documents, with the cells; 4 when something fails, else 3 when one was refused, else 0."""
    from etl.checks.document import check_documents
    from etl.checks.lines import lines
    from etl.checks.show import as_dict

    read = [found for _, found in read]
    checked = check_documents([found for found in read if found], rules)
    for one in checked:
        print(json.dumps(as_dict(one, rules, messages.language), ensure_ascii=False) if as_json else "\n".join(lines(one, rules, messages.language)))
    return 4 if any(one.fails for one in checked) else 3 if None in read else 0


def _sayings(data: Path, told):
    """Return what was said of a document by its hash: on the command line, else in data/inbox.csv."""
    from etl.said import NOTHING, load

    known = load(data)[0]
    return lambda sha256: told.or_else(known.get(sha256, NOTHING))


def _extractions(paths: list[Path], rules, said, as_json: bool = False):
    """Yield (path, Extraction) of each document, or (path, None) after saying on stderr, and where asked as JSON, why it was refused."""
    from etl.documents.collect import printable
    from etl.documents.refusal import Refused
    from etl.extract import extract
    from etl.table import Refusal

    for path in paths:
        try:
            yield path, extract(path, rules, said)
        except Refused as refused:
            print(sentence(Refusal(printable(str(path)), 0, refused.key, refused.values)), file=sys.stderr)
            if as_json:
                told = {"key": refused.key, "message": text(refused.key, **refused.values)}
                print(json.dumps({"file": printable(path.name), "refused": told}, ensure_ascii=False))
            yield path, None


def _year(words: str) -> int:
    from etl.said import YEARS

    if not (words.isdecimal() and int(words) in YEARS):
        raise argparse.ArgumentTypeError(text("said_year", found=words, first=YEARS[0], last=YEARS[-1]))
    return int(words)


def _show(found, rules) -> None:
    from etl.show import lines

    print("\n".join(lines(found, rules, messages.language)))


def _say(name: str, rows_in: int, rows_out: int, refused: int, seconds: float) -> None:
    print(text("step", name=text(f"step_{name}"), rows_in=rows_in, rows_out=rows_out, refused=refused, seconds=seconds), flush=True)


def _fail(key: str, refusals: list, **values) -> int:
    _list(refusals)
    print(text(key, count=len(refusals), **values), file=sys.stderr)
    return 1


def _list(refusals: list) -> None:
    for refusal in refusals[:SHOWN]:
        print(sentence(refusal), file=sys.stderr)
    if len(refusals) > SHOWN:
        print(text("more_refused", count=len(refusals) - SHOWN), file=sys.stderr)


if __name__ == "__main__":
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # files and pipes get the same bytes whatever the locale
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status)
