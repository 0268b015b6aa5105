import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from events.models import Venue
from isuwc.clock.words import in_address
from isuwc.submissions.two_people.words import at as at_moment
from isuwc.text.spans import until
from news.editions import publication
from news.editions.versions.comparing.words import Run, Runs
from news.pictures.files import PictureFiles
from news.pictures.picture import Picture
from news.pictures.picture_facts import PictureFacts
from news.pictures.storage import is_there
from news.review import people

register = template.Library()

_TAG = re.compile(r"<[a-z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_VALUE = re.compile(r'(\bvalue="[^"]*")')
_SPACE = re.compile(r"\s+")
_AREA, _END = "<textarea", "</textarea>"


@register.filter
def unbroken(html: SafeString) -> SafeString:
    """HTML without the breaks of lines within its tags, which add up where a form has many parts alike. Values of
    fields, texts and what is typed in text areas stay as they are."""
    before, *areas = html.split(_AREA)
    parts = [_TAG.sub(_unbroken_tag, before)]
    for area in areas:
        typed, end, after = area.partition(_END)
        parts += [_AREA, typed, end, _TAG.sub(_unbroken_tag, after)]
    return mark_safe("".join(parts))  # noqa: S308 - as safe as what was given


def _unbroken_tag(tag: re.Match[str]) -> str:
    parts = _VALUE.split(tag[0])
    parts[::2] = (_SPACE.sub(lambda space: " " if "\n" in space[0] else space[0], part) for part in parts[::2])
    return "".join(parts)


@register.filter
def in_single_quotes(value: object) -> SafeString:
    """The value of an attribute between single quotes, in which double ones may stand."""
    plain = str(value)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#x27;")):
        plain = plain.replace(sign, entity)
    return mark_safe(plain)  # noqa: S308 - what would end the value is replaced


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> SafeString:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger); `moments.js` adds the time by the editor's own clocks."""
    return format_html(
        '<time class="newsroom-moment" datetime="{}" data-own data-zone="{}">{}</time>',
        in_address(at),
        venue.time_zone if venue else "UTC",
        publication.moment(at, venue),
    )


@register.simple_tag
def countdown(at: datetime.datetime) -> SafeString:
    """in 2 days 3 hours, kept up to date by `moments.js`."""
    words = until(at, timezone.now())
    return format_html('<span class="newsroom-countdown" data-until="{}">{}</span>', in_address(at), words)


@register.filter
def called(person: User | None) -> str:
    """The name of a person that the newsroom shows; Somebody, if the account is gone."""
    return people.called(person)


@register.filter
def thumbnail(facts: PictureFacts, files: Mapping[str, PictureFiles]) -> str:
    """The address of the smallest rendition that the picture had; empty where its file is awaited, or gone by now.
    `files` holds those that are there, by digest."""
    picture = Picture.of(facts, files.get(facts["digest"]))
    if picture.is_awaited or not picture.width:
        return ""
    return picture.thumbnail if is_there(picture.name(picture.widths[0], "webp")) else ""


@register.filter
def brief_at(moment: datetime.datetime) -> str:
    """14:02 UTC, on other days 14 Nov 2025, 14:02 UTC: as messages about two people say it."""
    return at_moment(moment)


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


@register.simple_tag
def hidden_fields(form: Any) -> SafeString:
    """What a form carries and nobody sees. Of an article's blocks these are half of all fields, and Django's own way, a
    template for each, takes as long as those that are seen."""
    fields = ((each.name, each.html_name, _text(each.value()), each.auto_id) for each in form.hidden_fields())
    return format_html_join(
        "", '<span class="field-{}"><input type="hidden" name="{}" value="{}" id="{}"></span>', fields
    )


@register.simple_tag
def deletion_box(form: Any) -> SafeString:
    """The box that marks a row of a formset for deletion, for which Django takes three templates."""
    field, checked = form["DELETE"], " checked" if form["DELETE"].value() else ""
    return format_html('<input type="checkbox" name="{}" id="{}"{}>', field.html_name, field.auto_id, checked)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
