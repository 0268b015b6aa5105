"""E-mails about a review, to those whom it concerns and never to whoever acted. They wait in the outbox."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from isuwc.outbox.queue import is_on, post
from news.editions.publication import moment
from news.models.article import Article
from news.models.edition import Edition
from news.models.review import Note, Review
from news.review.people import called, reviewers
from news.review.steps import Name

SUBJECTS = {
    Name.HAND_IN: "To review",
    Name.REASSIGN: "To review",
    Name.TAKE_BACK: "Taken back from review",
    Name.ASK_FOR_CHANGES: "Changes asked for",
    Name.APPROVE: "Ready to publish",
}
SENTENCES = {
    Name.HAND_IN: "{who} handed in “{title}” for review.",
    Name.REASSIGN: "{who} passed on the review of “{title}”.",
    Name.TAKE_BACK: "{who} took “{title}” back from review.",
    Name.ASK_FOR_CHANGES: "{who} asked for changes to “{title}”.",
    Name.APPROVE: "{who} approved “{title}”: it is ready to be published.",
}


def of_step(name: Name, article: Article, by: User, words: str = "") -> int:
    """About a step that was taken, with the words that were said with it. Returns how many letters."""
    if not is_on():
        return 0
    review = Review.objects.select_related("asked_by", "reviewer").filter(article=article).first()
    if review is None:
        return 0
    reading = [review.reviewer] if review.reviewer else list(reviewers())
    whom = reading if name in {Name.HAND_IN, Name.REASSIGN, Name.TAKE_BACK} else [review.asked_by]
    sentence = SENTENCES[name].format(who=called(by), title=article.title)
    return _send(whom, by, f"{SUBJECTS[name]}: {article.title}", [sentence, words.strip()], article)


def of_note(note: Note, by: User) -> int:
    """About a note or an answer: to whoever writes or reviews the article, or wrote in the same thread."""
    if not is_on():
        return 0
    article = note.article
    review = Review.objects.select_related("asked_by", "reviewer").filter(article=article).first()
    concerned = [article.changed_by, article.created_by, *([review.asked_by, review.reviewer] if review else [])]
    if thread := note.answers_to:
        concerned += [thread.made_by, *(answer.made_by for answer in thread.answers.select_related("made_by"))]
    about = f"on “{note.quoted}”" if note.quoted else "on the whole"
    sentence = f"{called(by)} {'answered a note' if note.answers_to else f'wrote a note {about}'} in “{article.title}”:"
    return _send(concerned, by, f"Note: {article.title}", [sentence, note.words], article)


def of_publication(article: Article, edition: Edition, by: User) -> int:
    """To whoever handed it in, once somebody else has published it or set its moment. Returns how many letters."""
    if not is_on():
        return 0
    review = Review.objects.select_related("asked_by").filter(article=article).first()
    is_live = edition.goes_live_at <= timezone.now()
    when = "Readers see it now." if is_live else f"It goes live on {moment(edition.goes_live_at)}."
    sentence = f"{called(by)} published edition {edition.number} of “{article.title}”. {when}"
    return _send([review.asked_by] if review else [], by, f"Published: {article.title}", [sentence], article)


def _may_read(person: User) -> bool:
    """Whether they still have an account of the newsroom that shows them stories."""
    return person.is_active and person.is_staff and person.has_perm("news.view_article")


def _send(whom: Iterable[User | None], by: User, subject: str, parts: list[str], article: Article) -> int:
    people = [person for person in whom if person and _may_read(person) and person != by]
    address = f"{settings.SITE_URL}{reverse('admin:news_article_review', args=[article.pk])}"
    return post((person.email for person in people), subject, "\n\n".join([*filter(None, parts), address]) + "\n")
