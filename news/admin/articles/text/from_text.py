"""New article from text: a report is pasted or uploaded, shown line by line as it was understood, and made a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from isuwc.files.confined.run import TOGETHER, together
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.newsroom.pages import admin_page, require
from isuwc.text.typed import say_cleanings
from news.admin.articles.text.given_pictures import GivenPictures
from news.admin.articles.text.text_form import ReportForm
from news.imports import ArticlePlan, complete_pictures, create_article, plan
from news.models import Article
from news.report import Line, Verdict

READING = TOGETHER  # seconds


@dataclass(frozen=True)
class Shown:
    """A line of the report beside what became of it."""

    line: Line

    @property
    def css(self) -> str:
        """The line's class."""
        return {Verdict.TEXT: "is-text", Verdict.FACT: "is-fact", Verdict.LEFT_OUT: "is-left-out"}[self.line.verdict]

    @property
    def verdict(self) -> str:
        """In a word, beside the line."""
        return {Verdict.TEXT: "Kept", Verdict.FACT: "Recognised", Verdict.LEFT_OUT: "Left out"}[self.line.verdict]


def from_text(admin: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """The form; what the text was understood as (`_look`); the draft (`_make`)."""
    require(request, "news.add_article")
    form = ReportForm(request.POST or None, request.FILES or None)
    say_cleanings(request, form.cleaning_words)
    planned, unusable = None, ""
    with together(READING):
        is_valid = form.is_valid()
        given = GivenPictures.of(request, form)
        try:
            planned = _plan(form, given) if is_valid else None
            if planned and "_make" in request.POST and not given.refused:
                return _make(admin, request, planned, given)
        except UnusablePictureError as error:
            planned, unusable = None, str(error)
    if planned:
        form = _next_form(form, given, planned)
    elif form.is_bound:
        form.keep_for_correction(given.text)
    context = {
        "opts": admin.opts,
        "form": form,
        "planned": planned,
        "lines": [Shown(line) for line in planned.report.lines] if planned else [],
        "counts": _counts(planned.report.lines) if planned else [],
        "given": given.rows,
        "refused": given.refused,
        "unusable": unusable,
        "is_first": not planned and not unusable and "title" not in request.POST,
    }
    template = "admin/news/article/from_text.html"
    return admin_page(request, admin.admin_site, template, "New article from text", context)


def _plan(form: ReportForm, given: GivenPictures) -> ArticlePlan:
    """What would be made of it. Asks the database, writes nothing.

    Raises UnusablePictureError where no time was left to ask a picture for its number.
    """
    cleaned, source = form.cleaned_data, form.source
    title, credit = cleaned["title"].strip(), cleaned["credit"].strip()
    add_same = cleaned["add_same"]
    return plan(source.text, given.files, cleaned["event"], title, credit, source.doubts, source.links, add_same)


def _next_form(form: ReportForm, given: GivenPictures, planned: ArticlePlan) -> ReportForm:
    """It holds the text, whatever file it came in, and what was made of it."""
    typed = {name: form.cleaned_data[name] for name in ("credit", "add_same")}
    known = {"title": planned.title, "event": planned.event, "given": given.text, "brought": form.bringing}
    return ReportForm(initial={"text": form.source.text, **typed, **known})


def _counts(lines: Sequence[Line]) -> list[tuple[str, int]]:
    names = {Verdict.TEXT: "kept as text", Verdict.FACT: "recognised", Verdict.LEFT_OUT: "left out"}
    return [(name, sum(line.verdict is verdict for line in lines)) for verdict, name in names.items()]


def _make(
    admin: "ModelAdmin[Article]", request: HttpRequest, planned: ArticlePlan, given: GivenPictures
) -> HttpResponse:
    """The draft, or the article that this text is already. Raises UnusablePictureError."""
    if planned.earlier:
        completed = complete_pictures(planned)
        messages.info(request, "This text has already been imported. No second article was created.")
        for photo in completed:
            messages.success(request, f"Its picture “{photo}” was completed.")
        given.forget()
        return _to(planned.earlier)
    article = create_article(planned, by=request.user)  # type: ignore[arg-type]
    given.forget()
    admin.log_addition(request, article, "Made from a report's text.")
    messages.success(request, "The draft is made. Read it once, then preview and publish it.")
    if awaited := [photo.name for photo in planned.photos if photo.is_awaited]:
        messages.warning(request, f"These pictures have no file yet: {', '.join(awaited)}.")
    return _to(article)


def _to(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
