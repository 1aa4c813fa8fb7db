"""What a file's own name says of the document in it: an agency with its place, and one year."""

from pathlib import Path

from etl.identity.dates import YEAR
from etl.identity.identify import agencies_of
from etl.identity.titles import body_phrase, plain_line
from etl.rules import Rules
from etl.said import Said


def said_in(file: str, rules: Rules) -> Said:
    """Return the agency and the year that a file's name tells, each empty where the name leaves a doubt."""
    stem, agencies = plain_line(Path(file).stem.replace("_", " ")), agencies_of(rules)
    phrase, years = body_phrase(stem), set(YEAR.findall(stem))
    body = agencies.name(phrase, agencies.places.mentions(stem), stem) if phrase else None
    return Said(body.name if body and body.place else "", int(years.pop()) if len(years) == 1 else None)
