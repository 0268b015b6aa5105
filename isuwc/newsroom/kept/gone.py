"""A form of a row that somebody has removed meanwhile."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


class KeepsWhatIsGone:
    """What a ModelAdmin's forms have in common here: Django would lead to the start page and drop what was typed."""

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Raises Http404 for a form that was sent; the middleware keeps its words."""
        if request.method == "POST":
            raise Http404(f"This {opts.verbose_name} isn't there any more.")
        response: HttpResponse = super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        return response
