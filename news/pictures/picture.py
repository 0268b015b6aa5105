"""A photo as pages show it, made from a photo's facts or an edition's JSON without queries."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from isuwc.files.pictures.renditions import Kind, rendition_name
from news.pictures.card import Card
from news.pictures.files import PictureFiles
from news.pictures.picture_facts import PictureFacts

FOLDER = "photos"


@dataclass(frozen=True)
class Picture:
    """The data of an <img> and its <figcaption>. Without a digest the file is still missing."""

    digest: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str
    focus: tuple[float, float]
    files: PictureFiles

    @classmethod
    def of(cls, facts: PictureFacts, files: PictureFiles | None) -> "Picture":
        """`files` are those of the facts' digest; None if nothing is written down of it."""
        return cls(
            digest=facts["digest"],
            width=facts["width"] or 0,
            height=facts["height"] or 0,
            caption=facts["caption"],
            credit=facts["credit"],
            alt="" if facts["decorative"] else facts["alt"],
            focus=(facts["focus"][0], facts["focus"][1]),
            files=files or PictureFiles.of_before(facts["width"] or 0),
        )

    @property
    def is_awaited(self) -> bool:
        return not self.digest

    @property
    def widths(self) -> tuple[int, ...]:
        return self.files.widths

    @property
    def avif_srcset(self) -> str:
        """AVIF in the widths in which it is smaller, WebP in the others; empty without any AVIF.

        A browser that knows AVIF knows WebP, and would take a wider AVIF than it needs if a width were missing."""
        if not self.files.avif:
            return ""
        kinds: dict[int, Kind] = dict.fromkeys(self.files.avif, "avif")
        return ", ".join(f"{self._url(width, kinds.get(width, 'webp'))} {width}w" for width in self.widths)

    @property
    def srcset(self) -> str:
        """WebP in all widths."""
        return ", ".join(f"{self._url(width, 'webp')} {width}w" for width in self.widths)

    @property
    def fallback_srcset(self) -> str:
        """JPEG in all widths."""
        return ", ".join(f"{self._url(width, 'jpg')} {width}w" for width in self.widths)

    @property
    def src(self) -> str:
        """A JPEG up to 1600 pixels wide, for programs that take one address, such as feeds and link previews."""
        fitting = [width for width in self.widths if width <= 1600] or self.widths
        return self._url(fitting[-1], "jpg")

    @property
    def src_width(self) -> int:
        return ([width for width in self.widths if width <= 1600] or self.widths)[-1]

    @property
    def src_height(self) -> int:
        return max(1, round(self.height * self.src_width / self.width))

    @property
    def card(self) -> Card | None:
        """What platforms show of a link to the story; None while the file is awaited."""
        return None if self.is_awaited else Card.of(self.digest, self.focus, self.alt)

    @property
    def thumbnail(self) -> str:
        """The smallest rendition, for lists in the admin."""
        return self._url(self.widths[0], "webp")

    @property
    def thumbnail_srcset(self) -> str:
        """The same with the next step for screens with finer pixels."""
        return ", ".join(f"{self._url(width, 'webp')} {width}w" for width in self.widths[:2])

    @property
    def focus_class(self) -> str:
        """CSS classes for the focal point in tenths, fx-5 fy-4, since the CSP forbids style attributes."""
        x, y = (round(min(max(value, 0), 1) * 10) for value in self.focus)
        return f"fx-{x} fy-{y}"

    @property
    def is_tall(self) -> bool:
        """Whether it is taller than wide. Pages show it narrower, so that it fits a screen."""
        return self.height > self.width

    def _url(self, width: int, kind: Kind) -> str:
        return default_storage.url(self.name(width, kind))

    def name(self, width: int, kind: Kind) -> str:
        """Of a rendition's file in the storage."""
        return f"{FOLDER}/{rendition_name(self.digest, width, kind, self.files.stamp)}"
