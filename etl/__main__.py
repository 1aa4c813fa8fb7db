"""`python -m etl build`: figures of data/ into data/warehouse.duckdb. Exit 0 all taken, 2 rows refused, 1 nothing built."""

import argparse
import sys
from pathlib import Path

from etl import messages
from etl.messages import sentence, text

DATA = Path(__file__).parent.parent / "data"
SHOWN = 50  # refused rows printed at the end; all of them are in the warehouse's table `refusal`


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="data/ -> data/warehouse.duckdb")
    build.add_argument("--data", type=Path, default=DATA, help="folder with reports.csv, figures.csv and rules/")
    build.add_argument("--if-stale", action="store_true", help="do nothing when the warehouse is up to date")
    options = parser.parse_args(arguments)
    messages.language = options.lang
    return run_build(options.data, options.if_stale)


def run_build(data: Path, if_stale: bool) -> int:
    """Build the warehouse of a data folder, saying what every step did; returns the exit status."""
    from etl.build import InputError, Log, build, version_of
    from etl.publish import PublishError, current
    from etl.rules import RulesError

    if if_stale and current(data) == version_of(data):
        print(text("up_to_date", path=data / "warehouse.duckdb"))
        return 0
    log = Log(say=_say)
    try:
        path = build(data, log)
    except RulesError as error:
        return _fail("rules_refused", error.refusals)
    except InputError as error:
        return _fail("input_refused", error.refusals)
    except (PublishError, OSError) as error:
        return _fail("not_published", [], reason=error)
    _list(log.refused)
    print(text("built", path=path.name))
    return 2 if log.refused else 0


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
    sys.exit(main())
