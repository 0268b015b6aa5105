"""Putting letters into the outbox, and sending them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from isuwc.outbox.models import Letter

SUBJECT = 200


def is_on() -> bool:
    """Whether this site sends e-mail: EMAIL_URL is set."""
    return bool(settings.SENDS_MAIL)


def post(to: Iterable[str], subject: str, text: str) -> int:
    """Put one letter for each address into the outbox, in the transaction that is open. Returns how many.

    None where the site sends no e-mail, and none to an empty address; who is named twice gets one. Line breaks in the
    subject, which a title may have brought, become spaces.
    """
    if not is_on():
        return 0
    plain = " ".join(subject.split())
    short = plain if len(plain) <= SUBJECT else plain[: SUBJECT - 1] + "…"
    addresses = dict.fromkeys(address.strip() for address in to if address.strip())
    return len(Letter.objects.bulk_create(Letter(to=address, subject=short, text=text) for address in addresses))


@dataclass(frozen=True)
class Sent:
    """How many letters were sent, refused and to be tried again, and given up."""

    sent: int = 0
    refused: int = 0
    given_up: int = 0


def send_due(clock: Callable[[], datetime.datetime] = timezone.now) -> Sent:
    """Send every letter that is due, and delete those that are over.

    Each is locked, sent and marked in a transaction of its own, so that two of these at once send nothing twice and an
    end in the midst leaves at most the letter in hand to be sent again.
    """
    begun, sent, refused, given_up = clock(), 0, 0, 0
    while letter_sent := _send_next(begun, clock):
        sent += letter_sent.sent_at is not None
        refused += letter_sent.next_try_at is not None
        given_up += letter_sent.sent_at is None and letter_sent.next_try_at is None
    Letter.objects.over(begun).delete()
    return Sent(sent, refused, given_up)


@transaction.atomic
def _send_next(begun: datetime.datetime, clock: Callable[[], datetime.datetime]) -> Letter | None:
    """The next letter that was due when this round began, sent or refused; None when there is none left."""
    letter = Letter.objects.due(begun).select_for_update(skip_locked=True).first()
    if letter is None:
        return None
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], connection=get_connection())
    try:
        message.send()
    except (OSError, ValueError) as error:  # smtplib's are OSErrors; ValueError: an address that can't be written
        letter.set_refused(f"{type(error).__name__}: {error}"[:1000], clock())
    else:
        letter.set_sent(clock())
    letter.save()
    return letter
