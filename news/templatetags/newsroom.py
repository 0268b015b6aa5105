import datetime

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import Venue
from isuwc.files.pictures.renditions import rendition_name
from isuwc.submissions.two_people.words import at
from news.editions import publication
from news.editions.versions.comparing.words import Run, Runs
from news.pictures.picture import FOLDER, Picture
from news.pictures.picture_facts import PictureFacts

register = template.Library()


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> str:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger)"""
    return publication.moment(at, venue)


@register.filter
def thumbnail(facts: PictureFacts) -> str:
    """The address of the smallest rendition that the picture had; empty where its file is awaited, or gone by now."""
    picture = Picture.of(facts)
    if picture.is_awaited or not picture.width:
        return ""
    name = f"{FOLDER}/{rendition_name(picture.digest, picture.widths[0], 'webp')}"
    return picture.thumbnail if default_storage.exists(name) else ""


@register.filter
def brief_at(moment: datetime.datetime) -> str:
    """14:02 UTC, on other days 14 Nov 2025, 14:02 UTC: as messages about two people say it."""
    return at(moment)


@register.filter
def runs(side: Runs, tag: str) -> SafeString:
    """The words of one side of a comparison, those that only it has in `tag`, which is ins or del."""
    if not side:
        return format_html('<span class="compare-nothing">{}</span>', "nothing")
    return format_html_join("", "{}", ((_run(run, tag),) for run in side))


def _run(run: Run, tag: str) -> SafeString | str:
    if not run.changed:
        return run.text
    return format_html("<ins>{}</ins>" if tag == "ins" else "<del>{}</del>", run.text)
