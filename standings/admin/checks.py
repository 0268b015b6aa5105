"""Pages on which results staff compare: our standing with a published one, our points with those on the sheets."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse

from events.models import Event, Season
from isuwc.files.uploads import LimitedFileInput
from isuwc.newsroom.pages import admin_page, require
from isuwc.text.typed import CleanForm, say_cleanings
from standings.models import Cup, Score
from standings.results.official.find import Check, check
from standings.results.official.ranking import LONGEST, RankingError, read_ranking
from standings.results.remarks import points_difference


class CheckForm(CleanForm, forms.Form):
    """A ranking, pasted or as a file, and where the ranking doesn't tell it, what it is to be compared with."""

    text = forms.CharField(
        label="Ranking",
        required=False,
        strip=False,  # an empty first cell is a cell
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text="As copied from a PDF or a page, a line for each place: 1 Femke KOK NED 300. Or CSV with a header.",
    )
    file = forms.FileField(
        label="Or its file",
        required=False,
        help_text="CSV or text.",
        widget=LimitedFileInput(LONGEST, ".csv,.txt,text/csv,text/plain"),
    )
    cup = forms.ModelChoiceField(
        queryset=Cup.objects.newest_first(),
        required=False,
        empty_label="The one that fits best",
    )
    after = forms.IntegerField(
        label="After event", required=False, min_value=1, max_value=99, help_text="Its number; empty: what fits best."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > LONGEST:
            raise forms.ValidationError("The file is larger than 1 MB, so it can’t be a ranking.")
        data = file.read() if file else cleaned.get("text", "").encode()
        if not data.strip():
            raise forms.ValidationError("Paste a ranking, or choose its file.")
        try:
            cleaned["check"] = check(read_ranking(data), cleaned.get("cup"), cleaned.get("after"))
        except (RankingError, Event.DoesNotExist) as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def check_standing(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Compare a published ranking with ours; nothing is stored."""
    _results_staff_only(request)
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    say_cleanings(request, form.cleaning_words)
    found: Check | None = None
    if form.is_valid():
        found = form.cleaned_data["check"]
        form = CheckForm(initial=form.cleaned_data)  # another comparison: the file of this one has been read
    title = "Compare with a published ranking"
    return admin_page(request, site, "admin/standings/check.html", title, {"form": form, "check": found})


@dataclass(frozen=True)
class Printed:
    """A line whose printed points aren't those of its place."""

    score: Score

    @property
    def text(self) -> str:
        result = self.score.result
        return points_difference(
            result.competitor.name, result.printed_points or 0, result.rank, result.status, self.score.points
        )


def printed_points(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Where sheets of a season print other points than the rules give."""
    _results_staff_only(request)
    seasons = list(Season.objects.filter(cups__isnull=False).distinct().order_by("-start_year"))
    chosen = next((each for each in seasons if each.slug == request.GET.get("season")), seasons[0] if seasons else None)
    scores = (
        Score.objects.filter(Q(result__printed_points__isnull=False), cup__season=chosen)
        .exclude(points=F("result__printed_points"))
        .select_related(
            "cup__season", "result__competitor", "result__race__event__season", "result__race__event__venue"
        )
        .order_by("result__race__event__number", "result__race__number", "result__line")
    )
    context = {"seasons": seasons, "season": chosen, "lines": [Printed(score) for score in scores]}
    return admin_page(request, site, "admin/standings/printed_points.html", "Points printed on sheets", context)


def _results_staff_only(request: HttpRequest) -> None:
    require(request, "standings.add_sheetimport")
