import datetime
import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import connection, models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from news.pictures.art import qr

# Without what is easily taken for something else when it is read aloud or from paper: 0 o, 1 i l, u v.
ALPHABET = "23456789abcdefghjkmnpqrstwxyz"
LENGTH = 5
# One slash at the start: a path of this site, never another host; nothing that a browser would read as one.
PATH = r"^/([^/\\\s][^\\\s]*)?\Z"
CODES, PAGES = (
    f"4 to 12 of the characters {ALPHABET}.",
    "A page of this site, beginning with one slash: /where-to-watch/",
)


class QRCodeQuerySet(models.QuerySet["QRCode"]):
    def with_target(self) -> "QRCodeQuerySet":
        """With what the address of its page needs."""
        return self.select_related("event__season")

    def with_scans(self) -> "QRCodeQuerySet":
        """With `scan_total`, the scans of all days."""
        return self.annotate(scan_total=Coalesce(Sum("scans__count"), 0))


class QRCode(models.Model):
    """A code on a banner, a poster or a ticket. Paper lasts: the page that it leads to may change, the code may not."""

    code = models.CharField(
        max_length=12,
        unique=True,
        blank=True,
        validators=[RegexValidator(f"^[{ALPHABET}]{{4,12}}\\Z", CODES)],
        help_text="In its address; left empty one is made. It never changes once it is printed.",
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="qr_codes",
        help_text="Leads to the event's page, wherever that moves.",
    )
    path = models.CharField(
        "page",
        max_length=200,
        blank=True,
        validators=[RegexValidator(PATH, PAGES)],
        help_text="Or to another page of this site: /where-to-watch/",
    )
    label = models.CharField(max_length=80, blank=True, help_text="Where it is used: Poster, ticket, banner.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = QRCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "QR code"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=f"^[{ALPHABET}]{{4,12}}\\Z"),
                name="qr_code_unambiguous",
                violation_error_code="code",
                violation_error_message=CODES,
            ),
            models.CheckConstraint(
                condition=(Q(event__isnull=False) & Q(path="")) | (Q(event__isnull=True) & ~Q(path="")),
                name="qr_leads_to_one_page",
                violation_error_code="path",
                violation_error_message="A code leads either to an event or to another page.",
            ),
            models.CheckConstraint(
                condition=Q(path="") | Q(path__regex=PATH),
                name="qr_path_is_internal",
                violation_error_code="path",
                violation_error_message=PAGES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.label})" if self.label else self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code = self.code or new_code()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("qr", args=[self.code])

    def clean(self) -> None:
        # Before the constraints are checked, since a form may leave the code empty.
        self.code = self.code or new_code()
        if self.pk and QRCode.objects.filter(pk=self.pk).exclude(code=self.code).exists():
            raise ValidationError({"code": "A code may be on paper already: it never changes."})

    @property
    def target(self) -> str:
        """The page that it leads to."""
        return self.event.get_absolute_url() if self.event else self.path

    @property
    def address(self) -> str:
        """What a phone reads: the whole address."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    def svg(self) -> bytes:
        return qr.svg(self.address, str(self))

    def png(self) -> bytes:
        return qr.png(self.address)

    def count_scan(self, day: datetime.date | None = None) -> None:
        """Count one scan on that day (UTC): one statement, exact however many come at once."""
        scans = Scan._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{scans}" (qr_id, day, count) VALUES (%s, %s, 1) '  # noqa: S608 - the table's own name
                f'ON CONFLICT (qr_id, day) DO UPDATE SET count = "{scans}".count + 1',
                [self.pk, day or timezone.now().date()],
            )


class Scan(models.Model):
    """How often a code was scanned on a day. Nothing is kept of who did."""

    qr = models.ForeignKey(QRCode, on_delete=models.CASCADE, related_name="scans")
    day = models.DateField(help_text="In UTC.")
    count = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["qr", "-day"]
        constraints = [
            models.UniqueConstraint(fields=["qr", "day"], name="scans_of_a_day_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="scan_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"


def new_code() -> str:
    """A code that no other has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not QRCode.objects.filter(code=code).exists():
            return code
