"""Where the ISU stream is blocked: kept by broadcast staff, told to fans, and held against what is on record."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from events.models import Country, ListingsRevision, StreamBlock
from isuwc.history.models import Change
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream():
    event = factories.event(start_date=datetime.date(2025, 11, 14))
    factories.session(event=event)
    factories.event(season=event.season, start_date=datetime.date(2025, 11, 21))
    return factories.stream(season=event.season)


def block(stream, *nocs: str, events=(), **values) -> StreamBlock:
    made = StreamBlock.objects.create(**{"stream": stream, "source": "isu.org, a mail", **values})
    made.countries.set(nocs)
    made.events.set(events)
    return made


def test_page_says_that_the_stream_is_not_available_and_who_says_so(client, stream):
    block(stream, "ITA", note="The player says so.", checked_on=datetime.date(2025, 11, 2))
    page = flat(client.get("/where-to-watch/ita/").text)
    assert page.count("No broadcaster is on record here, and the ISU stream was not available here.") == 2
    assert page.count("The player says so.") == 2
    assert "Last checked on 2 November 2025." in page
    assert 'answer-who"> <a' not in page
    assert "and the ISU stream" not in client.get("/where-to-watch/ned/").text


def test_block_for_an_event_is_for_it_alone_and_in_json_and_calendar(client, stream):
    first, second = stream.season.events.all()
    block(stream, "ITA", events=[first.pk], note="Asked")
    answers = client.get("/where-to-watch/ita.json?season=2025-26").json()["answers"]
    assert [each["answer"] for each in answers] == ["nobody", "stream"]
    assert [each["stream_block"] for each in answers] == [
        {"source": "isu.org, a mail", "note": "Asked", "checked_on": None},
        None,
    ]
    text = client.get("/where-to-watch/ita/calendar.ics").content.decode().replace("\r\n ", "")
    assert text.count("In Italy: nobody is on record as showing it.") >= 1
    assert "Example stream" in text  # of the other event
    assert second.number == 2


def test_blocks_cost_no_query_of_their_own(client, stream, django_assert_num_queries):
    def count() -> None:
        with django_assert_num_queries(8):
            client.get("/where-to-watch/ita/")

    count()
    for noc in ("ITA", "FRA", "REU"):
        block(stream, noc, events=stream.season.events.all())
    count()


def test_broadcaster_beside_a_block_is_named_without_the_stream(client, stream):
    factories.listing(country=Country.objects.get(noc="ITA"), season=stream.season)
    block(stream, "ITA")
    page = flat(client.get("/where-to-watch/ita/").text)
    assert page.count("The ISU stream was not available here.") == 2
    assert "may have been open too" not in page


def test_event_of_a_block_stays_and_is_of_the_stream_s_season(stream):
    event = stream.season.events.first()
    made = block(stream, "ITA", events=[event.pk])
    with pytest.raises(ProtectedError):
        event.delete()
    other = factories.event(season=factories.season(2022), start_date=datetime.date(2022, 11, 18))
    with pytest.raises(IntegrityError, match="not of the stream's season"), transaction.atomic():
        made.events.add(other)
        connection.check_constraints()


def test_calendars_learn_of_a_block(stream):
    factories.listing()
    before = ListingsRevision.moment()
    made = block(stream, "ITA")
    assert ListingsRevision.moment() > before
    before = ListingsRevision.moment()
    made.countries.add("FRA")
    assert ListingsRevision.moment() >= before


# In the admin


def test_desk_and_matrix_lead_to_a_block(client, stream):
    sign_in(client, "Broadcast")
    made = block(stream, "ITA", "REU", events=stream.season.events.filter(number=1))
    page = flat(client.get("/admin/broadcast/?season=2025-26").text)
    assert "The stream is not available in Italy, Réunion (World Cup 1)." in page
    assert f'Never checked. <a href="/admin/events/streamblock/{made.pk}/change/"' in page
    page = client.get("/admin/events/listing/matrix/?season=2025-26&country=ITA")
    first, second = page.context["rows"][0].cells
    assert (first.said, second.said) == ("Nobody (stream blocked)", "ISU stream (no listing)")
    cell = client.get("/admin/events/listing/matrix/2025-26/ITA/1/", follow=True)
    assert f'href="/admin/events/stream/{stream.pk}/change/"' in cell.text
    assert "the ISU stream was not available here" in first.words


@pytest.fixture
def desk(client):
    sign_in(client, "Broadcast")
    return client


def posted(stream, **row) -> dict:
    fields = {"season": stream.season_id, "name": stream.name, "link": stream.link, "source": stream.source}
    fields |= {"blocks-TOTAL_FORMS": 1, "blocks-INITIAL_FORMS": 0}
    own = {"countries": ["ITA", "REU"], "source": "A mail", **row}
    return fields | {f"blocks-0-{name}": value for name, value in own.items()}


def address(stream) -> str:
    return f"/admin/events/stream/{stream.pk}/change/"


def test_staff_block_the_stream_on_its_form_and_the_history_knows(desk, stream):
    event = stream.season.events.first()
    response = desk.post(address(stream), posted(stream, events=[event.pk], checked_on="2025-11-02"), follow=True)
    made = StreamBlock.objects.get()
    assert [str(each).endswith("was changed successfully.") for each in response.context["messages"]] == [True]
    assert sorted(made.countries.values_list("pk", flat=True)) == ["ITA", "REU"]
    assert (list(made.events.all()), made.source, made.checked_on) == ([event], "A mail", datetime.date(2025, 11, 2))
    assert set(Change.objects.filter(table__startswith="events_streamblock").values_list("table", flat=True)) == {
        "events_streamblock", "events_streamblock_countries", "events_streamblock_events",
    }  # fmt: skip
    page = desk.get(f"/admin/events/streamblock/{made.pk}/history/")
    assert page.status_code == 200
    assert [row.pk for row in desk.get("/admin/events/streamblock/").context["cl"].result_list] == [made.pk]


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"countries": []}, "countries", "This field is required."),
        ({"source": ""}, "source", "This field is required."),
        ({"countries": ["GDR"]}, "countries", "Choose a country of today. This is none that can be chosen here."),
        ({"checked_on": "2999-01-01"}, "checked_on", "This date is in the future."),
    ],
)
def test_impossible_block_is_refused_at_its_field(desk, stream, row, field, said):
    response = desk.post(address(stream), posted(stream, **row))
    (form,) = response.context["inline_admin_formsets"][0].formset.forms
    assert form.errors == {field: [said]}
    assert not StreamBlock.objects.exists()


def test_event_of_another_season_is_refused_in_words(desk, stream):
    other = factories.event(season=factories.season(2022), start_date=datetime.date(2022, 11, 18))
    response = desk.post(address(stream), posted(stream, events=[other.pk]))
    (form,) = response.context["inline_admin_formsets"][0].formset.forms
    assert form.errors == {"events": [f"Not in the season of the stream: {other}."]}


def test_block_that_contradicts_or_repeats_what_is_on_record_is_saved_and_says_so(desk, stream):
    italy = Country.objects.get(noc="ITA")
    exclusive = factories.listing(country=italy, season=stream.season, is_exclusive=True)
    linked = factories.listing(country=Country.objects.get(noc="FRA"), season=stream.season, link=stream.link)
    block(stream, "ITA")
    response = desk.post(address(stream), posted(stream), follow=True)
    said = [str(each) for each in response.context["messages"] if each.level_tag == "warning"]
    assert [each.partition(" <a")[0] for each in said] == [
        "Example Sports holds exclusive rights, which block the stream in Italy already.",
        "The listing of Example Sports for Réunion leads to the stream that is blocked there.",
        "Another block of this stream names Italy, too.",
    ]
    assert f"/admin/events/listing/{exclusive.pk}/change/" in said[0]
    assert f"no. {linked.pk}" in said[1]
    assert StreamBlock.objects.count() == 2


def test_form_of_a_block_says_what_fans_would_see(desk, stream):
    event = stream.season.events.first()
    row = {"stream": stream.pk, "countries": ["ITA"], "events": [event.pk], "source": "A mail"}
    page = desk.post("/admin/events/streamblock/add/foreseen/", row)
    found = page.context_data["foreseen"]
    told = [([each.noc for each in one.countries], [each.words for each in one.changes]) for one in found.groups]
    assert told == [(["ITA", "VAT"], [("ISU stream (no listing)", "nobody (no listing)")])]
    assert not StreamBlock.objects.exists()


def test_others_see_blocks_and_do_not_change_them(client, stream):
    made = block(stream, "ITA")
    for role in ("Journalist", "Editor", "Results"):
        sign_in(client, role)
        assert client.get(f"/admin/events/streamblock/{made.pk}/change/").status_code == 200
        assert client.post(f"/admin/events/streamblock/{made.pk}/delete/", {"post": "yes"}).status_code == 403
    assert StreamBlock.objects.exists()


@pytest.mark.parametrize("number", [1, 12])
def test_form_of_a_stream_costs_the_same_queries_however_many_blocks(desk, stream, django_assert_num_queries, number):
    places = list(Country.objects.filter(is_current=True)[: 2 * number])
    events = stream.season.events.all()
    for first, second in zip(places[::2], places[1::2], strict=True):
        block(stream, first, second, events=events)
    desk.get(address(stream))
    with django_assert_num_queries(10):
        page = desk.get(address(stream))
    forms = page.context["inline_admin_formsets"][0].formset.initial_forms
    assert [[str(each) for _, each in _chosen(form, "countries")] for form in forms] == [
        [each.choice_label for each in pair] for pair in zip(places[::2], places[1::2], strict=True)
    ]
    assert [[key for key, _ in _chosen(form, "events")] for form in forms] == [[each.pk for each in events]] * number


def _chosen(form, name: str) -> list[tuple]:
    """The options that are printed as chosen, with their labels."""
    field = form[name]
    groups = field.field.widget.widget.optgroups(name, list(map(str, field.value())))
    return [(option["value"], option["label"]) for _, options, _ in groups for option in options if option["selected"]]
