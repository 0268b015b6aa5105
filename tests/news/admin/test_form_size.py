"""The HTML of an article's form: breaks of lines in it, which its many blocks repeat, are left out."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString

from news.templatetags.newsroom import unbroken
from tests.factories import blocks
from tests.factories import news as factories
from tests.news.admin.pages import page

pytestmark = pytest.mark.django_db


def test_breaks_of_lines_are_left_out_but_in_what_is_typed():
    typed = "<textarea\n  rows='2'>\nOne line\n\n  and another</textarea>"
    value = 'value="One\n > two">'
    html = SafeString(
        f'<div\n  class="block\n    has_original"\n>{typed}</div><input type="hidden"\n {value}<p>Text\nof one</p>'
    )
    kept = f'{typed}</div><input type="hidden" {value}<p>Text\nof one</p>'
    assert unbroken(html) == f'<div class="block has_original" >{kept}'


def test_what_is_typed_is_escaped_still():
    words = "</textarea><b>\n</b>"
    source = (
        "{% load newsroom %}{% filter unbroken %}<p\n>{{ words }}</p><textarea>{{ words }}</textarea>{% endfilter %}"
    )
    html = engines["django"].from_string(source).render({"words": words})
    assert html == (
        "<p >&lt;/textarea&gt;&lt;b&gt;\n&lt;/b&gt;</p><textarea>&lt;/textarea&gt;&lt;b&gt;\n&lt;/b&gt;</textarea>"
    )


def test_tags_of_blocks_have_no_breaks(admin_client):
    article = factories.article()
    blocks.text(article)
    html = admin_client.get(page("change", article)).text
    assert '<div class="inline-related block has_original" id="news_textblock_set-0" data-kind="Text"' in html
