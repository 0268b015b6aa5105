"""Unsaved words that are kept on the server, for the person who typed them and nobody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from isuwc.submissions.sending.once import token_of
from isuwc.submissions.sending.page import OPENED
from news.admin.articles.open_form.asking import TOKEN, Asked, answers_form, refused
from news.models import OpenForm, UnsavedWords

LATER = "_words"


@answers_form("GET", "HEAD", "POST")
def words(asked: Asked, key: str) -> HttpResponse:
    """Those of one form, as the browser keeps words; posting here throws them away.

    404 where this person has none of that form at this article, whoever else has.
    """
    person: Any = asked.request.user
    kept = UnsavedWords.objects.of(person, asked.key).filter(form=key).first()
    if kept is None:
        return refused("these words are no longer kept for you", 404)
    if asked.request.method == "POST":
        kept.delete()
        return JsonResponse({"user": person.get_username(), "gone": True})
    submission = kept.submission
    return JsonResponse(
        {
            "user": person.get_username(),
            "key": key,
            "path": submission.path,
            "opened": dict(submission.fields).get(OPENED, ""),
            "entries": [field for field in submission.fields if field[0] != OPENED],
        }
    )


def forget_saved(request: HttpRequest) -> None:
    """The words of the form that is being saved are in a version now. A form that one has come back to after it was
    saved names its words by another token than its own."""
    if forms := [form for form in (token_of(request), request.POST.get(LATER, "")) if form and TOKEN.fullmatch(form)]:
        person: Any = request.user  # who is signed in
        UnsavedWords.objects.forget(person, *forms)
        OpenForm.objects.sent(person, *forms)
