"""Has uploaded pictures decoded and encoded again in a separate process (`isuwc.files.confined`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from isuwc.files.confined.run import MB, Limits, Source, UnreadableError, read
from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError, check_size
from isuwc.files.pictures.iptc import PhotoMetadata
from isuwc.files.pictures.renditions import Kind, Rendition

# The largest that are accepted need 500 MB; finely structured ones 12 seconds and 30 MB of files.
LIMITS = Limits(memory=768 * MB, seconds=30, answer=192 * MB)
GLANCE = Limits(memory=512 * MB, seconds=10, answer=MB)
REMAKE = Limits(memory=768 * MB, seconds=40, answer=192 * MB)  # AVIF of 2560 pixels takes 4 seconds, of noise 12
PATIENT = 600  # seconds that a rendition may take which is made afterwards
IMAGES = "isuwc.files.pictures.images"


@dataclass(frozen=True)
class PreparedPicture:
    """An upload as new files, the master first and then the renditions, with its metadata.

    `kind` is how its name should end, `original` gives its bytes as they came.
    """

    digest: str
    width: int
    height: int
    metadata: PhotoMetadata
    likeness: int
    files: tuple[Rendition, ...]
    kind: str
    original: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def master(self) -> Rendition:
        return self.files[0]


def prepare(source: Source, renditions: bool = True, again: Callable[[], bytes] | None = None) -> PreparedPicture:
    """Decode an upload and encode it again. Raises UnusablePictureError, and nothing else, if it can't be used.

    `again` reads it once more for who wants it as it came; without, the source itself is kept for that.
    """
    return _prepared(source, "prepare", renditions, again)


def remake(
    master: bytes, digest: str, wanted: Iterable[tuple[int, Kind]], packet: bytes
) -> dict[tuple[int, Kind], bytes]:
    """Renditions of a master, by width and kind; AVIF has the XMP packet. Raises UnreadableError."""
    order = [digest, list(wanted), packet.decode()]
    # Nobody waits for it: only its own work counts, however busy the machine is
    found = read("picture", master, IMAGES, "remake", *order, limits=REMAKE, longest=PATIENT)
    return {(width, kind): data for (width, kind), data in found.files}


def prepare_lossless(source: Source, sizes: Iterable[tuple[int, int]]) -> PreparedPicture:
    """The same, but as a single PNG if the picture has one of these sizes, or else without any file."""
    return _prepared(source, "prepare_lossless", [list(size) for size in sizes])


def _prepared(
    source: Source, function: str, argument: object, again: Callable[[], bytes] | None = None
) -> PreparedPicture:
    check_size(size_of(source))
    try:
        answer = read("picture", source, IMAGES, function, argument, limits=LIMITS)
    except UnreadableError as error:
        raise UnusablePictureError(str(error)) from error
    facts = answer.facts
    files = tuple(Rendition(name, width, height, data) for (name, width, height), data in answer.files)
    return PreparedPicture(
        facts["digest"],
        facts["width"],
        facts["height"],
        PhotoMetadata.from_json(facts["metadata"]),
        facts["likeness"],
        files,
        facts["kind"],
        again or partial(_bytes_of, source),
    )


def glance(source: Source) -> PhotoMetadata:
    """The metadata of a file, without decoding its pixels; empty if it is not a picture or too large.

    Raises UnusablePictureError if the metadata could not be read at the moment, which must not pass for having none.
    """
    facts = _quick(source, "metadata")
    return PhotoMetadata.from_json(facts) if facts else PhotoMetadata()


def likeness_of(source: Source) -> int | None:
    """The likeness of a file, by a quick look; None if it can't be decoded. Raises as `glance` does."""
    found: int | None = _quick(source, "look")
    return found


def _quick(source: Source, function: str) -> Any:
    if size_of(source) > MAX_BYTES:
        return None
    try:
        return read("picture", source, IMAGES, function, limits=GLANCE).facts
    except UnreadableError as error:
        if error.reason in {"wait", "late", "slow", "time", "machine"}:
            raise UnusablePictureError(str(error)) from error
        return None


def _bytes_of(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source
    source.seek(0)
    return source.read()


def size_of(source: Source) -> int:
    if isinstance(source, bytes):
        return len(source)
    size = getattr(source, "size", None)  # an upload knows its own
    return size if isinstance(size, int) else source.seek(0, 2)
