"""Limits uploads: no file is kept, in memory or on disk, beyond the limit of its field.

`LimitedUploads` counts the bytes of each file as it arrives and drops it at its limit. The form then gets the file
without content but with its size, so that it shows its usual error for a large file, with everything else that was
typed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.forms.widgets import Script
from django.http import HttpRequest

from isuwc.files.whole import is_full

NO_ROOM = "The server's disk is full or can't be written to."


class LimitedUploads(FileUploadHandler):
    """Comes before the handlers that store files, and passes on no more bytes than the file's field may have."""

    def __init__(self, request: HttpRequest, limits: Mapping[str, int]) -> None:
        super().__init__(request)
        self.limits = limits
        self.size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    @property
    def is_over(self) -> bool:
        return self.size > self.limits.get(self.field_name or "", 0)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        return None if self.is_over else raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if not self.is_over:
            return None
        for handler in self.request.upload_handlers:  # type: ignore[union-attr]
            if kept := getattr(handler, "file", None):
                kept.close()
        return UploadedFile(BytesIO(), self.file_name, self.content_type, self.size)


class FullDiskUploads(TemporaryFileUploadHandler):
    """Where there is no room for a large file, the rest of the form still comes in: `no_room_for_upload` of the request
    says why the file did not."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        with self._noted():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        with self._noted():
            return super().receive_data_chunk(raw_data, start)

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not is_full(error):
                raise
            self.request.no_room_for_upload = NO_ROOM  # type: ignore[union-attr]
            raise SkipFile from error


def limit_uploads(request: HttpRequest, limits: Mapping[str, int]) -> None:
    """Limit the files of a request to so many bytes, by field; no others are kept. Call before the body is read."""
    request.upload_handlers = [
        LimitedUploads(request, limits),
        MemoryFileUploadHandler(request),
        FullDiskUploads(request),
    ]


class LimitedFileInput(forms.FileInput):
    """A file input whose script (`file-size.js`) warns that a file is too large before it is sent."""

    class Media:
        js = [Script("isuwc/admin/file-size.js", type="module")]

    def __init__(self, most_bytes: int, accept: str) -> None:
        super().__init__({"accept": accept, "data-most-bytes": most_bytes})


PICTURE_KINDS = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"
