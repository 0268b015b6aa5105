"""The page on which a story is reviewed, and what the article's form says of its review."""

import csv
import io

import pytest
from django.contrib.auth.models import Group

from isuwc.outbox.models import Letter
from news.models import Article, Note, Review, TextBlock
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.isuwc.submissions.forms import Window
from tests.news.admin.pages import page, said, text

pytestmark = pytest.mark.django_db


def step(client, article, name: str, **data):
    article = Article.objects.get(pk=article.pk)
    sent = {"_step": "1", "step": name, "state": article.state, "version": article.version, **data}
    return client.post(page("review", article), sent)


def note(client, article, words: str, block: str = ""):
    return client.post(page("review", article), {"_note": "1", "block": block, "words": words})


def test_a_story_goes_from_its_writer_over_its_reviewer_to_ready(client, settings):
    settings.SENDS_MAIL = True
    editor = staff("Editor")
    editor.email = "editor@example.org"
    editor.save()
    article = factories.article(text="<h2>Later</h2><p>Ada won.</p>")
    sign_in(client, "Contributor")
    answer = step(client, article, "hand-in", reviewer=editor.pk, words="Please look at the lead.")
    assert said(client, answer["Location"]) == "Done. The state of this story is now “In review”."
    assert [each.to for each in Letter.objects.all()] == ["editor@example.org"]
    client.force_login(editor)
    shown = client.get(page("review", article)).text
    assert "<h2>Later</h2><p>Ada won.</p>" in shown
    assert "Please look at the lead." in shown
    block = TextBlock.objects.get()
    answer = note(client, article, "By how much?", block=f"text:{block.pk}")
    made = Note.objects.get(block=block.pk)
    assert answer["Location"] == f"{page('review', article)}#note-{made.pk}"
    step(client, article, "ask-for-changes")
    assert Article.objects.get().get_state_display() == "Changes asked for"
    sign_in(client, "Contributor")
    client.post(page("review", article), {"_answer": "1", "note": made.pk, "words": "By a second."})
    client.post(page("review", article), {"_resolve": "1", "note": made.pk})
    form = client.get(page("change", article)).text
    assert "1 open note:" in form
    assert "Please look at the lead." in form
    assert "By how much?" not in form  # resolved
    step(client, article, "hand-in")
    client.force_login(editor)
    step(client, article, "approve")
    words = text(client.get(page("review", article)))
    for said_of_it in (
        "Handed in version 1 for review, to editor.",
        "Asked for changes to version 1.",
        "Handed in version 1 for review, to anybody who reviews.",
        "Approved version 1.",
        "Version 1 was handed in by contributor on",
    ):
        assert said_of_it in words


def test_what_is_refused_is_shown_again_with_what_was_typed(client):
    article = factories.article()
    sign_in(client, "Editor")
    refused = client.post(
        page("review", article),
        {"_step": "1", "step": "hand-in", "state": "review", "version": 1, "words": "My <long> words"},
    )
    assert refused.status_code == 200
    assert "its state is “Draft” by now" in refused.text
    assert "My &lt;long&gt; words</textarea>" in refused.text
    assert not Note.objects.exists()
    refused = note(client, article, "On what is gone", block="text:99")
    assert "The block is gone: somebody deleted it meanwhile." in refused.text
    assert "On what is gone</textarea>" in refused.text
    assert not Note.objects.exists()
    refused = client.post(page("review", article), {"_answer": "1", "note": "99", "words": "To nobody"})
    assert "This note is gone." in refused.text
    assert "To nobody</textarea>" in refused.text
    long = step(client, article, "hand-in", words="x" * 4001)
    assert "Your note: Ensure this value has at most 4000 characters" in long.text
    assert "The page is not as it was sent. Open it again." in step(client, article, "publish").text


@pytest.mark.parametrize(
    "odd",
    [
        {"_step": "1"},
        {"_step": "1", "step": "publish", "state": "draft", "version": "1"},
        {"_step": "1", "step": "hand-in", "state": "draft", "version": "99999999999999999999"},
        {"_step": "1", "step": "hand-in", "state": "draft", "version": "1", "reviewer": "99999999999999999999"},
        {"_answer": "1", "note": "99999999999999999999"},
        {"_note": "1", "block": "text:99999999999999999999999", "words": "x"},
        {"_note": "1", "words": " "},
        {},
    ],
)
def test_odd_submissions_change_nothing_and_are_answered(client, odd):
    article = factories.article()
    sign_in(client, "Editor")
    answer = client.post(page("review", article), odd)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert Article.objects.get().state == "draft"
    assert not Note.objects.exists()
    assert not Review.objects.exists()


def test_a_note_of_another_article_is_not_answered_here(client):
    one, other = factories.article(), factories.article()
    sign_in(client, "Editor")
    note(client, other, "Hm")
    answer = client.post(page("review", one), {"_resolve": "1", "note": Note.objects.get().pk})
    assert "This note is gone." in answer.text
    assert Note.objects.get().is_open


@pytest.mark.parametrize(
    ("role", "sees", "writes"),
    [
        ("Contributor", True, True),
        ("Journalist", True, True),
        ("Editor", True, True),
        ("Results", False, False),
        ("Broadcast", False, False),
    ],
)
def test_the_page_is_the_newsrooms(client, role, sees, writes):
    article = factories.article()
    sign_in(client, role)
    assert client.get(page("review", article)).status_code == (200 if sees else 403)
    assert client.get(page("history_table", article)).status_code == (200 if sees else 403)
    assert note(client, article, "Hm").status_code == (302 if writes else 403)
    assert Note.objects.count() == writes


def test_there_is_no_page_of_what_there_is_not(admin_client):
    assert admin_client.get("/admin/news/article/99/review/").status_code == 404
    assert admin_client.get("/admin/news/article/99/history.csv").status_code == 404


def test_the_form_hands_in_and_the_state_is_no_field_of_it(client):
    sign_in(client, "Contributor")
    article = factories.article()
    window = Window(client, page("change", article))
    assert "state" not in window.form.kinds
    shown = client.get(page("change", article)).text
    assert 'value="Save and hand in…"' in shown
    assert 'name="_publish"' not in shown
    answer = window.type(title="Another title", state="ready").send("_review")
    assert answer["Location"] == page("review", article)
    assert (Article.objects.get().title, Article.objects.get().state) == ("Another title", "draft")


def test_a_change_of_what_was_approved_is_said_when_it_is_saved(client):
    article = factories.article(state="ready")
    sign_in(client, "Contributor")
    window = Window(client, page("change", article))
    answer = window.type(title="Another title").send()
    assert "It was approved before you changed it, and is no longer “Ready”." in client.get(answer["Location"]).text
    assert Article.objects.get().state == "draft"


def test_contributors_may_what_journalists_may_but_publish():
    def rights(role: str) -> set[str]:
        held = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
        return {".".join(each) for each in held}

    assert rights("Journalist") - rights("Contributor") == {"news.publish_article"}
    assert rights("Contributor") < rights("Journalist")


def test_the_history_of_a_story_is_a_table_of_every_field_and_step(client):
    sign_in(client, "Editor")
    article = factories.article(title="=1+1")
    note(client, article, "=HYPERLINK(1)")
    step(client, article, "hand-in")
    answer = client.get(page("history_table", article))
    assert answer["Content-Disposition"] == 'attachment; filename="history-11.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = {(row["what"], row["field"], row["after"]) for row in rows}
    assert ("Article “=1+1”: noted", "", "Handed in version 1 for review, to anybody who reviews.") in found
    assert ("Article “=1+1”: changed", "State", "In review") in found
    assert any(row["after"] == "'=HYPERLINK(1)" for row in rows)  # no formula


def test_the_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    sign_in(client, "Editor")
    article = factories.article(text="<p>One</p>")
    note(client, article, "Hm")
    client.get(page("review", article))
    with django_assert_num_queries(19):
        client.get(page("review", article))
    for number in range(4):
        TextBlock.objects.create(parent=article, text="<p>More</p>", ordering=30 + number)
    for block in TextBlock.objects.all():
        note(client, article, "Hm", block=f"text:{block.pk}")
    with django_assert_num_queries(19):
        client.get(page("review", article))
