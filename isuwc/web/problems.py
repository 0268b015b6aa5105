"""Errors that programs read: problem details of RFC 9457."""

from http.client import responses
from typing import Any

from django.http import HttpRequest, JsonResponse

API = "/api/"  # below this address every error is one
MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """`detail` says in a sentence what is wrong with this request; `more` are members of their own."""
    about = {"type": "about:blank", "title": responses[status], "status": status, "detail": detail, **more}
    response = JsonResponse(about, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)
