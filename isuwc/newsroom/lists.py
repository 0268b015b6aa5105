"""Lists of the admin that cope with any address: impossible values are answered as Django answers other wrong ones."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import EmptyResultSet
from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from isuwc.newsroom.choices import BoundedChoices, possible
from isuwc.text.search_terms import search_terms


class BoundedChangeList(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Django's, with a warning if words of the search are left out.

        Raises IncorrectLookupParameters, on which Django shows the whole list, for values that no column can have, such
        as the year 99999. Django itself only finds these out when it compiles the query.
        """
        found = super().get_queryset(request, exclude_parameters)
        try:
            found.query.sql_with_params()
            self.check_date_hierarchy()
        except EmptyResultSet:
            pass
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error
        if exclude_parameters is None and (remark := search_terms(self.query).remark):
            messages.warning(request, remark)
        return found

    def get_filters(self, request: HttpRequest) -> Any:
        """Django handles a year that is not a number, but not one that is far too large."""
        try:
            return super().get_filters(request)
        except OverflowError as error:
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request: HttpRequest) -> None:
        """Values that the database refuses come from the address, so it was wrong."""
        try:
            super().get_results(request)
        except DataError as error:
            raise IncorrectLookupParameters(error) from error

    def check_date_hierarchy(self) -> None:
        """Raises ValueError for an impossible date, from which the links above the list would be made."""
        if self.date_hierarchy:
            parts = [self.params.get(f"{self.date_hierarchy}__{part}") for part in ("year", "month", "day")]
            numbers = [int(part[-1] if isinstance(part, list) else part) if part else 1 for part in parts]
            datetime.date(*numbers)


class BoundedLists(BoundedChoices):
    """Limits of a ModelAdmin's lists. Put before every ModelAdmin by `NewsroomSite.register`."""

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return BoundedChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found: tuple[QuerySet[Any], bool] = super().get_search_results(  # type: ignore[misc]
            request, queryset, search_terms(search_term).words
        )
        return found

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Where no row can have any of the keys that were chosen, Django says that none was chosen."""
        posted = request.POST.copy()
        chosen = possible(queryset.model._meta.pk, posted.getlist(ACTION_CHECKBOX_NAME))
        posted.setlist(ACTION_CHECKBOX_NAME, chosen)
        request.POST = posted  # type: ignore[assignment]
        return super().response_action(request, queryset)  # type: ignore[misc]


class NamedLists:
    """Gives a list the name of its rows, and not Django's "Select … to change". Put before every ModelAdmin."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where a row is chosen for a form, in a window of its own, Django's words stay."""
        title = {} if IS_POPUP_VAR in request.GET else {"title": capfirst(self.model._meta.verbose_name_plural)}  # type: ignore[attr-defined] # a ModelAdmin follows
        return super().changelist_view(request, {**title, **(extra_context or {})})  # type: ignore[misc,no-any-return] # a ModelAdmin follows
