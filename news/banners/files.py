"""A banner's files: drawn on first request, then stored under a name with the fingerprint of their content.

A file is only drawn for the banner's current fingerprint, so that requests can't make the site draw at will. Files with
earlier fingerprints are kept for cached pages.
"""

import logging
from typing import cast

from django.core.files.storage import default_storage
from PIL import Image

from isuwc.files.pictures.soundness import ends_whole
from isuwc.files.whole import put
from news.models.banner import Banner
from news.pictures.art import banner as drawing
from news.pictures.art.frame import Placement

_log = logging.getLogger(__name__)
FOLDER = "banners"
VARIANTS = ("1x", "2x", "phone")
KINDS = ("webp", "png")


def stored(code: str, fingerprint: str, variant: str, kind: drawing.Kind) -> bytes | None:
    """The file's bytes, drawn if necessary; None if no banner has or had this fingerprint."""
    name = f"{FOLDER}/{code}-{fingerprint}-{variant}.{kind}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            kept: bytes = file.read()
        if ends_whole(kept):
            return kept
    banner = Banner.objects.with_event().filter(qr__code=code).first()
    if banner is None or banner.fingerprint != fingerprint:
        return None
    data = drawing.encode(draw(banner, variant), kind)
    try:
        put(name, data)
    except OSError:  # a full disk: whoever asked is shown it all the same
        _log.exception("A banner's file could not be kept")
    return data


def draw(banner: Banner, variant: str) -> Image.Image:
    """The banner as one of VARIANTS."""
    art = _opened(banner.event.art) if banner.event.art else None
    if variant == "phone":
        return drawing.phone_art(banner.text, art)
    scale = 2 if variant == "2x" else 1
    placement = cast(Placement, banner.placement)
    if banner.art:
        return drawing.complete(_opened(banner.art), banner.qr.address, scale, placement)
    return drawing.draw(banner.text, banner.qr.address, scale, art, placement=placement)


def _opened(file: object) -> Image.Image:
    with default_storage.open(str(file)) as stream, Image.open(stream) as image:
        return image.convert("RGB")
