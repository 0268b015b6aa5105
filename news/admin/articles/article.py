"""One page on which a journalist writes a whole article, and the steps from there to the public and back."""

from typing import Any

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import Media

from isuwc.text.numbers import whole_number
from isuwc.text.typed import CleanAdmin
from news.admin.articles import publishing, steps
from news.admin.articles.block_forms import ShownBlocks
from news.admin.articles.blocks import INLINES, ReferenceFields, ResultInline, first_results, number
from news.admin.articles.filters import PublicFilter
from news.admin.articles.forms import ArticleForm
from news.admin.articles.from_text import from_text
from news.admin.articles.lookups import find
from news.admin.articles.submission import blocks_in, differences, match_current_blocks
from news.editions.photo_corrections import outdated_photos
from news.editions.publication import moment, publication_of
from news.editions.snapshot import content_of, is_same
from news.models import Article, Edition, Period, Revision
from news.models.article import is_shortened


@admin.register(Article)
class ArticleAdmin(CleanAdmin, ReferenceFields, ContentEditor):
    """The list of articles, and the form for a whole article with its blocks.

    Saving keeps a Revision with each version; nobody's version is overwritten unseen (`forms.ArticleForm`). Publishing
    is a step of its own (`publishing`).
    """

    form = ArticleForm
    inlines = INLINES
    change_form_template = "admin/news/article/change_form.html"
    change_list_template = "admin/news/article/change_list.html"
    fieldsets = [  # the first stands above the body, the others at the side
        (None, {"fields": ["title", "lead", "base_version"], "classes": ["article-words"]}),
        ("Story", {"fields": ["event", ("type", "state"), "dateline"]}),
        ("Photo at the top", {"fields": ["hero", "hero_caption"]}),
        (
            "What follows the text by itself",
            {"fields": ["shows_standings", "shows_watch", "shows_calendar", "shows_about"]},
        ),
        ("Hashtags and byline", {"fields": ["hashtags", "byline"]}),
        ("Address, place, season", {"fields": ["slug", "venue", "season"], "classes": ["collapse"]}),
    ]
    list_display = ["title", "type", "the_event", "state", "in_public", "changed_at", "changed_by"]
    list_filter = [PublicFilter, "state", "type", "event__season"]
    list_per_page = 50
    search_fields = ["title", "lead", "slug", "news_textblock_set__text", "news_quoteblock_set__text"]
    search_help_text = "Title, lead, address, text and quotes"
    date_hierarchy = "changed_at"

    class Media:
        css = {
            "all": [
                "isuwc/css/tokens.css",
                "news/admin/article.css",
                "news/admin/article-form.css",
                "news/admin/article-blocks.css",
                "news/admin/article-text.css",
            ]
        }
        js = [
            Script(f"news/admin/{name}.js", type="module") for name in ("keep-words", "shortcuts")
        ]  # which imports the rest

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """With what the list prints; one article that is being saved is locked until the transaction ends."""
        articles = super().get_queryset(request)
        is_list = request.resolver_match and request.resolver_match.url_name == "news_article_changelist"
        # The list's own queries can't lock rows.
        if request.method == "POST" and connection.in_atomic_block and not is_list:
            # Of two who save at once the second one notices.
            return articles.select_for_update(of=("self",))
        periods = Period.objects.standing().select_related("edition")
        light = periods.defer("edition__body", "edition__words", "edition__hero", "edition__trailing")
        return articles.select_related("event__venue", "event__season", "venue", "changed_by", "hero").prefetch_related(
            Prefetch("periods", light)
        )

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """With `has_outdated_photos` on each article: facts of a photo that readers see, or will, were changed."""
        changelist = super().get_changelist_instance(request)
        articles = {article.pk: article for article in changelist.result_list}
        editions = Edition.objects.live_or_waiting().filter(article__in=articles).select_related("article")
        photos = outdated_photos(editions)
        for edition in editions:
            article = articles[edition.article_id]
            article.has_outdated_photos = getattr(article, "has_outdated_photos", False) or bool(photos[edition.pk])
        return changelist

    @admin.display(description="event", ordering="event__start_date")
    def the_event(self, article: Article) -> str:
        return str(article.event or "")

    @admin.display(description="in public")
    def in_public(self, article: Article) -> SafeString | str:
        """What readers see of it, and what they will."""
        publication = publication_of(article)
        parts: list[SafeString | str] = []
        if live := publication.live:
            address, number = live.placed_edition().get_absolute_url(), live.edition.number
            parts.append(format_html('<a href="{}">Edition {}</a>', address, number))
        parts += [
            f"edition {period.edition.number} from {moment(period.starts, article.the_venue)}"
            for period in publication.waiting
        ]
        if parts and (publication.has_unpublished_changes or getattr(article, "has_outdated_photos", False)):
            parts.append("changed since")
        if not publication.live and publication.waiting:
            parts.insert(0, "Not yet")
        return format_html_join(" · ", "{}", ((part,) for part in parts)) or (
            "Withdrawn" if publication.withdrawn else "No"
        )

    # The form

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            def call(request: HttpRequest, **kwargs: Any) -> HttpResponse:
                return view(self, request, **kwargs)

            return self.admin_site.admin_view(call)

        own = [
            path("pulse/", steps.pulse, name="news_article_pulse"),
            path("find/<str:kind>/", self.admin_site.admin_view(find), name="news_article_find"),
            path("from-text/", wrapped(from_text), name="news_article_from_text"),
            path("preview/", wrapped(steps.preview), name="news_article_preview_new"),
            path("<int:pk>/preview/", wrapped(steps.preview), name="news_article_preview"),
            path("<int:pk>/publish/", wrapped(publishing.publish), name="news_article_publish"),
            path("<int:pk>/waiting/<int:number>/", wrapped(publishing.waiting), name="news_article_waiting"),
            path("<int:pk>/withdraw/", wrapped(publishing.withdraw), name="news_article_withdraw"),
            path("<int:pk>/versions/", wrapped(steps.versions), name="news_article_versions"),
        ]
        return own + super().get_urls()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST" and (pk := whole_number(object_id or "")) is not None:
            match_current_blocks(request, pk)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With what readers see, the buttons that the visitor may use, and what differs where another saved first."""
        form = context["adminform"].form
        article = context["original"]
        context["blocks"] = number(inline.formset for inline in context["inline_admin_formsets"])
        context["unfinished"] = [form for form in context["blocks"] if form.unfinished]
        context["is_nav_sidebar_enabled"] = False  # the room is the article's
        context["restored"] = getattr(form, "restored", False)
        context["can_publish"] = request.user.has_perm("news.publish_article")
        context |= {"saved": None, "publication": None, "can_withdraw": False, "conflict": None}
        if article:
            saved: Article = article if request.method == "GET" else self.get_queryset(request).get(pk=article.pk)
            context["saved"] = saved
            context["publication"] = publication_of(saved)
            found = outdated_photos(saved.editions.live_or_waiting()).values()
            context["photos_behind"] = list(dict.fromkeys(photo for photos in found for photo in photos))
            context["can_withdraw"] = request.user.has_perm("news.withdraw_article")
            if getattr(form, "conflict", False):
                formsets = [inline.formset for inline in context["inline_admin_formsets"]]
                context["conflict"] = differences(content_of(saved), content_of(form.instance, blocks_in(formsets)))
        response = super().render_change_form(request, context, *args, **kwargs)
        # The editor's import map is an inline script: it needs the page's nonce.
        media = Media.from_media(response.context_data["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        response.context_data["media"] = media
        return response

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ResultInline) and (first := first_results(request, obj and obj.pk and obj)):
            kwargs["initial"] = first
        return kwargs

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[ShownBlocks]:
        found: list[Any] = super().get_inline_formsets(*args, **kwargs)
        for each in found:
            each.__class__ = ShownBlocks
        return found

    # Saving

    def merges(self, request: HttpRequest, object_id: str) -> bool:
        """A text that somebody else saved is compared as a whole: two people's paragraphs don't make one article.

        What nobody saved as a text, such as the state that publishing sets, is merged like anywhere else.
        """
        version = Article.objects.filter(pk=whole_number(object_id) or 0).values_list("version", flat=True).first()
        return "_overwrite" not in request.POST and request.POST.get("base_version") == str(version)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        if not change:
            obj.created_by = obj.changed_by = request.user  # type: ignore[assignment]
        if not form.data.get("slug") and is_shortened(obj.slug, obj.title):
            messages.info(request, f"The address has only the first words of the title: {obj.slug}.")
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article = form.instance
        if change and form.overwrites:
            self.delete_unseen_blocks(article, formsets)
        self.save_revision(request, article, form, change)

    def delete_unseen_blocks(self, article: Article, formsets: Any) -> None:
        """Saving over a colleague's version: blocks that only theirs has go; the revision keeps them."""
        for formset in formsets:
            seen = [form.instance.pk for form in formset.forms if form.instance.pk]
            formset.model.objects.filter(parent=article).exclude(pk__in=seen).delete()

    def save_revision(self, request: HttpRequest, article: Article, form: ArticleForm, change: bool) -> None:
        """Count the version up and keep its content as a Revision, unless nothing of it has changed."""
        article = Article.objects.select_related("event__season", "season", "hero").get(pk=article.pk)
        content = content_of(article)
        last = article.revisions.first()
        if change and last and is_same(last.content, content) and not form.has_changed():
            return
        if change:
            article.version += 1
            article.changed_at = timezone.now()
            article.changed_by = request.user  # type: ignore[assignment]
            article.save(update_fields=["version", "changed_at", "changed_by"])
        Revision.objects.create(
            article=article,
            version=article.version,
            content=content,
            made_by=request.user,  # type: ignore[misc]
        )

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: Any = None) -> HttpResponse:
        return self.next_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self.next_step(request, obj) or super().response_change(request, obj)

    def next_step(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Where “Save and publish” and “Save over it” lead; None for Django's own buttons."""
        if "_publish" in request.POST:
            messages.success(request, "Saved.")
            return HttpResponseRedirect(reverse("admin:news_article_publish", args=[article.pk]))
        if "_overwrite" in request.POST:
            messages.success(request, "Saved over the other version, which is kept under “All versions”.")
            return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
        return None

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """None: Django's link would lead to an address that readers may not have yet; the form has its own links."""
        return None

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What was ever published stays: it can be withdrawn."""
        if obj is not None and Edition.objects.filter(article=obj).exists():
            return False
        return super().has_delete_permission(request, obj)
