"""What fans would see if a form were saved: it is saved, answered for, and undone."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers

from events.broadcast.changing.foreseen import Foreseen, changed_answers, rolled_back, taken_together
from isuwc.submissions.sending.troubles import troubles
from isuwc.text.typed import CleanAdmin

MOST_SHOWN = 30  # groups of countries that change alike, each with its answers in full


class ForeseesAnswers(CleanAdmin):
    """The admin of rows that decide who shows what: its form says which answers it would change."""

    change_form_template = "admin/events/foreseen_form.html"

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.foresee), f"events_{self.opts.model_name}"
        return [
            path("add/foreseen/", view, name=f"{name}_add_foreseen"),
            path("<path:object_id>/foreseen/", view, name=f"{name}_foreseen"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # From the form's own address, which may lie under another one
        context["foreseen"] = "../foreseen/" if context.get("original") else "foreseen/"
        return super().render_change_form(request, context, *args, **kwargs)

    def foresee(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The answers that the form sent here would change, on a page of the site's own look. Nothing is saved.

        Raises Http404 for a row that is gone, PermissionDenied as the form itself does.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if object_id and self.get_object(request, unquote(object_id)) is None:
            raise Http404
        _forget_popup(request)
        save = partial(self.change_view, object_id=object_id) if object_id else self.add_view
        with rolled_back():
            before = taken_together()
            answer: Any = save(request)
            context = _saved(request, before) if isinstance(answer, HttpResponseRedirect) else _refused(answer)
            response = TemplateResponse(request, "events/foreseen.html", context)
            response.render()  # while the rows are as they would be
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response


def _forget_popup(request: HttpRequest) -> None:
    """A form in a window that opened over another one is answered as any form is: nothing is handed to the other."""
    sent: Any = request
    sent.POST = request.POST.copy()
    sent.POST.pop(IS_POPUP_VAR, None)
    sent.GET = request.GET.copy()
    sent.GET.pop(IS_POPUP_VAR, None)


def _saved(request: HttpRequest, before: Any) -> dict[str, Any]:
    foreseen = Foreseen.of(changed_answers(before, taken_together()), MOST_SHOWN)
    remarks = [str(each) for each in _dropped(request) if each.level > messages.SUCCESS]
    return {"foreseen": foreseen, "remarks": remarks, "troubles": []}


def _refused(answer: Any) -> dict[str, Any]:
    """What keeps the form from being saved; it would change nothing."""
    context = answer.context_data
    form, formsets = context["adminform"].form, [each.formset for each in context["inline_admin_formsets"]]
    general = [str(error) for error in form.non_field_errors()]
    found = [*general, *(f"{each.where}: {each.words}" for each in troubles(form, formsets))]
    return {"foreseen": None, "remarks": [], "troubles": found}


def _dropped(request: HttpRequest) -> list[Any]:
    """The messages that saving left, which are not to appear on the next page: nothing was saved."""
    storage: Any = messages.get_messages(request)
    left, storage._queued_messages = storage._queued_messages, []
    return list(left)
