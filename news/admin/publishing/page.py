"""The page that publishes an article: at once, or at a moment to come."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from isuwc.newsroom.rights import NoRightError
from isuwc.text.numbers import whole_number
from news.admin.publishing.address import clash, clash_words, free_address, take_address, year_of
from news.admin.publishing.changes import Line, differences
from news.admin.publishing.findings import (
    doubts_of_last_edition,
    fingerprint,
    listed,
    not_read_yet,
    photos_changed_since,
)
from news.admin.publishing.frame import article_of, check_may, step_page, to_article
from news.admin.publishing.looks import looks_of
from news.admin.publishing.moments import PublishForm
from news.editions import publishing
from news.editions.checks import doubts, problems
from news.editions.corrections import corrections_of
from news.editions.picture_rights import facts_doubts, rights_doubts, rights_in, rights_problems
from news.editions.publication import Publication, moment, publication_of
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.editions.snapshot import Content, content_of, digest_of
from news.editions.wording.known import known_for, wording_doubts
from news.models import Article, Edition
from news.review import letters

NOT_YET = "Nothing was published: see “Before it can go live” above."


def publish(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The page that publishes: the content's problems and doubts, how it will look, its moment and its address, and
    what becomes of waiting editions. Doubts that no edition had are asked about once.

    Requires the permission to publish. Raises Http404, as all views here do where there is no such article.
    """
    article = article_of(pk)
    check_may(request, "publish_article")
    content, publication, now = content_of(article), publication_of(article), timezone.now()
    rights = rights_in(content)
    approval = [*not_read_yet(article), *photos_changed_since(article, content)]
    pictures = [*rights_doubts(content, rights, now), *facts_doubts(content, rights)]
    on_record = known_for(content)
    found = [*approval, *doubts(content), *pictures, *wording_doubts(content, on_record)]
    questions = listed(article, found, doubts_of_last_edition(article, content, on_record) if found else ())
    at = max(publication.not_before or now, now)
    lacking = problems(content)
    hindrances = listed(article, [*lacking, *rights_problems(content, rights, at)])
    asked = fingerprint(questions)
    digest = digest_of(content)
    form = PublishForm(request.POST or None, article=article, publication=publication, seen=digest, asked=asked)
    if request.method == "POST" and form.is_valid() and _address_is_free(form, article, publication):
        try:
            with transaction.atomic():
                _carry_out(admin, request, article, content, form)
        except AlreadyPublishedError as already:
            messages.info(request, str(already))
        except PublishError as error:
            # Those of the content stand above the form already; that nothing was published is said in any case.
            known = [each.words for each in hindrances]
            others = [problem for problem in error.problems if problem not in known]
            form.add_error(None, others or NOT_YET)
        if form.is_valid():
            return to_article(article)
    proposed = "" if form.is_bound else _propose_address(form, article, publication)
    context = {
        "article": article,
        "content": content,
        "digest": digest,
        "form": form,
        "problems": hindrances,
        "is_held": bool(lacking),  # whatever moment is typed; rights depend on that
        "doubts": questions,
        "asked": asked,
        "looked": form.data.get("looked", "") == asked,
        "publication": publication,
        "clash": proposed,
        "year": year_of(publication, None),
        "looks": looks_of(article, content, publication, form["address"].value() or article.slug),
        "changes": _changes(article, content, request.POST) if form.errors else [],
        "takes_correction": "correction" in form.fields,
        "corrections": corrections_of(article) if "correction" in form.fields else [],
    }
    return step_page(admin, request, "publish", "Publish", context)


def _address_is_free(form: PublishForm, article: Article, publication: Publication) -> bool:
    """Whether no other article has it; otherwise an error beside it names that one, and the field has a free one."""
    year, slug = year_of(publication, form.cleaned_data["at"]), form.cleaned_data["address"]
    other = None if form.plans_only else clash(article, year, slug)
    if other is None:
        return True
    free = free_address(article, year, slug)
    data: Any = form.data
    form.data = data = data.copy()
    data["address"] = free
    form.add_error("address", _words(year, slug, other, free))
    return False


def _propose_address(form: PublishForm, article: Article, publication: Publication) -> SafeString | str:
    """Whose the address is, before anything is filled in, with a free one in the field; "" if it is nobody's."""
    year = year_of(publication, publication.not_before)
    if (other := clash(article, year, article.slug)) is None:
        return ""
    form.initial["address"] = free = free_address(article, year, article.slug)
    return _words(year, article.slug, other, free)


def _words(year: int, slug: str, other: Article, free: str) -> SafeString:
    return clash_words(year, slug, other, reverse("admin:news_article_change", args=[other.pk]), free)


def _carry_out(
    admin: "ModelAdmin[Article]", request: HttpRequest, article: Article, content: Content, form: PublishForm
) -> None:
    """Publish, or set the planned moment only, and say what was done. Raises PublishError."""
    at, by = form.cleaned_data["at"], request.user
    if form.plans_only:
        publishing.plan(article, at, by)  # type: ignore[arg-type]
        words = f"not before {moment(at, article.the_venue)}" if at else "no moment, so it may go live at once"
        messages.success(request, f"Nothing was published. Planned: {words}.")
        admin.log_change(request, article, f"Planned: {words}.")
        return
    begun = timezone.now()
    seen, digest = form.cleaned_data["version"] or 0, form.cleaned_data["digest"]
    if form.cleaned_data["address"] != article.slug and seen == article.version:
        seen, digest = _with_address(request, article, content, form)
    edition = publishing.publish(
        article,
        by,  # type: ignore[arg-type]
        at,
        seen=seen,
        digest=digest,
        waiting=[n for text in request.POST.getlist("waiting") if (n := whole_number(text)) is not None],
        keep=form.cleaned_data["keep"],
        correction=form.cleaned_data.get("correction", ""),
    )
    said = _published(article, edition) if edition.made_at >= begun else _kept(article, edition, begun)
    if edition.made_at >= begun:
        letters.of_publication(article, edition, by)  # type: ignore[arg-type]
    noted = ", with a correction for readers" if edition.correction else ""
    admin.log_change(
        request, article, f"Published edition {edition.number}{noted}." if edition.made_at >= begun else said
    )
    messages.success(request, said)


def _with_address(request: HttpRequest, article: Article, content: Content, form: PublishForm) -> tuple[int, str]:
    """Take the address that was typed: the version and digest to publish. Only where what the editor saw is there.

    It is written to a row of its own, so that `article` still is what the page shows if publishing is refused.
    """
    if not request.user.has_perm("news.change_article"):
        raise NoRightError("news.change_article")
    locked = Article.objects.select_for_update().get(pk=article.pk)
    digest = form.cleaned_data["digest"]
    if locked.version != article.version or (digest and digest != digest_of(content)):
        return article.version, digest
    take_address(locked, form.cleaned_data["address"], request.user)  # type: ignore[arg-type]
    return locked.version, digest_of(content_of(locked))


def _kept(article: Article, edition: Edition, begun: datetime.datetime) -> str:
    """What an edition that has the content already means for those that waited until now."""
    live = edition.goes_live_at <= timezone.now()
    starts = moment(edition.goes_live_at, article.the_venue)
    said = f"Readers keep edition {edition.number}" if live else f"Edition {edition.number} goes live on {starts}"
    gone = edition.replaced_periods.filter(dropped_at__gte=begun).select_related("edition").order_by("during")
    others = [f"edition {period.edition.number} will not go live" for period in gone]
    still = [
        f"edition {period.edition.number} still goes live on {moment(period.starts, article.the_venue)}"
        for period in publication_of(article).waiting
        if period.edition_id != edition.pk
    ]
    return "; ".join([said, *others, *still]) + "."


def _published(article: Article, edition: Edition) -> str:
    """What the new edition means for readers, and for the editions that waited."""
    publication, venue = publication_of(article), article.the_venue
    if publication.live and publication.live.edition_id == edition.pk:
        said = [f"Edition {edition.number} is live: readers see it now."]
    else:
        said = [f"Edition {edition.number} will go live on {moment(edition.goes_live_at, venue)}."]
        if edition.correction:
            said.append("Its correction will be read from then on.")
        if publication.live:
            said.append(f"Until then readers see edition {publication.live.edition.number}.")
    for period in edition.replaced_periods.select_related("edition"):
        when = moment(period.starts, venue)
        said.append(f"It replaces edition {period.edition.number}, which would have gone live on {when}.")
    for period in publication.waiting:
        if period.edition_id != edition.pk:
            said.append(f"Edition {period.edition.number} still goes live on {moment(period.starts, venue)}.")
    return " ".join(said)


def _changes(article: Article, content: Content, data: QueryDict) -> list[Line]:
    """What differs between the version that the editor saw and the one that is there now."""
    seen = data.get("version", "")
    if seen == str(article.version) or whole_number(seen) is None:
        return []
    revision = article.revisions.filter(version=seen).first()
    return differences(content, revision.content) if revision else []
