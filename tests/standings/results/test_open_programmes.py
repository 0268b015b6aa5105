"""The page of events that are over and whose programme nobody has called complete."""

import datetime

import pytest

from events.models import Event
from events.models.planned import Plan
from isuwc.history.models import Change
from standings.results.programmes import mark_complete, open_programmes
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

PAGE = "/admin/events/event/programmes/"


def opened(**values):
    return events.event(programme_is_whole=False, **values)


def test_open_programmes_are_those_of_events_that_are_over(client):
    event, later = opened(), opened(start_date=datetime.date(2025, 12, 5))
    for plan in (Plan.CANCELLED, Plan.POSTPONED):
        opened(plan=plan)
    events.event()
    factories.result(events.race(event=event))
    events.race(event=event, division="B", result_state="not-held")
    events.race(event=event, ordinal=2)
    (found,) = open_programmes(at=event.span[1])
    assert (found.event, found.races, found.results, found.not_held, found.without_result) == (event, 3, 1, 1, 1)
    assert open_programmes(at=event.span[1] - datetime.timedelta(seconds=1)) == []
    assert [each.event for each in open_programmes()] == [later, event]


def test_staff_call_several_programmes_complete_at_once(staff, django_assert_max_num_queries):
    cup = factories.cup()
    first, second, third = (opened(season=cup.season) for _ in range(3))
    for event in (first, second, third):
        factories.result(events.race(event=event))
    recompute(cup.season)
    assert not staff.get(cup.get_absolute_url()).context["table"].status.is_final
    with django_assert_max_num_queries(8):
        page = staff.get(PAGE)
    codes = [each.code for each in page.context["programmes"]]
    assert len(codes) == page.text.count('name="whole"') == 3
    kept = codes.pop()
    response = staff.post(PAGE, {"whole": codes}, follow=True)
    assert [each.code for each in response.context["programmes"]] == [kept]
    marked = Event.objects.filter(programme_is_whole=True)
    (said,) = response.context["messages"]
    assert str(said) == (
        "No other race is waited for, since the programme is complete: "
        f"{'; '.join(str(each) for each in marked.order_by('-start_date', '-number'))}."
    )
    logged = Change.objects.filter(deed="said").values_list("row", "words")
    assert set(logged) == {(str(each.pk), "Marked the programme as complete.") for each in marked}
    staff.post(PAGE, {"whole": [kept]})
    assert staff.get(cup.get_absolute_url()).context["table"].status.is_final
    assert "The programme of every event that is over is marked as complete." in staff.get(PAGE).text


def test_programme_that_got_a_race_since_is_passed_over(staff):
    event = opened()
    events.race(event=event)
    (shown,) = open_programmes()
    events.race(event=event, division="B")
    (said,) = staff.post(PAGE, {"whole": [shown.code]}, follow=True).context["messages"]
    assert str(said) == "1 of the chosen programmes changed since you looked; nothing was marked."
    assert mark_complete([open_programmes()[0].code]) == [event]


@pytest.mark.parametrize("codes", [[], ["x"], ["²"], ["9" * 40]])
def test_choice_of_no_programme_is_answered(staff, codes):
    events.race(event=opened())
    (said,) = staff.post(PAGE, {"whole": codes}, follow=True).context["messages"]
    assert str(said).endswith("; nothing was marked.")
    assert not Event.objects.filter(programme_is_whole=True).exists()


def test_programme_without_a_race_can_not_be_called_complete(staff):
    event = opened()
    page = staff.get(PAGE)
    assert "No race is in the programme: add its races first." in flat(page.text)
    assert 'name="whole"' not in flat(page.text)
    assert mark_complete([f"{event.pk}-0"]) == []


def test_only_who_changes_events_calls_programmes_complete(client):
    sign_in(client, "Journalist")
    assert (client.get(PAGE).status_code, client.post(PAGE).status_code) == (403, 403)
    assert PAGE not in flat(client.get("/admin/").text)


def test_page_is_linked_from_the_list_of_events_the_newsroom_and_the_event(staff):
    event = opened()
    events.race(event=event)
    for address in ("/admin/", "/admin/events/event/", f"/admin/events/event/{event.pk}/change/"):
        assert f'href="{PAGE}"' in staff.get(address).text, address


def test_programme_without_a_race_has_nothing_to_mark(staff):
    empty = opened()
    page = staff.get(PAGE).text
    assert "No race is in the programme: add its races first." in page
    assert ('name="whole"' in page, 'type="submit" class="default"' in page) == (False, False)
    events.race(event=empty)
    page = staff.get(PAGE).text
    assert (page.count('name="whole"'), 'type="submit" class="default"' in page) == (1, True)
