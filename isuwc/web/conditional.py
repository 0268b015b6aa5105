"""Conditional requests: whoever names the version that they have is answered that it is still the newest (304).

The comparing is Django's. Its ConditionalGetMiddleware would do it for every page and for GET alone; its decorator
`condition` needs the version before the view has made the answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe


def conditional(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view's answers an ETag of their content, and compare it, and Last-Modified where the view sets it.

    HEAD is answered like GET, since the view makes the whole content for both; Django's own decorator leaves it out.
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
