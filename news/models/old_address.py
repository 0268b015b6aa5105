from django.db import models
from django.db.models import F, Q

from isuwc.web.old_addresses import LONGEST, spellings
from news.models.article import Article
from news.models.edition import Edition


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    def target_of(self, path: str, query: str = "") -> str | None:
        """Where a request for a page that there is not is led; None if nowhere. One query, two for an article's."""
        wanted = spellings(path, query)
        found = {row.path: row for row in self.filter(path__in=wanted)}
        row = next((found[each] for each in wanted if each in found), None)
        return row.leads_to if row else None

    def with_article(self) -> "OldAddressQuerySet":
        return self.select_related("article")


class OldAddress(models.Model):
    """An address of the site that this one replaced, and the page of ours to which it leads.

    It is looked at only where there is no page, so it never hides one. An article is named itself rather than by its
    address, which it gets when it is published and may change. Not django.contrib.redirects: it lets a redirect lead to
    other sites, in circles, and away from pages that exist, and asks for a table of sites. A trigger (migration 0051)
    refuses an address that leads to another old one, so that nothing goes round in circles.
    """

    path = models.CharField(
        "old address",
        max_length=LONGEST,
        unique=True,
        help_text="Whole or from the first slash on: /news/2019/a-story. The name of its site is left out.",
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="old_addresses",
        help_text="The story that stood there. Once it is published, the old address leads to it.",
    )
    target = models.CharField(
        "or another page",
        max_length=LONGEST,
        blank=True,
        help_text="A page of this site: /standings/. Either an article or a page.",
    )

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "old addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//") & ~Q(path__regex=r"^[^?]*/(\?|$)"),
                name="old_address_is_plain",
                violation_error_code="path",
                violation_error_message="An old address begins with a slash, and is not the first page.",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=False, target="") | (Q(article__isnull=True) & ~Q(target="")),
                name="old_address_leads_to_one_page",
                violation_error_code="article",
                violation_error_message="Choose an article or enter another page, one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(target="")
                | (Q(target__startswith="/") & ~Q(target__startswith="//") & ~Q(target__startswith="/\\")),
                name="old_address_stays_here",
                violation_error_code="target",
                violation_error_message="An old address leads to a page of this site, which begins with one slash.",
            ),
            models.CheckConstraint(
                condition=~Q(path=F("target")),
                name="old_address_leads_elsewhere",
                violation_error_code="target",
                violation_error_message="It would lead to itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def leads_to(self) -> str | None:
        """The page's address; None while its article is not public. One query for an article."""
        if self.article_id is None:
            return self.target
        edition = Edition.objects.live().filter(article=self.article_id).first()
        return edition.get_absolute_url() if edition else None
