import datetime
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models import Event
from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.renditions import usable_widths
from isuwc.files.pictures.uploaded import PreparedPicture, prepare
from isuwc.files.whole import private
from isuwc.text.shortened import shortened
from news.models.photos.queryset import PhotoQuerySet
from news.models.photos.rights import IN_ORDER, obstacle
from news.models.photos.upload import Upload
from news.pictures.alternatives import ALT_REPEATS, repeats
from news.pictures.file_facts import FROM_FILE, FileChange, doubts, metadata_fields
from news.pictures.files import FilesFacts, PictureFiles
from news.pictures.picture import FOLDER, Picture
from news.pictures.picture_facts import PictureFacts
from news.pictures.storage import lock_digest
from standings.models import Competitor

FOCAL_POINT = (0.5, 0.4)  # until somebody sets one: heads are in the upper half


class Photo(models.Model):
    """A picture in the library with its caption, credit and other facts. Its file may still be missing."""

    name = models.CharField(
        max_length=200, blank=True, help_text="As the newsroom calls it: Leerdam 1244721124, or the file's name."
    )
    # The master, from which renditions are made (`Upload`)
    file = models.ImageField(upload_to=f"{FOLDER}/", storage=private, blank=True, max_length=120, editable=False)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text="Pixels of the file.")
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    caption = models.TextField(blank=True, help_text="Printed below the picture, before the credit.")
    credit = models.CharField(
        "credit holder", max_length=120, blank=True, help_text="Without the ©: ISU, or Getty Images."
    )
    photographer = models.CharField(max_length=120, blank=True)
    agency_id = models.CharField("agency number", max_length=40, blank=True, db_index=True, help_text="1244721124")
    alt = models.TextField(
        "alternative text", blank=True, help_text="What the picture shows, for those who can't see it."
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="It tells nothing that the text does not; it needs no alternative text."
    )
    place = models.CharField(max_length=120, blank=True)
    people = models.CharField(max_length=300, blank=True, help_text="Who is in it, separated by commas.")
    skaters = models.ManyToManyField(Competitor, blank=True, related_name="photos")
    keywords = models.TextField(blank=True, help_text="Words by which it is found, separated by commas.")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="photos")
    usage_terms = models.TextField(blank=True, help_text="What the picture may be used for, in the holder’s words.")
    rights_from = models.DateTimeField(
        "may be shown from", null=True, blank=True, help_text="Before, no story with it goes live. Empty: at once."
    )
    rights_until = models.DateTimeField(
        "may be shown until", null=True, blank=True, help_text="From then on no page shows it. Empty: for good."
    )
    is_checked = models.BooleanField(
        "facts are checked", default=True, help_text="Somebody has looked at what the file says of itself."
    )
    taken_on = models.DateField(null=True, blank=True)
    focal_x = models.FloatField(
        "focal point, from the left", default=FOCAL_POINT[0], help_text="0 to 1: crops keep this point in view."
    )
    focal_y = models.FloatField("focal point, from the top", default=FOCAL_POINT[1])
    said_by_file = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="What its file said of itself when it came, by field: goes with the file when another one comes. "
        "Null: not known.",
    )
    file_doubts = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What is doubtful of what its file said, by field, until somebody changes or confirms it.",
    )
    likeness = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="By which the same picture is recognised again; null: not yet worked out.",
    )
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PhotoQuerySet.as_manager()
    found_files: FilesFacts | None  # from `with_files`
    _files: tuple[str, PictureFiles | None] | None = None  # of which digest, and what is written down of it

    class Meta:
        ordering = ["-added_at", "-pk"]
        # Compared with all of them, without their rows: bits that differ have no order that an index could use
        indexes = [models.Index(fields=["likeness"], include=["id"], name="photo_likeness")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="photo_focal_point_inside",
                violation_error_code="focal_x",
                violation_error_message="The focal point lies within the picture: 0 to 1.",
            ),
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alt=""),
                name="photo_decorative_without_alt",
                violation_error_code="alt",
                violation_error_message="A decorative picture has no alternative text.",
            ),
            models.CheckConstraint(
                condition=Q(file="", width__isnull=True, height__isnull=True)
                | (~Q(file="") & Q(width__gte=1, height__gte=1)),
                name="photo_size_of_file",
            ),
            models.CheckConstraint(condition=~Q(file="") | Q(likeness__isnull=True), name="photo_likeness_of_file"),
            models.CheckConstraint(
                condition=IN_ORDER,
                name="photo_rights_in_order",
                violation_error_code="rights_until",
                violation_error_message="The rights end after they begin.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.caption[:60] or f"Photo {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A doubt about what the file says goes once somebody has written something else."""
        said = self.said_by_file or {}
        self.file_doubts = {
            field: sentence
            for field, sentence in self.file_doubts.items()
            if str(getattr(self, field) or "") == said.get(field)
        }
        super().save(*args, **kwargs)

    @property
    def credit_line(self) -> str:
        """© ISU, or © Getty Images/Dean Mouhtaropoulos; empty without a credit holder."""
        return self.credited.notice

    @property
    def credited(self) -> Credit:
        """Whose it is, as its public files say it."""
        return Credit(self.credit, self.photographer)

    @property
    def is_awaited(self) -> bool:
        return not self.file

    @property
    def digest(self) -> str:
        """The digest of its upload, with which the names of all its files begin; empty without a file."""
        return PurePosixPath(self.file.name or "").stem

    @property
    def picture_files(self) -> PictureFiles | None:
        """Which files its picture has: a query, unless it came with them (`with_files`)."""
        if self._files is None and "found_files" in self.__dict__:
            self._files = self.digest, PictureFiles.of(self.found_files) if self.found_files else None
        elif self._files is None or self._files[0] != self.digest:
            self._files = self.digest, Upload.objects.files([self.digest]).get(self.digest)
        return self._files[1]

    @property
    def picture(self) -> Picture:
        return Picture.of(self.facts(), self.picture_files)

    def obstacle(self, at: datetime.datetime) -> str:
        """Why it may not be shown at that moment, as a predicate; "" if it may."""
        return obstacle(self.rights_from, self.rights_until, at)

    @property
    def missing(self) -> list[str]:
        """What a page still needs: "no credit", "no alternative text", the right to show it …"""
        wanted = {
            "file": bool(self.file),
            "caption": bool(self.caption),
            "credit": bool(self.credit),
            "alternative text": bool(self.alt) or self.is_decorative,
        }
        found = [f"no {name}" for name, there in wanted.items() if not there]
        return [*found, "not to be shown now"] if self.obstacle(timezone.now()) else found

    @property
    def doubts(self) -> list[str]:
        """What somebody should look at, in sentences: what its file left in doubt, and words that say nothing new."""
        names = {field: str(self._meta.get_field(field).verbose_name) for field in self.file_doubts}  # type: ignore[union-attr]
        found = [f"{names[field].capitalize()}: {sentence}" for field, sentence in self.file_doubts.items()]
        return [*found, ALT_REPEATS] if repeats(self.alt, self.caption) else found

    def facts(self, caption: str = "") -> PictureFacts:
        """The facts that an edition stores, as JSON; `caption`, if given, replaces the photo's own."""
        return {
            "photo": self.pk,
            "name": str(self),
            "digest": self.digest,
            "width": self.width,
            "height": self.height,
            "caption": caption or self.caption,
            "own_caption": bool(caption),
            "credit": self.credit_line,
            "alt": self.alt,
            "decorative": self.is_decorative,
            "focus": [self.focal_x, self.focal_y],
        }

    def take_file(
        self, upload: bytes | IO[bytes] | PreparedPicture, name: str = "", typed: Collection[str] = ()
    ) -> FileChange:
        """Store an upload with its renditions, and fill empty fields from its metadata. Returns what changed.

        To add several, `prepare` them before the transaction, since that takes time. Values from a replaced file's
        metadata are replaced too, except in `typed`. Call in the row's transaction. Raises UnusablePictureError.
        """
        picture = upload if isinstance(upload, PreparedPicture) else prepare(upload)
        lock_digest(picture.digest)
        change = self._take_facts(picture, name, typed)
        Upload.objects.keep(picture, self.credited)
        self.file = f"{FOLDER}/{picture.master.name}"
        self._files = self.digest, PictureFiles(usable_widths(picture.width), self.credited.stamp)
        self.width, self.height, self.likeness = picture.width, picture.height, picture.likeness
        return change

    def _take_facts(self, picture: PreparedPicture, name: str, typed: Collection[str]) -> FileChange:
        whole = {field: value for field, value in metadata_fields(picture.metadata, name).items() if value}
        said = {field: self._fitting(field, value) for field, value in whole.items()}
        if self.is_decorative:
            said.pop("alt", None)
        replaced = "" if self.digest == picture.digest else self.digest
        written = {field: str(getattr(self, field) or "") for field in FROM_FILE}
        # Written by people: values that didn't come from the old file's metadata
        kept = [
            field
            for field, now in written.items()
            if now and (field in typed or not replaced or now != (self.said_by_file or {}).get(field))
        ]
        for field in FROM_FILE:
            if field not in kept and (replaced or not written[field]):
                setattr(self, field, self._value(field, said.get(field, "")))
        if replaced and not {"focal_x", "focal_y"} & set(typed):
            self.focal_x, self.focal_y = FOCAL_POINT
        before, self.said_by_file = self.said_by_file, said
        self.file_doubts = {
            field: sentence
            for field, sentence in doubts(picture.metadata).items()
            if field in said and field not in kept
        }
        return FileChange.of(
            (written, kept, said, whole),
            replaced=replaced,
            is_known=before is not None,
            doubtful=tuple(self.file_doubts),
            left_out=picture.metadata.left_out,
        )

    def _fitting(self, field: str, value: str) -> str:
        longest = getattr(self._meta.get_field(field), "max_length", None)
        return shortened(value, longest) if longest else value

    def _value(self, field: str, text: str) -> Any:
        return (datetime.date.fromisoformat(text) if text else None) if field == "taken_on" else text
