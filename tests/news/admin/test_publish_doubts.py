"""What the publishing page doubts of facts: of photos that nobody has looked at, and of what was never raced."""

import pytest

from news.models import Photo
from tests.factories import events
from tests.factories import news as factories
from tests.news.admin.pages import flawless, page

pytestmark = pytest.mark.django_db


def test_facts_that_nobody_has_checked_are_asked_about_and_can_be_checked_at_the_photo(admin_client):
    article = flawless(hero=factories.photo(name="New", is_checked=False))
    found = [each for each in admin_client.get(page("publish", article)).context["doubts"] if "facts" in each.words]
    assert [each.words for each in found] == [
        "Nobody has checked the facts of the photo “New”: they are as its file gave them."
    ]
    photo = found[0].links[-1].address
    assert 'name="is_checked"' in admin_client.get(photo).content.decode()
    Photo.objects.update(is_checked=True)
    assert 'name="is_checked"' not in admin_client.get(photo).content.decode()
    assert admin_client.get(page("publish", article)).context["doubts"] == []


@pytest.mark.parametrize(("on_record", "count"), [((), 0), (("5000",), 1), (("5000", "10000"), 0)])
def test_distance_that_women_have_not_raced_is_doubted(admin_client, on_record, count):
    for number, distance in enumerate(on_record, start=1):
        events.race(category="women", distance=distance, number=number)
    article = flawless(text="<p>The women’s 10,000m was held.</p>")
    found = admin_client.get(page("publish", article)).context["doubts"]
    words = "Block 1 (text): no women’s race on record is over 10,000 metres."
    assert [each.words for each in found] == [words] * count
