"""Every form of the admin: what two people do to one row at the same time is kept, or asked about."""

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from isuwc.submissions.sending.last_moment import violated_of
from isuwc.submissions.sending.outcomes import outcome_of
from isuwc.submissions.sending.page import OPENED, write_into
from isuwc.submissions.two_people import deleted
from isuwc.submissions.two_people.meeting import Meeting
from isuwc.submissions.two_people.opened import Opened, from_text
from isuwc.submissions.two_people.refusing import refuse, refuse_second, refusing_form
from isuwc.submissions.two_people.rows import Submission
from isuwc.submissions.two_people.shown import UNREADABLE, carried, kept_words, refused_words, trouble
from isuwc.submissions.two_people.words import Words, others_since


class OwnWays:
    """What an admin may do its own way; put after its class."""

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """Take what others take before they lock a row of these, so that no two wait for each other."""

    def meeting_of(self, request: HttpRequest, opened: Opened, form: Any, formsets: list[Any]) -> Meeting:
        """How a submission is compared with what is stored: field by field and row by row, or in another way."""
        return Meeting(request, opened, form, formsets)

    def words_of(self, meeting: Meeting) -> Words:
        """How what was found is said."""
        return Words(meeting)


# What `SharedForms` is put before; to Python it derives from nothing, so that they stand first
if TYPE_CHECKING:

    class Admin(OwnWays, ModelAdmin[Any]): ...
else:
    Admin = object


class SharedForms(Admin):
    """For a ModelAdmin, put before its own class: the site does it for each that is registered."""

    # What was sent

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        view = partial(super().changeform_view, form_url=form_url, extra_context=extra_context)
        if request.method != "POST":
            return view(request, object_id)
        request.POST = Submission.of(request.POST)  # type: ignore[assignment]
        with transaction.atomic():
            if object_id is None:
                refuse_second(request)
                return view(request, None)
            if OPENED in request.POST and not self._meet(request, object_id):
                return deleted.answer(self, request, object_id, super().changeform_view)
            response = view(request, object_id)
            self._say_kept(request, response)
        return response

    def _meet(self, request: HttpRequest, object_id: str) -> bool:
        """Whether the row is still there; if so, what was sent is compared with it, and nobody changes it any more."""
        try:
            opened = from_text(request.POST[OPENED], self._whose(request, object_id))
        except (signing.BadSignature, TypeError, ValueError):
            refuse(request, UNREADABLE)
            return True
        self.hold_first(request, object_id)
        if not self._lock(object_id):
            return False
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_change_permission(request, obj):
            return True
        meeting = self.meeting_of(request, opened, *self._stored(request, obj))
        meeting.meet()
        request.meeting = meeting  # type: ignore[attr-defined]
        if meeting.met.clashes or meeting.met.changes:
            meeting.who = others_since(request, obj, opened.moment)
        if meeting.met.clashes:
            refuse(request, refused_words(meeting.who))
        return True

    def _lock(self, object_id: str) -> bool:
        """Nobody else changes the row until the transaction ends; rows that refer to it may be added."""
        model = self.model
        with contextlib.suppress(ValidationError, ValueError):
            key = model._meta.pk.to_python(unquote(object_id))
            rows = model._base_manager.select_for_update(no_key=True).filter(pk=key)
            return rows.values_list("pk").first() is not None
        return False

    def _stored(self, request: HttpRequest, obj: Any) -> tuple[Any, list[Any]]:
        """The form and its sets of rows as they would be opened now; the rows are held, too."""
        admin: Any = self
        fields = flatten_fieldsets(admin.get_fieldsets(request, obj))
        form = admin.get_form(request, obj, change=True, fields=fields)(instance=obj)
        formsets: list[Any] = []
        prefixes: dict[str, int] = {}
        for kind, inline in admin.get_formsets_with_inlines(request, obj):
            prefix = kind.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            if prefixes[prefix] != 1 or not prefix:
                prefix = f"{prefix}-{prefixes[prefix]}"
            given = admin.get_formset_kwargs(request, obj, inline, prefix)
            given = {name: value for name, value in given.items() if name not in {"data", "files", "save_as_new"}}
            formsets.append(kind(**{**given, "queryset": _held(given["queryset"], obj, kind)}))
        return form, formsets

    def _say_kept(self, request: HttpRequest, response: HttpResponse) -> None:
        meeting: Meeting | None = getattr(request, "meeting", None)
        changes = self.words_of(meeting).changes() if meeting and outcome_of(request, response) else []
        if meeting and changes:
            messages.warning(request, kept_words(meeting.who, changes))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        rows = frozenset(each.model for each in self.get_inline_instances(request, obj)) if violated_of(request) else ()
        return refusing_form(request, form, frozenset(rows))

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc] # Django's stubs leave it out
        violated = violated_of(request)
        for formset in formsets:
            formset.violated = violated if violated and violated.is_of(formset.model) else None
        return formsets, inlines

    # What is shown

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response: Any = super().render_change_form(request, context, *args, **kwargs)
        form, formsets = context["adminform"].form, [each.formset for each in context["inline_admin_formsets"]]
        obj, parts = context["original"], list[str]()
        meeting: Meeting | None = getattr(request, "meeting", None)
        if obj is not None and context.get("has_change_permission", True):
            parts.append(carried(form, formsets, meeting, self._whose(request, str(obj.pk))))
        if request.method == "POST":
            parts.append(trouble(request, form, formsets, meeting, self.words_of(meeting) if meeting else None))
        name = f"{self.opts.model_name}_form"
        response.add_post_render_callback(partial(write_into, form=name, words="".join(parts)))
        shown: HttpResponse = response
        return shown

    def _whose(self, request: HttpRequest, key: str) -> str:
        opts = self.opts
        return f"{request.user.pk} {opts.label_lower} {unquote(key)}"


def _held(rows: Any, parent: Any, kind: Any) -> Any:
    """The same rows, which nobody else changes until the transaction ends."""
    if rows.query.group_by is None and not rows.query.distinct:
        return rows.select_for_update(no_key=True, of=("self",))
    list(kind.model._base_manager.select_for_update(no_key=True).filter(**{kind.fk.name: parent}).values_list("pk"))
    return rows
