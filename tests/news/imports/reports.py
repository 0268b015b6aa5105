"""Texts of reports, and articles made of them."""

from pathlib import Path

from events.models import Event
from news.imports import PhotoFile, create_article, plan
from news.models import Article
from tests.factories.events import event, venue
from tests.factories.images import picture_file

REPORTS = sorted((Path(__file__).resolve().parents[2] / "data" / "reports").glob("*.txt"))


LEAD = "The weekend in the north began with a record crowd and ended with three skaters within a tenth of a second."


PROSE = "The second pair went out faster than all the others, and it lost nothing of that until the last corner."


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


def report(name: str) -> str:
    return next(path for path in REPORTS if path.stem.startswith(name)).read_text()


def hamar() -> Event:
    """World Cup 1 of 2025/26, in Hamar."""
    return event(venue=venue("Hamar"), number=1)


def file(name: str, data: bytes = b"") -> PhotoFile:
    return PhotoFile(name, lambda: data or picture_file())


def made(written: str, **options: object) -> Article:
    return create_article(plan(written, **options), by=None)  # type: ignore[arg-type]
