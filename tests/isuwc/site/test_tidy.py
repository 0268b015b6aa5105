"""`tidy` removes what is over, to the moment, and nothing else."""

import datetime
import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from isuwc.outbox.models import Letter
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.models import Allowance, UsualAddress
from isuwc.site.management import tidying
from isuwc.site.management.tidying import chores
from isuwc.submissions.models import Sent
from isuwc.tables.models import Remembered
from news.models import PreviewLink
from news.models.open_form import OpenForm
from tests.factories import news
from tests.factories.people import staff

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(seconds=30)


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Never the files of this checkout's own site."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def tidy(**options) -> list[str]:
    out = io.StringIO()
    call_command("tidy", stdout=out, **options)
    return out.getvalue().splitlines()


def session(key, at):
    StaffSession.objects.create(session_key=key, session_data="", expire_date=at, seen_at=timezone.now())


def sent(key, at):
    Sent.objects.create(user_id=1, token=key, digest="", sent_at=at)


def remembered(key, at):
    Remembered.objects.create(kind=key, layout="", columns={}, constants={}, used_at=at)


def letter(key, at):
    Letter.objects.create(to="a@example.org", subject=key, text="", made_at=at, next_try_at=None, sent_at=at)


def open_form(key, at):
    OpenForm.objects.create(person=staff("Editor", key), article=1, form=key, since=at, seen_at=at)


ROWS = [
    ("sessions that have ended", session, StaffSession, datetime.timedelta()),
    ("marks of forms that were sent over a week ago", sent, Sent, 7 * DAY),
    ("matched columns not used for three years", remembered, Remembered, 3 * 365 * DAY),
    ("letters that were sent or given up over 30 days ago", letter, Letter, 30 * DAY),
    ("open forms that nobody has open", open_form, OpenForm, datetime.timedelta(minutes=5)),
    (
        "allowances to sign in that are whole again",
        lambda key, at: Allowance.objects.create(key=key, spent_until=at),
        Allowance,
        datetime.timedelta(),
    ),
    (
        "usual addresses not seen for 90 days",
        lambda key, at: UsualAddress.objects.create(key=key, seen_at=at),
        UsualAddress,
        90 * DAY,
    ),
]


@pytest.mark.parametrize(("words", "make", "model", "after"), ROWS, ids=[words for words, *_ in ROWS])
def test_rows_go_once_their_time_is_over(words, make, model, after):
    over = timezone.now() - after
    make("over", over - MOMENT)
    make("stays", over + MOMENT)
    assert tidy(dry_run=True) == [f"1 {words}", "Nothing was removed."]
    assert model.objects.count() == 2
    assert tidy() == [f"1 {words}", "All is tidy."]
    assert model.objects.count() == 1
    assert tidy() == ["All is tidy."]


def test_link_to_a_preview_goes_90_days_after_it_ended_with_its_log():
    article = news.article()
    now = timezone.now()

    def link(**dates):
        return PreviewLink.objects.create(
            article=article, version=1, given_to="A desk", made_at=now - 200 * DAY, **dates
        )

    expired, revoked = link(expires_at=now - 91 * DAY), link(expires_at=now, revoked_at=now - 91 * DAY)
    stays = link(expires_at=now - 89 * DAY)
    expired.log_opening("A browser")
    assert tidy() == ["2 links to previews that ended over 90 days ago", "All is tidy."]
    assert list(PreviewLink.objects.all()) == [stays]
    assert not PreviewLink.objects.filter(pk=revoked.pk).exists()


def test_parts_of_files_go_after_an_hour_and_photographs_are_left_alone(media):
    photos = media / "photos"
    photos.mkdir()
    unused, old, young = photos / "0123456789abcdef0123.jpg", photos / ".0123.part", photos / ".4567.part"
    for path in (unused, old, young):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 3700,) * 2)
    said = "1 parts of files that were never finished"
    assert tidy(dry_run=True) == [said, "Nothing was removed."]
    assert tidy() == [said, "All is tidy."]
    assert sorted(photos.iterdir()) == sorted([unused, young])


def test_what_can_not_be_done_is_told_and_the_others_are_done(monkeypatch, settings):
    settings.ADMINS, settings.SENDS_MAIL = [("", "anna@example.org")], True

    def fails():
        raise OSError("no such disk")

    session("over", timezone.now() - DAY)
    broken = tidying.Chore("files on a broken disk", fails, fails)
    monkeypatch.setattr("isuwc.site.management.commands.tidy.chores", lambda: (broken, *chores()))
    with pytest.raises(CommandError, match=r"^1 of these could not be looked at"):
        call_command("tidy", stdout=io.StringIO(), stderr=io.StringIO())
    assert not StaffSession.objects.exists()
    (told,) = Letter.objects.all()
    assert (told.subject, told.text) == ("[isuwc] Not all could be tidied up", "files on a broken disk: no such disk")
