import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Func, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import ExtractMonth, JSONObject
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Season
from events.time.dates import long_date
from isuwc.clock.shown import shown, shown_at
from isuwc.database.plain_words import whole_name
from news.models.article import Article, Type
from news.models.photos.photo import Photo
from news.models.photos.rights import barred
from news.models.photos.upload import Upload
from news.pictures.card import Card
from news.pictures.files import FilesFacts, PictureFiles
from news.pictures.picture import Picture
from news.pictures.picture_facts import PictureFacts


def begun_by(at: datetime.datetime) -> datetime.datetime:
    """Until when an edition has gone live that may be shown at `at`. At another moment than now, only who may see them
    reads stories that are scheduled by the real clock."""
    moment = shown()
    return at if moment is None or moment.sees_scheduled else min(at, timezone.now())


@dataclass(frozen=True)
class Correction:
    """What an edition put right, and when readers saw that."""

    at: datetime.datetime
    words: str

    @property
    def heading(self) -> str:
        """Correction, 29 November 2026."""
        return f"Correction, {long_date(self.at.astimezone(datetime.UTC))}"


class _PictureFacts(Func):
    """Of all photos whose file is there, the main one first."""

    template = "jsonb_path_query_array(jsonb_build_array(%(expressions)s), 'strict $.** ? (@.digest != \"\")')"
    output_field = models.JSONField()

    def __init__(self) -> None:
        super().__init__(F("hero"), F("body"))


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """What the public sees at `at` (default: the moment shown), latest first: at most one edition of each article.

        Public code reads articles in no other way.
        """
        at = at or shown_at()
        begun = {"during__startswith__lte": begun_by(at)} if shown() else {}
        found = self._placed(during__contains=at, **begun).without_barred(at)
        return found.with_hero_files().order_by(F("published_at").desc(), "-pk")

    def with_hero_files(self) -> "EditionQuerySet":
        """With the files of the main photo (`hero_files`)."""
        return self.annotate(hero_files=Upload.objects.facts_of(KeyTextTransform("digest", OuterRef("hero"))))  # type: ignore[no-redef]  # as below

    def without_barred(self, at: datetime.datetime) -> "EditionQuerySet":
        """Editions that show no picture whose rights haven't begun or have ended at that moment (`barred_photos`)."""
        shown = EditionPhoto.objects.filter(barred(at, "photo__"), edition=OuterRef("pk")).order_by("photo")
        return self.annotate(barred_photos=ArraySubquery(shown.values("photo")))  # type: ignore[no-redef]  # as below

    def once_live(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """Editions that readers have seen, including replaced and withdrawn ones: for earlier addresses."""
        return self._placed(during__startswith__lte=begun_by(at or shown_at()))

    def embargoed(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """Scheduled editions."""
        return self._placed(during__startswith__gt=at or timezone.now())

    def live_or_waiting(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """Live and scheduled editions, by article and moment."""
        return self._placed(during__overlap=DateTimeTZRange(at or timezone.now(), None)).order_by(
            F("article_id"), F("goes_live_at").asc()
        )

    def _placed(self, **period: Any) -> "EditionQuerySet":
        """Editions with such a period, annotated with its `goes_live_at`, `published_at` and `year`."""
        found = self.filter(periods__dropped_at__isnull=True, **{f"periods__{name}": at for name, at in period.items()})
        return found.annotate(  # type: ignore[no-redef]  # the class says the types of what only some rows have
            goes_live_at=F("periods__during__startswith"),
            published_at=F("periods__published_at"),
            year=F("periods__year"),
        )

    def at_address(self, year: int, slug: str) -> "EditionQuerySet":
        """Filters `live()` or `once_live()` by address."""
        return self.filter(Q(year=year, slug=slug))

    def in_year(self, year: int) -> "EditionQuerySet":
        """Filters `live()` by the year in the address."""
        return self.filter(Q(year=year))

    def in_month(self, year: int, month: int) -> "EditionQuerySet":
        """Filters `live()` by when the article first went live, in UTC as in its address."""
        first = datetime.datetime(year, month, 1, tzinfo=datetime.UTC)
        next = (first + datetime.timedelta(days=31)).replace(day=1)
        return self.filter(Q(published_at__gte=first, published_at__lt=next))

    def years_and_types(self) -> set[tuple[int, str]]:
        """Of `live()`: in which years articles of which type first went live."""
        return set(self.order_by().values_list(F("year"), F("type")).distinct())

    def months(self) -> list[int]:
        """Of `live()` of one year: the months in which its articles first went live, in UTC."""
        month = ExtractMonth("published_at", tzinfo=datetime.UTC)
        return sorted(self.order_by().annotate(month=month).values_list("month", flat=True).distinct())

    def of_event(self, event: Event) -> "EditionQuerySet":
        return self.filter(event=event)

    def of_type(self, type: str) -> "EditionQuerySet":
        return self.filter(type=type)

    def tagged(self, tag: str) -> "EditionQuerySet":
        """Editions with this hashtag, in any capitalisation."""
        return self.filter(tags__contains=[tag.lower()])

    def naming(self, *names: str) -> "EditionQuerySet":
        """Editions that contain one of the whole names, ignoring case and accents: Kok doesn't match Kokkinos."""
        return self.filter(search_text__whole=whole_name(*names).exactly)

    def with_corrections(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """With the corrections of their articles that readers have seen by then: those of editions that went live.

        So none is lost by a later edition, and one that waits with its edition is not known before it.
        """
        notes = Edition.objects.once_live(at).filter(article=OuterRef("article")).exclude(correction="")
        said = JSONObject(at=F("periods__during__startswith"), words=F("correction"))
        newest = notes.order_by(F("goes_live_at").desc(), "-number").values_list(said)
        return self.annotate(correction_notes=ArraySubquery(newest))  # type: ignore[no-redef]  # as below

    def with_picture_facts(self) -> "EditionQuerySet":
        """With the facts of all photos in the text and above it (`shown_picture_facts`), without loading the text."""
        return self.annotate(picture_facts=_PictureFacts())  # type: ignore[no-redef]  # as below

    def with_event(self) -> "EditionQuerySet":
        """With every relation that a card or an article's header prints."""
        return self.select_related("event__season__series", "event__venue__country", "season__series")

    def without_text(self) -> "EditionQuerySet":
        """Without what only the page of the article itself needs: in a list, most of what would be loaded."""
        return self.defer("body", "trailing", "words")


class Edition(models.Model):
    """What the public sees of an article: a snapshot made at publication, which never changes.

    It contains text, photos' facts and tables. Results, standings, calendars and times are references, so that a page
    always shows current data. The database refuses changes and deletions (migration 0012). Its periods say when it is
    live.
    """

    # Not columns: from the period in which it is live, set on editions that `live()` returns.
    goes_live_at: datetime.datetime  # not public before this moment
    published_at: datetime.datetime  # when the article first went live; a correction keeps it
    year: int  # of first publication, for the address
    barred_photos: Sequence[int] = ()  # keys of photos that readers may not see at the moment
    picture_facts: list[PictureFacts]  # from `with_picture_facts()`
    hero_files: FilesFacts | None  # of the main photo, from `live()`; None where nothing is written down
    # From `with_corrections()`; the newest first
    correction_notes: list[dict[str, str]]

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="1 for the article's first.")
    version = models.PositiveIntegerField(help_text="The version of the working copy that it was made from.")
    slug = models.SlugField(max_length=120)
    type = models.CharField(max_length=14, choices=Type)
    title = models.CharField(max_length=200)
    lead = models.TextField()
    dateline = models.CharField(max_length=120, blank=True)
    byline = models.CharField(max_length=120, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="editions")
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of the event, or the article's.",
    )
    hashtags = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text="As they are written.")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text="In lower case, for lists.")
    hero = models.JSONField(null=True, blank=True, help_text="The photo's facts.")
    body = models.JSONField(default=list, help_text="The blocks in their order.")
    trailing = models.JSONField(default=list, help_text="Which blocks follow the text by themselves.")
    related = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Articles that were chosen by hand, by their keys.",
    )
    live_blog = models.BooleanField(default=False, help_text="Entries follow the text.")
    correction = models.TextField(blank=True, help_text="What it corrects, for readers of earlier editions.")
    words = models.TextField(blank=True, help_text="All that a reader reads in it, as plain text, for search.")
    photos = models.ManyToManyField(Photo, through="EditionPhoto", related_name="editions")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        indexes = [
            GinIndex(fields=["tags"], name="edition_tags"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once_in_article"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(title="") & ~Q(lead=""), name="edition_has_words"),
            models.CheckConstraint(condition=Q(type__in=Type.values), name="edition_type_known"),
            # Target of a period's foreign key, so that its article and slug match the edition's.
            models.UniqueConstraint(fields=["id", "article", "slug"], name="edition_with_article_and_address"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (edition {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tags = [tag.lower() for tag in self.hashtags]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("news:article", args=[self.year, self.slug])

    @property
    def picture(self) -> Picture | None:
        """The hero photo; None without one, or without the right to show it. Its file may be missing (`is_awaited`)."""
        if not (hero := self._hero):
            return None
        if "hero_files" not in self.__dict__:  # a query, unless they came with the edition
            return Picture.of(hero, Upload.objects.files([hero["digest"]]).get(hero["digest"]))
        return Picture.of(hero, PictureFiles.of(self.hero_files) if self.hero_files else None)

    @property
    def card(self) -> Card | None:
        """What platforms show of a link to it; None without a photo, or while its file is missing."""
        return Picture.of(self._hero, None).card if self._hero else None  # whichever files there are

    @property
    def _hero(self) -> PictureFacts | None:
        """The facts of the hero photo, if it may be shown."""
        return self.hero if self.hero and self.hero["photo"] not in self.barred_photos else None

    @property
    def shown_picture_facts(self) -> list[PictureFacts]:
        """Of the photos that may be shown; wants `with_picture_facts`."""
        return [facts for facts in self.picture_facts if facts["photo"] not in self.barred_photos]

    @property
    def is_corrected(self) -> bool:
        """Whether readers have seen an earlier edition."""
        return self.goes_live_at > self.published_at

    @property
    def corrections(self) -> list[Correction]:
        """Those of its article that readers have seen, newest first; wants `with_corrections`."""
        return [
            Correction(datetime.datetime.fromisoformat(each["at"]), each["words"]) for each in self.correction_notes
        ]

    @property
    def hashtag_links(self) -> list[tuple[str, str]]:
        """Each hashtag with the address of its page."""
        return [(tag, reverse("news:tag", args=[tag.lower()])) for tag in self.hashtags]


class EditionPhoto(models.Model):
    """Links an edition to a photo that it shows, which protects the photo from deletion."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "photo"], name="edition_photo_once")]

    def __str__(self) -> str:
        return f"{self.photo} in {self.edition}"
