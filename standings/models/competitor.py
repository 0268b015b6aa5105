from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.postgres.indexes import GistIndex, OpClass
from django.contrib.postgres.search import TrigramWordDistance
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from events.models import Country, Season
from events.naming.choices import Category
from isuwc.database.plain_words import PlainWords
from isuwc.text.slugs import fold, slug


class CompetitorQuerySet(models.QuerySet["Competitor"]):
    def skaters(self) -> "CompetitorQuerySet":
        return self.filter(kind=Competitor.Kind.SKATER)

    def teams(self) -> "CompetitorQuerySet":
        return self.filter(kind=Competitor.Kind.TEAM)

    def with_country(self) -> "CompetitorQuerySet":
        return self.select_related("country")

    def in_standings(self, season: Season) -> "CompetitorQuerySet":
        """Competitors with a place in a cup of the season, computed or published."""
        computed = Q(standings__cup__season=season, standings__is_newest=True)
        published = Q(published_standings__cup__season=season)
        return self.filter(pk__in=self.model.objects.filter(computed | published).order_by().values("pk"))

    def matching(self, words: str) -> "CompetitorQuerySet":
        """Competitors whose name has all the words, in any order and ignoring accents: "zurek" finds Damian Żurek.

        Former names count, too.
        """
        found = self
        for word in fold(words).split():
            renamed = self.model.objects.filter(aliases__is_former=True, aliases__name__unaccent__icontains=word)
            found = found.filter(Q(name__unaccent__icontains=word) | Q(pk__in=renamed.order_by().values("pk")))
        return found

    def called(
        self, words: Collection[str], nocs: Mapping[str, Collection[str]], renamed: Mapping[str, Collection[int]]
    ) -> "CompetitorQuerySet":
        """Those of whose name one of the plain words is a part, and each other word too, or what their country is
        called: "swings belgium".

        Those whose names have them as whole words come first, then those with words that begin so. By word, `nocs` are
        the countries that it may mean, `renamed` those who had it in a former name: keys, and no query within, since
        the index of names serves nothing else.
        """
        named, every, whole, begun = Q(), Q(), Q(), Q()
        for word in words:
            name, country = Q(plain__contains=word) | Q(pk__in=list(renamed[word])), Q(country__in=list(nocs[word]))
            named |= name
            every &= name | country
            whole &= Q(spaced__contains=f" {word} ") | country
            begun &= Q(spaced__contains=f" {word}") | country
        plain, space = PlainWords("name"), Value(" ", output_field=models.TextField())
        found = self.alias(plain=plain, spaced=Concat(space, plain, space)).filter(named, every)
        return found.order_by(Case(When(whole, then=0), When(begun, then=1), default=2))

    def resembling(self, words: str) -> "CompetitorQuerySet":
        """Of all of them, first those whose names are most similar: "stoltz" has Jordan Stolz among the first."""
        return self.order_by(TrigramWordDistance(words, PlainWords("name")))


class Competitor(models.Model):
    """A skater, or a national team."""

    class Kind(models.TextChoices):
        SKATER = "skater", "Skater"
        TEAM = "team", "National team"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.SKATER)
    name = models.CharField(
        max_length=80,
        help_text="As the federation writes it, given name first: Femke Kok, Min-Sun Kim. A team: Norway.",
    )
    given_name = models.CharField(max_length=60, blank=True, help_text="Skaters only.")
    family_name = models.CharField(max_length=60, blank=True, help_text="Skaters only; lists are sorted by it.")
    slug = models.SlugField(max_length=90, unique=True, help_text="In the address: femke-kok.")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="competitors", help_text="Today's; each result keeps its own."
    )
    category = models.CharField(max_length=5, choices=Category)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "name"]
        indexes = [GistIndex(OpClass(PlainWords("name"), name="gist_trgm_ops"), name="competitor_plain_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "category"],
                condition=Q(kind="team"),
                name="team_once_per_country_and_category",
                violation_error_code="category",
                violation_error_message="This country has its team of this category already.",
            ),
            models.CheckConstraint(condition=Q(kind__in=["skater", "team"]), name="competitor_kind_known"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="competitor_has_name",
                violation_error_code="name",
                violation_error_message="A competitor has a name.",
            ),
            models.CheckConstraint(
                condition=Q(kind="team", given_name="", family_name="") | Q(kind="skater") & ~Q(family_name=""),
                name="competitor_skater_has_family_name",
                violation_error_code="family_name",
                violation_error_message="A skater has a family name, a team has neither given nor family name.",
            ),
            models.CheckConstraint(
                condition=Q(category__in=["women", "men"]) | Q(category="mixed", kind="team"),
                name="competitor_category_fits_kind",
                violation_error_code="category",
                violation_error_message="Only a team can be mixed.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self.make_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("skater", args=[self.slug])

    def every_name(self) -> list[str]:
        """Today's, then the former ones. One query."""
        return [self.name, *self.aliases.former().values_list("name", flat=True)]

    def clean(self) -> None:
        if had_it := Competitor.objects.filter(former_addresses__slug=self.slug).exclude(pk=self.pk).first():
            raise ValidationError({"slug": f"This address leads to {had_it}, who had it. Choose another one."})

    def make_slug(self) -> str:
        """femke-kok, or team-nor-women."""
        if self.is_team:
            return f"team-{self.country_id.lower()}-{self.category}"
        return slug(self.name, longest=80) or "skater"  # a name in other letters than Latin ones

    @property
    def is_team(self) -> bool:
        return self.kind == self.Kind.TEAM

    @property
    def sorted_name(self) -> str:
        """Kok, Femke: for alphabetical lists."""
        return ", ".join(part for part in (self.family_name, self.given_name) if part) or self.name
