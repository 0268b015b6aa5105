"""Every regular expression of ours, and the inputs that are worst for it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from re import _constants as codes  # the parser's own names: no other module says how a pattern is built
from re import _parser as parser

from django.apps import apps
from django.core.validators import RegexValidator
from django.db.models import Field

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("isuwc", "events", "standings", "news")
METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
LENGTH = 50_000
MANY = 20  # what is repeated more rarely is not a run


@dataclass(frozen=True)
class Use:
    """A pattern, how it is used, and where."""

    pattern: re.Pattern[str]
    method: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}.{self.method}"


@cache
def sources() -> dict[str, str]:
    """The text of every module."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path.read_text()
        for path in paths
        if "migrations" not in path.parts
    }


def parsed() -> Iterator[tuple[str, ast.Module]]:
    """Those that name the module of regular expressions; to parse all of them would take each process a second."""
    for name, text in sources().items():
        if re.search(r"\bre\b", text):
            yield name, ast.parse(text)


@cache
def uses() -> tuple[Use, ...]:
    found = {(use.pattern, use.method): use for use in [*_compiled(), *_written_in_place(), *_validators()]}
    return tuple(found.values())


def _compiled() -> Iterator[Use]:
    """Patterns with a name, and every method by which it is used: in its own module where the name is private, or by
    any module."""
    used = rf"(\w+)\.({'|'.join(METHODS)})\b"
    uses = [(module, name, method) for module, text in sources().items() for name, method in re.findall(used, text)]
    compiling = {
        (module, target.id)
        for module, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_call(node.value, {"compile"})
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert len(compiling) > 70
    for module, name in sorted(compiling):
        pattern = getattr(import_module(module), name)
        own = module if name.startswith("_") else ""
        methods = {method for user, known, method in uses if known == name and own in {"", user}}
        for method in sorted(methods or {"search"}):
            yield Use(pattern, method, f"{module}:{name}")


def _written_in_place() -> Iterator[Use]:
    """`re.search(r"…", text)` with a pattern that stands there whole, or with one put in from a module's own name."""
    for module, tree in parsed():
        for node in ast.walk(tree):
            if not _is_call(node, METHODS):
                continue
            text = _text(node.args[0], vars(import_module(module)))
            flags = _flags(node)
            yield Use(re.compile(text, flags), node.func.attr, f"{module}:{node.lineno}")


def _is_call(node: ast.AST, names: set[str]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
    )


def _text(node: ast.expr, names: dict[str, object]) -> str:
    """The pattern; what is known only while the program runs is a word that was escaped."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(part.value)
        else:
            written = ast.unparse(part.value)
            parts.append("Heerenveen" if "escape" in written else eval(written, dict(names)))  # noqa: S307 - our own
    return "".join(parts)


def _flags(node: ast.Call) -> int:
    at = {"search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "sub": 4, "subn": 4, "split": 3}
    given = [keyword.value for keyword in node.keywords if keyword.arg == "flags"] + node.args[at[node.func.attr] :]
    return eval(ast.unparse(given[0]), {"re": re}) if given else 0  # noqa: S307 - our own source


def _validators() -> Iterator[Use]:
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in PACKAGES:
            continue
        for field in model._meta.get_fields():
            for validator in getattr(field, "validators", []) if isinstance(field, Field) else []:
                if isinstance(validator, RegexValidator):
                    pattern = re.compile(validator.regex.pattern, validator.regex.flags)
                    yield Use(pattern, "search", f"{model.__name__}.{field.name}")


def worst(pattern: re.Pattern[str]) -> Iterator[str]:
    """For each repetition in it: what leads there, and the repetition, alone and together with what stands around."""
    seen = set()
    for before, unit in _repetitions(parser.parse(pattern.pattern, pattern.flags), ""):
        run = unit * (LENGTH // len(unit))
        for made in (before + run, "\x00" + run, (before + unit) * (LENGTH // len(before + unit))):
            if made not in seen:
                seen.add(made)
                yield made + "\x00"
    whole = _sample(parser.parse(pattern.pattern, pattern.flags)) or "a"
    yield whole * (LENGTH // len(whole)) + "\x00"


def _repetitions(tree: parser.SubPattern, before: str) -> Iterator[tuple[str, str]]:
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inside = value
            for sample in dict.fromkeys(_samples(inside)[:3]):
                if sample and most > MANY:
                    yield before, sample
            yield from _repetitions(inside, before)
            before += _sample(inside) * (least or (1 if most and code != codes.MIN_REPEAT else 0))
            continue
        for inside in _inside(code, value):
            yield from _repetitions(inside, before)
        before += _sample([(code, value)])


def _inside(code: object, value: tuple) -> list[parser.SubPattern]:
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.BRANCH:
        return value[1]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    return []


def _sample(tree: object) -> str:
    return next(iter(_samples(tree)), "")


def _samples(tree: object) -> list[str]:
    """Texts that a part fits: several where it is one character of a kind, one otherwise."""
    parts = list(tree)  # type: ignore[call-overload]
    if len(parts) == 1:
        return _of_one(*parts[0])
    return ["".join(_of_one(*part)[0] for part in parts if _of_one(*part))]


KINDS = {
    codes.CATEGORY_SPACE: [" ", "\u00a0", "\n"],
    codes.CATEGORY_NOT_SPACE: ["a", "1", "-"],
    codes.CATEGORY_DIGIT: ["1"],
    codes.CATEGORY_NOT_DIGIT: ["a", " "],
    codes.CATEGORY_WORD: ["a", "A", "1", "_"],
    codes.CATEGORY_NOT_WORD: [" ", "-", "."],
}


def _of_one(code: object, value: object) -> list[str]:
    match code:
        case codes.LITERAL:
            return [chr(value)]
        case codes.NOT_LITERAL:
            return [each for each in ("a", " ", "1") if each != chr(value)]
        case codes.ANY:
            return ["a", " ", "1"]
        case codes.IN:
            return _of_set(value)
        case codes.SUBPATTERN:
            return _samples(value[3])
        case codes.ATOMIC_GROUP:
            return _samples(value)
        case codes.BRANCH:
            return [_sample(branch) for branch in value[1]]
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, inside = value
            return [sample * (least or min(most, 1)) for sample in _samples(inside)] or [""]
    return [""]


def _of_set(members: list[tuple[object, object]]) -> list[str]:
    if members[0][0] is codes.NEGATE:
        fits = re.compile(parser_set(members))
        return [each for each in ("a", "A", " ", "1", "-", "\u00a0", "é") if fits.fullmatch(each)] or ["\u2603"]
    found = []
    for code, value in members:
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found.append(chr(value[0]))
        elif code is codes.CATEGORY:
            found += KINDS[value]
    return found


CLASSES = {
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def parser_set(members: list[tuple[object, object]]) -> str:
    """The set as it may have been written."""
    parts = []
    for code, value in members[1:]:
        if code is codes.LITERAL:
            parts.append(re.escape(chr(value)))
        elif code is codes.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(CLASSES[value])
    return f"[^{''.join(parts)}]"
