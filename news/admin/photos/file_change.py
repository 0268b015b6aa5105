"""Messages about a photo's facts after its file was replaced."""

from collections.abc import Collection, Iterator

from news.models import Photo
from news.pictures.file_facts import FileChange


def change_messages(change: FileChange, photo: Photo, typed: Collection[str]) -> Iterator[str]:
    """A sentence for each kind of change, leaving out fields that the person has just typed."""
    kept = [field for field in change.kept if field not in typed]
    # No file's metadata has these two.
    chosen = {"is_decorative": photo.is_decorative, "skaters": photo.skaters.exists()}
    kept += [field for field, is_set in chosen.items() if is_set and field not in typed]
    if change.filled:
        yield f"From the new file: {_names(change.filled)}."
    if change.emptied:
        yield f"Emptied, because it came from the earlier file: {_names(change.emptied)}."
    if kept and change.is_known:
        yield f"Kept, as written by hand: {_names(kept)}. Does it fit the new picture?"
    elif kept:
        yield (
            f"Kept, because it is unknown whether it came from the earlier file: {_names(kept)}. "
            "Does it fit the new picture?"
        )
    if not {"focal_x", "focal_y"} & set(typed):
        yield "The focal point was reset. Click on the picture to set it."


def doubts_in_words(change: FileChange, photo: Photo) -> Iterator[str]:
    """Sentences about what the file says: beyond the fields' length, in doubtful letters, or by itself."""
    if change.shortened:
        yield f"The file says more than fits; only the beginning is kept, up to the “…”: {_names(change.shortened)}."
    if change.left_out:
        texts = ", ".join(f"“{text}”" for text in change.left_out)
        yield f"Left out, since a camera or program writes it into every picture: {texts}."
    yield from photo.doubts


def _names(fields: Collection[str]) -> str:
    return ", ".join(str(Photo._meta.get_field(field).verbose_name) for field in fields)  # type: ignore[union-attr]
