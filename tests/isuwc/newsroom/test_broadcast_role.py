"""Broadcast staff keep listings and what belongs to them, may look at the calendar, and reach nothing else."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.urls.resolvers import URLResolver

from events.models import Broadcaster, CountryGroup, LinkWord, Listing, Season, Showing, Stream, StreamBlock
from isuwc.history.models import Change
from news.models import Article, Photo
from standings.models import Alias, Competitor, Cup, PublishedStanding, Result, Scale, SheetImport
from tests.factories import events as factories
from tests.factories import news, standings
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

OWN = [
    "broadcaster", "broadcasterwas", "countrygroup", "linkword", "listing", "listingwas", "showing", "stream",
    "streamblock",
]  # fmt: skip
FOUND = ["linktry"]  # by a command; only to be looked at
CALENDAR = ["country", "event", "race", "season", "series", "session", "venue"]
OTHERS = ["Journalist", "Editor", "Results"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A row of everything that the admin keeps, so that every address leads to something: made once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


def make_world() -> None:
    season = factories.season()
    event = factories.event(season=season)
    race = factories.race(event=event)
    cup = standings.cup(season=season)
    result = standings.result(race)
    standings.published_standing(cup=cup, event=event, competitor=result.competitor)
    Alias.objects.create(
        name="A name", competitor=result.competitor, country=result.competitor.country, category="women"
    )
    SheetImport.objects.create(title="A sheet", race=race, race_date=event.start_date, file_name="a.pdf", content={})
    news.article(title="The article")
    news.photo()
    news.banner(event=event)
    news.qr_code()
    listing = factories.listing()
    Showing.objects.create(listing=listing, session=race.session)
    listing.formers.create(was="https://nos.nl/", before=event.start_date)
    listing.broadcaster.formers.create(what="name", was="Eurosport", before=event.start_date)
    LinkWord.objects.create(address="https://nos.nl/", failed_on=event.start_date)
    StreamBlock.objects.create(stream=factories.stream(season=season), source="A mail").countries.set(["NOR"])
    CountryGroup.objects.create(name="Nordic")
    User.objects.create_user("somebody")


def addresses() -> Iterator[tuple[str, str]]:
    """Every address below a model of the admin with its model, `{}` where the key stands."""
    for pattern in admin.site.get_urls():
        if not isinstance(pattern, URLResolver):
            continue
        for below in pattern.url_patterns:
            if below.name:  # the nameless one leads from an old form of a change page's address to the new one
                head, tail = str(pattern.pattern), str(below.pattern)
                for key in ("<path:object_id>", "<int:pk>", "<int:listing>"):
                    tail = tail.replace(key, "{}")
                tail = tail.replace("<str:kind>", "competitor")  # what an article finds
                tail = tail.replace("<slug:key>", "a" * 22)  # a form in which something was typed
                yield head.split("/")[1], f"/admin/{head}{tail}"


PULSE = "/admin/news/article/pulse/"  # tells whoever is signed in that they are, and nothing of the news
FOREIGN = sorted({address for model, address in addresses() if model not in {*OWN, *CALENDAR, *FOUND}} - {PULSE})
POST_ALONE = {"/admin/news/photo/upload/"}
WATCHED = [
    Article,
    Photo,
    User,
    Group,
    Permission,
    Season,
    Competitor,
    Result,
    Cup,
    Scale,
    PublishedStanding,
    SheetImport,
]


def filled(address: str) -> str:
    model = next(each for each in admin.site._registry if each._meta.model_name == address.split("/")[3])
    row = model._default_manager.order_by("pk").first()
    return address.format(row.pk if row else 1)


def rows():
    """All that must not change, to the letter."""
    return [list(model.objects.order_by("pk").values()) for model in WATCHED]


def test_role_has_the_permissions_of_its_work_and_no_other():
    held = Permission.objects.filter(group__name="Broadcast").values_list("content_type__app_label", "codename")
    own = {("events", f"{action}_{model}") for model in OWN for action in ("view", "add", "change", "delete")}
    assert set(held) == own | {("events", f"view_{model}") for model in [*CALENDAR, *FOUND]}


def test_every_app_of_the_admin_is_among_what_is_tried():
    assert {address.split("/")[2] for address in FOREIGN} == {"auth", "news", "standings"}
    assert {address.split("/")[3] for address in FOREIGN} >= {"article", "photo", "user", "group", "racesheet", "cup"}


@pytest.mark.parametrize("address", FOREIGN)
def test_broadcast_staff_reach_nothing_of_news_results_or_people(client, world, address):
    sign_in(client, "Broadcast")
    before = rows()
    filled_in = {"title": "x", "name": "x", "post": "yes", "_apply": "1", "action": "delete_selected", "username": "x"}
    assert client.get(filled(address), follow=True).status_code == (405 if address in POST_ALONE else 403)
    assert client.post(filled(address), filled_in, follow=True).status_code == 403
    assert rows() == before


@pytest.mark.parametrize("model", [name for name in CALENDAR if name not in {"race", "session"}])
def test_broadcast_staff_see_the_calendar_and_can_not_change_it(client, world, model):
    sign_in(client, "Broadcast")
    head = f"/admin/events/{model}/"
    row = filled(f"{head}{{}}/change/")
    assert [client.get(address).status_code for address in (head, row, f"{head}add/")] == [200, 200, 403]
    before = rows()
    delete = row.replace("/change/", "/delete/")
    posts = {row: {}, f"{head}add/": {}, delete: {"post": "yes"}}
    assert [client.post(address, values).status_code for address, values in posts.items()] == [403] * 3
    client.post(head, {"action": "delete_selected", "_selected_action": [row.split("/")[4]], "post": "yes"})
    assert rows() == before
    assert 'name="_save"' not in flat(client.get(row).text)


@pytest.mark.parametrize("model", [name for name in OWN if name != "showing"])
def test_broadcast_staff_open_every_page_of_their_own(client, world, model):
    sign_in(client, "Broadcast")
    head = f"/admin/events/{model}/"
    row = filled(f"{head}{{}}/change/")
    pages = (head, f"{head}add/", row, row.replace("/change/", "/delete/"), row.replace("/change/", "/history/"))
    assert [client.get(address).status_code for address in pages] == [200] * 5


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_look_at_listings_and_post_nothing(client, world, role):
    sign_in(client, role)
    assert client.get("/admin/broadcast/").status_code == 403
    before = [list(model.objects.order_by("pk").values()) for model in (Listing, Broadcaster, CountryGroup, Stream)]
    for model in ("listing", "broadcaster", "countrygroup", "stream", "streamblock"):
        row = filled(f"/admin/events/{model}/{{}}/change/")
        assert client.get(row).status_code == 200
        tries = (row, row.replace("/change/", "/delete/"), f"/admin/events/{model}/add/")
        assert [client.post(address, {"post": "yes"}).status_code for address in tries] == [403] * 3
    for page in ("matrix/", "import/", "copy/", "export.csv", "sessions/import/", "sessions/export.csv"):
        assert client.get(f"/admin/events/listing/{page}").status_code == 403
        assert client.post(f"/admin/events/listing/{page}", {"_apply": "1"}).status_code == 403
    mark = filled("/admin/events/listing/{}/mark/")
    assert client.post(mark, {"mark": "right"}).status_code == 403
    assert not Change.objects.filter(entry__person=role.lower(), table__startswith="events_").exists()
    after = [list(model.objects.order_by("pk").values()) for model in (Listing, Broadcaster, CountryGroup, Stream)]
    assert after == before
