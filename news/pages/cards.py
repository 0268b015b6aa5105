"""The files of cards: drawn on first request from the photo's master, then kept in private and served from here alone.

So editions that were published before there were cards need nothing. A card is only drawn for the upload and the focal
point of an edition that readers have seen, so that requests can't make the site draw at will, and only served while
its story is public: a corrected story keeps the cards of its earlier editions, a withdrawn one has none, nor has a
photo whose rights have ended. A card says in its metadata whose the photo is, as the library has it when the card is
asked for.
"""

import logging

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from PIL import Image

from isuwc.clock.shown import shown_at
from isuwc.files.pictures.credited.labels import labelled
from isuwc.files.pictures.soundness import ends_whole
from isuwc.files.whole import private, put
from news.models import Edition, Photo, Upload
from news.models.edition import EditionPhoto
from news.pictures.card import SIZE, Card
from news.pictures.picture import FOLDER
from news.pictures.storage import opened

_log = logging.getLogger(__name__)
ONE_DAY = 86_400  # seconds


@require_safe
def card_file(request: HttpRequest, digest: str, x: str, y: str) -> HttpResponse:
    """A card's file. Its address contains upload and focal point, so what is in it never changes; whether it is served
    does, so caches ask again after a day, and at the moment at which the photo's rights end."""
    data = stored(Card(digest, int(x), int(y)))
    if data is None:
        raise Http404("No story shows this card.")
    response = HttpResponse(data, content_type="image/jpeg")
    patch_cache_control(response, public=True, max_age=_seconds_shown(digest))
    return response


def _seconds_shown(digest: str) -> int:
    """A day, or until the first moment at which rights of a photo of this upload end. One query."""
    uses = EditionPhoto.objects.filter(edition__hero__digest=digest).order_by().values("photo")
    end = Photo.objects.filter(pk__in=uses, rights_until__gt=shown_at()).aggregate(end=Min("rights_until"))["end"]
    return min(ONE_DAY, int((end - shown_at()).total_seconds())) if end else ONE_DAY


def stored(card: Card) -> bytes | None:
    """The file's bytes, drawn if necessary; None if no public story has it, or its photo's file is gone."""
    if not _is_shown(card):
        return None
    name = f"{FOLDER}/{card.name}"
    if private().exists(name):
        with private().open(name) as file:
            kept: bytes = file.read()
        if ends_whole(kept):
            return _credited(card, kept)
    data = _drawn(card, name)
    return data and _credited(card, data)


def _credited(card: Card, data: bytes) -> bytes:
    row = Upload.objects.filter(pk=card.digest).first()
    return labelled(data, row.credit) if row else data


def _is_shown(card: Card) -> bool:
    """Whether a story that is public has this card, in any edition that readers have seen, and they may see it now."""
    public = Edition.objects.live().order_by().values("article")
    once = Edition.objects.once_live().filter(hero__digest=card.digest, article__in=public)
    once = once.without_barred(shown_at())
    heroes = once.values_list("hero__focus", "hero__photo", "barred_photos")  # type: ignore[misc]  # the last is annotated
    return any(
        photo not in barred and Card.of(card.digest, (focus[0], focus[1]), "") == card
        for focus, photo, barred in heroes.distinct()
    )


def drawn(card: Card) -> bytes | None:
    """The card's bytes, drawn and not kept; None if its photo's file is gone."""
    try:
        with opened(f"{FOLDER}/{card.digest}.jpg") as file, Image.open(file) as master:
            master.draft("RGB", (SIZE[0] * 2, SIZE[1] * 2))
            return card.draw(master.convert("RGB"))
    except OSError:  # the master is missing or torn, which `check_media` says
        _log.exception("A card could not be drawn")
        return None


def _drawn(card: Card, name: str) -> bytes | None:
    data = drawn(card)
    if data is None:
        return None
    try:
        put(name, data, private())
    except OSError:  # a full disk: whoever asked is shown it all the same
        _log.exception("A card's file could not be kept")
    return data
