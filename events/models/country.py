from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from events.coverage import Place
from events.naming.countries import CountryNames, in_text
from events.naming.languages import isos_beginning, isos_called, nocs_called, own_names
from events.naming.places import Meanings

NONE: Mapping[str, int] = MappingProxyType({})


class CountryQuerySet(models.QuerySet["Country"]):
    def nations(self) -> "CountryQuerySet":
        """NOCs and what results use in place of one, of today and of the past: all but territories."""
        return self.filter(is_territory=False)

    def with_viewers(self) -> "CountryQuerySet":
        """Countries with people who watch: every current NOC, without neutral athletes and codes of the past."""
        return self.nations().filter(is_current=True)

    def places(self) -> "CountryQuerySet":
        """Every place with an answer, which something new may be for: current NOCs, and territories without one."""
        return self.filter(is_current=True)

    def of_today_or(self, keys: Iterable[str]) -> "CountryQuerySet":
        """Those of today and, for rows that have them already, those with the keys."""
        return self.filter(Q(is_current=True) | Q(pk__in=list(keys)))

    def matching(self, words: str) -> "CountryQuerySet":
        """Countries and territories that the words may mean: those with just that name, in whatever language, first.

        Otherwise every word is part of their name or other names, or begins one of their names in English or in their
        own languages. A NOC or ISO code is a name; three capitals are nothing but a code.
        """
        words = words.strip()
        just = Q(noc__iexact=words) | Q(iso__iexact=words) | Q(name__unaccent__iexact=words)
        just |= Q(iso__in=isos_called(words)) | Q(noc__in=nocs_called(words))
        if len(words) == 3 and words.isupper():  # NED is the Netherlands, and not the Caribbean Nederland as well
            return self.filter(just).order_by("name")
        named = Q()
        for word in words.split():
            named &= Q(name__unaccent__icontains=word) | Q(other_names__unaccent__icontains=word)
        found = self.filter(just | named | Q(iso__in=isos_beginning(words)))
        return found.order_by(Case(When(name__unaccent__iexact=words, then=0), When(just, then=1), default=2), "name")

    def meanings(self, groups: Mapping[str, int] = NONE) -> Meanings:
        """Which of these countries and territories words mean, among all of today, and of the groups. One query."""
        rows = list(self.order_by("noc").only("noc", "iso", "name", "other_names", "is_current", "follows"))
        today = [each for each in rows if each.is_current]
        return Meanings(
            titles={each.noc: each.name for each in today},
            isos={each.iso: each.noc for each in today if each.iso},
            names=tuple((each.noc, name) for each in today for name in [*each.names, each.iso]),
            past=tuple((each.noc, name) for each in rows if not each.is_current for name in each.names),
            follows={each.noc: each.follows_id for each in today if each.follows_id},
            groups=groups,
        )

    def names(self) -> CountryNames:
        """All spellings of these nations on sheets: name, NOC code, other names. One query."""
        return CountryNames(tuple(self.nations()._spellings()))

    def all_names(self) -> CountryNames:
        """With those of territories. One query."""
        return CountryNames(tuple(self._spellings()))

    def in_datelines(self) -> list[str]:
        """All names by which datelines may mean one of these nations, regions included. One query."""
        countries = self.nations().order_by("noc").only("noc", "name", "other_names", "regions")
        return [words for country in countries for words in (*country.names, *_lines(country.regions))]

    def _spellings(self) -> Iterator[tuple[str, str]]:
        countries = self.order_by("noc").only("noc", "name", "other_names")
        return ((country.noc, name) for country in countries for name in country.names)


class Country(models.Model):
    """A National Olympic Committee, or a code that results use in place of one (AIN, ROC, URS …).

    Or a territory without an NOC of its own, such as Réunion, under its ISO 3166-1 code of three letters: it has an
    answer to where to watch and nothing else. Skaters, venues and nations are never of a territory.
    """

    noc = models.CharField(
        "NOC",
        max_length=3,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "A NOC code is three capital letters, such as NED.")],
        help_text="Three-letter Olympic code: NED, not NL. Of a territory: its ISO code of three letters.",
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
    is_territory = models.BooleanField(
        "territory without an NOC", default=False, help_text="Such as Réunion: never of skaters, venues or results."
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="territories",
        verbose_name="has the answer of",
        help_text="The country whose answer a territory has unless a listing names it. It doesn’t say whose it is.",
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
            models.CheckConstraint(
                condition=models.Q(is_territory=True) | models.Q(follows__isnull=True),
                name="country_follows_as_territory",
                violation_error_code="follows",
                violation_error_message="Only a territory has the answer of another country.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_territory=False) | models.Q(is_current=True),
                name="country_territory_of_today",
                violation_error_code="is_current",
                violation_error_message="A territory has an answer, so it is of today: leave the tick.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that says where to watch there. All `places` have one."""
        return reverse("events:country", args=[self.noc.lower()])

    def clean(self) -> None:
        """Refuse a name that another country has: neither would be recognised by it."""
        others = Country.objects.exclude(pk=self.pk).all_names()
        for field, names in (("name", [self.name]), ("other_names", _lines(self.other_names))):
            for name in names:
                if noc := others.noc(name):
                    raise ValidationError({field: f"“{name}” is already a name of {Country.objects.get(pk=noc)}."})
        if self.follows and (self.follows.is_territory or not self.follows.is_current):
            raise ValidationError({"follows": f"{self.follows} has no answer of its own: choose a current NOC."})

    @property
    def nation_address(self) -> str:
        """The page of its skaters; `get_absolute_url` is the one on where to watch."""
        return reverse("standings:nation", args=[self.noc.lower()])

    @property
    def place(self) -> Place:
        """What `events.coverage` needs to know of it. Queries the country that a territory follows unless loaded."""
        follows = self.follows
        own = (follows.noc, follows.name_in_text) if follows else ("", "")
        return Place(self.noc, self.name_in_text, self.is_territory, *own)

    @property
    def names(self) -> list[str]:
        """All its spellings: Netherlands, NED, Holland."""
        return [self.name, self.noc, *_lines(self.other_names)]

    @property
    def also_called(self) -> str:
        """Codes and names by which people may search for it, in its own languages too: NED NL Holland Nederland."""
        return " ".join(filter(None, [self.noc, self.iso, *_lines(self.other_names), *own_names(self.iso)]))

    @property
    def choice_label(self) -> str:
        """How the admin offers it: Norway (NOR); Réunion (REU), as France."""
        follows = f", as {self.follows}" if self.follows else ""
        return f"{self.name} ({self.noc}){follows}{'' if self.is_current else ', of the past'}"

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
