"""The words of editions in the database: made with them, whichever way they come, and found in bounded time."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from isuwc.database.plain_words import begun_by, whole_name
from news.models import Edition, SearchText, newest_with, search_text
from tests.factories import news as factories
from tests.migrating import migrate

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def story(words: str, hours_ago: int = 0, **values: str) -> int:
    at = timezone.now() - hours_ago * HOUR
    return factories.edition(text=f"<p>{words}</p>", goes_live_at=at if hours_ago else None, **values).pk


def named(*names: str, number: int = 9) -> list[int]:
    return newest_with(whole_name(*names), number, Edition.objects.live())


def begun(words: str, field: str = "whole", number: int = 9) -> list[int]:
    return newest_with(begun_by(words), number, Edition.objects.live(), field)


def plain(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plain_words(%s)", [text])
        return cursor.fetchone()[0]


def test_words_are_plain():
    assert plain(" Min-Sun  ŻUREK’s\n37.05, Ærø & Łódź; 한국 ") == "min sun zurek s 37 05 aero lodz 한국"
    assert plain("'; -- 🙂 %_") == ""


def test_edition_has_its_words_whichever_way_it_comes():
    first = Edition.objects.get(pk=story("Femke Kok won."))
    first.pk, first.number = None, 2
    Edition.objects.bulk_create([first])
    with connection.cursor() as cursor:
        columns = [each.column for each in Edition._meta.concrete_fields if each.name not in {"id", "number"}]
        named = ", ".join(f'"{each}"' for each in columns)
        cursor.execute(f"INSERT INTO news_edition (number, {named}) SELECT 3, {named} FROM news_edition LIMIT 1")  # noqa: S608 - columns of ours
    rows = SearchText.objects.order_by("edition__number").values_list("edition__number", "title", "whole")
    assert [number for number, _, _ in rows] == [1, 2, 3]
    assert len({(title, whole) for _, title, whole in rows}) == 1


def test_names_are_found_whole():
    story("Kokkinos won.", title="A Kokkinos")
    story("Femke and Kok.")
    story("Kok, Femke.")
    kok = story("Then FEMKE  KÖK’s time.")
    assert (named("Femke Kok"), named("Kok", "Nobody"), named("Kokk"), named("Femke")) == (
        [kok],
        [kok, kok - 1, kok - 2],
        [],
        [kok, kok - 1, kok - 2],
    )


def test_former_name_counts_beside_the_name():
    first, second = story("Anna Alt."), story("Anna Neu.")
    assert named("Anna Neu", "Anna Alt") == [second, first]
    assert named("Anna Neu") == [second]


def test_words_may_be_begun_but_those_of_two_letters():
    one = story("Tomaszów Mazowiecki, on ice.")
    assert (begun("tom maz"), begun("TOMASZÓW on"), begun("tomaszow o"), begun("ma"), begun("")) == (
        [one],
        [one],
        [],
        [],
        [],
    )


def test_title_is_found_apart():
    text, title = story("Quill."), story("Snow.", title="Quill")
    assert (begun("quill"), begun("quill", "title")) == ([title, text], [title])


@pytest.mark.parametrize("recent", [1, 2, 5, 400])
def test_latest_come_first_however_few_are_looked_at_before_the_index(monkeypatch, recent):
    monkeypatch.setattr(search_text, "RECENT", recent)
    at_three, at_one, at_five, at_two = (story("Femke Kok.", hours) for hours in (3, 1, 5, 2))
    for hours in (4, 6):
        story("Nobody.", hours)
    latest = [at_one, at_two, at_three, at_five]
    assert [named("Femke Kok", number=number) for number in range(1, 6)] == [latest[:number] for number in range(1, 6)]


def test_only_what_is_live_is_found(monkeypatch):
    story("Femke Kok.", -1)
    replaced = Edition.objects.get(pk=story("Femke Kok."))
    factories.revise(replaced.article, lead="Corrected.")
    corrected = factories.edition(replaced.article).pk
    for recent in (1, 400):
        monkeypatch.setattr(search_text, "RECENT", recent)
        assert named("Femke Kok") == [corrected]


def test_very_long_text_is_published_and_found_by_its_first_letters():
    long = factories.edition(lead="x" * 30_000, text=f"<p>Quill {'字 ' * 150_000} Feather</p>").pk
    many = factories.edition(text="<p>" + " ".join(f"word{number}" for number in range(60_000)) + "</p>").pk
    assert (begun("quill"), begun("feather"), begun("word100"), begun("word59999")) == ([long], [], [many], [])


def test_editions_of_before_get_their_words(monkeypatch):
    kept = story("Femke Kok.")
    migrate("news", "0077")
    migrate("news")
    assert SearchText.objects.values_list("pk", flat=True).get() == kept
    monkeypatch.setattr(search_text, "RECENT", 1)
    assert named("Femke Kok") == [kept]
