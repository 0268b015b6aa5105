"""Letters go to those whom a step or a note concerns, and never to whoever acted."""

import pytest

from isuwc.outbox.models import Letter
from news.editions.publishing import publish
from news.models import Article
from news.review import letters
from news.review.notes import write
from news.review.steps import Name, Seen, take
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.admin.pages import NOON, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_on(settings):
    settings.SENDS_MAIL = True
    settings.SITE_URL = "https://example.org"


def person(role: str, name: str):
    made = staff(role, name)
    made.email = f"{name}@example.org"
    made.save()
    return made


@pytest.fixture
def people():
    names = {"carl": "Contributor", "jana": "Journalist", "eve": "Editor", "emil": "Editor", "rex": "Results"}
    return {name: person(role, name) for name, role in names.items()}


def step(name: Name, by, words: str = "", reviewer=None) -> list[str]:
    article = Article.objects.get()
    taken = take(name, article, by, Seen(article.state, article.version), words=words, reviewer=reviewer)
    return posted(lambda: letters.of_step(name, taken, by, words))


def posted(act) -> list[str]:
    """To whom letters go."""
    Letter.objects.all().delete()
    count = act()
    found = sorted(each.to.removesuffix("@example.org") for each in Letter.objects.all())
    assert len(found) == count
    return found


def test_a_review_from_end_to_end(people):
    carl, eve, emil = people["carl"], people["eve"], people["emil"]
    article = factories.article(title="Ada wins", created_by=people["jana"], changed_by=carl)
    assert step(Name.HAND_IN, carl) == ["emil", "eve"]  # whoever reviews
    assert step(Name.REASSIGN, emil, reviewer=eve) == ["eve"]
    assert step(Name.ASK_FOR_CHANGES, eve, "The time in the lead.") == ["carl"]
    (letter,) = Letter.objects.all()
    assert letter.subject == "Changes asked for: Ada wins"
    assert letter.text == (
        "eve asked for changes to “Ada wins”.\n\nThe time in the lead.\n\n"
        f"https://example.org/admin/news/article/{article.pk}/review/\n"
    )
    assert step(Name.HAND_IN, carl, reviewer=eve) == ["eve"]
    assert step(Name.TAKE_BACK, carl) == ["eve"]
    assert step(Name.HAND_IN, carl, reviewer=eve) == ["eve"]
    assert step(Name.APPROVE, eve) == ["carl"]
    edition = publish(Article.objects.get(), by=emil)
    assert posted(lambda: letters.of_publication(article, edition, emil)) == ["carl"]
    assert "emil published edition 1 of “Ada wins”. Readers see it now." in Letter.objects.get().text
    later = publish(factories.revise(Article.objects.get()), by=emil, goes_live_at=NOON)
    assert posted(lambda: letters.of_publication(article, later, emil)) == ["carl"]
    assert "It goes live on 1 December 2099, 12:00 UTC." in Letter.objects.get().text


def test_publishing_in_the_admin_writes_to_who_handed_it_in(people, client):
    article = factories.article()
    step(Name.HAND_IN, people["carl"])
    Letter.objects.all().delete()
    client.force_login(people["eve"])
    shown = client.get(page("publish", article)).context
    digest, asked = shown["digest"], shown["asked"]
    sent = {"version": 1, "digest": digest, "waiting": [], "looked": asked, "address": article.slug}
    client.post(page("publish", article), sent)
    assert Article.objects.get().state == "published"
    assert [each.to for each in Letter.objects.all()] == ["carl@example.org"]


def test_whoever_has_left_the_newsroom_for_another_desk_gets_no_words_of_it(people):
    carl, eve = people["carl"], people["eve"]
    article = factories.article(created_by=people["jana"], changed_by=carl)
    carl.groups.set(staff("Broadcast").groups.all())
    note = write(article, eve, "Which lap?")
    assert posted(lambda: letters.of_note(note, eve)) == ["jana"]


def test_notes_go_to_those_who_write_and_review_and_answers_to_the_thread(people):
    carl, eve, jana = people["carl"], people["eve"], people["jana"]
    article = factories.article(created_by=jana, changed_by=carl)
    note = write(article, eve, "Which lap?")
    assert posted(lambda: letters.of_note(note, eve)) == ["carl", "jana"]
    answer = write(article, carl, "The first.", answers_to=note)
    assert posted(lambda: letters.of_note(answer, carl)) == ["eve", "jana"]
    assert "carl answered a note in" in Letter.objects.first().text


def test_nobody_is_written_to_who_left_or_has_no_address(people):
    people["eve"].is_active = False
    people["emil"].email = ""
    for each in people.values():
        each.save()
    factories.article()
    assert step(Name.HAND_IN, people["carl"]) == []


def test_administrators_who_may_do_everything_are_not_asked_to_review(people, admin_user):
    factories.article()
    assert step(Name.HAND_IN, people["carl"]) == ["emil", "eve"]


def test_nothing_is_asked_of_the_database_where_no_mail_is_sent(people, settings, django_assert_num_queries):
    settings.SENDS_MAIL = False
    article = factories.article()
    note = write(article, people["eve"], "Hm")
    with django_assert_num_queries(0):
        assert letters.of_step(Name.HAND_IN, article, people["carl"]) == 0
        assert letters.of_note(note, people["eve"]) == 0
