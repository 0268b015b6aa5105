"""What broadcasters were called and where links led, up to the day from which another one holds."""

from django.db import models

from events.models.broadcast import Broadcaster
from events.models.listing import LINKS, Listing
from events.time.dates import long_date

BEFORE = "The day from which the next one holds. Events that were over by then keep this one."


class BroadcasterWas(models.Model):
    """A broadcaster's former name or website."""

    class What(models.TextChoices):
        NAME = "name", "Name"
        WEBSITE = "website", "Website"

    broadcaster = models.ForeignKey(Broadcaster, on_delete=models.CASCADE, related_name="formers")
    what = models.CharField(max_length=7, choices=What)
    was = models.CharField(max_length=2_000, blank=True, help_text="Empty: it had none.")
    before = models.DateField("until before", help_text=BEFORE)

    class Meta:
        verbose_name = "former name or website"
        verbose_name_plural = "former names and websites"
        ordering = ["broadcaster", "what", "before"]
        constraints = [
            models.UniqueConstraint(
                fields=["broadcaster", "what", "before"],
                name="broadcaster_was_one_thing",
                violation_error_code="before",
                violation_error_message="There is another former one up to this day.",
            ),
            models.CheckConstraint(condition=models.Q(what__in=["name", "website"]), name="broadcaster_was_known"),
            models.CheckConstraint(
                condition=~models.Q(what="name", was=""),
                name="broadcaster_was_called_something",
                violation_error_code="was",
                violation_error_message="A broadcaster had a name.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} of {self.broadcaster} before {long_date(self.before)}: {self.was or 'none'}"


class ListingWas(models.Model):
    """A former link of a listing: its own, the app's or the programme page's."""

    class What(models.TextChoices):
        LINK = "link", "Link"
        APP_LINK = "app_link", "App’s link"
        PROGRAMME_LINK = "programme_link", "Programme page’s link"

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="formers")
    what = models.CharField(max_length=20, choices=What, default=What.LINK)
    was = models.URLField(max_length=2_000, blank=True, help_text="Empty: it had none.")
    before = models.DateField("until before", help_text=BEFORE)

    class Meta:
        verbose_name = "former link"
        ordering = ["listing", "what", "before"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "what", "before"],
                name="listing_was_one_thing",
                violation_error_code="before",
                violation_error_message="There is another former one up to this day.",
            ),
            models.CheckConstraint(condition=models.Q(what__in=LINKS), name="listing_was_known"),
        ]

    def __str__(self) -> str:
        was = self.was or "none"
        return f"{self.get_what_display()} of listing {self.listing_id} before {long_date(self.before)}: {was}"
