"""What a setting is, and all of them read at once: a start names everything that is wrong, a line each."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import ImproperlyConfigured

from isuwc.settings import env_file
from isuwc.settings.values import MAKE_SECRET, OddValueError

T = TypeVar("T", covariant=True)
ALWAYS, ON_A_SERVER = "always", "on a server"
HOW = {
    "SECRET_KEY": f"This makes one: {MAKE_SECRET} (`make setup` does on a developer's machine.)",
    "ALLOWED_HOSTS": "It has the names of the site, such as example.org.",
    "DATABASE_URL": "It has the Postgres database, such as postgres://isuwc@/isuwc.",
    "SITE_URL": "It has the address that sitemaps, feeds and QR codes name, such as https://example.org.",
}


class Setting(Generic[T]):
    """One value that an operator may give, by its name in the environment. Blank is the same as unset."""

    def __init__(
        self,
        name: str,
        read: Callable[[str], T],
        unset: T,
        meaning: str,
        *,
        group: str,
        required: str = "",
        unset_words: str = "",
        example: str = "",
    ) -> None:
        self.name = name
        self.read = read
        self.unset = unset  # what counts if it isn't given
        self.meaning = meaning  # for the docs, in Markdown
        self.group = group
        self.required = required  # ALWAYS, ON_A_SERVER, or not at all
        self.unset_words = unset_words  # in the docs, where `unset` alone says too little
        self.example = example  # in the sample for a server; without one it stands there as a comment


class Given:
    """The values by setting, each of its own type."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getitem__(self, setting: Setting[T]) -> T:
        return cast(T, self._values[setting.name])


def texts(environ: Mapping[str, str], settings: Iterable[Setting[object]]) -> dict[str, str]:
    """What the environment says, and before it the file that its ENV_FILE names. Raises ImproperlyConfigured."""
    known = {each.name for each in settings}
    path = environ.get("ENV_FILE", "").strip()
    try:
        in_file = env_file.read(Path(path), known - {"ENV_FILE"}) if path else {}
    except env_file.FileProblemError as error:
        raise ImproperlyConfigured(str(error)) from None
    return {name: value.strip() for name, value in {**in_file, **environ}.items() if name in known and value.strip()}


def read(environ: Mapping[str, str], settings: Iterable[Setting[object]]) -> tuple[Given, list[str]]:
    """All values, and a sentence for each that is odd or missing. Raises ImproperlyConfigured if the file is odd."""
    settings = list(settings)
    found = texts(environ, settings)
    values: dict[str, Any] = {}
    problems = []
    for each in settings:
        values[each.name] = each.unset
        if each.name not in found:
            continue
        try:
            values[each.name] = each.read(found[each.name])
        except OddValueError as error:
            problems.append(f"{each.name} {error}")
    server = not (values["EMBEDDED_POSTGRES"] or values["DEBUG"])
    # A database of one's own makes no server of a checkout, but without the embedded one DATABASE_URL has to be there
    needed = {ALWAYS, ON_A_SERVER} if server else {ALWAYS}
    for each in settings:
        if each.name not in found and (
            each.required in needed or (each.name == "DATABASE_URL" and not values["EMBEDDED_POSTGRES"])
        ):
            problems.append(f"{each.name} is not set. {HOW[each.name]}")
    return Given(values), problems
