"""The article beside its form, with the words that are not saved, as readers will see it. Nothing is written."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from news.admin.articles.form.submission import blocks_in, bound_forms, match_current_blocks
from news.admin.articles.open_form.asking import Asked, answers_form
from news.admin.articles.steps import errors_of, first_published
from news.editions.checks import problems
from news.editions.corrections import corrections_of
from news.editions.photos.files import with_present_files
from news.editions.snapshot import content_of
from news.pages.page import article_page, unsaved_edition
from news.pages.related import chosen_for


@answers_form("POST")
def beside(asked: Asked) -> HttpResponse:
    """`html` is the page; `left_out` says which blocks it lacks as they are unfinished. `errors` say why there is none:
    what the form would be refused for."""
    request, article = asked.request, asked.article
    if article:
        match_current_blocks(request, article.pk)
    form, formsets = bound_forms(asked.admin, request, article)
    if errors := errors_of(form, formsets):
        return JsonResponse({"user": request.user.get_username(), "errors": errors})
    content = content_of(form.instance, blocks_in(formsets))
    left_out = [finding.words for finding in problems(content) if finding.block and not finding.photo]
    shown, _ = with_present_files(content)
    edition = unsaved_edition(shown, first_published(article))
    context = {
        "edition": edition,
        "page": article_page(edition),
        "corrections": corrections_of(article) if article else [],
        "related": chosen_for(edition),
        "blog": None,  # entries are no part of what the form holds
        "structured_data": None,
    }
    html = render_to_string("news/preview_beside.html", context, request)
    return JsonResponse({"user": request.user.get_username(), "html": html, "left_out": left_out})
