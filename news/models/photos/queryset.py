"""Photos of the library in the words of the newsroom."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr

from isuwc.files.pictures.likeness import ALIKE, NOTHING
from isuwc.files.pictures.uploaded import PreparedPicture
from news.models.photos.comparisons import bits_apart, letters
from news.models.photos.rights import barred
from news.models.photos.searching import having
from news.models.photos.upload import Upload
from news.pictures.picture import FOLDER


class PhotoQuerySet(models.QuerySet[Any]):  # of Photo, which has it as its manager
    def doubtful(self) -> "PhotoQuerySet":
        """Those with `doubts`."""
        compared = self.annotate(_alt=letters("alt"), _caption=letters("caption"))
        found: PhotoQuerySet = compared.filter(~Q(file_doubts={}) | Q(~Q(_alt=""), _alt=F("_caption")))
        return found

    def awaited(self) -> "PhotoQuerySet":
        """Placeholders for pictures that a report names and whose file is still missing."""
        return self.filter(file="")

    def lock(self, keys: Iterable[int]) -> None:
        """Lock the photos with these keys until the transaction ends, in order of key, against deadlocks."""
        list(self.filter(pk__in=set(keys)).order_by("pk").select_for_update(no_key=True).values_list("pk"))

    def like(self, likeness: int | None) -> "PhotoQuerySet":
        """Those so alike that one was scaled or saved anew from the other, the most alike first."""
        if not likeness:  # unknown, or NOTHING
            return self.none()
        apart = bits_apart("likeness", likeness)
        alike = self.annotate(_apart=apart).filter(_apart__lte=ALIKE).exclude(likeness=NOTHING)
        # In a query of its own, which reads the index alone; joined, Postgres would read every row
        return self.filter(pk__in=list(alike.order_by().values_list("pk", flat=True))).order_by(apart, "pk")

    def same_as(self, picture: PreparedPicture) -> "PhotoQuerySet":
        """Those that have this picture already; one with nothing in it is recognised by its bytes alone."""
        if picture.likeness == NOTHING:
            return self.filter(file=f"{FOLDER}/{picture.master.name}")
        return self.like(picture.likeness)

    def matching(self, words: str) -> "PhotoQuerySet":
        """Photos that have all the words: in their facts, or as names of their skaters and their event."""
        return self.filter(having(words))

    def barred(self, at: datetime.datetime) -> "PhotoQuerySet":
        """Those that may not be shown at that moment: their rights begin later, or have ended."""
        return self.filter(barred(at))

    def with_files(self) -> "PhotoQuerySet":
        """With the files of their pictures (`found_files`), for which each would ask otherwise."""
        found: PhotoQuerySet = self.annotate(found_files=files_of("file"))
        return found


def files_of(file: str) -> Subquery:
    """Which files a row's photo has, as JSON; `file` is the way to the photo's own."""
    return Upload.objects.facts_of(Substr(OuterRef(file), len(FOLDER) + 2, 20))
