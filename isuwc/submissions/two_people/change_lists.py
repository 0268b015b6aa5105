"""Lists of the admin whose rows are changed in place: what two people do to one row is kept, or asked about."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from isuwc.submissions.sending.outcomes import outcome_of
from isuwc.submissions.sending.page import write_into
from isuwc.submissions.two_people.change_forms import Admin
from isuwc.submissions.two_people.meeting import Meeting
from isuwc.submissions.two_people.refusing import refuse, refusing_rows
from isuwc.submissions.two_people.rows import read, write
from isuwc.submissions.two_people.shown import UNREADABLE, carried, kept_words, met_rows, refused_words, trouble
from isuwc.submissions.two_people.words import Words

FORM = "changelist-form"  # the id that Django gives it
# The Enter key presses the first button of a form, which would be the one of the actions
ENTER = '<input type="submit" name="_save" value="Save" hidden>'


class SharedLists(Admin):
    """For a ModelAdmin, put before its own class: the site does it for each that is registered.

    A list carries, signed, what its rows showed. When it is saved, these rows are locked and compared as the sets of
    rows of a form are; a row that somebody has deleted meanwhile is left out, with its words in a message.
    """

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        is_edited = bool(self.list_editable) and self.has_change_permission(request)
        if not is_edited:
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            meeting = self._meet_list(request) if request.method == "POST" and "_save" in request.POST else None
            response = super().changelist_view(request, extra_context)
            if meeting and meeting.met.changes and outcome_of(request, response):
                messages.warning(request, kept_words(meeting.who, Words(meeting).changes()))
        self._carry(request, response, meeting)
        return response

    def _meet_list(self, request: HttpRequest) -> Meeting | None:
        admin: Any = self
        kind = admin.get_changelist_formset(request)
        prefix = kind.get_default_prefix()
        self.hold_first(request, "")
        rows = admin._get_list_editable_queryset(request, prefix)
        keys = rows.order_by().values_list("pk", flat=True)
        held = self.model._base_manager.select_for_update(no_key=True).filter(pk__in=list(keys)).order_by("pk")
        self._leave_out_deleted(request, prefix, {str(pk) for (pk,) in held.values_list("pk")})
        meeting = met_rows(request, self._whose_list(request), _page(self.model)(), [kind(queryset=rows)])
        if meeting is None:
            refuse(request, UNREADABLE)
        elif meeting.met.clashes:
            refuse(request, refused_words(meeting.who))
        return meeting

    def _leave_out_deleted(self, request: HttpRequest, prefix: str, held: set[str]) -> None:
        rows, pk = read(request.POST, request.FILES, prefix), self.model._meta.pk.name
        if rows is None:
            return
        gone = [row for row in rows.kept if row.get(pk, [""])[-1] not in held]
        for row in gone:
            said = ", ".join(f"{name}: {values[-1]}" for name, values in row.items() if name != pk and any(values))
            which = f"{str(self.opts.verbose_name).capitalize()} {row.get(pk, [''])[-1]}"
            messages.warning(request, f"{which} was deleted meanwhile. Not saved: {said or 'nothing'}.")
        if gone:
            rows.kept = [row for row in rows.kept if row not in gone]
            request.POST, _ = write(request.POST, request.FILES, [rows])  # type: ignore[assignment]

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """No more rows than a page of the list may have: each is built before any is checked."""
        found = refusing_rows(request, super().get_changelist_formset(request, **kwargs))
        found.max_num = found.absolute_max = max(self.list_per_page, self.list_max_show_all)
        return found

    def _carry(self, request: HttpRequest, response: HttpResponse, meeting: Meeting | None) -> None:
        """What the rows show, in a page that is about to be drawn."""
        cl: Any = (getattr(response, "context_data", None) or {}).get("cl")
        formset = getattr(cl, "formset", None)
        if formset is None:
            return
        page = _page(self.model)()
        words: list[str] = [ENTER, carried(page, [formset], meeting, self._whose_list(request))]
        if formset.is_bound:
            cl.result_list = [form.instance for form in formset.forms]  # the rows that were sent, in their order
            words.append(trouble(request, page, [formset], meeting))
        carrying: Any = response
        carrying.add_post_render_callback(partial(write_into, form=FORM, words="".join(words)))

    def _whose_list(self, request: HttpRequest) -> str:
        return f"{request.user.pk} list {self.opts.label_lower}"


def _page(model: Any) -> Any:
    """The list itself, which has no fields of its own."""
    return forms.modelform_factory(model, fields=())
