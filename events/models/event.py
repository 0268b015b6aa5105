import datetime
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from events.coverage import EventFacts, SessionFacts
from events.models.blocked import blocks_from, blocks_of
from events.models.links import is_dead
from events.models.planned import Plan, Planned, from_one, plan_constraint
from events.models.season import Season
from events.models.venue import Venue
from events.naming.events import FINAL, NUMBERED, event_title, number_of, search_words
from events.naming.languages import isos_called
from events.time import clocks
from events.time.dates import date_span
from isuwc.clock.shown import shown_at
from isuwc.text.slugs import slug
from isuwc.text.sources import Sources, read_sources


def midnight(days: Any, event: str = "") -> Func:
    """The moment of midnight by the venue's clocks. `days` is a date plus an interval, as an expression; `event` leads
    to the event ("event__")."""
    return Func(F(f"{event}venue__time_zone"), days, function="TIMEZONE", output_field=models.DateTimeField())


BEGINS = midnight(F("start_date") + Value(datetime.timedelta()))
ENDS = midnight(F("end_date") + Value(datetime.timedelta(days=1)))
WEEK_AFTER = midnight(F("end_date") + Value(datetime.timedelta(days=8)))


def title_of(path: str = "", final: str = FINAL) -> Case:
    """`Event.title` in SQL. `path` leads to the event ("event__"), `final` is the title of a World Cup Final."""
    numbered = Concat(Value(NUMBERED), Cast(f"{path}number", CharField()))
    return Case(When(**{f"{path}is_final": True}, then=Value(final)), default=numbered, output_field=CharField())


class EventQuerySet(models.QuerySet["Event"]):
    def past(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Events whose last day is over at the venue, latest first; the exact complement of `upcoming`."""
        return self.alias(ends=ENDS).filter(ends__lte=at or shown_at()).order_by("-start_date", "-number")

    def upcoming(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Events that are on or yet to begin, soonest first. An event is upcoming until its last day is over."""
        return self.alias(ends=ENDS).filter(ends__gt=at or shown_at()).order_by("start_date", "number")

    def current(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Events that are on, from the beginning of the first to the end of the last day at the venue."""
        return self.upcoming(at).alias(begins=BEGINS).filter(begins__lte=at or shown_at())

    def recent(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Events that have begun, until seven days after their last day at the venue."""
        at = at or shown_at()
        return self.alias(begins=BEGINS, week_after=WEEK_AFTER).filter(begins__lte=at, week_after__gt=at)

    def matching(self, words: str) -> "EventQuerySet":
        """Events for which every word is part of the title, place, country (by any of its names) or season.

        "heerenveen 2025/26", "world cup final", "holland", "World Cup 2", "WC2". A number is that of the World Cup.
        """
        parts = [
            "venue__city",
            "venue__name",
            "venue__country__name",
            "venue__country__other_names",
            "venue__country_id",
            "season__slug",
        ]
        spaced = [part for name in parts for part in (Value(" "), F(name))]
        found = self.annotate(description=Concat(title_of(), *spaced, output_field=CharField()))
        for word in search_words(words):
            number = number_of(word)
            named = Q(description__unaccent__icontains=word) | Q(venue__country__iso__in=isos_called(word))
            found = found.filter(named if number is None else Q(number=number))
        return found

    def with_place(self) -> "EventQuerySet":
        """With every relation that an event's card prints."""
        return self.select_related("season__series", "venue__country")

    def going_ahead(self) -> "EventQuerySet":
        """Events that are not cancelled: only these can be the next event."""
        return self.exclude(plan=Plan.CANCELLED)

    def with_races_known(self) -> "EventQuerySet":
        """With `has_races`, which `knows_programme` and `knows_distances` need."""
        races = apps.get_model("events", "Race").objects.filter(event=OuterRef("pk"))
        return self.annotate(has_races=Exists(races))

    def with_stream(self) -> "EventQuerySet":
        """With the season's ISU stream and where it is blocked, the sessions and whose races they have: for `facts`."""
        races = apps.get_model("events", "Race").objects.filter(event=OuterRef("pk")).order_by()
        named = Concat(Cast("session", CharField()), Value(" "), F("category"), output_field=CharField())
        found = self.with_season_stream().annotate(
            session_categories=ArraySubquery(races.values_list(named).distinct())
        )
        return found.select_related("venue").prefetch_related("sessions")

    def with_season_stream(self) -> "EventQuerySet":
        """With the season's ISU stream, whether its link is dead and where it is blocked, without the sessions."""
        found = self.annotate(stream_is_dead=is_dead("season__stream__link"), stream_blocks=blocks_of("season"))
        return found.select_related("season__stream")

    def with_programme(self) -> "EventQuerySet":
        """With sessions and their races."""
        return self.prefetch_related("sessions__races")

    def nearest(self, at: datetime.datetime | None = None) -> "Event | None":
        """The event that is on or comes next, or else the latest one, leaving cancelled ones out."""
        at = at or shown_at()
        is_past = Case(When(ends__lte=at, then=True), default=False, output_field=models.BooleanField())
        away = Case(When(ends__lte=at, then=Value(at) - BEGINS), default=BEGINS - Value(at))
        found = self.going_ahead().alias(ends=ENDS).alias(is_past=is_past, away=away)
        return found.order_by("is_past", "away", "number").first()


class Event(Planned):
    """One World Cup of a season: several days of racing at one venue."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField(help_text="1 for World Cup 1.")
    slug = models.SlugField(
        max_length=60, blank=True, help_text="In the address; made of number and city if left empty: 1-stavanger."
    )
    is_final = models.BooleanField("World Cup Final", default=False)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="events")
    start_date = models.DateField(help_text="First day, in the venue's time.")
    end_date = models.DateField(help_text="Last day, in the venue's time.")
    programme_is_whole = models.BooleanField(
        "the programme is complete",
        default=False,
        help_text="Every race of the event is in the programme. Races that result sheets add do not make it complete. "
        "Until it is, a division that other World Cups had counts as still missing, and no standing as final.",
    )
    distances_are_whole = models.BooleanField(
        "every distance is in the programme",
        default=False,
        help_text="Tick it where every distance of the event is in the programme, though perhaps not every division. "
        "It says who can still win a cup, and that a cup without a race here has none to come.",
    )
    programme_source = models.CharField(
        max_length=200, blank=True, help_text="Where the programme was published: a site, its date, a link."
    )
    art = models.ImageField(upload_to="events/", blank=True, help_text="Key visual for banners and cards.")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["start_date", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"],
                name="event_number_once_in_season",
                violation_error_code="number",
                violation_error_message="The season has an event of this number already.",
            ),
            models.UniqueConstraint(
                fields=["season", "slug"],
                name="event_slug_once_in_season",
                violation_error_code="slug",
                violation_error_message="The season has an event at this address already.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")),
                name="event_dates_in_order",
                violation_error_code="end_date",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__lte=F("start_date") + datetime.timedelta(days=30)),
                name="event_within_a_month",
                violation_error_code="end_date",
                violation_error_message="The last day is at most 30 days after the first.",
            ),
            from_one("event_number_from_one", "Events are numbered from 1."),
            plan_constraint("event_plan_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.venue.city} {self.season.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or f"{self.number}-{slug(self.venue.city, longest=50)}".rstrip("-")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The event's own page, to which banners, QR codes and calendars link."""
        return reverse("event", args=[self.season.slug, self.slug])

    @property
    def watch_address(self) -> str:
        """The page that says where to watch it in every country."""
        return f"{reverse('events:where_to_watch')}?event={self.watch_key}"

    @property
    def watch_key(self) -> str:
        """The event in that page's address: 2025-26/1-salt-lake-city."""
        return f"{self.season.slug}/{self.slug}"

    def clean(self) -> None:
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": "The last day is before the first."})
        if self.season_id and self.start_date and self.end_date:
            season = self.season
            if not season.first_day <= self.start_date <= self.end_date <= season.last_day:
                raise ValidationError(
                    {"start_date": f"The season {season} runs from {season.first_day} to {season.last_day}."}
                )

    @property
    def knows_programme(self) -> bool:
        """Whether the programme has every race of the event, and at least one. Needs `with_races_known`."""
        has_races: bool = self.has_races  # type: ignore[attr-defined]
        return self.programme_is_whole and has_races

    @property
    def knows_distances(self) -> bool:
        """Whether the programme has every distance of the event. Needs `with_races_known`."""
        has_races: bool = self.has_races  # type: ignore[attr-defined]
        return (self.programme_is_whole or self.distances_are_whole) and has_races

    @property
    def title(self) -> str:
        """World Cup 1, or World Cup Final."""
        return event_title(self.number, self.is_final)

    @property
    def programme_sources(self) -> Sources:
        """Where its programme was published, as pages print it."""
        return read_sources(self.programme_source)

    @property
    def dates(self) -> str:
        """11–13 November 2022."""
        return date_span(self.start_date, self.end_date)

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime]:
        """From the beginning of the first day to the end of the last at the venue. Queries the venue unless loaded."""
        after = self.end_date + datetime.timedelta(days=1)
        return clocks.beginning(self.start_date, self.venue.zone), clocks.beginning(after, self.venue.zone)

    @property
    def facts(self) -> EventFacts:
        """What `events.coverage` needs to know of it. Needs what `with_stream` loads."""
        stream = getattr(self.season, "stream", None)  # a season without one has no such attribute
        blocks = blocks_from(self.stream_blocks) if stream else ()  # type: ignore[attr-defined]
        categories: dict[str, set[str]] = {}
        for named in getattr(self, "session_categories", ()):
            session, category = named.split()
            categories.setdefault(session, set()).add(category)
        return EventFacts(
            key=self.pk,
            series=self.season.series_id,
            season=self.season_id,
            held_in=self.venue.country_id,
            clocks=self.venue.clocks,
            first_day=self.start_date,
            last_day=self.end_date,
            stream=replace(stream.facts(is_dead=self.stream_is_dead), blocks=blocks) if stream else None,  # type: ignore[attr-defined]
            is_over=self.is_over,
            sessions=tuple(
                SessionFacts(
                    session.date,
                    session.pk,
                    is_cancelled=session.plan == Plan.CANCELLED,
                    span=session.span,
                    has_no_time=not {session.plan, self.plan}.isdisjoint({Plan.POSTPONED, Plan.CANCELLED}),
                    categories=frozenset(categories.get(str(session.pk), ())),
                )
                for session in self.sessions.all()
            ),
        )

    def days(self) -> list[datetime.date]:
        return [self.start_date + datetime.timedelta(days=n) for n in range((self.end_date - self.start_date).days + 1)]
