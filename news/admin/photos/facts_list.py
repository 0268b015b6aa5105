"""The facts of many photos on one page, mended one by one or for all at once: a second list of the photos.

It shows photos that came in with others and whose facts nobody has looked at yet, or those that were chosen in the
library (`?id__in=1,2`). That two people do not undo each other's changes is the business of lists that are edited
(`isuwc.submissions.two_people.change_lists`).
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from isuwc.newsroom.pages import require
from isuwc.newsroom.site import guarded
from isuwc.text.numbers import whole_number
from isuwc.text.search_terms import search_terms
from isuwc.text.typed import CleanAdmin, CleanForm, say_cleanings
from news.admin.photos.rights_fields import name_parts
from news.models import Photo
from news.models.photos.queryset import files_of

PER_PAGE = 40
FIRST = ("caption", "alt", "is_decorative", "credit", "photographer", "people", "place", "taken_on")
FURTHER = ("event", "agency_id", "keywords", "usage_terms", "rights_from", "rights_until")
OF_EACH = (*FIRST, *FURTHER, "is_checked")
OF_ONE = {"caption", "alt", "is_decorative", "people", "agency_id", "is_checked"}
FOR_ALL = tuple(name for name in OF_EACH if name not in OF_ONE)
PREFIX = "all"  # of the fields for all
ROWS = "form"  # the prefix that Django gives the rows of a list
REPLACE, RIGHT = "all-replace", "_right"


class Facts(CleanForm, forms.ModelForm):
    """One photo's."""

    class Meta:
        model = Photo
        fields = OF_EACH
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {"caption": 4, "alt": 3, "keywords": 2, "usage_terms": 2}.items()
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_parts(self)

    def first(self) -> list[forms.BoundField]:
        """The fields that nearly every photo needs."""
        return [self[name] for name in FIRST]

    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in FURTHER]

    def is_wrong_below(self) -> bool:
        return any(field.errors for field in self.further())


class WhoseFilter(admin.SimpleListFilter):
    title = "who added them"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("mine", "I did")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Photo]") -> "QuerySet[Photo]":
        return queryset.filter(added_by=request.user.pk) if self.value() == "mine" else queryset


class FactsList(CleanAdmin):
    change_list_template = "admin/news/photo/facts_list.html"
    actions = None
    list_display = ("__str__", *OF_EACH)
    list_editable = OF_EACH
    list_filter = (WhoseFilter,)
    list_per_page = list_max_show_all = PER_PAGE
    list_select_related = ("event__season", "event__venue")
    search_fields = ("name",)  # there is a search; `Photo.objects.matching` says of what
    autocomplete_fields = ("event",)
    ordering = ("added_at", "pk")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Photo]":
        """Those that wait for a look; all when rows are saved, as somebody else may have looked at one meanwhile."""
        photos = super().get_queryset(request).annotate(found_files=files_of("file"))
        is_chosen = "id__in" in request.GET or request.method == "POST"
        return photos if is_chosen else photos.filter(is_checked=False)

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Photo]", search_term: str
    ) -> tuple["QuerySet[Photo]", bool]:
        words = search_terms(search_term).words
        return queryset.filter(pk__in=Photo.objects.matching(words).order_by().values("pk")), False

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=Facts, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Without Django's buttons to add and change an event beside each photo."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        """Whoever says that the facts are right has seen what is doubtful of them, which stands beside them."""
        if obj.is_checked:
            obj.file_doubts = {}
        say_cleanings(request, (f"{obj}, {words}" for words in form.cleaning_words))
        super().save_model(request, obj, form, change)

    def for_all(self, request: HttpRequest) -> forms.ModelForm:
        """The fields for all photos of the page, which are empty: what was typed in them went to the photos."""
        made = self.get_changelist_form(request, fields=FOR_ALL)
        form: forms.ModelForm = made(prefix=PREFIX, instance=Photo())
        return form


def facts_list(site: admin.AdminSite, request: HttpRequest) -> HttpResponse:
    """The page. Requires the right to change photos."""
    require(request, "news.change_photo")
    if request.method == "POST":
        request.POST = _with_those_for_all(request.POST)  # type: ignore[assignment] # may be replaced
    page = guarded(FactsList)(Photo, site)
    context = {"title": "Facts of the photos", "for_all": page.for_all(request)}  # type: ignore[attr-defined] # of the page made above
    return page.changelist_view(request, context)


def _with_those_for_all(sent: QueryDict) -> QueryDict:
    """What was sent, with what was typed for all put into each row: where that has nothing, or in its place as well."""
    data = sent.copy()
    total = whole_number(sent.get(f"{ROWS}-TOTAL_FORMS", "")) or 0
    for row in range(min(total, PER_PAGE)):
        for names in _fields(data):
            typed = [data.get(f"{PREFIX}-{name}", "").strip() for name in names]
            is_empty = not any(data.get(f"{ROWS}-{row}-{name}", "").strip() for name in names)
            if any(typed) and (is_empty or REPLACE in sent):
                for name, text in zip(names, typed, strict=True):
                    data[f"{ROWS}-{row}-{name}"] = text
        if RIGHT in sent:
            data[f"{ROWS}-{row}-is_checked"] = "on"
    if RIGHT in sent:
        data["_save"] = "on"
    return data


def _fields(data: QueryDict) -> list[list[str]]:
    """The names under which each field for all is sent; a moment's are two, its day and its time."""
    return [[f"{name}_0", f"{name}_1"] if f"{PREFIX}-{name}_0" in data else [name] for name in FOR_ALL]
