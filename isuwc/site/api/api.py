"""The operations put together, and the OpenAPI document that describes them."""

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from isuwc.site.api import articles, calendar, coverage, people, races, results, tables
from isuwc.site.api.answering import say_problems
from isuwc.site.api.shapes import BASE, LONGEST_PAGE
from isuwc.web.problems import MEDIA_TYPE

VERSION = "1.0.0"
DESCRIPTION = f"""
Results, standings, the calendar, where to watch and stories of the ISU World Cup Speed Skating, as the site's pages
show them. Read-only, without a key. Nothing is surer here than it is there: each answer says how much is known.

- **Identifiers** are the ends of pages' addresses and join: `2025-26/1-salt-lake-city/women-500m-1` is a race, at
  `/events/…/` as a page and at `{BASE}/races/…` here.
- **Lists** have at most {LONGEST_PAGE} items (`limit`); `next` is the address of the rest, null at the end.
- **Filters** name what is there: what is not is answered with 404. Parameters that an operation does not have are
  refused (400), values that cannot be (422), other methods than GET, HEAD and OPTIONS (405): all as problem details
  (RFC 9457).
- **Freshness**: an answer is at most a second old. Ask again with `If-None-Match`: 304 costs neither of us anything.
- **Times** are UTC with a date, dates are those at the venue, durations are seconds.
- What is not known is null. New members may be added; none is taken away or changed within v1.
"""
PROBLEMS = {
    400: "A parameter is not one of this operation, or is given twice",
    404: "Something that the address or a filter names is not there",
    422: "A value is not of the kind that its parameter has",
}


class Letters(JSONRenderer):
    """Letters as they are: Żurek."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """As its address is named."""
        return operation.view_func.__name__


api = Api(
    title="ISU World Cup Speed Skating",
    version=VERSION,
    description=DESCRIPTION.strip(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    renderer=Letters(),
)
for subject in (calendar, races, results, tables, people, coverage, articles):
    api.add_router("", subject.router)
say_problems(api)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, which depends on the code alone: its server is the one that gives it."""
    found = dict(api.get_openapi_schema(path_prefix=BASE.lstrip("/")))
    found["servers"] = [{"url": "/"}]
    found["components"]["schemas"]["Problem"] = _PROBLEM
    for operations in found["paths"].values():
        for operation in operations.values():
            operation["parameters"] = list(map(_parameter, operation["parameters"]))
            operation["responses"] = {**_answers(operation["responses"]), **_problems()}
    return found


def operations() -> dict[str, frozenset[str]]:
    """The names of the parameters in the query, by the name of the operation."""
    return {
        operation["operationId"]: frozenset(each["name"] for each in operation["parameters"] if each["in"] == "query")
        for methods in document()["paths"].values()
        for operation in methods.values()
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    """With its first example: those of a parameter are no list, as those of a schema are."""
    examples = parameter.pop("examples", [])
    return {**parameter, "example": examples[0]} if examples else parameter


def _answers(responses: dict[int, Any]) -> dict[str, Any]:
    found = {str(status): {**answer, "headers": _HEADERS} for status, answer in responses.items()}
    found["304"] = {"description": "It is still what If-None-Match names", "headers": _HEADERS}
    return found


def _problems() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found = {str(status): {"description": words, "content": content} for status, words in PROBLEMS.items()}
    return {**found, "414": _TOO_LONG}


_HEADERS = {
    "ETag": {"description": "The version of the answer, for If-None-Match.", "schema": {"type": "string"}},
}
_TEXT = {"type": "string"}
_TOO_LONG = {
    "description": "The address has more than 4,094 bytes. The server says so in HTML, before the site reads it",
    "content": {"text/html": {"schema": _TEXT}},
}
_PROBLEM = {
    "title": "Problem",
    "description": "What is wrong with a request (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": {**_TEXT, "description": "What is wrong with this request, in a sentence."},
        "errors": {
            "description": "For each value that cannot be (422).",
            "type": "array",
            "maxItems": 100,
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": _TEXT, "detail": _TEXT},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
