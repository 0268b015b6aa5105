"""The steps of a review: who may take which, from which state, and what a person who saw something else is told."""

import itertools

import pytest

from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry
from isuwc.history.undo import CantTakeBackError, take_back
from isuwc.newsroom.rights import NoRightError
from news.editions.publishing import cancel, publish, withdraw
from news.models import Article, Note, Review
from news.models.article import State
from news.review.notes import write
from news.review.steps import STEPS, Name, Seen, StepRefusedError, steps_for, take
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.admin.pages import NOON
from tests.together import together

pytestmark = pytest.mark.django_db

# As docs/journalists.md has them: from which state a step leads to which
LEADS = {
    (Name.HAND_IN, "draft"): "review",
    (Name.HAND_IN, "changes"): "review",
    (Name.HAND_IN, "published"): "review",
    (Name.HAND_IN, "withdrawn"): "review",
    (Name.REASSIGN, "review"): "review",
    (Name.APPROVE, "review"): "ready",
    (Name.APPROVE, "changes"): "ready",
    (Name.ASK_FOR_CHANGES, "review"): "changes",
    (Name.ASK_FOR_CHANGES, "ready"): "changes",
    (Name.TAKE_BACK, "review"): "draft",
    (Name.TAKE_BACK, "changes"): "draft",
    (Name.TAKE_BACK, "ready"): "draft",
}


def seen(article: Article) -> Seen:
    return Seen(article.state, article.version)


def handed_in(by: str = "Contributor", **values) -> Article:
    return take(Name.HAND_IN, article := factories.article(**values), staff(by), seen(article))


@pytest.mark.parametrize(("name", "state"), list(itertools.product(Name, State.values)))
def test_a_step_leads_from_some_states_to_one_and_from_the_others_nowhere(name, state):
    article = factories.article(state=state)
    Review.objects.create(article=article, asked_by=staff("Contributor"), version=1)
    editor = staff("Editor")
    offered = {step.name for step in steps_for(article, editor)}
    if (name, state) in LEADS:
        assert name in offered
        taken = take(name, article, editor, seen(article), words="Shorter, please.")
        assert taken.state == Article.objects.get().state == LEADS[name, state]
    else:
        assert name not in offered
        with pytest.raises(StepRefusedError, match="no longer as you saw it"):
            take(name, article, editor, seen(article), words="Shorter, please.")
        assert Article.objects.get().state == state
        assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Contributor", {Name.HAND_IN, Name.REASSIGN, Name.TAKE_BACK}),
        ("Journalist", {Name.HAND_IN, Name.REASSIGN, Name.TAKE_BACK}),
        ("Editor", set(Name)),
        ("Results", set()),
        ("Broadcast", set()),
    ],
)
def test_each_role_may_take_its_own_steps(role, may):
    person = staff(role, "somebody")
    for name, step in STEPS.items():
        for state in step.before:
            article = factories.article(state=state)
            offered = {each.name for each in steps_for(article, person)}
            assert (name in offered) == (name in may)
            if name not in may:
                with pytest.raises(NoRightError):
                    take(name, article, person, seen(article), words="No.")


def test_who_handed_in_a_story_does_not_approve_it():
    article = handed_in("Editor")
    assert Name.APPROVE not in {step.name for step in steps_for(Article.objects.get(), staff("Editor"))}
    with pytest.raises(StepRefusedError, match="You handed it in yourself"):
        take(Name.APPROVE, article, staff("Editor"), seen(article))
    assert take(Name.APPROVE, article, staff("Editor", "another"), seen(article)).state == State.READY


def test_asking_for_changes_says_which():
    article = handed_in()
    with pytest.raises(StepRefusedError, match="Say what is to be changed"):
        take(Name.ASK_FOR_CHANGES, article, staff("Editor"), seen(article), words="  ")
    write(article, staff("Editor"), "The second name is misspelt.")
    assert take(Name.ASK_FOR_CHANGES, article, staff("Editor"), seen(article)).state == State.CHANGES
    assert [note.words for note in Note.objects.all()] == ["The second name is misspelt."]


def test_what_somebody_saved_meanwhile_is_not_approved_unread():
    article = handed_in()
    read = seen(article)
    factories.revise(Article.objects.get(), changed_by=staff("Journalist", "anna"))
    with pytest.raises(
        StepRefusedError, match=r"anna saved version 2 after you opened version 1\. Read that one first\."
    ):
        take(Name.APPROVE, article, staff("Editor"), read)
    assert Article.objects.get().state == State.IN_REVIEW


def test_the_reviewer_is_somebody_who_reviews_and_somebody_else():
    article = factories.article()
    with pytest.raises(StepRefusedError, match="results may not review articles"):
        take(Name.HAND_IN, article, staff("Journalist"), seen(article), reviewer=staff("Results"))
    with pytest.raises(StepRefusedError, match="somebody else than yourself"):
        take(Name.HAND_IN, article, staff("Editor"), seen(article), reviewer=staff("Editor"))
    take(Name.HAND_IN, article, staff("Journalist"), seen(article), reviewer=staff("Editor"))
    review = Review.objects.get()
    assert (review.asked_by, review.reviewer, review.version) == (staff("Journalist"), staff("Editor"), 1)
    article = Article.objects.get()
    take(Name.REASSIGN, article, staff("Editor"), seen(article), reviewer=staff("Editor", "another"))
    review = Review.objects.get()
    assert (review.asked_by, review.reviewer.username) == (staff("Journalist"), "another")  # still who handed it in


@pytest.mark.parametrize(
    ("before", "state"), [("draft", "draft"), ("live", "published"), ("waiting", "published"), ("gone", "withdrawn")]
)
def test_taking_back_leads_to_what_it_is_in_public(before, state):
    article = factories.article()
    if before != "draft":
        publish(article, by=None, goes_live_at=NOON if before == "waiting" else None)
    if before == "gone":
        withdraw(article, by=None)
    article = Article.objects.get()
    edition_before = list(article.periods.standing().values_list("edition", "during"))
    article = take(Name.HAND_IN, article, staff("Journalist"), seen(article))
    assert article.state == State.IN_REVIEW
    assert take(Name.TAKE_BACK, article, staff("Journalist"), seen(article)).state == state
    assert list(article.periods.standing().values_list("edition", "during")) == edition_before


def test_a_story_in_review_is_taken_back_and_passed_on_by_who_handed_it_in_and_by_reviewers():
    article, other = handed_in(), staff("Contributor", "other")
    assert {step.name for step in steps_for(Article.objects.get(), other)} == set()
    for name in (Name.TAKE_BACK, Name.REASSIGN):
        with pytest.raises(StepRefusedError, match="contributor handed it in: they, or somebody"):
            take(name, article, other, seen(article))
    article = take(Name.REASSIGN, article, staff("Contributor"), seen(article))
    assert take(Name.TAKE_BACK, article, staff("Editor"), seen(article)).state == State.DRAFT


@pytest.mark.parametrize("state", [State.PUBLISHED, State.IN_REVIEW, State.CHANGES])
def test_cancelling_an_edition_approves_nothing_and_ends_no_review(state):
    article = factories.article()
    publish(article, by=None, goes_live_at=NOON)
    factories.revise(article)  # other words than those that were to go live
    Article.objects.update(state=state)
    cancel(article, 1, by=None)
    assert Article.objects.get().state == (State.DRAFT if state == State.PUBLISHED else state)


def test_withdrawing_what_readers_see_ends_no_review():
    article = factories.edition().article
    Article.objects.update(state=State.IN_REVIEW)
    withdraw(article, by=None)
    assert Article.objects.get().state == State.IN_REVIEW


def test_a_cancelled_edition_leaves_its_story_ready():
    article = factories.article()
    publish(article, by=None, goes_live_at=NOON)
    cancel(article, 1, by=None)
    assert Article.objects.get().state == State.READY


def test_a_draft_that_was_handed_in_comes_back_when_its_deletion_is_taken_back(admin_user):
    article = handed_in(title="Deleted by mistake")
    with acting(Way.FORM, "Delete", admin_user):
        article.delete()
    take_back(Entry.objects.filter(what="Delete").get(), admin_user)
    assert Article.objects.get().title == "Deleted by mistake"
    assert Review.objects.get().asked_by == staff("Contributor")


def test_an_account_that_took_part_comes_back_too(admin_user):
    handed_in()
    with acting(Way.FORM, "Delete", admin_user):
        staff("Contributor").delete()
    assert Review.objects.get().asked_by is None
    take_back(Entry.objects.filter(what="Delete").get(), admin_user)
    assert Review.objects.get().asked_by == staff("Contributor")


def test_each_step_stands_in_the_history_and_is_not_taken_back_there():
    article, editor = handed_in(), staff("Editor")
    with acting(Way.FORM, "Review", editor):
        take(Name.ASK_FOR_CHANGES, article, editor, seen(article), words="Shorter, please.")
    said = Change.objects.filter(table="news_article", row=str(article.pk), deed="said").order_by("pk")
    assert [change.words for change in said] == [
        "Handed in version 1 for review, to anybody who reviews.",
        "Asked for changes to version 1.",
    ]
    last = Entry.objects.newest_first().first()
    with pytest.raises(CantTakeBackError, match="A step of a review is not taken back here"):
        take_back(last, editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told_of_the_other():
    article = handed_in()
    one, other = staff("Editor", "one"), staff("Editor", "other")
    read = seen(article)
    found = together(
        lambda: take(Name.APPROVE, article, one, read),
        lambda: take(Name.ASK_FOR_CHANGES, article, other, read, words="No."),
    )
    refused = [each for each in found if isinstance(each, StepRefusedError)]
    taken = [each for each in found if isinstance(each, Article)]
    assert (len(refused), len(taken)) == (1, 1)
    assert Article.objects.get().state == taken[0].state
    assert Note.objects.count() == (taken[0].state == State.CHANGES)
