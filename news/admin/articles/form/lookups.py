"""The rows that an article refers to (skaters, races, cups, events, stories …), found as one types their words.

A form carries none of them but those that are chosen: it is as small with thirty seasons as with one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Case, CharField, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Replace
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from events.models import Event, Race, Season, Venue
from events.naming.seasons import slug_of_name
from isuwc.newsroom.pages import require
from isuwc.text.search_terms import search_terms
from news.admin.articles.form.widgets import PhotoWidget
from news.models import Article, Photo
from standings.admin import race_search
from standings.models import Competitor, Cup
from standings.models.cup import in_order

MOST = 12  # that are offered at once; whoever needs another one types a further word


@dataclass(frozen=True)
class Lookup:
    """How rows of a model are found. `relations` are all that `label` prints; `hint` is what one may type."""

    relations: tuple[str, ...]
    order: Callable[[], tuple[Any, ...]]
    matching: Callable[[Any, str], Any]
    label: Callable[[Any], str]
    hint: str
    more: Callable[[Any], dict[str, str]] = lambda row: {}  # what else a script of the form needs of it

    def found(self, model: type[Model], words: str) -> QuerySet[Any]:
        """Those that have all the words, in the order in which a journalist looks for them."""
        rows = self.matching(model._default_manager.select_related(*self.relations), words)
        ordered: QuerySet[Any] = rows.order_by(*self.order(), "pk")
        return ordered


def _latest_first(day: str) -> tuple[Any, ...]:
    """What was on today, then what was before, the newest first; then what is to come, the next first."""
    held = When(**{f"{day}__lte": timezone.localdate()}, then=day)
    return (Case(held).desc(nulls_last=True), day)


def _skaters(skaters: Any, words: str) -> Any:
    """Every word is a NOC code, or part of a name, whatever its accents."""
    found = skaters.skaters()
    for word in words.split():
        named = Competitor.objects.matching(word).order_by().values("pk")
        found = found.filter(Q(country=word.upper()) | Q(pk__in=named))
    return found


def _articles(articles: Any, words: str) -> Any:
    for word in words.split():
        articles = articles.filter(title__unaccent__icontains=word)
    return articles


def _cups(cups: Any, words: str) -> Any:
    """A word begins like each of the words in the cup's name, category or season: men are not found in women."""
    slug = Replace(F("slug"), Value("-"), Value(" "))
    parts = [part for each in (F("name"), slug, F("category"), F("season__slug")) for part in (Value(" "), each)]
    found = cups.annotate(described=Concat(*parts, output_field=CharField()))
    for word in slug_of_name(words).split():
        found = found.filter(described__unaccent__icontains=f" {word}")
    return found


LOOKUPS: dict[type[Model], Lookup] = {
    Competitor: Lookup(
        (),
        lambda: ("family_name", "given_name"),
        _skaters,
        lambda skater: f"{skater.sorted_name} ({skater.country_id})",
        "Name or NOC: jilek, NED",
    ),
    Race: Lookup(
        ("event__season", "event__venue"),
        lambda: (*_latest_first("session__date"), "event", "number"),
        race_search.matching,
        lambda race: f"{race.title}, {race.event}",
        "1000 Stavanger; WC2 500m women",
    ),
    Cup: Lookup(
        ("season",), lambda: ("-season__start_year", *in_order()), _cups, str, "500m women; mass start 2025/26"
    ),
    Event: Lookup(
        ("season", "venue__country"),
        lambda: (*_latest_first("start_date"), "number"),
        lambda events, words: events.matching(words),
        str,
        "World Cup 2; Calgary",
        lambda event: {"dateline": event.venue.dateline},
    ),
    Season: Lookup(
        (),
        lambda: ("-start_year",),
        lambda seasons, words: seasons.filter(slug__icontains=slug_of_name(words)),
        str,
        "2025/26",
    ),
    Venue: Lookup(
        (),
        lambda: ("city", "name"),
        lambda venues, words: venues.filter(Q(name__unaccent__icontains=words) | Q(city__unaccent__icontains=words)),
        lambda venue: f"{venue.name}, {venue.city}",
        "Thialf; Calgary",
    ),
    Article: Lookup(
        ("event",),
        lambda: ("-changed_at",),
        _articles,
        lambda article: f"{article.title} ({article.get_state_display().lower()})",
        "Words of its title",
    ),
}


def _words(row: Model) -> str:
    """How it stands in a text: a skater by the whole name with the NOC, else as it is called."""
    return f"{row.name} ({row.country_id})" if isinstance(row, Competitor) else str(row)


KINDS = {model._meta.model_name: model for model in LOOKUPS}


class LookupInput(forms.Widget):
    """A field in which words are typed; `lookup.js` offers what has them. Sends the key of the row that was taken."""

    template_name = "news/admin/lookup.html"
    loaded: Sequence[Model] = ()  # with the form's own row; one that is chosen and among them is not asked for
    choices: Any = ()  # set by the field

    class Media:
        css = {"all": ["news/admin/lookup.css"]}
        js = [Script("news/admin/lookup.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        field: LookupField = self.choices.field
        model, row = field.model, self._row(value)
        context["widget"] |= {
            "value": row.pk if row else None,
            "text": field.label_from_instance(row) if row else "",
            "address": reverse("admin:news_article_find", args=[model._meta.model_name]),
            "hint": LOOKUPS[model].hint,
        }
        return context

    def _row(self, value: Any) -> Model | None:
        if value in {None, ""}:
            return None
        for row in self.loaded:
            if str(row.pk) == str(value):
                return row
        try:
            found: Model = self.choices.field.to_python(value)
        except forms.ValidationError:
            return None
        return found


class LookupField(forms.ModelChoiceField):
    """One row of a model of LOOKUPS."""

    widget = LookupInput

    def __init__(self, queryset: QuerySet[Any], **options: Any) -> None:
        options["widget"] = LookupInput
        super().__init__(queryset, **options)
        self.model = queryset.model

    @classmethod
    def of(cls, db_field: Any, **options: Any) -> Any:
        """The form field of such a relation."""
        model = db_field.remote_field.model
        rows = model._default_manager.select_related(*LOOKUPS[model].relations)
        return db_field.formfield(form_class=cls, queryset=rows, **options)

    def label_from_instance(self, row: Any) -> str:
        return LOOKUPS[type(row)].label(row)


def give_loaded(form: forms.ModelForm) -> None:
    """Give the fields of the form the rows that its own row refers to, where these were loaded with it."""
    for name, field in form.fields.items():
        row = form.instance._state.fields_cache.get(name)
        if isinstance(row, Model) and isinstance(field.widget, (LookupInput, PhotoWidget)):
            field.widget.loaded = [row]
            if isinstance(row, Photo) and "found_files" in vars(form.instance):
                row.found_files = form.instance.found_files


@never_cache
def find(request: HttpRequest, kind: str) -> JsonResponse:
    """`/find/race/?q=WC2 500m women`: the rows as JSON, for whoever may view them. Raises Http404, NoRightError."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    options, lookup = model._meta, LOOKUPS[model]
    if not request.user.has_perm(f"{options.app_label}.change_{options.model_name}"):
        require(request, f"{options.app_label}.view_{options.model_name}")
    asked = search_terms(request.GET.get("q", ""))
    rows = list(lookup.found(model, asked.words)[: MOST + 1])
    found = [
        {"key": row.pk, "text": lookup.label(row), "words": _words(row), **lookup.more(row)} for row in rows[:MOST]
    ]
    return JsonResponse({"found": found, "more": len(rows) > MOST, "remark": asked.remark})
