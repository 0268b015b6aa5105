"""What the scripts of an article's form send, as the tests send it."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from isuwc.signin.kept.marks import mark_of
from news.models import Article
from tests.isuwc.submissions.forms import Form, form_in

FORM, OTHER = "a" * 22, "b" * 22


def address(step: str, article: Article | None, *args: str) -> str:
    if article:
        return reverse(f"admin:news_article_{step}", args=[article.pk, *args])
    return reverse(f"admin:news_article_{step}_new", args=args)


def opened(client: Client, article: Article | None) -> Form:
    """The article's form as a browser has it."""
    name = "change" if article else "add"
    return form_in(client.get(reverse(f"admin:news_article_{name}", args=[article.pk] if article else [])))


def post(client: Client, where: str, **sent: Any):
    """As a script does, which shows no page."""
    return client.post(where, sent, headers={"Accept": "application/json"})


def beat(client: Client, user: User, article: Article | None, form: str = FORM, **sent: Any):
    return post(client, address("beat", article), **{**sent, "made_for": mark_of(user), "_form": form})


def keep(client: Client, user: User, article: Article | None, form: str = FORM, **words: Any) -> dict[str, Any]:
    """What is answered to words that are to be kept."""
    values = {"_opened": "x", "title": "Typed", **words}
    return beat(client, user, article, form, _keep="1", **values).json()
