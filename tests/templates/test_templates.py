"""Every template of ours is rendered strictly, in each state of what it prints (see tests/strict_templates.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from tests.events.broadcast.test_watch_states import STATES
from tests.factories import news
from tests.strict_templates import name_of
from tests.templates.accounts import account_pages
from tests.templates.desks import broadcast_pages, refused_pages, results_pages
from tests.templates.newsroom import forms_that_are_refused, history_pages, kept_pages, newsroom_pages
from tests.templates.public import public_pages, stories, with_state

pytestmark = [pytest.mark.django_db, pytest.mark.long]

TEMPLATES = Path(settings.BASE_DIR) / "templates"
OURS = {f"templates/{path.relative_to(TEMPLATES).as_posix()}" for path in TEMPLATES.rglob("*.html")}


def test_no_line_of_a_template_is_longer_than_120_characters():
    lines = {
        f"{path.relative_to(TEMPLATES)}:{number}": len(line)
        for path in TEMPLATES.rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
    }
    assert {place: length for place, length in lines.items() if length > 120} == {}


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The templates of ours that were rendered since, by their paths within the project."""
    found: set[str] = set()

    def note(template, **_):
        found.add(name_of(template.origin))

    template_rendered.connect(note)
    yield found
    template_rendered.disconnect(note)


def test_every_template_of_ours_is_rendered_and_knows_all_its_names(client, admin_client, season, media, rendered):
    written = stories(season)
    news.banner(event=season.events.get(number=2))
    public_pages(client, season, written)
    for state in STATES:
        with_state(client, state)
    broadcast_pages(admin_client, season)
    results_pages(admin_client, season)
    newsroom_pages(admin_client, season)
    forms_that_are_refused(admin_client)
    history_pages(admin_client)
    kept_pages(admin_client)
    refused_pages()
    account_pages(admin_client)
    assert sorted(OURS - rendered) == []
