"""Conditional requests: clients that send the version that they have get 304 if it is still current.

Django does the comparison. Its ConditionalGetMiddleware would do so for every page, and only for GET; its decorator
`condition` needs the version before the view has made the response.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view's responses an ETag of their content, and answer conditional requests.

    Last-Modified is compared too, if the view sets it. HEAD is treated like GET, for which the view makes the same
    content; Django's own decorator leaves it out.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        set_response_etag(response)
        date = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        found = get_conditional_response(request, response["ETag"], date, response)
        return found or response

    return answer
