"""Stories: those with the words in their title first, then those with the words in their text.

However many there are, no more are ranked than a bounded number of the newest.
"""

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from isuwc.database.plain_words import Words, begun_by
from isuwc.site.views.search.answer import SHOWN, Hit, Kind
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import Near
from isuwc.site.views.search.snippets import as_html, marked, snippet
from news.models import Edition, SearchText, newest_with

RANKED = 16  # of those with the words in their text, the newest


def stories(asked: Asked) -> tuple[list[Hit], bool]:
    """And whether more match than these. Four queries, three where titles fill the answer."""
    words, live = begun_by(asked.typed), Edition.objects.live()
    titled = newest_with(words, SHOWN + 1, live, "title")
    keys, more = titled[:SHOWN], len(titled) > SHOWN
    if not more:
        within = [key for key in newest_with(words, RANKED, live) if key not in keys]
        more = len(titled) + len(within) > SHOWN
        keys += _ranked(within, words)[: SHOWN - len(keys)]
    rows = live.filter(pk__in=keys).defer("body", "trailing", "hero")
    editions = {each.pk: each for each in rows} if keys else {}
    return [_hit(editions[key], asked, key in titled) for key in keys if key in editions], more


def _ranked(keys: list[int], words: Words) -> list[int]:
    """The more often, and the nearer to the beginning of a text, the earlier; of equals the newer."""
    rank = SearchRank(F("whole"), words.exactly, weights=[0.1, 0.2, 0.5, 1.0], normalization=1)
    found = SearchText.objects.filter(pk__in=keys).annotate(rank=rank).values_list("pk", "rank") if keys else []
    ranks = dict(found)
    return sorted(keys, key=lambda key: -ranks[key])


def _hit(edition: Edition, asked: Asked, is_titled: bool) -> Hit:
    """With the sentence of it that has the words, or where nothing but the title has them, its lead."""
    text = edition.words.removeprefix(edition.title)
    return Hit(
        Kind.STORY,
        Near.TITLE if is_titled else Near.TEXT,
        as_html(marked(edition.title, asked.words)),
        edition.get_absolute_url(),
        why=as_html(snippet(text, asked.words)) or edition.lead,
        published_at=edition.published_at,
    )
