from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, default_storage
from django.db import models
from django.db.models import F, Q, Subquery
from django.db.models.expressions import Expression
from django.db.models.functions import JSONObject
from django.utils import timezone

from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.credited.labels import labelled
from isuwc.files.pictures.renditions import Kind, rendition_name, usable_widths
from isuwc.files.pictures.uploaded import PreparedPicture
from isuwc.files.whole import private, put
from news.pictures.files import PictureFiles
from news.pictures.picture import FOLDER


class UploadQuerySet(models.QuerySet["Upload"]):
    def files(self, digests: Iterable[str]) -> dict[str, PictureFiles]:
        """Which files there are, by digest. One query, none without digests."""
        wanted = {digest for digest in digests if digest}
        rows = self.filter(pk__in=wanted).only("stamp", "widths", "avif") if wanted else ()
        return {row.digest: row.files for row in rows}

    def facts_of(self, digest: Expression) -> Subquery:
        """The same for the row of a query whose digest this is, as JSON: `PictureFiles.of` reads it."""
        return Subquery(
            self.filter(digest=digest).values(facts=JSONObject(stamp="stamp", widths="widths", avif="avif"))
        )

    def keep(self, picture: PreparedPicture, credit: Credit) -> None:
        """Store an upload: as it came, its master, and its renditions with this credit. In the transaction that holds
        `lock_digest`."""
        row = self.filter(pk=picture.digest).first() or Upload(digest=picture.digest)
        widths = list(usable_widths(picture.width))
        if (row.stamp, row.widths) != (credit.stamp, widths):
            row.stamp, row.widths, row.avif = credit.stamp, widths, None
        row.holder, row.photographer = credit.holder, credit.photographer
        row.width, row.height, row.original = picture.width, picture.height, picture.kind
        row.left_at, row.made_at = None, timezone.now()
        put(row.original_name, picture.original(), private())
        put(row.master_name, picture.master.data, private())
        for rendition in picture.files[1:]:
            kind: Kind = "webp" if rendition.name.endswith(".webp") else "jpg"
            put(row.name(rendition.width, kind), labelled(rendition.data, credit), row.place)
        row.save()


class Upload(models.Model):
    """A picture as it came, and which files there are of it. The digest of its bytes begins the names of all of them.

    Its master and itself as it came lie in private. So do its renditions while `is_closed`, because no photo that shows
    it may be shown; then the site serves them to staff, and to readers as soon as they may see them again.
    """

    digest = models.CharField(max_length=20, primary_key=True, editable=False)
    width = models.PositiveIntegerField(help_text="Pixels of the master.")
    height = models.PositiveIntegerField()
    original = models.CharField(
        max_length=4,
        blank=True,
        editable=False,
        help_text="How the name ends of the file as it came; empty where it was not kept.",
    )
    holder = models.CharField(
        max_length=250, blank=True, editable=False, help_text="Of the credit that its renditions say."
    )
    photographer = models.CharField(max_length=120, blank=True, editable=False)
    stamp = models.CharField(
        max_length=8, blank=True, editable=False, help_text="Of that credit; empty where they say none yet."
    )
    widths = ArrayField(models.PositiveIntegerField(), help_text="Of its renditions, each as WebP and JPEG.")
    avif = ArrayField(
        models.PositiveIntegerField(), null=True, blank=True, help_text="Widths in AVIF; null: not yet tried."
    )
    is_closed = models.BooleanField(default=False, help_text="Its renditions are, or are being put, in private.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When its renditions were made last.")
    left_at = models.DateTimeField(null=True, blank=True, help_text="Since when no photo and no edition has it.")

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{20}\Z", stamp__regex=r"^([0-9a-f]{8})?\Z")
                & Q(original__regex=r"^[a-z]*\Z"),
                name="upload_named",
            ),
            models.CheckConstraint(
                condition=Q(avif=None) | Q(avif__contained_by=F("widths")), name="upload_avif_widths"
            ),
            models.CheckConstraint(condition=Q(left_at=None) | Q(is_closed=True), name="upload_left_is_closed"),
        ]

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def of_before(cls, digest: str, width: int, height: int) -> Self:
        """One of whose files nothing is written down: they were made before."""
        return cls(digest=digest, width=width, height=height, widths=list(PictureFiles.of_before(width).widths))

    @property
    def files(self) -> PictureFiles:
        return PictureFiles(tuple(self.widths), self.stamp, tuple(self.avif or ()))

    @property
    def credit(self) -> Credit:
        """What its renditions say."""
        return Credit(self.holder, self.photographer)

    @property
    def place(self) -> Storage:
        """Where its renditions are put."""
        return private() if self.is_closed else default_storage

    @property
    def original_name(self) -> str:
        return f"{FOLDER}/{self.digest}-original.{self.original}"

    @property
    def master_name(self) -> str:
        return f"{FOLDER}/{self.digest}.jpg"

    def name(self, width: int, kind: Kind) -> str:
        return f"{FOLDER}/{rendition_name(self.digest, width, kind, self.stamp)}"

    @property
    def renditions(self) -> dict[str, tuple[int, Kind]]:
        """Width and kind of all its renditions by name."""
        kinds: list[tuple[Kind, list[int]]] = [("webp", self.widths), ("jpg", self.widths), ("avif", self.avif or [])]
        return {self.name(width, kind): (width, kind) for kind, widths in kinds for width in widths}
