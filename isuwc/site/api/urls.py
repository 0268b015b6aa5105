"""Addresses below /api/v1/."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from isuwc.site.api.answering import View, answering, not_allowed
from isuwc.site.api.api import api, document, operations
from isuwc.site.api.trying import ask, try_page
from isuwc.web.open_data import open_data
from isuwc.web.problems import problem


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@open_data
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return not_allowed(request)
    return problem(404, "Nothing is at this address. /api/v1/openapi.json says what there is.")


def _operations() -> Iterator[URLPattern]:
    """The API's own patterns, with what all operations have in common around their views."""
    parameters = operations()
    patterns, _, _ = api.urls
    for each in patterns:
        if isinstance(each, URLPattern) and each.name in parameters:
            view = answering(cast(View, each.callback), parameters[each.name])
            yield path(str(each.pattern), csrf_exempt(view), name=each.name)


app_name = "api"
urlpatterns = [
    path("", try_page, name="try"),
    path("ask/<slug:operation>", ask, name="ask"),
    path("openapi.json", csrf_exempt(answering(openapi, frozenset())), name="openapi"),
    *_operations(),
    path("<path:rest>", nothing, name="nothing"),
]
