import datetime
import uuid

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone

from isuwc.files.pictures.images import UnusablePictureError

MB = 1 << 20
LASTS = datetime.timedelta(days=1)
MOST_OF_PERSON = 600 * MB  # two texts with as many pictures as one may have
MOST = 3_000 * MB  # of everybody
LOCK = 1_398_036_062  # of the advisory lock under which the sums are counted


class NoRoomError(Exception):
    """As much is kept as may be; the message says for whom, in words."""


class GivenPictureQuerySet(models.QuerySet["GivenPicture"]):
    def of(self, person: User, text: uuid.UUID) -> "GivenPictureQuerySet":
        """Those that this person gave with this text and that have not expired, in the order given.

        Without their bytes."""
        kept = self.filter(person=person, text=text, given_at__gte=timezone.now() - LASTS)
        return kept.defer("data").order_by("given_at", "name")

    @transaction.atomic
    def keep(self, person: User, text: uuid.UUID, name: str, data: bytes, alt: str = "") -> "GivenPicture":
        """In place of one of that name given with the text before. Raises NoRoomError."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        self.filter(given_at__lt=timezone.now() - LASTS).delete()
        before = self.filter(person=person, text=text, name=name)
        others = self.exclude(pk__in=before)
        for whose, rows, most in (
            ("you", others.filter(person=person), MOST_OF_PERSON),
            ("the newsroom", others, MOST),
        ):
            held = rows.aggregate(bytes=models.Sum("size"))["bytes"] or 0
            if held + len(data) > most:
                raise NoRoomError(f"no more than {most // MB:,} MB of pictures are kept for {whose} at a time")
        before.delete()
        return self.create(person=person, text=text, name=name, data=data, size=len(data), alt=alt)


class GivenPicture(models.Model):
    """A picture's file that came with a text, kept until the draft is made of it, for a day at most.

    In the database rather than in `MEDIA_ROOT`, all of which is public: it is as it came, and nobody has looked at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.UUIDField(help_text="Which text it was given with.")
    name = models.CharField(max_length=255)
    alt = models.TextField(blank=True, help_text="As a document describes it.")
    data = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    given_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = GivenPictureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "text", "name"], name="given_picture_once")]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """Its bytes. Raises UnusablePictureError if it was removed or has expired meanwhile."""
        data = GivenPicture.objects.filter(pk=self.pk).values_list("data", flat=True).first()
        if data is None:
            raise UnusablePictureError("It is no longer kept; choose it again.")
        return bytes(data)
