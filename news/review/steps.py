"""The steps of a review. Beside publishing, no other code sets an article's state.

Each locks the article's row, checks the person's rights, and refuses what somebody else has changed meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from isuwc.history.models import note as say
from isuwc.newsroom.rights import NoRightError
from news.editions.approval import REVIEWS, state_at_rest
from news.models.article import Article, State
from news.models.review import Note, Review
from news.review.notes import write
from news.review.people import called, may_review

WRITES = "news.change_article"


class StepRefusedError(Exception):
    """The step was refused; `problems` says why, in words for the newsroom."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Name(StrEnum):
    """The steps, as forms and addresses name them."""

    HAND_IN = "hand-in"
    REASSIGN = "reassign"
    TAKE_BACK = "take-back"
    ASK_FOR_CHANGES = "ask-for-changes"
    APPROVE = "approve"


@dataclass(frozen=True)
class Step:
    """`verb` is on its button; `right` is the permission that it takes."""

    name: Name
    verb: str
    before: frozenset[State]
    right: str
    asks_words: bool = False  # a note on the whole, without which nobody would know what to do
    asks_reviewer: bool = False


STEPS = {
    step.name: step
    for step in (
        Step(
            Name.HAND_IN,
            "Hand in for review",
            frozenset({State.DRAFT, State.CHANGES, State.PUBLISHED, State.WITHDRAWN}),
            WRITES,
            asks_reviewer=True,
        ),
        Step(Name.APPROVE, "Approve: ready to publish", frozenset({State.IN_REVIEW, State.CHANGES}), REVIEWS),
        Step(
            Name.ASK_FOR_CHANGES,
            "Ask for changes",
            frozenset({State.IN_REVIEW, State.READY}),
            REVIEWS,
            asks_words=True,
        ),
        Step(Name.REASSIGN, "Pass on to another reviewer", frozenset({State.IN_REVIEW}), WRITES, asks_reviewer=True),
        Step(
            Name.TAKE_BACK,
            "Take back from review",
            frozenset({State.IN_REVIEW, State.CHANGES, State.READY}),
            WRITES,
        ),
    )
}


@dataclass(frozen=True)
class Seen:
    """What the person saw when they pressed the button."""

    state: str
    version: int


def steps_for(article: Article, by: User) -> list[Step]:
    """The steps that the person may take now, the likeliest first."""
    return [
        step
        for step in STEPS.values()
        if article.state in step.before and by.has_perm(step.right) and not list(_not_allowed(article, step, by))
    ]


@transaction.atomic
def take(
    name: Name, article: Article, by: User, seen: Seen, *, reviewer: User | None = None, words: str = ""
) -> Article:
    """Take the step, and return the article as it is then.

    `reviewer` is None for anybody who reviews; `words` become a note on the whole. Raises StepRefusedError, and
    NoRightError.
    """
    step = STEPS[name]
    if not by.has_perm(step.right):
        raise NoRightError(step.right)
    working_copy = Article.objects.select_for_update(of=("self",)).select_related("review").get(pk=article.pk)
    if refusals := list(_refusals(working_copy, step, by, seen, reviewer, words)):
        raise StepRefusedError(refusals)
    if words.strip():
        write(working_copy, by, words)
    if step.asks_reviewer:
        _set_review(working_copy, step, by, reviewer)
    state = _state_after(working_copy, step)
    said = _said(step, reviewer, seen.version)
    if state != working_copy.state:
        working_copy.state = state
        Article.objects.filter(pk=working_copy.pk).update(state=state)
    say(working_copy, said)
    return working_copy


def _refusals(article: Article, step: Step, by: User, seen: Seen, reviewer: User | None, words: str) -> Iterator[str]:
    if article.state != seen.state or article.state not in step.before:
        yield f"It is no longer as you saw it: its state is “{State(article.state).label}” by now. Nothing was changed."
        return
    if article.version != seen.version:
        who = called(article.changed_by)
        yield f"{who} saved version {article.version} after you opened version {seen.version}. Read that one first."
    yield from _not_allowed(article, step, by)
    if step.asks_words and not words.strip() and not Note.objects.open().filter(article=article).exists():
        yield "Say what is to be changed: in a note on the whole, or in notes on single blocks."
    if reviewer is not None and not may_review(reviewer):
        yield f"{called(reviewer)} may not review articles. Choose somebody else, or anybody."
    if reviewer is not None and reviewer == by:
        yield "Choose somebody else than yourself, or anybody."


def _not_allowed(article: Article, step: Step, by: User) -> Iterator[str]:
    """Why this person can't take it, though the state would allow it."""
    review = getattr(article, "review", None)
    if step.name == Name.APPROVE and review and review.asked_by_id == by.pk:
        yield "You handed it in yourself: somebody else approves it."
    asked_by = review.asked_by if review else None
    if step.name in {Name.TAKE_BACK, Name.REASSIGN} and asked_by not in {None, by} and not may_review(by):
        yield f"{called(asked_by)} handed it in: they, or somebody who reviews, can do this."


def _set_review(article: Article, step: Step, by: User, reviewer: User | None) -> None:
    review = getattr(article, "review", None) or Review(article=article)
    review.reviewer = reviewer
    if step.name == Name.HAND_IN:
        review.asked_by, review.asked_at, review.version = by, timezone.now(), article.version
    review.save()


def _state_after(article: Article, step: Step) -> State:
    match step.name:
        case Name.HAND_IN | Name.REASSIGN:
            return State.IN_REVIEW
        case Name.APPROVE:
            return State.READY
        case Name.ASK_FOR_CHANGES:
            return State.CHANGES
        case Name.TAKE_BACK:
            return state_at_rest(article)


def _said(step: Step, reviewer: User | None, version: int) -> str:
    whom = called(reviewer) if reviewer else "anybody who reviews"
    return {
        Name.HAND_IN: f"Handed in version {version} for review, to {whom}.",
        Name.REASSIGN: f"Passed on to {whom}.",
        Name.TAKE_BACK: "Taken back from review.",
        Name.ASK_FOR_CHANGES: f"Asked for changes to version {version}.",
        Name.APPROVE: f"Approved version {version}.",
    }[step.name]
