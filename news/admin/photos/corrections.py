"""Where a photo is shown, and the page that publishes its corrections."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isuwc.newsroom.pages import admin_page, require, require_view
from news.editions.photos.corrections import Story, drafts_with, fingerprint, publish_corrections, stories_with
from news.editions.publication import moment
from news.editions.refusals import PublishError
from news.models import Edition, Photo


def corrections(admin: "ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Every story with the photo, with its changes before and after, and one button to publish them all."""
    photo = get_object_or_404(Photo, pk=pk)
    require_view(admin, request, photo)
    problems: list[str] = []
    if request.method == "POST":
        require(request, "news.publish_article")
        try:
            _publish_corrections(admin, request, photo)
        except PublishError as error:
            problems = error.problems
        else:
            return HttpResponseRedirect(reverse("admin:news_photo_change", args=[photo.pk]))
    stories = stories_with(photo)
    context = {
        "opts": admin.opts,
        "photo": photo,
        "changing": [story for story in stories if story.changes],
        "staying": [story for story in stories if not story.changes],
        "shown": fingerprint(photo, stories),
        "problems": problems,
        "may": request.user.has_perm("news.publish_article"),
    }
    title = "Bring the corrected facts to readers"
    return admin_page(request, admin.admin_site, "admin/news/photo/corrections.html", title, context)


def _publish_corrections(admin: "ModelAdmin[Any]", request: HttpRequest, photo: Photo) -> None:
    """Publish the corrections, with messages. Raises PublishError if anything has changed or has problems."""
    made = publish_corrections(photo, request.POST.get("shown", ""), request.user)  # type: ignore[arg-type]
    for edition in made:
        admin.log_change(request, edition.article, f"Published edition {edition.number}: corrected “{photo}”.")
        messages.success(request, _published_message(edition))
    admin.log_change(request, photo, f"Corrections published in {_list(made)}.")


def _published_message(edition: Edition) -> SafeString:
    is_live = edition.goes_live_at <= timezone.now()
    when = "readers see it now" if is_live else f"it goes live on {moment(edition.goes_live_at)}, as planned"
    return format_html(
        '<a href="{}">{}</a>: edition {} has the corrected facts; {}.',
        reverse("admin:news_article_change", args=[edition.article_id]),
        edition.title,
        edition.number,
        when,
    )


def _list(editions: Sequence[Edition]) -> str:
    return ", ".join(f"edition {edition.number} of “{edition.title}”" for edition in editions) or "no story"


def shown_in(photo: Photo) -> str:
    """HTML: live and scheduled stories with the photo, and working copies that use it, with links."""
    stories = stories_with(photo)
    context = {
        "photo": photo,
        "stories": stories,
        "drafts": drafts_with(photo),
        "is_behind": any(story.changes for story in stories),
    }
    return render_to_string("admin/news/photo/_shown_in.html", context)


def used_in(photo: Photo, besides: int | None) -> list[str]:
    """The titles of the articles that show the photo or use it, without one of them."""
    titles = {story.edition.article_id: story.edition.title for story in stories_with(photo)}
    titles |= {article.pk: article.title for article in drafts_with(photo)}
    return [title for key, title in titles.items() if key != besides]


def correction_notices(photo: Photo) -> Iterator[SafeString | str]:
    """Messages after a change: which stories still show the earlier facts or file, and how to correct them."""
    stories = stories_with(photo)
    if behind := [story for story in stories if story.changes]:
        yield format_html(
            'Readers still see the earlier facts in {}. <a href="{}">Bring the correction to them…</a>',
            _stories(behind),
            reverse("admin:news_photo_corrections", args=[photo.pk]),
        )
    if other := [story for story in stories if story.shows_other_file]:
        yield f"Readers still see the earlier file in {_stories(other)}. Publish the article to show them the new one."


def _stories(stories: Sequence[Story]) -> str:
    """one live story; 2 live stories and one that waits. A live article with scheduled editions counts as live."""
    live = {story.edition.article_id for story in stories if story.is_live}
    waiting = {story.edition.article_id for story in stories} - live
    parts = [f"{_number(live)} live {'story' if len(live) == 1 else 'stories'}"] if live else []
    if waiting:
        that = "that waits" if len(waiting) == 1 else "that wait"
        story = "" if live else " story" if len(waiting) == 1 else " stories"
        parts.append(f"{_number(waiting)}{story} {that}")
    return " and ".join(parts)


def _number(articles: Collection[int]) -> str:
    return "one" if len(articles) == 1 else str(len(articles))


def deletion_obstacles(photo: Photo) -> list[SafeString]:
    """Where the photo is used, which is why it can't be deleted: in words, with a link to each article."""
    return [
        *(
            format_html(
                'Edition {} of <a href="{}">“{}”</a> shows it. What was published is kept, and so are its photos.',
                edition.number,
                _article(edition.article_id),
                edition.title,
            )
            for edition in Edition.objects.filter(photos=photo).order_by("article", "number")
        ),
        *(
            format_html(
                'The article <a href="{}">“{}”</a> uses it. Remove it there first.', _article(article.pk), article
            )
            for article in drafts_with(photo)
        ),
        *(
            format_html(
                'The entry “{}” of <a href="{}">“{}”</a> has it. It was withdrawn, which can be taken back: so its '
                "photo is kept with it.",
                entry,
                _article(entry.article_id),
                entry.article,
            )
            for entry in photo.live_entries.filter(withdrawn_at__isnull=False).select_related("article").order_by("pk")
        ),
    ]


def _article(pk: int) -> str:
    return reverse("admin:news_article_change", args=[pk])
