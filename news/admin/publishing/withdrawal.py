"""Taking a story back from readers: at once, or at a moment to come, which can be moved and cancelled until then."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse

from news.admin.publishing.frame import article_of, check_may, step_page, to_article
from news.admin.publishing.moments import MoveForm
from news.editions import publishing
from news.editions.publication import Publication, moment, publication_of
from news.editions.refusals import PublishError
from news.models import Article


def withdraw(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the article from readers, with all editions that wait, after asking. Requires its own permission.

    `_at` plans it for a moment, `_stay` cancels what was planned, anything else does it at once.
    """
    article = article_of(pk)
    check_may(request, "withdraw_article")
    publication = publication_of(article)
    plans = "_at" in request.POST
    initial = {"at": publication.withdrawal}
    form = MoveForm(request.POST if plans else None, venue=article.the_venue, label="Withdraw it at", initial=initial)
    errors: list[str] = []
    if request.method == "POST" and (not plans or form.is_valid()):
        try:
            said = _carry_out(request, article, publication, form)
        except PublishError as error:
            errors = error.problems
        else:
            admin.log_change(request, article, said)
            messages.success(request, said)
            return to_article(article, request)
    context = {"article": article, "publication": publication, "form": form, "errors": errors}
    return step_page(admin, request, "withdraw", "Withdraw", context)


def _carry_out(request: HttpRequest, article: Article, publication: Publication, form: MoveForm) -> str:
    """Do what the button that was pressed says; what was done, in words. Raises PublishError."""
    by, venue = request.user, article.the_venue
    if "_stay" in request.POST:
        planned = publishing.cancel_withdrawal(article, by)  # type: ignore[arg-type]
        return f"It stays: the withdrawal on {moment(planned, venue)} is cancelled."
    if "_at" in request.POST:
        at = form.cleaned_data["at"]
        publishing.withdraw(article, by, at)  # type: ignore[arg-type]
        return f"The article will be withdrawn on {moment(at, venue)}. Until then nothing changes for readers."
    gone = publishing.withdraw(article, by)  # type: ignore[arg-type]
    return _withdrawn(publication) if gone else "Nothing of it was in public, and nothing waited."


def _withdrawn(publication: Publication) -> str:
    said = ["The article is withdrawn."]
    if publication.live:
        said.append("Its addresses now say that it was withdrawn.")
    said += [f"Edition {period.edition.number} will not go live." for period in publication.waiting]
    return " ".join(said)
