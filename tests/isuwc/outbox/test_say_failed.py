"""What systemd has told to whoever runs the site when a unit fails."""

import pytest
from django.core.management import call_command
from django.db import Error

from isuwc.outbox import alarms
from isuwc.outbox.models import Letter


@pytest.fixture
def asked(monkeypatch, settings) -> list[tuple[str, str]]:
    """What the hook is asked; nobody is asked in earnest."""
    settings.ERROR_HOOK = "https://chat.example/hook"
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(alarms, "_ask_hook", lambda *words: found.append(words))
    monkeypatch.setattr(alarms, "_told", {})
    return found


@pytest.mark.django_db
def test_unit_that_failed_is_told_by_letter_and_to_the_hook_once(settings, asked):
    settings.ADMINS, settings.SENDS_MAIL = [("", "ops@example.org")], True
    for _ in range(2):
        call_command("say_failed", "isuwc-photos.service")
    words = ("isuwc-photos.service failed", "Its log says why: journalctl -u isuwc-photos.service")
    assert asked == [words]
    assert [(letter.subject, letter.text) for letter in Letter.objects.all()] == [(f"[isuwc] {words[0]}", words[1])]


def test_database_that_is_away_keeps_nobody_from_asking_the_hook(monkeypatch, capsys, settings, asked):
    settings.ADMINS, settings.SENDS_MAIL = [("", "ops@example.org")], True

    def away(*args, **kwargs):
        raise Error("no connection")

    monkeypatch.setattr(alarms, "post", away)
    monkeypatch.setattr(Letter.objects, "filter", away)
    call_command("say_failed", "isuwc-letters.service")
    assert len(asked) == 1
    assert capsys.readouterr().err == "Nobody could be told by letter: no connection\n"
