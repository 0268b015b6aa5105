from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from isuwc.newsroom.people import account, codes, forgotten, second_step, setting_up
from isuwc.submissions.sending.once import sent_once

Page = Callable[..., HttpResponse]


def urls(site: AdminSite) -> list[URLPattern]:
    def open_to_all(page: Page) -> Any:
        """For whoever is not signed in, or not yet: each decides itself whom it is for."""

        def call(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return page(request, site, **kwargs)

        return never_cache(csrf_protect(sensitive_post_parameters()(sent_once(call))))

    def own(page: Page) -> Any:
        def call(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return page(request, site, **kwargs)

        return site.admin_view(sensitive_post_parameters()(call))

    return [
        path("second-step/", open_to_all(second_step.second_step), name="second_step"),
        path("set-up/", open_to_all(setting_up.choose), name="set_up"),
        path("set-up/app/", open_to_all(setting_up.set_up_app), name="set_up_app"),
        path("set-up/passkey/", open_to_all(setting_up.set_up_passkey), name="set_up_passkey"),
        path("forgotten/", open_to_all(forgotten.forgotten), name="forgotten"),
        path("new-password/<uidb64>/<token>/", open_to_all(forgotten.new_password), name="new_password"),
        path("account/", own(account.account), name="account"),
        path("account/confirm/", own(account.confirm), name="confirm"),
        path("account/codes/", own(codes.codes), name="codes"),
        path("account/remove/", own(account.remove_factor), name="remove_factor"),
        path("account/sign-out/", own(account.sign_out), name="sign_out"),
    ]
