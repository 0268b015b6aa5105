from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.functional import SimpleLazyObject

from isuwc.history.models import Entry
from isuwc.newsroom.choices import LabelledChoices
from isuwc.newsroom.first_page import own_work_first, sections_for
from isuwc.newsroom.history import pages
from isuwc.newsroom.history.entries import of_tables, shown, tables_seen_by
from isuwc.newsroom.history.remembered import Remembered
from isuwc.newsroom.kept.gone import KeepsWhatIsGone
from isuwc.newsroom.kept.pages import kept_form, kept_forms, notice
from isuwc.newsroom.lists import BoundedLists, NamedLists
from isuwc.newsroom.people import urls as people
from isuwc.newsroom.people.account import change_password
from isuwc.newsroom.people.signing_in import sign_in
from isuwc.newsroom.rows import BoundedRows
from isuwc.signin.accounts.steps.signed_in import WHAT
from isuwc.signin.forms import SignInForm
from isuwc.submissions.sending.once import sent_once
from isuwc.submissions.two_people.change_forms import OwnWays, SharedForms
from isuwc.submissions.two_people.change_lists import SharedLists


def guarded(own: "type[admin.ModelAdmin[Any]]") -> "type[admin.ModelAdmin[Any]]":
    """Limits and names every list (`BoundedLists`, `NamedLists`), limits the rows of every form (`BoundedRows`), shares
    every form (`SharedForms`) and every list that is edited (`SharedLists`), and gives every row its history
    (`Remembered`).

    Done to every admin that is registered, Django's own included, and by hand to one that is a second form of the same
    rows.
    """
    bases = (SharedForms, SharedLists, BoundedRows, BoundedLists, NamedLists, Remembered, KeepsWhatIsGone, own, OwnWays)
    return type(own.__name__, bases, {"__module__": own.__module__, "__doc__": own.__doc__})


class NewsroomSite(admin.AdminSite):
    site_header = "World Cup Speed Skating: the newsroom"
    site_title = "Newsroom"
    index_title = "What would you like to do?"
    login_form = SignInForm

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[admin.ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        super().register(model_or_iterable, guarded(admin_class or admin.ModelAdmin), **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Whatever a page of the admin is sent, is done once; and none but the words of its scripts is for a cache, as
        Django would leave the pages of one's own password to."""
        return super().admin_view(sent_once(view), cacheable and view == self.i18n_javascript)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return LabelledChoices.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Worked out where it is shown, as pages without the menu beside them need none of it."""
        found: Any = SimpleLazyObject(
            lambda: own_work_first(super(NewsroomSite, self).get_app_list(request, app_label))
        )
        return found  # type: ignore[no-any-return]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """With what waits for the person, and what they did last."""
        tables = tables_seen_by(request.user)
        own = Entry.objects.of_tables(tables).filter(person_id=request.user.pk).exclude(what=WHAT).newest_first()[:10]
        own_entries = shown(own, of_tables(tables), request.user, most=1)
        context = {"own_entries": own_entries, "sees_history": bool(tables), "sections": sections_for(request)}
        return super().index(request, {**context, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The part of the first page about one app."""
        context = {"sees_history": bool(tables_seen_by(request.user)), "sections": [], **(extra_context or {})}
        return super().app_index(request, app_label, context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            *pages.urls(self),
            *people.urls(self),
            path("kept/", self.admin_view(kept_forms), name="kept_forms"),
            path("kept/<uuid:kept>/", self.admin_view(kept_form), name="kept_form"),
            *super().get_urls(),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Every page of the newsroom leads to what is kept for whoever looks at it."""
        return {**super().each_context(request), "kept_page": notice(request)}

    def password_change(  # type: ignore[override] # Django's answers with a redirect as well
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        def page(asked: HttpRequest) -> HttpResponse:
            return super(NewsroomSite, self).password_change(asked, extra_context)

        return change_password(request, page)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return sign_in(request, self, extra_context)
