"""Every form of the admin takes any value in each of its fields, and so do the pages around articles and tables."""

from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse

from events.models import Event
from news.models import Article
from tests.isuwc.hostile.asking import wrong_post
from tests.isuwc.hostile.values import IN_FIELDS, some

MOST_FIELDS = 5  # one at a time, of each form; all of them are sent at once besides
MODELS = [model for model in admin.site._registry if model.__module__.split(".")[0] != "django"]
WITHOUT_FORM = {
    "add": {"LinkTry", "SheetImport", "RaceSheet", "StartSheet"},  # written by a command, handed in, and made of a race
    "change": {"LinkTry", "SheetImport"},
}


def sent(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of the form at the address, changed in nothing."""
    context = client.get(address).context
    if context is None or "adminform" not in context:
        return {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, FieldFile):
                continue  # no file is chosen
            if not hasattr(bound.field.widget, "decompress"):
                values[bound.html_name] = "" if value is None else value
                continue
            parts = value if isinstance(value, list) else bound.field.widget.decompress(value)
            values |= {f"{bound.html_name}_{number}": part or "" for number, part in enumerate(parts)}
    return {name: value for name, value in values.items() if value is not False}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_form_takes_any_value_in_each_field(visitor, model):
    client = visitor["administrator"]
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    key = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    found = []
    for place, (step, keys) in enumerate({"add": [], "change": [key]}.items()):
        address = reverse(f"admin:{name}_{step}", args=keys)
        values = sent(client, address)
        assert bool(values) == (model.__name__ not in WITHOUT_FORM[step]), f"{step}: {len(values)} fields"
        found += [wrong_post(client, address, values)]
        fields = [field for field in values if not field.endswith("-TOTAL_FORMS")]  # of which a thousand are made
        for number, field in enumerate(fields[:: max(1, len(fields) // MOST_FIELDS)]):
            found += [wrong_post(client, address, {**values, field: bad}) for bad in some(IN_FIELDS, number + place, 1)]
        for bad in some(IN_FIELDS, place + len(name), 2):
            found += [wrong_post(client, address, {**values, **dict.fromkeys(fields, bad)})]
    assert list(filter(None, found)) == []


def test_number_of_forms_in_a_form_takes_any_value(visitor):
    client = visitor["administrator"]
    address = reverse("admin:events_event_change", args=[Event.objects.get().pk])
    values = sent(client, address)
    totals = [field for field in values if field.endswith("-TOTAL_FORMS")]
    assert totals != []
    bad = ["99999", "-1"]
    found = [wrong_post(client, address, {**values, **dict.fromkeys(totals, each)}) for each in bad]
    assert list(filter(None, found)) == []


@pytest.mark.parametrize("action", ["delete_selected", *some(IN_FIELDS, 1, 2)])
def test_action_on_a_list_is_answered(visitor, action):
    found = []
    for number, model in enumerate(MODELS):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        key = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
        for chosen in (key, *some(IN_FIELDS, number, 1)):
            data = {"action": action, "_selected_action": [chosen], "select_across": "0", "index": "0"}
            found += [
                wrong_post(visitor["administrator"], address, data),
                wrong_post(visitor["administrator"], address, {**data, "post": "yes", "index": "9" * 5000}),
            ]
    assert list(filter(None, found)) == []


FIELDS = [
    "text",
    "title",
    "photos",
    "credit",
    "event",
    "csrfmiddlewaretoken",
    "at_0",
    "at_1",
    "zone",
    "version",
    "table",
    "file",
    "season",
    "from",
    "to",
    "fingerprint",
    "apply",
    "look",
    "sheets",
    "choice-0",
    "what",
    "back",
    "ranking",
    "cup",
    "old_password",
    "new_password1",
    "next",
    "username",
    "caption",
    "is_decorative",
]


def upload(words: str) -> SimpleUploadedFile:
    """A file with these words, and a name of them. It can be sent once: what was read of it is gone."""
    name = words[:200].encode(errors="replace").decode()
    return SimpleUploadedFile(f"{name}.csv", words.encode(errors="replace"))


def test_pages_beside_the_forms_take_any_value(visitor):
    key = Article.objects.order_by("pk").first().pk
    addresses = [
        *(reverse(f"admin:news_article_{step}", args=[key]) for step in ("preview", "publish", "withdraw")),
        *(reverse(f"admin:news_article_{step}", args=[key]) for step in ("beat", "beside")),
        *(
            reverse(f"admin:{name}")
            for name in (
                "news_article_from_text",
                "news_article_preview_new",
                "news_article_beat_new",
                "standings_check",
            )
        ),
        *(reverse(f"admin:{name}") for name in ("events_listing_import", "events_listing_copy", "news_photo_upload")),
        *(reverse(f"admin:standings_sheetimport_{name}") for name in ("hand_in", "preview")),
        reverse("admin:events_listing_sessions_import"),
        reverse("admin:password_change"),
    ]
    found = []
    for number, address in enumerate(addresses):
        for bad in some(IN_FIELDS, number, 4):
            files = {name: upload(bad) for name in ("file", "sheets")}
            for data in (dict.fromkeys(FIELDS, bad), {**files, "table": bad}):
                found.append(wrong_post(visitor["administrator"], address, data))
    assert list(filter(None, found)) == []
