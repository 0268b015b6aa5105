"""Draw the house into docs/house.md: storeys, rooms, what each is for and which others it uses.

    make house

All of it is read from the code: the order of storeys and rooms from the import contracts of pyproject.toml, what a room
is for from its docstring's first sentence, what it uses from its imports. A test fails while the drawing in the
repository is another one.
"""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap

import grimp

ROOT = Path(__file__).parents[1]
DRAWING = ROOT / "docs" / "house.md"
WIDTH = 118
NAME = 18  # columns of a room's name
ABOVE, BELOW = "the site, which stands on the apps", "what all of them stand on"

HEAD = """# The house

Storeys from the roof to the ground, and in each its rooms: what stands higher may import what stands lower, never the
other way round; rooms on one line don't import each other. Below a room, after the arrow, is what it uses. Drawn by
`make house` from the contracts in `pyproject.toml`, the docstrings and the imports; don't edit it by hand.

"""


def drawing() -> str:
    """docs/house.md as the code is now."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [contract for contract in contracts if contract["type"] == "layers"]
    rooms = {contract["containers"][0]: contract["layers"] for contract in layers if "containers" in contract}
    (storeys,) = [contract["layers"] for contract in layers if "containers" not in contract]
    uses = uses_of_rooms(tuple(rooms))
    lines: list[str] = []
    own = "isuwc"
    for app, group in _storeys(storeys, rooms, own):
        title = first_sentence(app) if app != own else ABOVE if f"{own}.site" in group else BELOW
        lines += [_rule("┌" if not lines else "├", f"{app}: {title}")]
        for line in group:
            lines += _line(line.split(" | "), uses)
    return f"{HEAD}```text\n" + "\n".join([*lines, _rule("└", "")]) + "\n```\n"


def _storeys(storeys: list[str], rooms: Mapping[str, list[str]], own: str) -> Iterator[tuple[str, list[str]]]:
    """Each app with the lines of its rooms by their whole names; the project package as its parts above and below."""
    part: list[str] = []
    for line in storeys:
        if line in rooms:
            if part:
                yield own, part
            part = []
            yield line, [" | ".join(f"{line}.{name}" for name in each.split(" | ")) for each in rooms[line]]
        else:
            part.append(line)
    yield own, part


def _line(names: list[str], uses: Mapping[str, set[str]]) -> Iterator[str]:
    """The rooms of one line of a contract, those without a docstring side by side at its end."""
    described = [name for name in names if first_sentence(name)]
    for name in described:
        yield from _filled(_short(name), first_sentence(name))
        if used := _used(name, uses.get(name, set())):
            yield from _filled("", f"→ {used}")
    if rest := [_short(name) for name in names if name not in described]:
        yield from _filled(", ".join(rest), "")
    yield "│"


def _short(name: str) -> str:
    return name.partition(".")[2]


def _filled(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(wrap(text, WIDTH - NAME - 4) or [""]):
        yield f"│  {name if number == 0 else '':{NAME}} {line}".rstrip()


def _rule(corner: str, title: str) -> str:
    return f"{corner}─ {title} ".ljust(WIDTH, "─") if title else corner.ljust(WIDTH, "─")


def _used(name: str, used: Iterable[str]) -> str:
    """calendar, models; isuwc: text, web. Of the room's own app first."""
    by_app: dict[str, list[str]] = defaultdict(list)
    for other in sorted(used):
        app, _, room = other.partition(".")
        by_app[app].append(room)
    own = by_app.pop(name.partition(".")[0], [])
    others = [f"{app}: {', '.join(by_app[app])}" for app in ("news", "standings", "events", "isuwc") if app in by_app]
    return "; ".join([", ".join(own), *others] if own else others)


def uses_of_rooms(apps: tuple[str, ...]) -> dict[str, set[str]]:
    """For each room those that its modules import, migrations left out."""
    graph = grimp.build_graph(*apps)
    uses: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if ".migrations" not in module and (room(module) != room(imported)) and "." in imported:
                uses[room(module)].add(room(imported))
    return uses


def room(module: str) -> str:
    """news.pages for news.pages.page."""
    return ".".join(module.split(".")[:2])


def first_sentence(name: str) -> str:
    """Of the docstring of a package or module, without its full stop; empty where it has none."""
    path = ROOT.joinpath(*name.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    paragraph = (ast.get_docstring(ast.parse(source.read_text())) or "").partition("\n\n")[0]
    return re.split(r"\.(?:\s|$)", " ".join(paragraph.split()), maxsplit=1)[0]


if __name__ == "__main__":
    DRAWING.write_text(drawing())
