import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from events.time.dates import brief_moment
from news.models.article import Article

SALT = "news.preview-link"
DAYS = 7  # unless another number is chosen
MOST_DAYS = 30
MOST_LOGGED = 500  # openings of one link that are kept one by one; beyond it they are counted


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def of_token(self, token: str) -> "PreviewLink | None":
        """The link with that token, whether it still works or not; None for a token that this site did not sign."""
        try:
            key = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        return self.select_related("article").filter(pk=key).first() if isinstance(key, int) else None


class PreviewLink(models.Model):
    """An address at which people without an account read one version of an article until it expires or is revoked.

    The address has the link's key, signed with the site's SECRET_KEY, so that nobody can guess one and no dump of the
    database holds any.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    version = models.PositiveIntegerField(help_text="The saved version that it shows.")
    given_to = models.CharField("for", max_length=200, help_text="Whom it is given to: a name, a desk, an agency.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField("works until")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    openings = models.PositiveIntegerField(default=0)

    recent: list["PreviewOpening"]  # not a column: its last openings, where a page has them loaded

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_link_works_for_a_time"),
            models.CheckConstraint(condition=~Q(given_to=""), name="preview_link_given_to_somebody"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by__isnull=True),
                name="preview_link_revoked_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Link to version {self.version} for {self.given_to}"

    @property
    def token(self) -> str:
        return signing.dumps(self.pk, salt=SALT)

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{reverse('news:preview', args=[self.token])}"

    def works(self, at: datetime.datetime | None = None) -> bool:
        return self.revoked_at is None and (at or timezone.now()) < self.expires_at

    def revoke(self, by: Any) -> None:
        """For good. One that is revoked already stays as it is."""
        if self.revoked_at is None:
            self.revoked_at, self.revoked_by = timezone.now(), by
            self.save(update_fields=["revoked_at", "revoked_by"])

    def log_opening(self, program: str) -> None:
        """Count that it was opened, and keep when and with what program the first MOST_LOGGED times."""
        PreviewLink.objects.filter(pk=self.pk).update(openings=F("openings") + 1)
        if self.openings < MOST_LOGGED:
            PreviewOpening.objects.create(link=self, program=program[:200])


class PreviewOpening(models.Model):
    """A time that a preview link was opened. No address of a reader is kept."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(default=timezone.now)
    program = models.CharField(max_length=200, blank=True, help_text="As the browser names itself.")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Opened {brief_moment(self.at)} UTC"
