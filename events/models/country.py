from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

# Names that English calls by an article within a sentence
WITH_THE = {
    "Bahamas",
    "British Virgin Islands",
    "Cayman Islands",
    "Central African Republic",
    "Comoros",
    "Cook Islands",
    "DR Congo",
    "Dominican Republic",
    "Gambia",
    "Maldives",
    "Marshall Islands",
    "Netherlands",
    "Philippines",
    "Solomon Islands",
    "US Virgin Islands",
    "United Arab Emirates",
    "United States",
}


# What people type who look for it, beside its name and codes
ALSO_CALLED = {
    "CIV": "Ivory Coast",
    "COD": "Congo Kinshasa",
    "CGO": "Congo Brazzaville",
    "CPV": "Cape Verde",
    "CZE": "Czech Republic",
    "GBR": "UK United Kingdom England Scotland Wales Northern Ireland Britain",
    "KOR": "South Korea",
    "MKD": "Macedonia",
    "MYA": "Burma",
    "NED": "Holland",
    "PRK": "North Korea",
    "SUI": "Swiss",
    "SWZ": "Swaziland",
    "TLS": "East Timor",
    "TPE": "Taiwan",
    "TUR": "Turkey",
    "UAE": "Emirates",
    "USA": "America",
}


def in_text(name: str) -> str:
    """the Netherlands; Norway."""
    return f"the {name}" if name in WITH_THE else name


class CountryQuerySet(models.QuerySet["Country"]):
    def with_viewers(self) -> "CountryQuerySet":
        """Countries that have people in front of a screen: every NOC of today, not AIN or a code of the past."""
        return self.filter(is_current=True)

    def matching(self, words: str) -> "CountryQuerySet":
        """Those with all the words in their name, or with the words as NOC code."""
        named = Q()
        for word in words.split():
            named &= Q(name__unaccent__icontains=word)
        return self.filter(named | Q(noc__iexact=words.strip()))


class Country(models.Model):
    """A National Olympic Committee, or a code that results use in its stead (AIN, ROC, URS …)."""

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
    is_current = models.BooleanField(
        "current NOC", default=True, help_text="Off for codes of the past and for neutral athletes."
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(condition=models.Q(noc__regex=r"^[A-Z]{3}$"), name="country_noc_three_capitals"),
            models.UniqueConstraint(
                fields=["iso"],
                condition=models.Q(is_current=True) & ~models.Q(iso=""),
                name="country_iso_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The country's answer to "where do I watch it?". Only those `with_viewers` have one."""
        return reverse("events:country", args=[self.noc.lower()])

    @property
    def nation_address(self) -> str:
        """Of the page with its skaters; `get_absolute_url` leads to where to watch."""
        return reverse("standings:nation", args=[self.noc.lower()])

    @property
    def also_called(self) -> str:
        """Codes and other names by which it is found: NED NL Holland."""
        return " ".join(filter(None, [self.noc, self.iso, ALSO_CALLED.get(self.noc, "")]))

    @property
    def name_in_text(self) -> str:
        return in_text(self.name)
