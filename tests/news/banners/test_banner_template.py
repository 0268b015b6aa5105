import pytest
from django.template.loader import render_to_string

from news.models import banner_for
from tests.factories.events import country, event, venue
from tests.factories.news import banner

TEMPLATE = "news/_banner.html"


def test_without_a_banner_nothing_is_printed():
    assert render_to_string(TEMPLATE, {"banner": None}).strip() == ""


@pytest.mark.django_db
def test_banner_is_a_link_to_its_event_with_both_sizes_and_words_for_phones(django_assert_num_queries):
    page = event(venue=venue("O'Neill & Søn", country=country("NED")))
    banner(event=page)
    made = banner_for("home")
    with django_assert_num_queries(0):
        html = " ".join(render_to_string(TEMPLATE, {"banner": made}).split())
    assert html.count(f'<a href="{page.get_absolute_url()}">') == 1
    assert html.count(f'srcset="{made.src} 1x, {made.src_2x} 2x" width="1280" height="200"') == 1
    assert html.count(f'<source media="(max-width: 47.99rem)" srcset="{made.src_phone}" width="960" height="360">') == 1
    assert html.count('alt="World Cup 1, O&#x27;Neill &amp; Søn, ') == 1
    assert html.count('<span class="place">O&#x27;Neill &amp; Søn</span>') == 1
    assert html.count("/q/") == 0  # a click on our own page is not a scan
