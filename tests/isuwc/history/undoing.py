"""What tests of taking back share: something done under a name, and a refusal."""

import pytest

from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry
from isuwc.history.undo import CantTakeBackError, take_back


def act(what: str = "form", person: object = None):
    return acting(Way.FORM, what, person)


def entry(what: str) -> Entry:
    return Entry.objects.get(what=what)


def refused(what: str, row: tuple[str, str] | None = None) -> list[str]:
    """The problems; and nothing was changed."""
    before = Change.objects.count()
    with pytest.raises(CantTakeBackError) as error:
        take_back(entry(what), None, row)
    assert Change.objects.count() == before
    return error.value.problems


def since(what: str) -> str:
    found = entry(what)
    when = f"{found.made_at.day} {found.made_at:%b %Y, %H:%M} UTC"
    return f"by {found.person} ({found.said}, {when})" if found.person else f"by “{found.said}” ({when})"
