"""The page on which a person reads what the API has, and asks it. Its forms work without a script, too."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.site.api.api import document
from isuwc.site.api.shapes import USUAL_PAGE


@dataclass(frozen=True)
class Parameter:
    name: str
    words: str
    is_in_path: bool
    choices: tuple[str, ...]
    example: str

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Parameter":
        schema, words = plain["schema"], plain.get("description", "")
        kinds = [schema, *schema.get("anyOf", ()), *schema.get("allOf", ())]
        named = [_schema(kind["$ref"]) if "$ref" in kind else kind for kind in kinds]
        return cls(
            name=plain["name"],
            words=words or next((kind["description"] for kind in named if "description" in kind), ""),
            is_in_path=plain["in"] == "path",
            choices=tuple(str(value) for kind in named for value in kind.get("enum", ())),
            example=str(
                plain.get("example") or next((kind["examples"][0] for kind in named if "examples" in kind), "")
            ),
        )


@dataclass(frozen=True)
class Operation:
    name: str
    path: str
    title: str
    words: str
    parameters: tuple[Parameter, ...]

    @property
    def example(self) -> str:
        """An address that it answers."""
        return address_of(self, {each.name: each.example for each in self.parameters if each.is_in_path})


def _schema(reference: str) -> dict[str, Any]:
    found: dict[str, Any] = document()["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    return found


def operations() -> dict[str, list[Operation]]:
    """By their subject."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document()["paths"].items():
        plain = methods["get"]
        parameters = tuple(map(Parameter.of, plain["parameters"]))
        operation = Operation(plain["operationId"], path, plain["summary"], plain.get("description", ""), parameters)
        found.setdefault(plain["tags"][0], []).append(operation)
    return found


def address_of(operation: Operation, values: dict[str, str]) -> str:
    """Where it is asked with these values; empty ones are left out."""
    path, query = operation.path, {}
    for each in operation.parameters:
        value = values.get(each.name, "").strip()
        if each.is_in_path:
            path = path.replace(f"{{{each.name}}}", quote(value, safe=""))
        elif value:
            query[each.name] = value
    return f"{path}?{urlencode(query)}" if query else path


@require_safe
def try_page(request: HttpRequest) -> HttpResponse:
    context = {
        "subjects": operations(),
        "usual": USUAL_PAGE,
        "openapi": reverse("api:openapi"),
        "crumbs": [("Data", reverse("data"))],
    }
    return TemplateResponse(request, "data/api.html", context)


@require_safe
def ask(request: HttpRequest, operation: str) -> HttpResponse:
    """Leads from a form of the page to the address that it asks."""
    found = next((each for named in operations().values() for each in named if each.name == operation), None)
    if found is None:
        raise Http404
    values = {each.name: request.GET.get(each.name, "") for each in found.parameters}
    if any(not values[each.name].strip() for each in found.parameters if each.is_in_path):
        return HttpResponseRedirect(f"{reverse('api:try')}#{operation}")
    return HttpResponseRedirect(address_of(found, values))
