"""All rules of a season on one page: copied from another season, and edited as a grid."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.calendar.season_lock import hold
from events.models import Season
from isuwc.newsroom.first_page import Link
from isuwc.newsroom.onward import onward
from isuwc.newsroom.pages import admin_page, require
from isuwc.submissions.two_people.meeting import Meeting
from isuwc.submissions.two_people.shown import UNREADABLE, carried, kept_words, met_rows, refused_words, trouble
from isuwc.submissions.two_people.words import Words
from isuwc.tables.pages import apply_shown
from isuwc.text.typed import CleanForm, say_cleanings
from isuwc.text.violations import RowsOnce
from standings.admin.rules.forms import LineForm, PointsField, events_of, scales_of, tie_breaks
from standings.models import Cup, CupScale, Scale
from standings.scoring.recompute import recompute
from standings.seasons.copying import plan

PERMISSIONS = tuple(
    f"standings.{action}_{model}" for model in ("scale", "cup", "cupscale") for action in ("add", "change")
)
MOST_ROWS = 300


def copy_rules(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The changes are shown first and applied in a second step."""
    require(request, *PERMISSIONS)
    seasons = {each.slug: each for each in Season.objects.order_by("-start_year")}
    given = request.POST if request.method == "POST" else request.GET
    source, into = seasons.get(given.get("from", "")), seasons.get(given.get("into", ""))
    context: dict[str, Any] = {"seasons": list(seasons.values()), "source": source, "into": into, "plan": None}
    if source and into and source != into:
        context["plan"] = planned = plan(source, into)
        if request.method == "POST":
            if apply_shown(request, planned, f"Rules of {source} copied into {into}"):
                return HttpResponseRedirect(f"{reverse('admin:standings_cup_grid')}?season={into.slug}")
            context["plan"] = planned.again()
    return admin_page(request, site, "admin/standings/cup/copy.html", "Copy a season’s rules", context)


@onward(Season)
def rules_of_the_season_before(request: HttpRequest, season: Season) -> Iterator[Link]:
    """Copying the rules of the newest earlier season that has any."""
    before = Cup.objects.seasons().filter(start_year__lt=season.start_year).first()
    if before and request.user.has_perms(PERMISSIONS):
        address = f"{reverse('admin:standings_cup_copy')}?from={before.slug}&into={season.slug}"
        yield Link(f"Copy the rules of {before}", address)


class SeasonForm(forms.ModelForm):
    """The page itself, which has no fields of its own."""

    class Meta:
        model = Season
        fields = ()


class ScaleRow(CleanForm, forms.ModelForm):
    points = PointsField()

    class Meta:
        model = Scale
        fields = ("name", "points", "dnf_scores", "confidence", "source")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Scale.objects.filter(season=self.instance.season_id, name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError("The season has a scale of this name.")
        return name


class CupRow(CleanForm, forms.ModelForm):
    tie_breaks = tie_breaks()

    class Meta:
        model = Cup
        fields = ("name", "position", "combination", "tie_breaks", "note")


class _OfSeason(RowsOnce):
    """Rows of one season; new ones become its."""

    def __init__(self, *args: Any, season: Season, **options: Any) -> None:
        self.season = season
        super().__init__(*args, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)


class ScaleRows(_OfSeason):
    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django has it, its stubs lack it
        form.instance.season = self.season
        return form


class LineRows(_OfSeason):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["cup"].queryset = Cup.objects.of(self.season)
        form.fields["scale"].queryset = scales_of(self.season)
        form.fields["event"].queryset = events_of(self.season)
        form.fields["scale"].label_from_instance = lambda scale: scale.name
        form.fields["cup"].label_from_instance = lambda cup: cup.title


BOUNDS: dict[str, Any] = {"max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}
Scales = forms.modelformset_factory(Scale, form=ScaleRow, formset=ScaleRows, extra=1, **BOUNDS)
Cups = forms.modelformset_factory(Cup, form=CupRow, formset=_OfSeason, extra=0, **BOUNDS)
Lines = forms.modelformset_factory(
    CupScale, form=LineForm, formset=LineRows, extra=2, can_delete=True, can_delete_extra=False, **BOUNDS
)


def grid(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Scales, cups and what counts for them, of the season in ?season= or the newest that has cups."""
    require(request, *PERMISSIONS)
    seasons = list(Season.objects.order_by("-start_year"))
    named = next((each for each in seasons if each.slug == request.GET.get("season")), None)
    season = named or Cup.objects.seasons().first()
    context: dict[str, Any] = {"seasons": seasons, "season": season, "tables": None, "trouble": ""}
    if season:
        with transaction.atomic():
            hold(season)
            whose, page = f"{request.user.pk} rules {season.pk}", SeasonForm(instance=season)
            stored = tables = _tables(season)
            meeting = None
            if request.method == "POST":
                meeting = met_rows(request, whose, page, [*stored.values()])
                tables = _tables(season, request.POST)
                if _save(request, season, tables, meeting):
                    messages.success(request, f"The rules of {season} are saved, and its standings computed.")
                    return HttpResponseRedirect(f"{reverse('admin:standings_cup_grid')}?season={season.slug}")
                context["trouble"] = trouble(request, page, [*tables.values()], meeting)
            context |= {"tables": tables, "carried": carried(page, [*stored.values()], meeting, whose)}
    return admin_page(request, site, "admin/standings/cup/grid.html", "Rules of a season", context)


def _tables(season: Season, data: Any = None) -> dict[str, Any]:
    lines = CupScale.objects.filter(cup__season=season).order_by(
        "cup__position", "-cup__category", "distance", "division", "phase", "event"
    )
    return {
        "scales": Scales(data, prefix="scales", queryset=scales_of(season), season=season),
        "cups": Cups(
            data, prefix="cups", queryset=Cup.objects.of(season).order_by("position", "-category"), season=season
        ),
        "lines": Lines(data, prefix="lines", queryset=lines, season=season),
    }


def _save(request: HttpRequest, season: Season, tables: dict[str, Any], meeting: Meeting | None) -> bool:
    """Whether all of it is valid, and saved; otherwise messages and the page say why not."""
    valid = [each.is_valid() for each in tables.values()]  # all of them, so that all errors are shown
    for row in [*tables["scales"], *tables["cups"]]:
        say_cleanings(request, row.cleaning_words)
    if meeting is None or meeting.met.clashes:
        messages.error(request, refused_words(meeting.who) if meeting else UNREADABLE)
        return False
    if not all(valid):
        messages.error(request, "Nothing is saved: see what is wrong below.")
        return False
    if changes := Words(meeting).changes():
        messages.warning(request, kept_words(meeting.who, changes))
    for each in (tables["scales"], tables["cups"], tables["lines"]):
        each.save()
    recompute(season)
    return True
