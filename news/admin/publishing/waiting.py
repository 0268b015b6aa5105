"""An edition that waits for its moment: move it, let it go live at once, cancel it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse

from news.admin.publishing.frame import article_of, check_may, step_page, to_article
from news.admin.publishing.moments import MoveForm
from news.editions import publishing
from news.editions.publication import moment, publication_of
from news.editions.refusals import PublishError
from news.models import Article, Period


def waiting(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The page of an edition that waits for its moment: move it, let it go live at once, or cancel it.

    Requires the permission to publish; `news.editions.publishing` says what an embargo requires beyond it.
    """
    article = article_of(pk)
    check_may(request, "publish_article")
    publication = publication_of(article)
    period = next((period for period in publication.waiting if period.edition.number == number), None)
    moves = "_move" in request.POST
    form = MoveForm(request.POST if moves else None, venue=article.the_venue, initial=_moment_of(period))
    errors: list[str] = []
    if request.method == "POST" and (not moves or form.is_valid()):
        try:
            _move_or_cancel(admin, request, article, number, form)
        except PublishError as error:
            errors = error.problems
        else:
            return to_article(article, request)
    context = {
        "article": article,
        "period": period,
        "number": number,
        "form": form,
        "errors": errors,
        "publication": publication,
        "may_lift": request.user.has_perm("news.lift_embargo"),
    }
    return step_page(admin, request, "waiting", f"Edition {number}", context)


def _moment_of(period: Period | None) -> dict[str, Any]:
    return {"at": period.starts} if period else {}


def _move_or_cancel(
    admin: "ModelAdmin[Article]", request: HttpRequest, article: Article, number: int, form: MoveForm
) -> None:
    """Do what the button that was pressed says, and tell what was done. Raises PublishError."""
    by, venue = request.user, article.the_venue
    if "_cancel" in request.POST:
        period = publishing.cancel(article, number, by)  # type: ignore[arg-type]
        said = f"Edition {number} is cancelled: it will not go live on {moment(period.starts, venue)}."
        said += (
            f" Its words stay under embargo until {moment(article.not_before, venue)}." if article.not_before else ""
        )
    elif "_now" in request.POST:
        publishing.move(article, number, None, by)  # type: ignore[arg-type]
        said = f"Edition {number} is live: readers see it now."
    elif "_move" in request.POST:
        period = publishing.move(article, number, form.cleaned_data["at"], by)  # type: ignore[arg-type]
        said = f"Edition {number} now goes live on {moment(period.starts, venue)}."
    else:
        return
    others = [f"Readers see edition {p.edition.number}." for p in [publication_of(article).live] if p]
    admin.log_change(request, article, said)
    messages.success(request, " ".join([said, *(others if "_now" not in request.POST else [])]))
