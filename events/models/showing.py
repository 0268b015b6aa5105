import datetime
import zoneinfo

from django.db import models
from django.db.models import F, Func, Q

from events import coverage
from events.models.listing import Listing
from events.models.programme import Session
from events.time import clocks


def _clock(zone: str) -> Func:
    """What clocks in that zone show when the broadcast begins."""
    return Func(F(zone), F("starts_at"), function="TIMEZONE", output_field=models.DateTimeField())


class ShowingQuerySet(models.QuerySet["Showing"]):
    def unconfirmed(self) -> "ShowingQuerySet":
        """Those whose session was moved since somebody last said or confirmed them: as `coverage.Showing` has it."""
        now = F("session__starts_at")
        was_withdrawn = Q(known_start__isnull=False, session__starts_at__isnull=True)
        was_published = Q(known_start__isnull=True, session__starts_at__isnull=False, starts_at__isnull=False)
        is_moved = ~Q(known_date=F("session__date")) | Q(known_start__lt=now) | Q(known_start__gt=now)
        has_no_start = Q(known_start__isnull=True, session__starts_at__isnull=True, starts_at__isnull=False)
        clocks = {"known_clock": _clock("known_zone"), "clock": _clock("session__event__venue__time_zone")}
        has_other_clocks = has_no_start & (Q(known_clock__lt=F("clock")) | Q(known_clock__gt=F("clock")))
        return self.alias(**clocks).filter(is_moved | was_withdrawn | was_published | has_other_clocks)

    def with_words(self) -> "ShowingQuerySet":
        """With every relation that their words name."""
        return self.select_related(
            "listing__broadcaster",
            "listing__country",
            "listing__group",
            "session__event__venue",
            "session__event__season",
        )


class Showing(models.Model):
    """What a broadcaster does with one session: at a time of its own, in another way than usual, or not at all."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="showings")
    # Not with the session: who removes one is shown whose words hang on it
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="showings")
    is_shown = models.BooleanField("shown", default=True, help_text="Off: the broadcaster leaves this session out.")
    starts_at = models.DateTimeField(
        null=True, blank=True, help_text="UTC: when the broadcast begins. Leave empty to use the session’s start."
    )
    timing = models.CharField(max_length=10, choices=Listing.Timing, blank=True, help_text="Empty: as the listing.")
    channel = models.CharField(max_length=80, blank=True, help_text="Empty: as the listing.")
    link = models.URLField(max_length=2_000, blank=True, help_text="Empty: as the listing.")
    note = models.CharField(max_length=200, blank=True)
    # The session's day and start, and the venue's zone, when somebody last said or confirmed this. The database sets
    # them (migration 0014) whenever the words change: where they are others now, the session has been moved since.
    known_date = models.DateField(editable=False)
    known_start = models.DateTimeField(null=True, editable=False)
    known_zone = models.CharField(max_length=40, editable=False)

    objects = ShowingQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "session"],
                name="showing_once_in_listing",
                violation_error_message="This session is already listed.",
            ),
            models.CheckConstraint(
                condition=Q(is_shown=True) | Q(starts_at__isnull=True, timing="", channel="", link=""),
                name="showing_says_how_only_if_shown",
                violation_error_message="A session that is left out has neither time nor channel.",
            ),
            models.CheckConstraint(
                condition=Q(timing__in=["", "live", "delayed", "highlights"]), name="showing_timing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing} (listing {self.listing_id}): {self.session}, {self.words}"

    @property
    def words(self) -> str:
        """What it says, in short, by the clocks at the venue: delayed from Fri 15:30, Example 2.

        With the date where the broadcast begins on another day than the session's.
        """
        if not self.is_shown:
            return ", ".join(filter(None, ["left out", self.note]))
        venue, day = self.session.event.venue, self.session.date
        begins = f"from {venue.clocks.moment(self.starts_at, beside=day).words}" if self.starts_at else ""
        how = " ".join(filter(None, [self.timing or self.listing.timing, begins]))
        return ", ".join(filter(None, [how, self.channel, self.link, self.note]))

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the session was moved since somebody last said or confirmed it."""
        return self.showing.is_unconfirmed(self.session.slot, self.session.event.venue.zone)

    @property
    def has_other_clocks(self) -> bool:
        """Whether its session had no start and has none, and the venue's clocks show another time than they did."""
        is_startless = self.known_start is None and self.session.starts_at is None
        return is_startless and self.showing.has_other_clocks(self.session.event.venue.zone)

    @property
    def carried(self) -> datetime.datetime | None:
        """When the broadcast would begin if it moved along with its session; None where that can't be said.

        With a session that has no start it keeps its time of day, by the venue's other clocks.
        """
        if self.starts_at and self.has_other_clocks:
            try:
                return clocks.elsewhere(
                    self.starts_at, zoneinfo.ZoneInfo(self.known_zone), self.session.event.venue.zone
                )
            except ValueError:  # they skip it, or show it twice
                return None
        if not (self.starts_at and self.known_start and self.session.starts_at):
            return None
        return self.starts_at + (self.session.starts_at - self.known_start)

    @property
    def showing(self) -> coverage.Showing:
        """As `events.coverage` takes it."""
        return coverage.Showing(
            session=self.session_id,
            is_shown=self.is_shown,
            starts_at=self.starts_at,
            timing=self.timing,
            channel=self.channel,
            link=self.link,
            note=self.note,
            known_date=self.known_date,
            known_start=self.known_start,
            known_zone=self.known_zone,
        )
