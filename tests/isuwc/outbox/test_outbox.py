"""Letters wait in the database until a command has sent them; a mail server that fails loses none and delays nobody."""

import datetime
import smtplib
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from isuwc.outbox.models import KEPT, PAUSES, Letter
from isuwc.outbox.queue import Sent, post, send_due
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_on(settings):
    settings.SENDS_MAIL = True


class Refuses(EmailBackend):
    """A mail server that doesn't know eve, and hangs for bob until the time is over."""

    def send_messages(self, messages):
        for message in messages:
            if "eve@example.org" in message.to:
                raise SMTPRecipientsRefused({"eve@example.org": (550, b"No such user")})
            if "bob@example.org" in message.to:
                raise TimeoutError("timed out")
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{Refuses.__module__}.{Refuses.__name__}"


def test_letters_are_sent_once_in_order_and_from_the_newsroom(settings):
    settings.DEFAULT_FROM_EMAIL = "newsroom@example.org"
    assert post(["ann@example.org", "bea@example.org"], "To review: A story", "Ann handed it in.") == 2
    done = send_due()
    assert (done.sent, done.refused, done.given_up) == (2, 0, 0)
    assert [(each.to, each.subject, each.body, each.from_email) for each in mail.outbox] == [
        ([to], "To review: A story", "Ann handed it in.", "newsroom@example.org")
        for to in ("ann@example.org", "bea@example.org")
    ]
    assert send_due().sent == 0
    assert len(mail.outbox) == 2


def test_nothing_is_posted_where_the_site_sends_no_mail(settings):
    settings.SENDS_MAIL = False
    assert post(["ann@example.org"], "Subject", "Text") == 0
    assert not Letter.objects.exists()


def test_whoever_has_no_address_gets_none_and_nobody_gets_two():
    assert post(["", " ", "ann@example.org", "ann@example.org "], "Subject", "Text") == 1


@pytest.mark.parametrize(
    ("subject", "stored"),
    [
        ("Two\nlines\r\nBcc: all@example.org", "Two lines Bcc: all@example.org"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_a_subject_is_one_line_of_two_hundred_letters(subject, stored):
    post(["ann@example.org"], subject, "Text")
    assert Letter.objects.get().subject == stored
    assert send_due().sent == 1


def test_a_save_that_fails_sends_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post(["ann@example.org"], "Subject", "Text")
        raise ZeroDivisionError
    assert send_due().sent == 0


def test_one_who_is_refused_stops_nobody_else_and_is_tried_again_until_given_up(refusing):
    post(["eve@example.org", "bob@example.org", "ann@example.org"], "Subject", "Text")
    now = timezone.now()
    assert send_due(lambda: now) == Sent(1, 2, 0)
    eve = Letter.objects.get(to="eve@example.org")
    assert "550" in eve.refused
    assert (eve.tries, eve.next_try_at) == (1, now + PAUSES[0])
    assert Letter.objects.get(to="bob@example.org").refused == "TimeoutError: timed out"
    for number, pause in enumerate(PAUSES):
        before = now + pause - datetime.timedelta(microseconds=1)
        assert send_due(lambda before=before: before).refused == 0  # not yet
        now += pause
        done = send_due(lambda now=now: now)
        assert (done.refused, done.given_up) == ((2, 0) if number < len(PAUSES) - 1 else (0, 2))
    assert [str(each) for each in Letter.objects.given_up()] == [
        "“Subject” to eve@example.org",
        "“Subject” to bob@example.org",
    ]
    assert [each.to for each in mail.outbox] == [["ann@example.org"]]


def test_the_command_says_what_it_did_and_ends_with_an_error_where_letters_were_given_up(refusing, capsys):
    post(["ann@example.org", "eve@example.org"], "Subject", "Text")
    call_command("send_letters")
    assert capsys.readouterr().out == "1 sent, 1 to be tried again, 0 given up.\n"
    Letter.objects.filter(to="eve@example.org").update(tries=len(PAUSES), next_try_at=timezone.now())
    with pytest.raises(CommandError, match="were given up"):
        call_command("send_letters")


def test_the_command_says_where_no_mail_is_sent(settings, capsys):
    settings.SENDS_MAIL = False
    call_command("send_letters")
    assert capsys.readouterr().out == "This site sends no e-mail: EMAIL_URL is not set.\n"


def test_what_is_over_goes_and_what_waits_stays(refusing):
    now = timezone.now()
    post(["ann@example.org", "eve@example.org"], "Subject", "Text")
    send_due()
    Letter.objects.update(made_at=now - KEPT - datetime.timedelta(seconds=1))
    send_due(lambda: now)
    assert [each.to for each in Letter.objects.all()] == ["eve@example.org"]


def test_a_letter_that_was_sent_is_never_due():
    with pytest.raises(IntegrityError, match="letter_sent_once"), transaction.atomic():
        Letter.objects.create(to="ann@example.org", subject="S", text="T", sent_at=timezone.now())


def test_smtp_errors_are_those_that_are_caught():
    assert issubclass(smtplib.SMTPException, OSError)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_nothing_twice():
    post([f"reader{number}@example.org" for number in range(12)], "Subject", "Text")
    together(send_due, send_due)
    assert sorted(each.to[0] for each in mail.outbox) == sorted(f"reader{number}@example.org" for number in range(12))
