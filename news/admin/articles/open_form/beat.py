"""A sign of life of an article's form: who else is there, what others saved, and unsaved words to be kept."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from isuwc.signin.kept.marks import Browser
from isuwc.signin.kept.rows import digest
from isuwc.signin.kept.submissions import Submission
from isuwc.submissions.sending.page import OPENED
from isuwc.text.numbers import whole_number
from news.admin.articles.open_form.asking import TOKEN, Asked, answers_form, refused
from news.models import Article, OpenForm, UnsavedWords
from news.models.open_form import SILENT, NotKeptError, Writer
from news.review.people import called

# What it says beside the words of the form, whose own fields don't begin so
KEEP, TYPED, FIRST, LEAVE, BASE, REPLACES = "_keep", "_typed", "_first", "_leave", "_base", "_replaces"


@answers_form("POST")
def beat(asked: Asked) -> HttpResponse:
    """`others` are those at the article, `saved` a newer version than the form began with; `kept` is when the words
    were kept, `not_kept` why they were not. A first one is also told what waits for the person: `words`.

    It changes nothing of the article, is no entry of the history, and does not prolong the session. Six queries where
    nothing is to be kept.
    """
    request, article = asked.request, asked.article
    if not asked.form:
        return refused("the form does not say which one it is", 400)
    person: Any = request.user  # who is signed in
    if LEAVE in request.POST:
        OpenForm.objects.leave(person, asked.form)
        return JsonResponse({"left": True})
    answer: dict[str, Any] = {"user": person.get_username(), "others": [], "saved": None}
    if article:
        writers = OpenForm.objects.beat(person, article.pk, asked.form, TYPED in request.POST)
        answer |= {"others": [_other(each) for each in writers], "saved": _saved(request, article)}
    if FIRST in request.POST:
        answer["words"] = _waiting(asked)
    if KEEP in request.POST:
        answer |= _keep(asked)
    return JsonResponse(answer)


def _other(writer: Writer) -> dict[str, Any]:
    until = (writer.typed_at or writer.seen_at).isoformat()
    is_there = writer.seen_at > timezone.now() - SILENT
    values = {"since": writer.since.isoformat(), "until": until, "is_there": is_there}
    return {"name": writer.name, **values, "typed": writer.typed_at is not None}


def _saved(request: HttpRequest, article: Article) -> dict[str, Any] | None:
    """The newest version, if the form began with another one."""
    base = whole_number(request.POST.get(BASE, ""))
    if base is None or base >= article.version:
        return None
    versions = f"from=v{base}&to=v{article.version}"
    return {
        "by": "You" if article.changed_by_id == request.user.pk else called(article.changed_by),
        "at": article.changed_at.isoformat(),
        "version": article.version,
        "began_with": base,
        "compare": f"{reverse('admin:news_article_compare', args=[article.pk])}?{versions}",
    }


def _waiting(asked: Asked) -> list[dict[str, Any]]:
    here = digest(Browser.of(asked.request).name)
    found = UnsavedWords.objects.of(asked.request.user, asked.key)  # type: ignore[arg-type] # who is signed in
    return [
        {
            "key": each.form,
            "at": each.kept_at.isoformat(),
            "title": each.called,
            "is_here": each.browser == here,
        }
        for each in found.defer("words")
    ]


def _keep(asked: Asked) -> dict[str, Any]:
    request = asked.request
    person: Any = request.user
    words = words_of(asked)
    try:
        at = UnsavedWords.objects.keep(person, asked.key, asked.form, digest(Browser.of(request).name), words)
    except NotKeptError as error:
        return {"not_kept": str(error)}
    if earlier := [key for key in request.POST.getlist(REPLACES)[:20] if TOKEN.fullmatch(key) and key != asked.form]:
        UnsavedWords.objects.forget(person, *earlier)
        OpenForm.objects.leave(person, *earlier)
    return {"kept": at and at.isoformat()}


def words_of(asked: Asked) -> Submission:
    """What the form would send, with what it was opened on, without files, tokens, buttons and answers."""
    page = reverse("admin:news_article_change", args=[asked.article.pk]) if asked.article else ""
    sent = Submission.of(asked.request)
    fields = tuple((name, value) for name, value in sent.fields if name == OPENED or not name.startswith("_"))
    return replace(sent, path=page or reverse("admin:news_article_add"), fields=fields, files=())
