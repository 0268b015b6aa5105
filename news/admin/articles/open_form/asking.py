"""Who may ask what a script of an article's form asks; the answer is JSON, with words for whoever may not."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from isuwc.signin.kept.marks import made_for
from news.models import Article

FORM = "_form"  # the field with the token of the form
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
SIGNED_OUT = {"user": None}


class Asked(NamedTuple):
    """By whose form: `article` is None for a new one, `form` its token, empty where there is none."""

    admin: "ModelAdmin[Article]"
    request: HttpRequest
    article: Article | None
    form: str

    @property
    def key(self) -> int | None:
        return self.article.pk if self.article else None


def answers_form(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For a view that takes an `Asked`, called with the admin, the request and the article's key.

    The rights to the article are those of its form, and asked for each time. Whoever is not signed in, or not as the
    person for whom the form was made, gets `{"user": null}`.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        @sensitive_post_parameters()
        @wraps(view)
        def answer(request: HttpRequest, admin: Any, pk: int | None = None, **more: Any) -> HttpResponse:
            if not (request.user.is_active and request.user.is_staff):
                return JsonResponse(SIGNED_OUT)
            if request.method == "POST" and made_for(request) not in {None, request.user.pk}:
                return JsonResponse(SIGNED_OUT)
            article = Article.objects.select_related("changed_by").filter(pk=pk).first() if pk is not None else None
            may = admin.has_change_permission(request, article) if pk is not None else admin.has_add_permission(request)
            if not may:
                return refused(f"you may not {'change' if pk is not None else 'add'} articles any more", 403)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if request.method == "POST" and made_for(request) is None:
                return JsonResponse(SIGNED_OUT)
            if pk is not None and article is None:
                return refused("this article has been deleted meanwhile", 404)
            form = request.POST.get(FORM, "")
            return view(Asked(admin, request, article, form if TOKEN.fullmatch(form) else ""), **more)

        return answer

    return decorate


def refused(why: str, status: int) -> JsonResponse:
    """`why` goes on where a sentence of the form ends: Not kept on the server: …"""
    return JsonResponse({"error": why}, status=status)
