"""Rows that were chosen by keys that no row can have."""

import pytest
from django.urls import reverse

from events.models import Country, Venue
from isuwc.newsroom.choices import possible
from tests.factories import events


@pytest.mark.parametrize(("model", "fits"), [(Venue, ["7", 7]), (Country, ["NOR"])])
def test_possible_leaves_out_what_the_field_can_not_hold(model, fits):
    given = ["NOR", "7", 7, "a\x00b", "NORWAY", "9" * 5000, "", "NaN", "7.5"]
    assert possible(model._meta.pk, given) == fits


@pytest.mark.parametrize("bad", ["Stavanger", "NaN", "a\x00b", "\u202e7", "../1", "9" * 5000])
def test_action_on_what_no_row_is_takes_the_others_alone(admin_client, bad):
    kept, chosen = events.venue("Stavanger"), events.venue("Heerenveen")
    address = reverse("admin:events_venue_changelist")
    data = {"action": "delete_selected", "post": "yes", "_selected_action": [bad]}
    answer = admin_client.post(address, data, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["Items must be selected in order to perform actions on them. No items have been changed."]
    assert admin_client.post(address, {**data, "_selected_action": [bad, chosen.pk]}).status_code == 302
    assert list(Venue.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("Norway", "Choose one from the list: what was chosen is not in it, or no longer."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_field_that_looks_rows_up_says_that_a_choice_is_none_of_them(admin_client, bad, said):
    answer = admin_client.post(reverse("admin:events_event_add"), {"venue": bad})
    assert answer.context["adminform"].form.errors["venue"] == [said]
