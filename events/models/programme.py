import datetime
from dataclasses import asdict
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from events.coverage import SessionFacts
from events.models.event import Event, midnight
from events.models.planned import Planned, from_one, once_in_event, plan_constraint
from events.naming.choices import Category, Distance, Division, Phase
from events.naming.race import RaceIdentity
from events.time.moments import Moment
from isuwc.clock.shown import races_to_come
from isuwc.text.sources import Sources, read_sources

LENGTH = datetime.timedelta(hours=3)  # of a session whose end is not known
LAST_RACE = datetime.timedelta(hours=1)  # of a session whose end is not known
HELD_TWICE = "The event has this race already. If it is held twice, give each an ordinal: 1 or 2."


class Session(Planned):
    """A group of races without a break, usually half a day. The start is unknown until it is published."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(help_text="1 for the first of the event.")
    name = models.CharField(max_length=60, blank=True, help_text="Where the programme gives one: Division B.")
    date = models.DateField(help_text="The day at the venue.")
    starts_at = models.DateTimeField(null=True, blank=True, help_text="UTC; empty until it is published.")
    ends_at = models.DateTimeField(null=True, blank=True, help_text="UTC; empty until it is known.")

    is_next = False  # `events.calendar.schedule` marks the one that comes next

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            once_in_event("session_number_once_in_event", "number", "The event has a session of this number already."),
            # Named by the composite foreign key that keeps a race in the event of its session.
            models.UniqueConstraint(fields=["id", "event"], name="session_of_event"),
            from_one("session_number_from_one", "Sessions are numbered from 1."),
            plan_constraint("session_plan_known"),
            models.CheckConstraint(
                # NULL passes a check, so a lone end must be refused by name.
                condition=Q(ends_at__isnull=True) | (Q(starts_at__isnull=False) & Q(ends_at__gt=F("starts_at"))),
                name="session_ends_after_it_starts",
                violation_error_code="ends_at",
                violation_error_message="A session with an end has a start, and ends after it.",
            ),
            ExclusionConstraint(
                name="sessions_of_event_do_not_overlap",
                violation_error_code="starts_at",
                expressions=[
                    ("event", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            RangeBoundary(),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(starts_at__isnull=False, ends_at__isnull=False),
                deferrable=models.Deferrable.DEFERRED,  # sessions may exchange their times
                violation_error_message="Two sessions of an event can’t be on at the same time.",
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.number}" + (f", {self.name}" if self.name else "")

    @property
    def title(self) -> str:
        """Its name, or else its number: Session 2."""
        return self.name or f"Session {self.number}"

    def clean(self) -> None:
        if not self.event_id or not self.date:
            return
        event = self.event
        if not event.start_date <= self.date <= event.end_date:
            raise ValidationError({"date": f"The event is on {event.dates}."})
        if self.starts_at and self.starts_at.astimezone(event.venue.zone).date() != self.date:
            raise ValidationError({"starts_at": f"By the clocks at {event.venue} this start is not on {self.date}."})

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Start and end; without a known end it is taken to last three hours. None while the start is not known."""
        return (self.starts_at, self.ends_at or self.starts_at + LENGTH) if self.starts_at else None

    @property
    def facts(self) -> SessionFacts:
        """What `events.coverage` needs to know of it, leaving aside whether it was postponed or cancelled."""
        return SessionFacts(self.date, self.pk, span=self.span)

    @property
    def begins(self) -> Moment | None:
        """Its start as pages print it; None until it is published. Queries the event's venue unless loaded."""
        return self.event.venue.clocks.moment(self.starts_at) if self.starts_at else None

    @property
    def is_published(self) -> bool:
        """Whether the start is known."""
        return self.starts_at is not None


class ResultState(models.TextChoices):
    """How much of a race's result is known here, or that there will be none."""

    NONE = "none", "No result yet"
    PARTIAL = "partial", "Partial: some places are known"
    UNOFFICIAL = "unofficial", "Unofficial: complete, but not from the official sheet"
    OFFICIAL = "official", "Official result"
    NOT_HELD = "not-held", "Not held: there is no result to wait for"
    CANCELLED = "cancelled", "Cancelled: it is not held"
    ABANDONED = "abandoned", "Abandoned: begun, and counts for nothing"


HAS_RESULT = frozenset({ResultState.PARTIAL, ResultState.UNOFFICIAL, ResultState.OFFICIAL})
# No result of these races counts, and none is waited for
NO_RESULT_COMES = frozenset({ResultState.NOT_HELD, ResultState.CANCELLED, ResultState.ABANDONED})
OUTCOMES = {
    ResultState.NOT_HELD: "Not held",
    ResultState.CANCELLED: "Cancelled",
    ResultState.ABANDONED: "Abandoned",
}


class RaceQuerySet(models.QuerySet["Race"]):
    def with_result(self) -> "RaceQuerySet":
        """Races of which at least a part of the result is known, see `has_result`."""
        return self.filter(result_state__in=HAS_RESULT).exclude(pk__in=races_to_come())

    def over_after(self, at: datetime.datetime) -> "RaceQuerySet":
        """Races that are not over at that moment, as far as the times known here say.

        A race with a start is over when the next one of its session begins; the last one when the session ends, or an
        hour later where that is not known. Without a start it is over with its session, and without the session's
        times at the end of the day at the venue.
        """
        later = Race.objects.filter(session=OuterRef("session"), starts_at__gt=OuterRef("starts_at"))
        until = When(session__ends_at__gt=F("starts_at"), then=F("session__ends_at"))
        timed = Coalesce(
            Subquery(later.order_by("starts_at").values("starts_at")[:1]),
            Case(until, default=None, output_field=models.DateTimeField()),
            F("starts_at") + Value(LAST_RACE),
        )
        untimed = Coalesce(
            F("session__ends_at"),
            F("session__starts_at") + Value(LENGTH),
            midnight(F("session__date") + Value(datetime.timedelta(days=1)), "event__"),
        )
        over = Case(When(starts_at__isnull=False, then=timed), default=untimed, output_field=models.DateTimeField())
        return self.alias(over_at=over).filter(over_at__gt=at)

    def with_event(self) -> "RaceQuerySet":
        return self.select_related("session", "event__season__series", "event__venue__country")

    def with_word_of_result(self) -> "RaceQuerySet":
        """Races with a result, in part or whole, or a source of one, and those marked as not held."""
        return self.exclude(result_state=ResultState.NONE, source="")


class Race(models.Model):
    """One distance for one category and division (or phase) at an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="races")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="races")
    number = models.PositiveSmallIntegerField(help_text="Its place in the event's programme.")
    distance = models.CharField(max_length=12, choices=Distance)
    category = models.CharField(max_length=5, choices=Category)
    division = models.CharField(max_length=1, blank=True, choices=Division)
    phase = models.CharField(max_length=12, blank=True, choices=Phase)
    ordinal = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 or 2 where an event has the same race twice (1st 500m)."
    )
    slug = models.SlugField(max_length=60, editable=False)
    starts_at = models.DateTimeField(null=True, blank=True, help_text="UTC; empty where it is not known.")
    result_state = models.CharField(max_length=10, choices=ResultState, default=ResultState.NONE)
    source = models.CharField(
        max_length=200, blank=True, help_text="Where the result was published, or why there is none."
    )

    is_withheld = False  # whether something is known of its result, but only after the moment that pages show

    objects = RaceQuerySet.as_manager()

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            once_in_event("race_number_once_in_event", "number", "The event has a race of this number already."),
            once_in_event("race_slug_once_in_event", "ordinal", HELD_TWICE, "slug"),
            once_in_event(
                "race_once_in_event", "ordinal", HELD_TWICE, "distance", "category", "division", "phase", "ordinal"
            ),
            from_one("race_number_from_one", "Races are numbered from 1."),
            models.CheckConstraint(condition=Q(division__in=["", "A", "B"]), name="race_division_known"),
            models.CheckConstraint(
                condition=Q(distance="mixed-relay", category="mixed")
                | (~Q(distance="mixed-relay") & Q(category__in=["women", "men"])),
                name="race_category_fits_distance",
                violation_error_code="category",
                violation_error_message="Only a mixed relay is mixed; every other race is for women or for men.",
            ),
            models.CheckConstraint(condition=Q(result_state__in=ResultState.values), name="race_result_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.identity.slug
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("standings:race", args=[self.event.season.slug, self.event.slug, self.slug])

    def clean(self) -> None:
        if self.session_id and self.event_id and self.session.event_id != self.event_id:
            raise ValidationError({"session": "The session belongs to another event."})

    @classmethod
    def from_db(cls, *args: Any, **options: Any) -> "Race":
        """A race that is still to come at the moment that pages show has no result, however it was loaded."""
        race = super().from_db(*args, **options)
        if race.pk in races_to_come() and "result_state" in race.__dict__:
            race.is_withheld = race.result_state != ResultState.NONE
            race.result_state, race.source = ResultState.NONE, ""
        return race

    @classmethod
    def of(cls, identity: RaceIdentity, **values: Any) -> "Race":
        """An unsaved race with its slug, for writing in bulk."""
        return cls(**asdict(identity), slug=identity.slug, **values)

    @property
    def identity(self) -> RaceIdentity:
        return RaceIdentity(self.category, self.distance, self.division, self.phase, self.ordinal)

    @property
    def title(self) -> str:
        return self.identity.title

    @property
    def begins(self) -> Moment | None:
        """Its start as pages print it; None where it is not known. Queries the event's venue unless loaded."""
        return self.event.venue.clocks.moment(self.starts_at) if self.starts_at else None

    @property
    def is_team(self) -> bool:
        return self.identity.is_team

    @property
    def is_for_medals(self) -> bool:
        """Whether it awards a podium: not a Division B or a semi-final."""
        return self.division != "B" and not self.phase.startswith("semi-final")

    @property
    def sources(self) -> Sources:
        """Where its result was published, as pages print it."""
        return read_sources(self.source)

    @property
    def has_result(self) -> bool:
        return self.result_state in HAS_RESULT

    @property
    def is_not_held(self) -> bool:
        """Whether no result of it counts and none is waited for: not held, cancelled or abandoned."""
        return self.result_state in NO_RESULT_COMES

    @property
    def outcome(self) -> str:
        """Not held, Cancelled or Abandoned; empty for a race that was, or is still to be, held."""
        return OUTCOMES.get(ResultState(self.result_state), "")

    @property
    def is_indicative(self) -> bool:
        """Whether its start is the one planned in the programme, which may still change, not the result sheet's."""
        return self.starts_at is not None and self.result_state == ResultState.NONE
