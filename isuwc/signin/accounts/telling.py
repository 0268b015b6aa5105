"""What is done to an account: noted in the person's history, and said to them by mail where the site sends any."""

from django.conf import settings
from django.contrib.auth.models import User

from isuwc.history.models import note
from isuwc.outbox.queue import post

NOT_YOU = (
    "If this was not you or an administrator whom you know of, set a new password at once ({site}/admin/forgotten/) "
    "and tell your administrators."
)


def told(person: User, words: str, letter: str = "") -> None:
    """Note `words` at the person, and write them a letter that says it, or what `letter` says instead."""
    note(person, words)
    write(person, letter or words)


def write(person: User, what: str) -> None:
    """A letter about the account."""
    said = f"{what}{'' if what.endswith('.') else '.'}"
    text = f"Hello {called(person)},\n\nyour account {person.get_username()} in the newsroom: {said}\n\n"
    post([person.email], f"Your newsroom account: {what}", f"{text}{NOT_YOU.format(site=settings.SITE_URL)}\n")


def called(person: User) -> str:
    return person.get_full_name() or person.get_username()
