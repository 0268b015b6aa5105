"""New listings, as a mail says them: one broadcaster, several territories, a listing for each."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from events.models import Broadcaster, CountryGroup, Listing
from isuwc.history.models import Entry
from tests.events.broadcast.listings.form.form import ADD, post, said
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

MAIL = {
    "who": "Eurosport",
    "where": "Germany, Austria, Switzerland (German-speaking part)",
    "ways": ["on demand", "live"],
    "platform": "both",
    "source": "Mail of 18 November",
}


def mail(of, **values):
    return {**MAIL, "season": of.pk, **values}


def errors(response):
    assert response.status_code == 200
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def test_mail_makes_a_listing_for_each_territory(client, season, event):
    response = post(
        client, ADD, mail(season, events=[event.pk], is_geo_blocked="on", app_link="eurosport.com/app", note="In HD"),
        follow=True,
    )  # fmt: skip
    made = list(Listing.objects.order_by("pk"))
    assert [(each.country_id, each.part) for each in made] == [
        ("GER", ""), ("AUT", ""), ("SUI", "German-speaking part"),
    ]  # fmt: skip
    for each in made:
        assert (each.broadcaster.name, each.broadcaster.slug, each.season, each.series) == (
            "Eurosport", "eurosport", season, season.series,
        )  # fmt: skip
        assert (each.timing, each.also, each.platform, each.is_geo_blocked) == ("live", ["on demand"], "both", True)
        assert (each.app_link, each.note, each.source) == (
            "https://eurosport.com/app", "In HD", "Mail of 18 November",
        )  # fmt: skip
        assert list(each.events.all()) == [event]
    links = ", ".join(f'<a href="/admin/events/listing/{each.pk}/change/">{each}</a>' for each in made)
    assert said(response) == [f"3 listings were added successfully: {links}. Eurosport was added as a broadcaster."]
    assert Entry.objects.filter(changes__table="events_listing").distinct().count() == 1


def test_broadcaster_that_is_there_is_found_by_its_name_or_slug(client, season):
    for who in ("example  tv", "example-tv"):
        response = post(client, ADD, mail(season, who=who, where="Norway"), follow=True)
        made = Listing.objects.latest("pk")
        assert made.broadcaster.name == "Example TV"
        assert said(response)[-1] == (
            f'The listing “<a href="/admin/events/listing/{made.pk}/change/">Example TV: Norway</a>” '
            "was added successfully."
        )
    assert Broadcaster.objects.count() == 1


def test_new_broadcaster_gets_an_address_of_its_own(client, season):
    assert factories.broadcaster("Euro-Sport").slug == "euro-sport"
    post(client, ADD, mail(season, who="Euro Sport", where="Norway"))
    assert Broadcaster.objects.get(name="Euro Sport").slug == "euro-sport-2"


def test_who_may_not_add_broadcasters_is_told(client, season, django_user_model):
    user = django_user_model.objects.create_user("limited", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_listing", "view_listing"]))
    client.force_login(user)
    assert errors(post(client, ADD, mail(season))) == {
        "who": ["There is no broadcaster “Eurosport”, and you may not add one."]
    }


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"who": ""}, {"who": ["This field is required."]}),
        ({"who": "?!"}, {"who": ["A broadcaster’s name has at least one letter or figure."]}),
        ({"where": ""}, {"where": ["This field is required."]}),
        ({"where": ", ;"}, {"where": ["Name at least one country or group of countries."]}),
        (
            {"where": "Germany, Autsria, East Germany"},
            {
                "where": [
                    "“Autsria” is no country or territory that is known here. Is Austria or Australia meant?",
                    "“East Germany” is a country of the past, which nothing new can be for. Is Germany meant?",
                ]
            },
        ),
        ({"ways": []}, {"ways": ["Tick at least one way in which it is shown."]}),
        ({"source": ""}, {"source": ["This field is required."]}),
        ({"events_typed": "World Cup 9"}, {"events_typed": ["The season has no World Cup 9."]}),
        (
            {"events_typed": "2", "season": ""},
            {"events_typed": ["Choose the season of these events."]},
        ),
        (
            {"except_countries": ["SWE"]},
            {"except_countries": ["Only a listing for a group of countries can have exceptions."]},
        ),
        (
            {"ends_on": "31.2.2026"},
            {"ends_on": ["Write the day as 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31."]},
        ),
        (
            {"starts_on": "2.12.2025", "ends_on": "1 Dec 2025"},
            {"ends_on": ["The last day is before the first."]},
        ),
        ({"checked_on": "1/1/2999"}, {"checked_on": ["This date is in the future."]}),
        ({"app_link": "javascript:alert(1)"}, {"app_link": ["Enter a valid URL."]}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(client, season, values, expected):
    factories.country("SWE")
    assert errors(post(client, ADD, mail(season, **values))) == expected
    assert (Listing.objects.count(), Broadcaster.objects.count()) == (0, 1)


def test_events_are_typed_or_ticked(client, season, event):
    first = season.events.get(number=1)
    post(client, ADD, mail(season, where="Norway", events=[first.pk], events_typed="World Cup 2"))
    assert list(Listing.objects.get().events.order_by("number")) == [first, event]
    other = factories.event(season=factories.season(2026), number=1)
    refused = post(client, ADD, mail(season, where="Norway", events=[other.pk]))
    assert errors(refused) == {"events": ["Not in the listing’s season 2025/26: World Cup 1, Stavanger 2026/27."]}
    both = post(client, ADD, mail(season, where="Norway", events_typed="Calgary", except_events=[event.pk]))
    assert errors(both) == {"except_events": ["Both included and excepted: World Cup 2, Calgary 2025/26."]}


def test_exceptions_are_those_of_the_groups_among_the_territories(client, season):
    group = CountryGroup.objects.create(name="Nordic countries")
    group.countries.set([factories.country("NOR"), factories.country("SWE")])
    for where in ("Germany, Nordic countries", "Nordic countries, Germany"):
        Listing.objects.all().delete()
        post(client, ADD, mail(season, where=where, except_countries=["SWE"]))
        found = {str(each.territory): each.except_countries.count() for each in Listing.objects.all()}
        assert found == {"Germany": 0, "Nordic countries": 1}


def test_every_season_is_of_the_only_series_and_of_several_one_is_chosen(client, season):
    post(client, ADD, mail(season, season="", where="Norway"))
    assert (Listing.objects.get().season, Listing.objects.get().series) == (None, season.series)
    other = factories.series(slug="other", name="Other series")
    refused = post(client, ADD, mail(season, season="", where="Norway"))
    assert errors(refused) == {"series": ["Choose the series, or a season."]}
    post(client, ADD, mail(season, season="", series=other.pk, where="Norway"))
    assert Listing.objects.latest("pk").series == other
    post(client, ADD, mail(season, where="Austria"))
    assert Listing.objects.latest("pk").series == season.series


def test_contradictions_of_all_of_them_are_told(client, season):
    for noc in ("GER", "AUT"):
        other = factories.broadcaster(f"Other {noc}")
        factories.listing(season=season, broadcaster=other, country=factories.country(noc))
    response = post(client, ADD, mail(season, is_exclusive="on"), follow=True)
    levels = [message.level_tag for message in response.context["messages"]]
    assert levels == ["warning", "warning", "success"]
    assert ["Other GER shows it too. In Germany." in said(response)[0], "In Austria." in said(response)[1]] == [
        True
    ] * 2


def test_form_is_filled_in_by_links_to_it(client, season, event):
    broadcaster, group = Broadcaster.objects.get(), CountryGroup.objects.create(name="Nordic countries")
    form = (
        client.get(ADD, {"broadcaster": broadcaster.pk, "country": "NOR", "season": season.pk})
        .context["adminform"]
        .form
    )
    assert (form["who"].value(), form["where"].value(), str(form["season"].value())) == (
        "Example TV", "Norway", str(season.pk),
    )  # fmt: skip
    assert [str(key) for key, _ in form.fields["events"].widget.choices] == ["2025/26"]
    assert form["ways"].value() == ["live"]
    assert form["series"].field.widget.is_hidden
    form = client.get(ADD, {"group": group.pk, "events": event.pk}).context["adminform"].form
    assert (form["where"].value(), form["events"].value()) == ("Nordic countries", [str(event.pk)])
    for rubbish in ({"broadcaster": "x", "country": "é", "group": "-1"}, {"season": "x", "events": "y,z"}):
        assert client.get(ADD, rubbish).status_code == 200


def test_season_that_is_on_or_next_is_chosen(client, season):
    today = timezone.localdate()
    assert client.get(ADD).context["adminform"].form.initial["season"] == season.pk
    year = today.year if today.month > 6 else today.year - 1
    now = factories.season(year)
    coming = factories.event(season=now, number=7, start_date=today, end_date=today)
    form = client.get(ADD).context["adminform"].form
    assert form.initial["season"] == now.pk
    ticked = [key for _, events in form.fields["events"].widget.choices for key, _ in events]
    assert coming.pk in ticked


@pytest.mark.parametrize(("values", "is_open"), [({}, False), ({"ends_on": "31.12.2025", "source": ""}, True)])
def test_more_is_open_where_something_in_it_is_filled(client, season, values, is_open):
    page = client.post(ADD, mail(season, where="Atlantis", **values))
    more = list(page.context["adminform"])[1]
    assert (more.name, more.is_collapsible) == ("More", not is_open)


def test_territories_are_said_as_they_are_understood(client, season):
    address = f"{ADD.removesuffix('add/')}territories/"
    answer = client.get(address, {"text": "Holland and German-speaking Switzerland, Atlantis"}).json()
    assert answer == {
        "territories": ["Netherlands", "Switzerland, German-speaking part"],
        "errors": ["“Atlantis” is no country or territory that is known here. Give its name, or a code such as NED."],
    }
    assert client.get(address).json() == {"territories": [], "errors": []}
    client.logout()
    assert client.get(address).status_code == 302
