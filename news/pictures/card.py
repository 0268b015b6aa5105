"""The card that platforms show of a link: part of a photo around its focal point, 1200 × 630 pixels."""

from dataclasses import dataclass

from django.urls import reverse
from PIL import Image

from isuwc.files.pictures.renditions import crop, encode

SIZE = (1200, 630)  # what Facebook, LinkedIn, X and messengers ask for; of other shapes they cut off what they like
MOST_BYTES = 300_000  # beyond which WhatsApp shows no picture
_QUALITIES = (82, 74, 66, 58, 50, 40, 30, 20)


@dataclass(frozen=True)
class Card:
    """Whose upload it is cut from, and the focal point in thousandths from the left and from the top."""

    digest: str
    x: int
    y: int
    alt: str = ""

    @classmethod
    def of(cls, digest: str, focus: tuple[float, float], alt: str) -> "Card":
        x, y = (round(min(max(value, 0), 1) * 1000) for value in focus)
        return cls(digest, x, y, alt)

    @property
    def name(self) -> str:
        """Of its file: another focal point is another name, so that one name always means the same picture."""
        return f"{self.digest}-card-{self.x}-{self.y}.jpg"

    @property
    def src(self) -> str:
        return reverse("news:card", args=[self.digest, self.x, self.y])

    @property
    def src_width(self) -> int:
        return SIZE[0]

    @property
    def src_height(self) -> int:
        return SIZE[1]

    def draw(self, photo: Image.Image) -> bytes:
        """The card as JPEG, of an upright photo of any size."""
        image = crop(photo, SIZE, (self.x / 1000, self.y / 1000))
        drawn = b""
        for quality in _QUALITIES:
            drawn = encode(image, "JPEG", {"quality": quality, "progressive": True, "optimize": True})
            if len(drawn) <= MOST_BYTES:
                break
        return drawn
