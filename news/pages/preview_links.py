"""What people without an account see of a story that is not public, by a link that was given to them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from isuwc.clock.shown import shown_at
from news.editions.corrections import corrections_of
from news.editions.photos.files import with_present_files
from news.editions.publication import publication_of
from news.editions.snapshot import photos_in
from news.models import Photo, PreviewLink
from news.pages.page import article_page, unsaved_edition
from news.pages.related import chosen_for


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """One version of a story. 410 once the link has expired or was revoked, or the story was withdrawn; 404 for what is
    no link of this site.

    Each opening is logged. No cache keeps the page, no search engine takes it up, and it has no picture or words for
    programs that show what a link leads to.
    """
    link = PreviewLink.objects.of_token(token)
    if link is None:
        raise Http404("No such link.")
    response = (
        _version(request, link)
        if link.works() and not _is_withdrawn_since(link)
        else TemplateResponse(request, "news/link_is_over.html", status=410)
    )
    response["X-Robots-Tag"] = "noindex, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def _is_withdrawn_since(link: PreviewLink) -> bool:
    """Whether the story was published and then withdrawn, after the link was given."""
    withdrawn = publication_of(link.article).withdrawn
    return bool(withdrawn and withdrawn.withdrawn_at and withdrawn.withdrawn_at > link.made_at)


def _version(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    revision = link.article.revisions.filter(version=link.version).first()
    if revision is None:
        raise Http404("The version is gone.")
    if request.method == "GET":
        link.log_opening(request.headers.get("User-Agent", ""))
    publication = publication_of(link.article)
    shown, _ = with_present_files(revision.content)
    edition = unsaved_edition(shown, link.made_at)
    # Whoever has the link is shown what readers will be, and no picture before its rights begin
    at = shown_at()
    barred = Photo.objects.barred(at) | Photo.objects.barred(publication.embargo or at)
    edition.barred_photos = list(
        barred.filter(pk__in={each["photo"] for each in photos_in(shown)}).values_list("pk", flat=True)
    )
    context = {
        "edition": edition,
        "page": article_page(edition),
        "link": link,
        "embargo": publication.embargo,
        "is_live": publication.live is not None,
        "corrections": corrections_of(link.article),
        "related": chosen_for(edition),
        "blog": None,  # entries are no part of a version
        "structured_data": None,
    }
    return TemplateResponse(request, "news/preview_by_link.html", context)
