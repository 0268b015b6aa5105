"""Passwords that are refused because somebody would guess them, and what ends when one is changed."""

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.telling import write

# What anybody would try here first, beside the host of the site and the person's own names
SITE_WORDS = frozenset({
    "isu", "isuwc", "worldcup", "world", "cup", "speed", "skating", "speedskating", "skater", "skate", "ice", "icerink",
    "rink", "oval", "news", "newsroom", "editor", "journalist", "admin", "administrator", "results", "broadcast",
    "contributor", "olympic",
})  # fmt: skip
SHORTEST = 4  # letters of a common password that counts as one word
FEWEST = 4  # parts that a password has to have: words that are guessed, numbers, other letters
HERE = "here"  # stands for every word that is known here
_LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
_NO_LETTER = re.compile(r"[\s_.,;:+*#/\\-]+")


def parts(password: str, common: frozenset[str], here: frozenset[str]) -> int:
    """How many different things one has to guess: a common word counts as one, however often it is repeated, and so
    does a number, and every other letter; all words that are known `here` count as one together. Of all ways to take
    it apart, the one with the fewest."""
    text = _NO_LETTER.sub(" ", unicodedata.normalize("NFKC", password).casefold())
    readings = {text, re.sub(r"(?<=[a-z])[0-9@$!]|[0-9@$!](?=[a-z])", _as_letter, text)}
    return min(_fewest(reading, common, here) for reading in readings)


def _as_letter(found: re.Match[str]) -> str:
    return found[0].translate(_LOOK_ALIKES)


def _fewest(text: str, common: frozenset[str], here: frozenset[str]) -> int:
    longest = max(map(len, common | here))
    best: list[frozenset[str]] = [frozenset()]
    for end in range(1, len(text) + 1):
        choices = [best[end - 1] | ({text[end - 1]} - {" "})]
        for start in range(max(0, end - longest), end):
            piece = text[start:end]
            if piece in here:
                choices.append(best[start] | {HERE})
            elif piece in common or (piece.isdigit() and end - start > 1):
                choices.append(best[start] | {piece})
        best.append(min(choices, key=len))
    return len(best[-1])


@cache
def _common() -> frozenset[str]:
    known = CommonPasswordValidator().passwords
    return frozenset(word for word in known if len(word) >= SHORTEST and not word.isdigit())


def _names(user: User | None) -> set[str]:
    said = " ".join((user.get_username(), user.first_name, user.last_name, user.email)) if user else ""
    host = urlsplit(settings.SITE_URL).hostname or ""
    return {word for word in re.split(r"[\W_]+", f"{said} {host}".casefold()) if len(word) > 2}


class GuessablePasswordValidator:
    """Refuses what consists of few words that everybody, or everybody here, would try: passwordpassword."""

    def validate(self, password: str, user: User | None = None) -> None:
        if parts(password, _common(), SITE_WORDS | _names(user)) < FEWEST:
            raise ValidationError(
                "This password consists of common words, names or words of this site, and would be guessed. "
                "Four words that have nothing to do with each other are a good one.",
                code="guessable",
            )

    def get_help_text(self) -> str:
        return (
            "Your password can’t consist of one or two common words, your names or words of this site, repeated or not."
        )

    def password_changed(self, password: str, user: User) -> None:
        """By whichever way: every session of the person ends, and they are told. The one in which they changed it
        themselves is made anew by whoever changes it (`update_session_auth_hash`)."""
        StaffSession.objects.all().end(user.pk)
        if user.last_login:
            write(user, "your password was changed")
