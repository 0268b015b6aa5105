from typing import NotRequired, TypedDict


class PictureFacts(TypedDict):
    """What an edition keeps of a photo, as JSON: `Photo.facts` makes it, `Picture` shows it."""

    photo: int  # its key in the library
    name: NotRequired[str]  # as the newsroom calls it; left out where what readers see is compared
    digest: str  # of its file; empty while that is awaited
    width: int | None  # pixels
    height: int | None
    caption: str
    own_caption: NotRequired[bool]  # whether the caption was written for this use; the oldest editions don't say
    credit: str
    alt: str
    decorative: bool
    focus: list[float]  # from the left and from the top, 0 to 1
