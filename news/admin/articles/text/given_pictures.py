"""The pictures that came with a text, from one step of a new article to the next.

They are kept as they come, also where the form is refused, and each that can't be kept is named.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from isuwc.files.pictures.images import UnusablePictureError, check_size
from news.admin.articles.text.text_form import PICTURES, ReportForm, photo_file
from news.imports import PhotoFile
from news.models import GivenPicture
from news.models.photos.given_picture import NoRoomError


@dataclass
class GivenPictures:
    """Those of one text of one person, as `rows` without their bytes."""

    person: Any
    text: uuid.UUID
    rows: list[GivenPicture] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest, form: ReportForm) -> "GivenPictures":
        """What was given before, without what was ticked to be removed, and what comes with this request."""
        cleaned = getattr(form, "cleaned_data", {})
        given = cls(request.user, cleaned.get("given") or uuid.uuid4(), refused=list(form.refused_pictures))
        if cleaned.get("given"):
            given.remove(request.POST.getlist("remove"))
            given.rows = list(GivenPicture.objects.of(given.person, given.text))
        given.keep([*form.source.pictures, *map(photo_file, cleaned.get("pictures") or [])])
        return given

    @property
    def files(self) -> list[PhotoFile]:
        return [PhotoFile(row.name, row.read, row.alt) for row in self.rows]

    def keep(self, files: Iterable[PhotoFile]) -> None:
        """In place of those of the same name that were given before; what can't be kept goes to `refused`, with the
        reason, and so does a second file of one name."""
        now: dict[str, str] = {}  # by name, a digest of the file
        for file in files:
            others = [row for row in self.rows if row.name != file.name]
            if len(others) >= PICTURES:
                self.refused.append(f"{file.name}: a text can have {PICTURES} pictures at most.")
                continue
            try:
                data = file.read()
                check_size(len(data))
                digest = hashlib.sha256(data).hexdigest()
                if now.setdefault(file.name, digest) != digest:
                    self.refused.append(f"{file.name}: two files have this name. Give one of them another name.")
                    continue
                row = GivenPicture.objects.keep(self.person, self.text, file.name, data, file.alt)
                self.rows = [*others, row]
            except (UnusablePictureError, NoRoomError) as error:
                self.refused.append(f"{file.name}: {str(error).rstrip('.')}.")

    def remove(self, keys: Iterable[str]) -> None:
        if found := list(filter(None, map(_uuid, keys))):
            GivenPicture.objects.of(self.person, self.text).filter(pk__in=found).delete()

    def forget(self) -> None:
        """Once the draft is made."""
        if self.rows:
            GivenPicture.objects.of(self.person, self.text).delete()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
