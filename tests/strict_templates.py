"""Templates of ours are strict in tests: a name or an attribute that is not there is an error and no empty text.

Django prints nothing for an unknown name and takes it for false, so a partial whose including page forgets what it
needs goes wrong in silence. Here each variable of a template of ours raises instead, in `{{ }}` as in tags. Django's
own templates, which lean on the silence, stay as they are. One thing is allowed, in conditions and loops alone: to ask
None for an attribute (`{% if schedule.next.starts_at %}`), for None is an answer.
"""

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.template.base import FilterExpression, Parser, Template, Variable, VariableDoesNotExist
from django.test import utils

ROOT = Path(__file__).resolve().parents[1]


class UnknownNameError(BaseException):
    """No Exception, for `{% if a and b %}` takes any Exception for false."""


class _Invalid(str):
    """What Django resolves to where a method can't be called, or an object says that it does not exist."""

    __slots__ = ()


INVALID = _Invalid()


class StrictVariable(Variable):
    """A variable of a template of ours."""

    __slots__ = ("template",)

    def __init__(self, var: str, template: str) -> None:
        super().__init__(var)
        self.template = template

    def resolve(self, context: Any) -> Any:
        """Raises VariableDoesNotExist only for an attribute of None."""
        try:
            value = super().resolve(context)
        except VariableDoesNotExist as error:
            if error.params[1] is None:
                raise
            raise UnknownNameError(f"{self.template}: {self.var}: there is no {error.params[0]!r}") from None
        if value is INVALID:
            raise UnknownNameError(f"{self.template}: {self.var} does not exist or can't be called")
        return value


class StrictExpression(FilterExpression):
    """A variable with its filters, whose arguments are strict as well."""

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        template = name_of(parser.origin)
        if self.is_var:
            self.var = StrictVariable(self.var.var, template)
        self.filters = [
            (function, [(is_var, StrictVariable(arg.var, template) if is_var else arg) for is_var, arg in arguments])
            for function, arguments in self.filters
        ]

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:
        if not self.is_var or ignore_failures:
            return super().resolve(context, ignore_failures)
        try:
            value = self.var.resolve(context)
        except VariableDoesNotExist as error:
            raise UnknownNameError(f"{self.var.template}: {self.var}: None has no {error.params[0]!r}") from None
        if not self.filters:
            return value
        known = SimpleNamespace(is_var=False, var=value, filters=self.filters)
        return FilterExpression.resolve(known, context)  # type: ignore[arg-type]


def name_of(origin: Any) -> str:
    """The path within the project of a template of ours; empty for any other."""
    return _path_of(str(getattr(origin, "name", "") or ""))


@cache
def _path_of(name: str) -> str:
    """Asked for each variable of a template."""
    path = Path(name)
    is_ours = path.is_absolute() and path.is_relative_to(ROOT) and ".venv" not in path.parts
    return path.relative_to(ROOT).as_posix() if is_ours else ""


def make_strict() -> None:
    """From now on. Templates that were compiled before stay as they are, so it comes first."""
    usual = Parser.compile_filter

    def compile_filter(parser: Parser, token: str) -> FilterExpression:
        return StrictExpression(token, parser) if name_of(parser.origin) else usual(parser, token)

    Parser.compile_filter = compile_filter  # type: ignore[method-assign]
    engines["django"].engine.string_if_invalid = INVALID


def note_pages_alone() -> None:
    """The test client copies the context of every template that is rendered. The widgets of forms are most of them, and
    no test asks for theirs. Before Django sets its tests up."""
    usual = utils.instrumented_test_render

    def render(template: Template, context: Any) -> Any:
        is_djangos = str(template.name).startswith(("django/forms/", "admin/widgets/")) and not name_of(template.origin)
        return template.nodelist.render(context) if is_djangos else usual(template, context)

    utils.instrumented_test_render = render
