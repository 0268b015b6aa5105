"""Which answers a change would make others, before it is saved."""

import datetime

import pytest
from django.urls import reverse

from events.broadcast.changing.foreseen import Foreseen, changed_answers, rolled_back, taken_together
from events.models import Broadcaster, Country, CountryGroup, Event, Listing, Showing, Stream
from isuwc.submissions.models import Sent
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


@pytest.fixture
def event() -> Event:
    """No territory follows its country, whose changes would be its own, too."""
    Country.objects.filter(is_territory=True).update(follows=None)
    season = factories.season()
    factories.stream(season=season, name="Example stream")
    found = factories.event(season=season, start_date=DAY)
    for day in found.days():
        factories.session(event=found, date=day)
    return found


def group(name: str, *nocs: str) -> CountryGroup:
    made = CountryGroup.objects.create(name=name)
    made.countries.set(nocs)
    return made


def foreseen(write) -> list[tuple[list[str], list[tuple[str, ...]]]]:
    """The NOC codes of countries that change alike, with each event's number and its answer before and after."""
    with rolled_back():
        before = taken_together()
        write()
        found = changed_answers(before, taken_together())
    return [
        ([each.noc for each in one.countries], [(str(c.event.number), *c.words) for c in one.changes]) for one in found
    ]


def test_new_listing_changes_the_answers_of_its_countries_alone(event):
    nordic = group("the Nordic countries", "NOR", "SWE", "FIN")
    found = foreseen(lambda: factories.listing(group=nordic, season=event.season))
    assert found == [(["FIN", "NOR", "SWE"], [("1", "ISU stream (no listing)", "Example Sports (live)")])]
    assert not Listing.objects.exists()


def test_countries_that_change_otherwise_stand_apart(event):
    second = factories.event(season=event.season, start_date=DAY + datetime.timedelta(7))
    factories.listing(country=factories.country("NOR"), season=event.season)

    def write() -> None:
        nordic = group("the Nordic countries", "NOR", "SWE")
        made = factories.listing(
            group=nordic, broadcaster=factories.broadcaster("Example TV"), season=event.season, is_exclusive=True
        )
        made.events.set([second])

    assert foreseen(write) == [
        (["NOR"], [("2", "Example Sports (live)", "Example Sports (live), Example TV (live)")]),
        (["SWE"], [("2", "ISU stream (no listing)", "Example TV (live)")]),
    ]


def test_group_that_loses_a_country_a_renamed_broadcaster_and_a_listing_that_goes(event):
    nordic = group("the Nordic countries", "NOR", "SWE")
    listing = factories.listing(group=nordic)
    assert foreseen(lambda: nordic.countries.remove("SWE")) == [
        (["SWE"], [("1", "Example Sports (live)", "ISU stream (no listing)")])
    ]
    assert foreseen(lambda: Broadcaster.objects.update(name="Example TV")) == [
        (["NOR", "SWE"], [("1", "Example Sports (live)", "Example TV (live)")])
    ]
    assert foreseen(listing.delete) == [(["NOR", "SWE"], [("1", "Example Sports (live)", "ISU stream (no listing)")])]


def test_stream_that_goes_changes_every_country_without_a_broadcaster(event):
    factories.listing(country=factories.country("NOR"), is_exclusive=True)
    ((nocs, changes),) = foreseen(Stream.objects.all().delete)
    assert changes == [("1", "ISU stream (no listing)", "nobody (no listing)")]
    assert "NOR" not in nocs and len(nocs) > 200


def test_same_broadcaster_in_another_way_is_a_change(event):
    listing = factories.listing()
    session = event.sessions.first()
    assert foreseen(lambda: Listing.objects.update(note="In Sami.")) == [
        (["NOR"], [("1", "Example Sports (live)", "Example Sports (live), in another way")])
    ]
    assert foreseen(lambda: Showing.objects.create(listing=listing, session=session, is_shown=False)) == [
        (["NOR"], [("1", "Example Sports (live)", "Example Sports (live), in another way")])
    ]
    assert foreseen(lambda: Listing.objects.update(access="")) == []


def test_showing_that_is_confirmed_again_changes_the_answer(event):
    session = event.sessions.first()
    session.starts_at = event.venue.at(DAY, datetime.time(16))
    session.save()
    listing = factories.listing()
    Showing.objects.create(listing=listing, session=session, starts_at=session.starts_at, channel="2")
    session.starts_at += datetime.timedelta(hours=1)
    session.save()

    def confirm() -> None:
        Showing.objects.update(starts_at=session.starts_at, channel="2")

    assert [nocs for nocs, _ in foreseen(confirm)] == [["NOR"]]


def test_event_that_is_new_has_no_answer_before(event):
    found = foreseen(lambda: factories.event(season=event.season, start_date=DAY + datetime.timedelta(7)))
    assert [change for _, changes in found for change in changes] == [("2", "none", "ISU stream (no listing)")]


def test_countries_events_and_answers_are_counted(event):
    factories.event(season=event.season, start_date=DAY + datetime.timedelta(7))
    with rolled_back():
        before = taken_together()
        factories.listing(group=group("the Nordic countries", "NOR", "SWE", "FIN"))
        found = Foreseen.of(changed_answers(before, taken_together()), most=5)
    assert (found.countries, found.events, found.answers, found.reworded) == (3, 2, 6, 0)
    assert (found.where, Foreseen.of([], 5).where) == ("3 countries", "")


def test_answer_whose_reason_alone_reads_otherwise_is_counted_apart(event):
    second = factories.event(season=event.season, start_date=DAY + datetime.timedelta(7))
    listing = factories.listing(season=event.season)
    with rolled_back():
        before = taken_together()
        listing.except_events.set([second])
        (found,) = changed_answers(before, taken_together())
    assert [(each.event.number, each.is_reworded) for each in found.changes] == [(2, False), (1, True)]
    counted = Foreseen.of([found], most=5)
    assert (counted.countries, counted.events, counted.answers, counted.reworded) == (1, 1, 1, 1)


def test_territories_change_with_the_country_that_they_follow(event):
    Country.objects.filter(noc="SJM").update(follows="NOR")
    Country.objects.filter(noc="REU").update(follows="FRA")
    with rolled_back():
        before = taken_together()
        factories.listing(season=event.season)
        found = Foreseen.of(changed_answers(before, taken_together()), most=5)
    (group,) = found.groups
    assert [each.noc for each in group.countries] == ["NOR", "SJM"]
    assert found.where == "1 country and 1 territory"


def test_answers_are_foreseen_in_as_many_queries_however_many_listings(event, django_assert_num_queries):
    for noc in ("NOR", "SWE", "FIN"):
        factories.listing(country=factories.country(noc))
    with django_assert_num_queries(5):
        taken_together()


# On the form


def values(listing: Listing, **changes) -> dict:
    return {
        "broadcaster": listing.broadcaster_id, "country": "NOR", "series": listing.series_id, "platform": "tv",
        "ways": ["live"], "source": "A contract", "showings-TOTAL_FORMS": 0, "showings-INITIAL_FORMS": 0, **changes,
    }  # fmt: skip


def test_form_says_what_fans_would_see_and_saves_nothing(event, client):
    listing = factories.listing(channel="One")
    sign_in(client, "Broadcast")
    address = reverse("admin:events_listing_foreseen", args=[listing.pk])
    page = client.post(address, values(listing, channel="Two", _once="a" * 22))
    text = flat(page.content.decode())
    assert page.status_code == 200 and page["X-Robots-Tag"] == "noindex"
    assert "<strong>1 answer</strong> would change: 1 country, 1 event." in text
    before, after = text.split("As it would be")
    assert "One ·" in before and "Two ·" not in before
    assert "Two ·" in after and "One ·" not in after
    listing.refresh_from_db()
    assert (listing.channel, Sent.objects.count()) == ("One", 0)
    # No message of success waits for the next page
    assert "was changed successfully" not in flat(
        client.get(reverse("admin:events_listing_changelist")).content.decode()
    )


def test_form_that_adds_says_so_too_with_what_contradicts(event, client):
    listing = factories.listing(is_exclusive=True)
    other = factories.broadcaster("Example TV")
    sign_in(client, "Broadcast")
    sent = values(listing, who=other.name, where="Norway", is_exclusive="on", season=event.season_id)
    text = flat(client.post(reverse("admin:events_listing_add_foreseen"), sent).content.decode())
    assert "Worth a look:" in text and "exclusive" in text.split("Worth a look:")[1].split("</ul>")[0]
    assert "Example TV" in text.split("As it would be")[1]
    assert list(Listing.objects.all()) == [listing]


def test_form_with_errors_says_what_to_mend(event, client):
    listing = factories.listing()
    sign_in(client, "Broadcast")
    sent = values(listing, source="", ends_on="2025-11-01", starts_on="2025-11-02")
    text = flat(client.post(reverse("admin:events_listing_foreseen", args=[listing.pk]), sent).content.decode())
    assert "Fix before saving:" in text and "Source: This field is required." in text
    assert "would change" not in text


@pytest.mark.parametrize(("role", "status"), [("Broadcast", 200), ("Results", 403), ("Journalist", 403)])
def test_only_who_may_save_foresees(event, client, role, status):
    listing = factories.listing()
    sign_in(client, role)
    response = client.post(reverse("admin:events_listing_foreseen", args=[listing.pk]), values(listing))
    assert response.status_code == status


def test_row_that_is_gone_and_a_page_that_is_only_opened(event, client):
    sign_in(client, "Broadcast")
    assert client.post("/admin/events/listing/99/foreseen/", {}).status_code == 404
    assert client.get("/admin/events/listing/add/foreseen/").status_code == 405


@pytest.mark.parametrize("kind", ["broadcaster", "stream", "countrygroup", "streamblock"])
def test_forms_of_what_decides_answers_lead_there(event, client, kind):
    sign_in(client, "Broadcast")
    page = client.get(f"/admin/events/{kind}/add/")
    assert 'formaction="foreseen/"' in flat(page.content.decode())


# Of tables


def test_table_says_whose_answers_it_would_change_before_it_is_applied(event, client):
    nordic = group("the Nordic countries", "NOR", "SWE")
    factories.listing(group=nordic, season=event.season)
    factories.broadcaster("Example TV")
    sign_in(client, "Broadcast")
    table = "broadcaster\tcountry\tgroup\tseason\tsource\nexample-tv\tNOR\t\t2025-26\tA mail\n"
    page = client.post(reverse("admin:events_listing_import"), {"text": table})
    foreseen = page.context["consequences"]
    assert (foreseen.countries, foreseen.events, foreseen.answers, foreseen.more) == (1, 1, 1, 0)
    text = flat(page.content.decode())
    assert "What fans would see: 1 answer changes, in 1 country" in text
    assert "<td>Example Sports (live)</td> <td>Example Sports (live), Example TV (live)</td>" in text
    assert Listing.objects.count() == 1


def test_form_in_a_popup_is_answered_as_any(event, client):
    sign_in(client, "Broadcast")
    page = client.post(
        f"{reverse('admin:events_countrygroup_add_foreseen')}?_popup=1",
        {"name": "Nordic", "countries": ["NOR"], "_popup": "1", "_to_field": "id"},
    )
    assert (page.status_code, page.context["troubles"], page.context["foreseen"].answers) == (200, [], 0)
    assert not CountryGroup.objects.filter(name="Nordic").exists()


def test_table_that_changes_no_answer_says_so_and_one_with_errors_says_nothing(event, client):
    factories.listing(season=event.season)
    sign_in(client, "Broadcast")
    head, row = "broadcaster\tcountry\tseason\tsource\texclusive\n", "example-sports\tNOR\t2025-26\tA contract\tyes\n"
    Stream.objects.all().delete()
    page = client.post(reverse("admin:events_listing_import"), {"text": head + row})
    assert page.context["plan"].summary == "0 new, 1 changed, 0 unchanged"
    assert "What fans would see: no answer changes" in flat(page.content.decode())
    wrong = client.post(reverse("admin:events_listing_import"), {"text": head + row.replace("NOR", "XXX")})
    assert wrong.context["consequences"] is None


def test_copy_of_a_season_and_single_sessions_say_so_too(event, client):
    listing = factories.listing(season=event.season)
    next_season = factories.season(2026)
    factories.event(season=next_season, start_date=datetime.date(2026, 11, 14))
    sign_in(client, "Broadcast")
    copy = client.get(reverse("admin:events_listing_copy"), {"from": "2025-26", "into": "2026-27"})
    assert (copy.context["consequences"].countries, copy.context["consequences"].events) == (1, 1)
    sessions = f"listing\tseason\tevent\tsession\tshown\n{listing.pk}\t2025-26\t1\t1\tno\n"
    page = client.post(reverse("admin:events_listing_sessions_import"), {"text": sessions})
    assert page.context["consequences"].answers == 1
