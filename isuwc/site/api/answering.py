"""What operations have in common: the methods that they answer, what they refuse, ETags, and that all may read them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from isuwc.web.conditional import conditional
from isuwc.web.open_data import METHODS, open_data
from isuwc.web.problems import problem

View = Callable[..., HttpResponse]


def answering(view: View, parameters: frozenset[str]) -> View:
    """The view of an operation with these parameters of the query. Any other is refused: a filter that is spelled
    wrongly would otherwise be answered with everything."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return not_allowed(request)
        if refused := _refused(request, parameters):
            return problem(400, refused)
        return conditional(_as_get(view))(request, *args, **kwargs)

    return open_data(answer)  # type: ignore[return-value]


def not_allowed(request: HttpRequest) -> HttpResponse:
    response = problem(405, f"{request.method} is not answered: this API is read-only.")
    response["Allow"] = METHODS
    return response


def _as_get(view: View) -> View:
    """HEAD is made like GET, and its content is taken off by the server."""

    def made(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return made


def _refused(request: HttpRequest, parameters: frozenset[str]) -> str:
    """What is wrong with the query's names, in words; empty if nothing is."""
    known = f"It has {', '.join(sorted(parameters))}." if parameters else "It has none."
    if unknown := sorted(set(request.GET) - parameters):
        return f"No parameter of this operation: {', '.join(unknown)[:200]}. {known}"
    if twice := [name for name in request.GET if len(request.GET.getlist(name)) > 1]:
        return f"Given more than once: {', '.join(twice)}."
    return ""


def say_problems(api: NinjaAPI) -> None:
    """Have the API answer what is wrong as problem details."""

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"parameter": str(each["loc"][-1]), "detail": each["msg"]} for each in error.errors]
        words = "; ".join(f"{each['parameter']}: {each['detail']}" for each in errors)
        return problem(422, f"{words}.", errors=errors)
