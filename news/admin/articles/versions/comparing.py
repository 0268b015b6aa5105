"""Two versions or editions of an article side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from isuwc.newsroom.pages import admin_page, require_view
from news.admin.articles.versions.states import Named, State, named, state
from news.editions.snapshot import Content
from news.editions.versions.authors import Author
from news.editions.versions.comparing.compare import ComparedBlock, Comparison, compare
from news.editions.versions.comparing.summary import in_short
from news.editions.versions.names import names_for
from news.models import Article, Upload
from news.pictures.files import PictureFiles


@dataclass(frozen=True)
class Row:
    """A block of the comparison, with who wrote it last on each side."""

    block: ComparedBlock
    before: Author | None = None
    after: Author | None = None


@dataclass(frozen=True)
class Shown:
    """A comparison as the page prints it. Blocks in which nothing differs are folded."""

    comparison: Comparison
    rows: Sequence[Row]
    short: str
    files: Mapping[str, PictureFiles]  # of its pictures, by digest


def compared(
    before: Content,
    after: Content,
    written_before: Sequence[Author | None] = (),
    written_after: Sequence[Author | None] = (),
) -> Shown:
    comparison = compare(before, after, names_for(before, after))
    rows = [
        Row(block, _of(written_before, block.before), _of(written_after, block.after)) for block in comparison.blocks
    ]
    return Shown(comparison, rows, in_short(comparison), Upload.objects.files(comparison.digests))


def compare_page(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The two that the address names, the earlier one first whatever order they were chosen in; by default the newest
    version and the one before it, or the newest edition where no other version was kept. Raises Http404 for what there
    is not."""
    articles = Article.objects.select_related("changed_by", "event__season", "season", "hero")
    article = get_object_or_404(articles, pk=pk)
    require_view(admin, request, article)
    every = named(article)
    before, after = _chosen(article, request, every)
    shown = compared(before.content, after.content, before.authors, after.authors) if before and after else None
    steps: list[Named] = [each for each in every if each.key[0] != "e"]
    context: dict[str, Any] = {
        "opts": admin.opts,
        "article": article,
        "every": every,
        "before": before,
        "after": after,
        "shown": shown,
        "earlier": _neighbours(steps, before, 1),
        "later": _neighbours(steps, after, -1),
        "may_restore": admin.has_change_permission(request, article),
    }
    return admin_page(request, admin.admin_site, "admin/news/article/compare.html", "Compare versions", context)


def _chosen(article: Article, request: HttpRequest, every: Sequence[Named]) -> tuple[State | None, State | None]:
    versions = [each.key for each in every if each.key[0] != "e"]
    editions = [each.key for each in every if each.key[0] == "e"]
    to = request.GET.get("to") or next(iter(versions), "")
    place = versions.index(to) if to in versions else -1
    before = request.GET.get("from") or next(iter([*versions[place + 1 :], *editions]), "")
    found = [_found(article, key) for key in (before, to) if key]
    if len(found) < 2:
        return None, None
    one, other = sorted(found, key=lambda each: (each.version, each.key[0] != "v", each.at))
    return one, other


def _found(article: Article, key: str) -> State:
    if not (found := state(article, key)):
        raise Http404(f"This article has no {key}.")
    return found


def _neighbours(steps: Sequence[Named], end: State | None, direction: int) -> tuple[Named, Named] | None:
    """The change before the one that is shown, or after it: two versions that follow each other."""
    keys = [each.key for each in steps]
    if end is None or end.key not in keys:
        return None
    one, other = keys.index(end.key), keys.index(end.key) + direction
    if not 0 <= other < len(steps):
        return None
    older, newer = max(one, other), min(one, other)
    return steps[older], steps[newer]


def _of(written: Sequence[Author | None], place: int | None) -> Author | None:
    return written[place - 1] if place is not None and place <= len(written) else None
