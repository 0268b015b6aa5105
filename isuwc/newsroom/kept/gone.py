"""A form of a row that somebody has deleted meanwhile."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from isuwc.submissions.two_people.deleted import RowGoneError


class KeepsWhatIsGone:
    """What a ModelAdmin's forms have in common here: Django would lead to the first page and drop what was typed."""

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Raises RowGoneError for the row's own form, whose words the middleware keeps; whoever deletes what is
        deleted already has Django's answer."""
        name = request.resolver_match and request.resolver_match.url_name
        if request.method == "POST" and name == f"{opts.app_label}_{opts.model_name}_change":
            raise RowGoneError(f"Nothing was saved: this {opts.verbose_name} has been deleted.")
        response: HttpResponse = super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        return response
