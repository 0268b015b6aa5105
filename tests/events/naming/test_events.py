import pytest

from events.models import Country, Event, Listing
from events.models.event import title_of
from events.naming.events import event_title, in_text
from tests.factories import events as factories


def test_event_is_called_by_its_number_or_the_final():
    assert [event_title(4), event_title(6, True)] == ["World Cup 4", "World Cup Final"]
    assert [in_text("World Cup 4"), in_text("World Cup Final")] == ["World Cup 4", "the World Cup Final"]


@pytest.mark.django_db
def test_sql_calls_events_as_the_model_does():
    for number, is_final in [(1, False), (12, False), (6, True)]:
        factories.event(number=number, is_final=is_final)
    titles = dict(Event.objects.annotate(words=title_of()).values_list("pk", "words"))
    assert titles == {event.pk: event.title for event in Event.objects.all()}
    listing = factories.listing()
    listing.events.set(Event.objects.all())
    listing.except_events.set(Event.objects.all())
    held = Listing.objects.with_keys().get(pk=listing.pk)
    said = [in_text(event.title) for event in Event.objects.order_by("start_date")]
    assert sorted(held.event_titles) == sorted(held.except_event_titles) == sorted(said)
    assert sorted(said) == ["World Cup 1", "World Cup 12", "the World Cup Final"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("world cup 1", [1]),
        ("World Cup 12", [12]),
        ("WC12 2025/26", [12]),
        ("wc 6", [6]),
        ("12 stavanger", [12]),
        ("2", []),
        ("2025", [1, 6, 12]),
        ("25/26", [1, 6, 12]),
        ("Norvège", [1, 6, 12]),
        ("Deutschland", []),
        ("World Cup Final", [6]),
        ("stavanger 2025/26", [1, 6, 12]),
        ("holland", []),
        ("norge", [1, 6, 12]),
        ("final 2024/25", []),
    ],
)
def test_events_are_found_by_what_they_are_called(words, numbers):
    Country.objects.filter(noc="NOR").update(other_names="Norge\nNoreg")
    for number, is_final in [(1, False), (12, False), (6, True)]:
        factories.event(number=number, is_final=is_final)
    assert list(Event.objects.matching(words).order_by("number").values_list("number", flat=True)) == numbers
