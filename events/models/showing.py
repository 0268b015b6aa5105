import datetime
import zoneinfo

from django.db import models
from django.db.models import F, Func, Q

from events import coverage
from events.coverage.ways import WAYS, beside
from events.models.listing import Listing
from events.models.programme import Session
from events.time import clocks


def _clock(zone: str) -> Func:
    """The clock time in that zone at which the broadcast begins."""
    return Func(F(zone), F("starts_at"), function="TIMEZONE", output_field=models.DateTimeField())


class ShowingQuerySet(models.QuerySet["Showing"]):
    def unconfirmed(self) -> "ShowingQuerySet":
        """Showings whose session was moved since they were last entered or confirmed; `is_unconfirmed` in SQL."""
        now = F("session__starts_at")
        was_withdrawn = Q(known_start__isnull=False, session__starts_at__isnull=True)
        was_published = Q(known_start__isnull=True, session__starts_at__isnull=False, starts_at__isnull=False)
        is_moved = ~Q(known_date=F("session__date")) | Q(known_start__lt=now) | Q(known_start__gt=now)
        has_no_start = Q(known_start__isnull=True, session__starts_at__isnull=True, starts_at__isnull=False)
        clocks = {"known_clock": _clock("known_zone"), "clock": _clock("session__event__venue__time_zone")}
        has_other_clocks = has_no_start & (Q(known_clock__lt=F("clock")) | Q(known_clock__gt=F("clock")))
        return self.alias(**clocks).filter(is_moved | was_withdrawn | was_published | has_other_clocks)

    def with_words(self) -> "ShowingQuerySet":
        """With every relation that `words` and `__str__` need."""
        return self.select_related(
            "listing__broadcaster",
            "listing__country",
            "listing__group",
            "session__event__venue",
            "session__event__season",
        )


class Showing(models.Model):
    """How a broadcaster shows one session where that differs from the listing, or that it leaves the session out."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="showings")
    # Protected, so that whoever removes a session is shown the broadcasters on record for it
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="showings")
    is_shown = models.BooleanField("shown", default=True, help_text="Off: the broadcaster leaves this session out.")
    starts_at = models.DateTimeField(
        null=True, blank=True, help_text="UTC: when the broadcast begins. Leave empty to use the session’s start."
    )
    timing = models.CharField(max_length=10, choices=Listing.Timing, blank=True, help_text="Empty: as the listing.")
    channel = models.CharField(max_length=80, blank=True, help_text="Empty: as the listing.")
    link = models.URLField(max_length=2_000, blank=True, help_text="Empty: as the listing.")
    note = models.CharField(max_length=200, blank=True)
    # The session's day and start and the venue's zone when this was last entered or confirmed. A trigger (migration
    # 0014) sets them whenever the other fields change: if they differ from the current ones, the session was moved
    # since.
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
                violation_error_code="session",
                violation_error_message="This session is already listed.",
            ),
            models.CheckConstraint(
                condition=Q(is_shown=True) | Q(starts_at__isnull=True, timing="", channel="", link=""),
                name="showing_says_how_only_if_shown",
                violation_error_code="is_shown",
                violation_error_message="A session that is left out has neither time nor channel.",
            ),
            models.CheckConstraint(condition=Q(timing__in=["", *WAYS]), name="showing_timing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.listing} (listing {self.listing_id}): {self.session}, {self.words}"

    @property
    def words(self) -> str:
        """A summary, by the clocks at the venue: delayed from Fri 15:30, Example 2.

        The start is dated if the broadcast begins on another day than the session.
        """
        if not self.is_shown:
            return ", ".join(filter(None, ["left out", self.note]))
        venue, day = self.session.event.venue, self.session.date
        begins = f"from {venue.clocks.moment(self.starts_at, beside=day).words}" if self.starts_at else ""
        timing = self.timing or self.listing.timing
        how = " ".join(filter(None, [timing, begins]))
        return ", ".join(filter(None, [how, *beside(timing, self.listing.also), self.channel, self.link, self.note]))

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the session was moved since this was last entered or confirmed."""
        return self.showing.is_unconfirmed(self.session.facts, self.session.event.venue.zone)

    @property
    def has_other_clocks(self) -> bool:
        """Whether the session has had no start all along, and the venue's zone was changed to other clock times."""
        is_startless = self.known_start is None and self.session.starts_at is None
        return is_startless and self.showing.has_other_clocks(self.session.event.venue.zone)

    @property
    def carried(self) -> datetime.datetime | None:
        """When the broadcast would begin if it moved with its session; None where that can't be worked out.

        For a session without a start it keeps its clock time in the venue's new zone.
        """
        if self.starts_at and self.has_other_clocks:
            try:
                return clocks.elsewhere(
                    self.starts_at, zoneinfo.ZoneInfo(self.known_zone), self.session.event.venue.zone
                )
            except ValueError:  # the clock time is skipped or occurs twice there
                return None
        if not (self.starts_at and self.known_start and self.session.starts_at):
            return None
        return self.starts_at + (self.session.starts_at - self.known_start)

    @property
    def showing(self) -> coverage.Showing:
        """What `events.coverage` needs to know of it."""
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
