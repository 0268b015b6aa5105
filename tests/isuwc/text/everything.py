"""A row of everything that the public sees, with the same words in each of its texts, past every form."""

import datetime
import re
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core import validators
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Concat, Left, Substr

from events.models import BroadcasterWas, Listing, Showing, StreamBlock
from isuwc.text.text_fields import text_fields
from news.editions.live_blog import Words, post
from news.editions.publishing import publish
from news.models import (
    CalendarBlock,
    GalleryBlock,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    VideoBlock,
    WatchBlock,
)
from standings.models import Alias, Correction, EarlierSkate
from standings.scoring.recompute import recompute
from tests.factories import events, news, standings

LENGTHS = (validators.MaxLengthValidator, validators.ProhibitNullCharactersValidator)

# What programs set and no person types, or what a constraint or trigger of the database keeps in its form
MODELS = [model for app in ("events", "standings", "news") for model in apps.get_app_config(app).get_models()]
NOT_WORDS = {
    "events.Venue.time_zone",
    "news.QRCode.code",
    "news.VideoBlock.youtube_id",
    "news.Photo.agency_id",  # unique within the library
}


def fields_of_words(model: type[models.Model]) -> list[models.Field]:
    """Those in which people may write what they like: no choices, addresses, codes with a pattern."""
    return [
        field
        for field in text_fields(model)
        if field.editable
        and not field.primary_key
        and not getattr(field, "base_field", field).choices
        and not isinstance(field, models.SlugField | models.URLField | models.JSONField)
        and all(isinstance(each, LENGTHS) for each in getattr(field, "base_field", field).validators)
        and f"{model._meta.app_label}.{model.__name__}.{field.name}" not in NOT_WORDS
    ]


def _with(words: str, field: models.Field) -> Any:
    """What stands in the field, with these words after its first two letters."""
    damaged = Concat(Left(field.name, 2), Value(words), Substr(field.name, 3), output_field=models.TextField())
    return Left(damaged, field.max_length) if field.max_length else damaged


def _with_in_parts(words: str, content: Any) -> Any:
    """The same of a list or JSON. Words hold a space or a capital; its codes stay."""
    if isinstance(content, list):
        return [_with_in_parts(words, part) for part in content]
    if isinstance(content, dict):
        return {key: _with_in_parts(words, part) for key, part in content.items()}
    is_words = isinstance(content, str) and re.search("^[A-Z]| ", content)
    return content[:2] + words + content[2:] if is_words else content


def everything(words: str) -> None:
    """A row of everything that the public sees, each of its texts with these words after its first two letters."""
    event = events.event(plan="moved", plan_note="To the other oval")
    session = events.session(
        event=event, name="The first", starts_at=datetime.datetime(2025, 11, 14, 17, tzinfo=datetime.UTC)
    )
    race = events.race(session=session, source="A result sheet")
    skater = standings.skater()
    standings.result(race, skater, notes="T10")
    standings.note_meaning(race=race, rule="254.7")
    standings.start_list(race)
    standings.start(race, skater, note="A late entry")
    Correction.objects.create(race=race, words=["Femke Kok: disqualified."], why="Decision of the referee")
    line = {"rank": 1, "status": "OK", "name": "Femke Kok", "noc": "NED", "time": "37.00", "notes": ""}
    EarlierSkate.objects.create(race=race, why="reskated", words="Fog", source="A sheet", lines=[line])
    cup = standings.cup(season=event.season, note="Not certain")
    standings.published_standing(cup=cup, competitor=skater, event=event)
    recompute(event.season)
    Alias.objects.create(competitor=skater, name="KOK Femke", country=skater.country, category="women")
    stream = events.stream(season=event.season, note="Free to all")
    block = StreamBlock.objects.create(stream=stream, source="A mail", note="By contract")
    block.countries.set(["ITA"])
    listing: Listing = events.listing(
        season=event.season, channel="Channel 1", language="Norsk bokmål", note="A note", link="https://example.org/"
    )
    Showing.objects.create(listing=listing, session=session, channel="Channel 2", note="A note")
    BroadcasterWas.objects.create(
        broadcaster=listing.broadcaster, what="name", was="The former one", before=datetime.date(2030, 1, 1)
    )
    story()
    news.qr_code(label="A poster")
    news.banner(event=event)
    damage(words)


def story() -> None:
    race = apps.get_model("events.Race").objects.get()
    photo = news.photo(photographer="A person", place="The oval", people="Femke Kok", usage_terms="For all")
    article = news.article(
        title="Kok wins in Stavanger", event=race.event, hero=photo, hashtags=["SpeedSkating"], byline="A writer",
        dateline="Stavanger, Norway", text="<p>Some words.</p>", live_blog=True,
    )  # fmt: skip
    blocks = [
        PhotoBlock(photo=photo, caption="A caption"),
        QuoteBlock(text="“I am glad.”", speaker_name="Bart Schouten", role="The coach"),
        GalleryBlock(title="A gallery"),
        VideoBlock(youtube_id="dQw4w9WgXcQ", title="A video"),
        TableBlock(caption="A table", source="rank | name\n1 | Femke Kok"),
        ResultBlock(race=race),
        StandingsBlock(cup=apps.get_model("standings.Cup").objects.get()),
        WatchBlock(event=race.event),
        CalendarBlock(season=race.event.season),
    ]
    for ordering, block in enumerate(blocks, 20):
        block.parent, block.ordering = article, ordering
        block.save()
    blocks[2].set_photos([photo])
    news.edition(article)
    publish(news.revise(article), by=None, correction="Some name was wrong.")
    post(article, Words("A heading", "<p>Some words.</p>", photo, race), None)


def damage(words: str) -> None:
    """Past every form, signal and trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE news_edition DISABLE TRIGGER USER")
    for model in MODELS:
        rows, fields = model._default_manager.all(), fields_of_words(model)
        rows.update(**{field.name: _with(words, field) for field in fields if not isinstance(field, ArrayField)})
        parted = [field for field in text_fields(model) if isinstance(field, models.JSONField)]
        parted += [field for field in fields if isinstance(field, ArrayField)]
        for row in rows if parted else []:
            rows.filter(pk=row.pk).update(
                **{field.name: _with_in_parts(words, getattr(row, field.name)) for field in parted}
            )
