from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from events.naming.countries import CountryNames, in_text


class CountryQuerySet(models.QuerySet["Country"]):
    def with_viewers(self) -> "CountryQuerySet":
        """Countries with people who watch: every current NOC, without neutral athletes and codes of the past."""
        return self.filter(is_current=True)

    def matching(self, words: str) -> "CountryQuerySet":
        """Countries that have every word in their name or other names, or whose NOC code is the text."""
        named = Q()
        for word in words.split():
            named &= Q(name__unaccent__icontains=word) | Q(other_names__unaccent__icontains=word)
        return self.filter(named | Q(noc__iexact=words.strip()))

    def names(self) -> CountryNames:
        """All spellings of these countries: name, NOC code, other names. One query."""
        countries = self.order_by("noc").only("noc", "name", "other_names")
        return CountryNames(tuple((country.noc, name) for country in countries for name in country.names))

    def in_datelines(self) -> list[str]:
        """All names by which datelines may mean one of these countries, regions included. One query."""
        countries = self.order_by("noc").only("noc", "name", "other_names", "regions")
        return [words for country in countries for words in (*country.names, *_lines(country.regions))]


class Country(models.Model):
    """A National Olympic Committee, or a code that results use in place of one (AIN, ROC, URS …)."""

    noc = models.CharField(
        "NOC",
        max_length=3,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "A NOC code is three capital letters, such as NED.")],
        help_text="Three-letter Olympic code: NED, not NL.",
    )
    iso = models.CharField(
        "ISO 3166-1",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", "An ISO code is two capital letters, such as NL.")],
    )
    name = models.CharField(max_length=80, unique=True, help_text="In English, as results and articles write it.")
    with_article = models.BooleanField(
        "called with “the”", default=False, help_text="In a sentence: the Netherlands, but Norway."
    )
    other_names = models.TextField(
        blank=True,
        help_text="Other names that result sheets, datelines and searches use, one on a line: South Korea.",
    )
    regions = models.TextField(
        blank=True,
        help_text="States and provinces that datelines name instead of the country, one on a line: Utah.",
    )
    is_current = models.BooleanField(
        "current NOC", default=True, help_text="Off for codes of the past and for neutral athletes."
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(noc__regex=r"^[A-Z]{3}$"),
                name="country_noc_three_capitals",
                violation_error_code="noc",
                violation_error_message="A NOC code is three capital letters, such as NED.",
            ),
            models.UniqueConstraint(
                fields=["iso"],
                condition=models.Q(is_current=True) & ~models.Q(iso=""),
                name="country_iso_once",
                violation_error_code="iso",
                violation_error_message="Another current NOC has this ISO code.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that says where to watch in the country. Only countries `with_viewers` have one."""
        return reverse("events:country", args=[self.noc.lower()])

    def clean(self) -> None:
        """Refuse a name that another country has: neither would be recognised by it."""
        others = Country.objects.exclude(pk=self.pk).names()
        for field, names in (("name", [self.name]), ("other_names", _lines(self.other_names))):
            for name in names:
                if noc := others.noc(name):
                    raise ValidationError({field: f"“{name}” is already a name of {Country.objects.get(pk=noc)}."})

    @property
    def nation_address(self) -> str:
        """The page of its skaters; `get_absolute_url` is the one on where to watch."""
        return reverse("standings:nation", args=[self.noc.lower()])

    @property
    def names(self) -> list[str]:
        """All its spellings: Netherlands, NED, Holland."""
        return [self.name, self.noc, *_lines(self.other_names)]

    @property
    def also_called(self) -> str:
        """Codes and other names by which people may search for it: NED NL Holland."""
        return " ".join(filter(None, [self.noc, self.iso, *_lines(self.other_names)]))

    @property
    def name_in_text(self) -> str:
        """Its name within a sentence: the Netherlands; Norway."""
        return in_text(self.name, self.with_article)


def name_in_text(country: str) -> Case:
    """`Country.name_in_text` in SQL; `country` is the path of relations to it, such as "venue__country"."""
    name = F(f"{country}__name")
    with_article = When(**{f"{country}__with_article": True}, then=Concat(Value("the "), name))
    return Case(with_article, default=name, output_field=CharField())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
