"""One page on which a journalist writes a whole article, and the steps from there to the public and back."""

from typing import Any

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from js_asset import Media

from events.models import Event
from isuwc.submissions.two_people.meeting import Meeting
from isuwc.submissions.two_people.opened import Opened
from isuwc.submissions.two_people.words import Words
from isuwc.text.numbers import whole_number
from isuwc.text.typed import CleanAdmin
from news.admin.articles.addresses import addresses
from news.admin.articles.form.block_forms import ShownBlocks
from news.admin.articles.form.blocks import INLINES, ReferenceFields, ResultInline, first_results, number, stored_kinds
from news.admin.articles.form.forms import ArticleForm
from news.admin.articles.form.submission import match_current_blocks
from news.admin.articles.list import columns, search
from news.admin.articles.list.filters import PublicFilter, WhoseFilter
from news.admin.articles.open_form.words import forget_saved
from news.admin.articles.versions.meeting import ArticleMeeting
from news.admin.articles.versions.questions import ArticleWords
from news.admin.reviews.beside_form import noted
from news.editions.approval import LAPSED
from news.editions.photos.corrections import outdated_photos
from news.editions.publication import publication_of
from news.editions.snapshot import content_of, is_same
from news.editions.versions.authors import written_last
from news.editions.versions.keeping import keep_version
from news.models import Article, Edition, Period
from news.models.article import is_shortened
from news.models.photos.queryset import files_of
from news.review.steps import steps_for


@admin.register(Article)
class ArticleAdmin(CleanAdmin, ReferenceFields, ContentEditor):
    """The list of articles, and the form for a whole article with its blocks.

    Saving keeps a Revision with each version. What two people saved is merged, and nobody's words are overwritten
    unseen (`versions.meeting`). Publishing is a step of its own (`news.admin.publishing`).
    """

    form = ArticleForm
    inlines = INLINES
    change_form_template = "admin/news/article/change_form.html"
    change_list_template = "admin/news/article/change_list.html"
    fieldsets = [  # the first stands above the body, the others at the side
        (None, {"fields": ["title", "lead", "base_version"], "classes": ["article-words"]}),
        ("Story", {"fields": ["event", "type", "dateline", "live_blog"]}),
        ("Photo at the top", {"fields": ["hero", "hero_caption"]}),
        (
            "What follows the text by itself",
            {"fields": ["shows_standings", "shows_watch", "shows_calendar", "shows_about"]},
        ),
        ("Hashtags and byline", {"fields": ["hashtags", "byline"]}),
        ("Related stories", {"fields": ["related"], "classes": ["collapse"]}),
        ("Address, place, season", {"fields": ["slug", "venue", "season"], "classes": ["collapse"]}),
    ]
    list_display = ["story", "the_state", "in_public", "changed"]
    list_filter = [PublicFilter, WhoseFilter, "state", "type", "event__season"]
    list_per_page = 50
    search_fields = ["title"]  # there is a search; `search` says of what
    search_help_text = search.HELP
    date_hierarchy = "changed_at"

    class Media:
        css = {
            "all": [
                "news/admin/article.css",
                "news/admin/article-form.css",
                "news/admin/article-blocks.css",
                "news/admin/article-text.css",
                "news/admin/article-open.css",
                "news/admin/compare.css",
            ]
        }
        js = [
            Script(f"news/admin/{name}.js", type="module")
            for name in ("keep-words", "beside", "shortcuts", "mention-fields", "photos-at-once", "dateline", "bar")
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
        people = ("changed_by", "review__asked_by", "review__reviewer")
        found = articles.select_related("event__venue", "event__season", "venue", "hero", *people)
        return found.prefetch_related(Prefetch("periods", light)).annotate(found_files=files_of("hero__file"))

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

    @admin.display(description="article", ordering="title")
    def story(self, article: Article) -> SafeString:
        return columns.story(article)

    @admin.display(description="state", ordering="state")
    def the_state(self, article: Article) -> str:
        return columns.state(article)

    @admin.display(description="what readers see")
    def in_public(self, article: Article) -> SafeString | str:
        return columns.in_public(article)

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, article: Article) -> SafeString:
        return columns.changed(article)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return search.matching(queryset, search_term), False

    # The form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """An event with which the form is opened says from where its story comes; `dateline.js` does it later."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if (key := whole_number(initial.get("event", ""))) is None:
            return initial
        event = Event.objects.select_related("venue__country").filter(pk=key).first()
        return {"dateline": event.venue.dateline, **initial} if event else initial

    def get_urls(self) -> list[Any]:
        return addresses(self) + super().get_urls()

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST" and (pk := whole_number(object_id or "")) is not None:
            match_current_blocks(request, pk)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With what readers see, and the buttons that the visitor may use."""
        form = context["adminform"].form
        article = context["original"]
        context["blocks"] = number(inline.formset for inline in context["inline_admin_formsets"])
        context["unfinished"] = [form for form in context["blocks"] if form.unfinished]
        context["is_nav_sidebar_enabled"] = False  # the room is the article's
        context["restored"] = getattr(form, "restored", False)
        context["can_publish"] = request.user.has_perm("news.publish_article")
        context |= {
            "saved": None,
            "publication": None,
            "can_withdraw": False,
            "review": None,
            "notes": None,
            "written": [],
        }
        if article:
            saved: Article = article if request.method == "GET" else self.get_queryset(request).get(pk=article.pk)
            context["saved"] = saved
            context["publication"] = publication_of(saved)
            context["written"] = written_last(saved)
            found = outdated_photos(saved.editions.live_or_waiting()).values()
            context["photos_behind"] = list(dict.fromkeys(photo for photos in found for photo in photos))
            context["can_withdraw"] = request.user.has_perm("news.withdraw_article")
            context["review"] = getattr(saved, "review", None)
            context["notes"] = noted(saved, context["blocks"])
            context["steps"] = steps_for(saved, request.user)  # type: ignore[arg-type]  # staff are users
        response = super().render_change_form(request, context, *args, **kwargs)
        # The editor's import map is an inline script: it needs the page's nonce.
        media = Media.from_media(response.context_data["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        response.context_data["media"] = media
        return response

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ResultInline) and (first := first_results(request, obj and obj.pk and obj)):
            kwargs["initial"] = first
        if obj and obj.pk and inline.model not in stored_kinds(request, obj):
            kwargs["queryset"] = inline.model.objects.none()
        return kwargs

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[ShownBlocks]:
        found: list[Any] = super().get_inline_formsets(*args, **kwargs)
        for each in found:
            each.__class__ = ShownBlocks
        return found

    # Saving

    def meeting_of(self, request: HttpRequest, opened: Opened, form: Any, formsets: list[Any]) -> Meeting:
        return ArticleMeeting(request, opened, form, formsets)

    def words_of(self, meeting: Meeting) -> Words:
        return ArticleWords(meeting)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        if not change:
            obj.created_by = obj.changed_by = request.user  # type: ignore[assignment]
        if not form.data.get("slug") and is_shortened(obj.slug, obj.title):
            messages.info(request, f"The address has only the first words of the title: {obj.slug}.")
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.save_revision(request, form.instance, form, change)
        forget_saved(request)

    def save_revision(self, request: HttpRequest, article: Article, form: ArticleForm, change: bool) -> None:
        """Count the version up and keep its content as a Revision, unless nothing of it has changed."""
        article = Article.objects.select_related("event__season", "season", "hero").get(pk=article.pk)
        content, last = content_of(article), article.revisions.first()
        if change and last and is_same(last.content, content) and not form.has_changed():
            return
        if change:
            article.version += 1
            article.changed_at = timezone.now()
            article.changed_by = request.user  # type: ignore[assignment]
            article.save(update_fields=["version", "changed_at", "changed_by"])
        state = article.state
        keep_version(article, request.user, content)  # type: ignore[arg-type] # who is signed in
        if article.state != state:
            messages.warning(request, LAPSED)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: Any = None) -> HttpResponse:
        return self.next_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self.next_step(request, obj) or super().response_change(request, obj)

    def next_step(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Where “Save and publish” leads; None for Django's own buttons."""
        if "_publish" in request.POST:
            messages.success(request, "Saved.")
            return HttpResponseRedirect(reverse("admin:news_article_publish", args=[article.pk]))
        if "_review" in request.POST:
            messages.success(request, "Saved.")
            return HttpResponseRedirect(reverse("admin:news_article_review", args=[article.pk]))
        return None

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """None: Django's link would lead to an address that readers may not have yet; the form has its own links."""
        return None

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What was ever published or scheduled stays: it can be withdrawn. Their own drafts go by anybody's hand."""
        if obj is None:
            return super().has_delete_permission(request)
        if Edition.objects.filter(article=obj).exists():
            return False
        is_own = obj.created_by_id == request.user.pk and self.has_change_permission(request, obj)
        return is_own or super().has_delete_permission(request, obj)
