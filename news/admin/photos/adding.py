"""A picture that comes into the library, once."""

from django.contrib.auth.models import User
from django.db import transaction

from isuwc.files.pictures.uploaded import PreparedPicture
from news.models import Photo
from news.pictures.file_facts import FileChange
from news.pictures.storage import lock_additions


def add(
    picture: PreparedPicture, name: str, by: User, *, anyway: bool = False, is_checked: bool = True
) -> tuple[Photo, FileChange] | list[Photo]:
    """The new photo with what its file said; or those of the library that have the picture, unless `anyway`."""
    if not anyway and (same := list(Photo.objects.same_as(picture))):
        return same
    photo = Photo(added_by=by, is_checked=is_checked)
    change = photo.take_file(picture, name)
    photo.save()
    return photo, change


def add_next(picture: PreparedPicture, name: str, by: User, **how: bool) -> tuple[Photo, FileChange] | list[Photo]:
    """The same, in a transaction that waits for all other additions: of two that come at once, the second finds the
    first. Where many are added in one transaction, `add` holds nobody up."""
    with transaction.atomic():
        lock_additions()
        return add(picture, name, by, **how)
