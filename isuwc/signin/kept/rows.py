"""The forms that are kept, and how many of them: a person with an account can't fill the database either."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.crypto import salted_hmac

from isuwc.signin.kept.marks import Browser
from isuwc.signin.kept.submissions import Submission

LASTS = timedelta(days=3)
LOCK = 1_398_036_061  # of the advisory lock under which the sums are counted


@dataclass(frozen=True)
class Sum:
    """At most so many forms, and so many bytes of them as they are stored, which is compressed."""

    forms: int
    bytes: int


OF_PERSON = Sum(20, 5 << 20)
OF_ADDRESS = Sum(60, 10 << 20)
OF_ALL = Sum(500, 50 << 20)


class NoRoomError(Exception):
    """The person, the address or the site has as much kept as it may; the text says which, for people."""


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def lasting(self, now: datetime | None = None) -> "KeptFormQuerySet":
        """Those whose time is not over: at its end a form is gone."""
        return self.filter(until__gt=now or timezone.now())

    def at_browser(self, browser: Browser) -> "KeptFormQuerySet":
        return self.filter(browser=digest(browser.name))

    def waiting(self) -> "KeptFormQuerySet":
        """Those that were neither sent on nor discarded."""
        return self.filter(sent_at=None)

    def of_person(self, user_key: int, browser: Browser) -> "KeptFormQuerySet":
        """Those that this person may see at this browser: their own, kept here."""
        return self.lasting().at_browser(browser).filter(person=user_key)

    @transaction.atomic
    def keep(self, person: User, browser: Browser, address: str, submission: Submission) -> "KeptForm":
        """Raises NoRoomError. One at a time, so that the sums are true."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        self.sweep()
        words, address = submission.packed(), digest(address)
        self._find_room("you", self.filter(person=person), OF_PERSON, len(words))
        self._find_room("your network", self.filter(address=address), OF_ADDRESS, len(words))
        self._find_room("the newsroom", self, OF_ALL, len(words))
        return self.create(
            person=person, browser=digest(browser.name), address=address, words=words, until=timezone.now() + LASTS
        )

    def _find_room(self, whose: str, rows: "KeptFormQuerySet", most: Sum, more: int) -> None:
        """What has reached its page makes room for what has not, the longest ago first."""
        while not rows._has_room(most, more):
            sent = rows.filter(sent_at__isnull=False).order_by("sent_at").first()
            if sent is None:
                forms = f"{most.forms} form{'s' if most.forms != 1 else ''}"
                raise NoRoomError(f"no more can be kept for {whose}; the limit is {forms} or {most.bytes >> 20} MB")
            sent.delete()

    def _has_room(self, most: Sum, more: int) -> bool:
        held = self.aggregate(forms=models.Count("pk"), bytes=models.Sum(Length("words")))
        return held["forms"] < most.forms and (held["bytes"] or 0) + more <= most.bytes

    def sweep(self) -> None:
        """Remove those whose time is over."""
        self.filter(until__lte=timezone.now()).delete()


class KeptForm(models.Model):
    """A form that was sent by somebody who was not signed in any more, or was refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64, help_text="The digest of its name.")
    address = models.CharField(max_length=64, db_index=True, help_text="The digest of where it was sent from.")
    words = models.BinaryField(help_text="A `Submission`, packed.")
    kept_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was sent on; it stays until its time ends."
    )

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["kept_at"]

    def __str__(self) -> str:
        return f"{self.pk}"  # never what is in it

    @property
    def submission(self) -> Submission:
        return Submission.unpacked(bytes(self.words))


def digest(words: str) -> str:
    return salted_hmac("isuwc.signin.kept", words, algorithm="sha256").hexdigest()
