"""One of everything, made once for the module, and one visitor of each kind."""

import datetime
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client

from events.models import CountryGroup, LinkTry, LinkWord, StreamBlock
from news.editions.live_blog import Words, post
from news.models import LeadStory, OldAddress
from standings.models import Alias, SheetImport
from standings.scoring.recompute import recompute
from standings.sheets.files import read_file
from tests.factories import events, news, standings
from tests.factories.sheets import table, table_row

VISITORS = ("nobody", "Journalist", "Editor", "Results", "Broadcast", "administrator")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """At least one row of every model that the admin or an address knows."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


def make_world() -> None:
    leg = events.event()
    session = events.session(event=leg, starts_at=datetime.datetime(2025, 11, 14, 19, tzinfo=datetime.UTC))
    race = events.race(session=session)
    block = StreamBlock.objects.create(stream=events.stream(), source="A mail")
    block.countries.set([events.country("NOR")])
    listing = events.listing()
    listing.showings.create(session=session)
    listing.formers.create(was="https://example.org/", before=datetime.date(2025, 11, 1))
    listing.broadcaster.formers.create(what="name", was="Eurosport", before=datetime.date(2025, 11, 1))
    LinkWord.objects.create(address="https://example.org/", failed_on=datetime.date(2025, 11, 1))
    at = datetime.datetime(2025, 11, 1, tzinfo=datetime.UTC)
    LinkTry.objects.create(address="https://example.org/", state="answers", outcome="answers (200)", tried_at=at)
    CountryGroup.objects.create(name="Nordic").countries.set([events.country("NOR")])
    standings.cup()
    for _ in range(3):
        standings.result(race)
    recompute(leg.season)
    skater = standings.skater("Anna Example")
    standings.skater("Berta Example")
    Alias.objects.create(name="Ana Example", category="women", competitor=skater, country=skater.country)
    standings.published_standing(cup=leg.season.cups.get(), competitor=skater, event=leg)
    sheet = read_file(table([table_row()]), "sheet.csv")[0]
    SheetImport.objects.create(
        title="A sheet", file_name="a.csv", race=race, race_date=session.date, digest="0" * 64, content=sheet.as_json()
    )
    about = {"event": leg, "hashtags": ["SpeedSkating"], "hero": news.photo(), "live_blog": True}
    story = news.edition(title="A story", text="<p>Words.</p>", **about)
    post(story.article, Words("An entry"), None)
    until = datetime.datetime(2030, 1, 1, 12, tzinfo=datetime.UTC)
    LeadStory.objects.create(article=story.article, until=until)
    news.article(title="A draft", text="<p>Words.</p>")
    OldAddress.objects.create(path="/an-old-story", article=story.article)
    news.banner(event=leg)
    news.qr_code(code="abcd2345")


@pytest.fixture
def visitor(world, db, media) -> dict[str, Client]:
    """A client for each kind of visitor. Whatever a view raises, the client raises."""
    default_storage.save("photos/a.jpg", ContentFile(b"picture"))
    clients = {"nobody": Client()}
    for name in VISITORS[1:]:
        user = User.objects.create(username=name, is_staff=True, is_superuser=name == "administrator", password="!")
        user.groups.set(Group.objects.filter(name=name))
        clients[name] = Client()
        clients[name].force_login(user)
    return clients
