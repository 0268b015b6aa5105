"""Work out by what photos are recognised again that were added before the library could: `manage.py photo_likeness`."""

import io
from typing import Any

from PIL import Image, UnidentifiedImageError
from tqdm import tqdm

from isuwc.files.pictures.likeness import likeness
from isuwc.history.commands import RecordedCommand
from news.models import Photo
from news.pictures.storage import opened


class Command(RecordedCommand):
    help = "Work out by what photos of the library are recognised again. It can be stopped and run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = Photo.objects.exclude(file="").filter(likeness=None)
        done = failed = 0
        for photo in tqdm(waiting.iterator(), total=waiting.count(), disable=None):
            if (found := self.likeness(photo)) is None:
                failed += 1
                self.stderr.write(f"Photo {photo.pk}, {photo}: its files can't be read (manage.py check_media).")
                continue
            # Each by itself, if it still has this file: uploads go on meanwhile
            done += Photo.objects.filter(pk=photo.pk, file=photo.file.name).update(likeness=found)
        self.stdout.write(f"{done} photos are recognised from now on, {failed} could not be read.")

    def likeness(self, photo: Photo) -> int | None:
        """From its smallest rendition; None if that can't be read."""
        picture = photo.picture
        try:
            with opened(picture.name(picture.widths[0], "webp")) as file, Image.open(io.BytesIO(file.read())) as image:
                return likeness(image)
        except (OSError, UnidentifiedImageError, SyntaxError, ValueError):
            return None
