"""The pages for iframes, which every site may show in a frame, and these pages alone."""

from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from isuwc.clock.shown import shown
from isuwc.site.views.embeds.kinds import Frame, Make

THEMES = ("light", "dark")


def page(make: Make) -> Any:
    """The view of a kind. `?theme=light` or `dark` is the theme; otherwise it is that of the reader's system."""

    @require_safe
    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"]})
    @wraps(make)
    def view(request: HttpRequest, **parameters: Any) -> HttpResponse:
        frame: Frame = make(request.GET, **parameters)
        theme = request.GET.get("theme", "")
        context = {**frame.context, "frame": frame, "theme": theme if theme in THEMES else "", "moment": shown()}
        return TemplateResponse(request, frame.template, context)

    return view
