"""What the library says of a story's pictures when it goes live: whether they may be shown, and whether anybody has
looked at what their files say of themselves.

Rights belong to the photo in the library, not to the edition: where an agency ends them, every page follows at once
(`EditionQuerySet.without_barred`), and nothing has to be published again.
"""

import datetime
from collections.abc import Iterator, Mapping

from events.time.dates import utc_moment
from news.editions.checks import Finding, placed_photos
from news.editions.snapshot import Content, photos_in
from news.models.photos.photo import Photo

Rights = Mapping[int, Photo]  # by their keys, with the moments of their rights and `is_checked` alone


def rights_in(content: Content) -> Rights:
    """Its photos as the library has them. One query, none without photos."""
    keys = {facts["photo"] for facts in photos_in(content)}
    return Photo.objects.only("rights_from", "rights_until", "is_checked").in_bulk(keys) if keys else {}


def rights_problems(content: Content, rights: Rights, at: datetime.datetime) -> list[Finding]:
    """Why its photos don't let it go live at that moment."""
    return list(_problems(content, rights, at))


def rights_doubts(content: Content, rights: Rights, now: datetime.datetime) -> list[Finding]:
    """Photos whose rights will end, which changes the story when nobody looks at it."""
    return list(_doubts(content, rights, now))


def facts_doubts(content: Content, rights: Rights) -> list[Finding]:
    """Photos that came in with others and whose facts nobody has checked; each once, where it is shown first."""
    found = {}
    for facts, place in placed_photos(content):
        key = facts["photo"]
        if key in rights and not rights[key].is_checked and key not in found:
            words = f"Nobody has checked the facts of the photo “{facts['name']}”: they are as its file gave them."
            found[key] = Finding(words, photo=key, **place)
    return list(found.values())


def _problems(content: Content, photos: Rights, at: datetime.datetime) -> Iterator[Finding]:
    for facts, place in placed_photos(content):
        key = facts["photo"]
        if key in photos and (words := photos[key].obstacle(at)):
            yield Finding(f"The photo “{facts['name']}” {words}", photo=key, **place)


def _doubts(content: Content, photos: Rights, now: datetime.datetime) -> Iterator[Finding]:
    for facts, place in placed_photos(content):
        key = facts["photo"]
        end = photos[key].rights_until if key in photos else None
        if end and end > now:
            name, ends = f"The photo “{facts['name']}”", utc_moment(end)
            words = f"{name} may be shown until {ends}: from then on readers see the story without it."
            yield Finding(words, photo=key, **place)
