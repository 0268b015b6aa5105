"""Every constraint of ours that a form can reach has words, and a field at which they are said."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import BaseConstraint, CheckConstraint, Model

from isuwc.text.violations import has_words

OURS = [
    model for model in apps.get_models() if model.__module__.startswith(("events.", "isuwc.", "news.", "standings."))
]
RULES = {rule.name: (model, rule) for model in OURS for rule in model._meta.constraints}
NO_FORM = {
    "Correction": "sentences that the site makes of two results",
    "EarlierSkate": "lines copied of a result",
    "Edition": "made by publishing, which checks the article first",
    "EditionPhoto": "made by publishing",
    "GalleryPhoto": "numbered by the gallery",
    "GivenPicture": "kept by the page of the text with which it is given",
    "Mark": "added by triggers",
    "Letter": "posted by the steps of a review, and marked by the command that sends it",
    "LinkTry": "written by a command",
    "ListingsRevision": "one row, kept by triggers",
    "NameDecision": "written in place of the former decision of the name",
    "Note": "written on the page of a review, which checks it",
    "OpenForm": "written in one statement, from the form that is open",
    "Period": "made by publishing, which arranges the periods",
    "PreviewLink": "made on a page of its own, whose form checks it",
    "RecoveryCode": "drawn by chance, ten at a time",
    "Remembered": "kept of what was decided of a table, in place of what was before",
    "Revision": "numbered by the article",
    "Scan": "counted by the database",
    "Score": "computed",
    "Sent": "claimed in one statement, which a second one waits for",
    "SheetImport": "handed in as a file, decided with a button",
    "Standing": "computed",
    "Upload": "written with the file of a photo, and by a command",
    "UnsavedWords": "kept in place of what was kept of the same form",
}
NO_FIELD = {
    "photo_size_of_file": "width and height are read from the file",
    "photo_likeness_of_file": "reckoned from the file",
    "listing_best_way_first": "the form takes all the ways and puts them in order",
    "live_entry_changed_after_it_was_posted": "set by what writes entries",
    "live_entry_pinned_is_there": "one that is withdrawn is unpinned",
    "live_entry_one_is_pinned": "pinned by a button, which unpins the other",
    "session_of_event": "a session's key is unique already; the key of races needs it",
}


def is_of_choices(model: type[Model], rule: BaseConstraint) -> bool:
    """Whether it repeats the choices of a field, which every form offers and checks itself."""
    if not isinstance(rule, CheckConstraint) or len(rule.condition.children) != 1:
        return False
    lookup, values = rule.condition.children[0]
    name, _, kind = str(lookup).partition("__")
    field = model._meta.get_field(name)
    return kind == "in" and set(values) - {""} == {key for key, _ in field.flatchoices} - {""}


@pytest.mark.parametrize("name", RULES)
def test_constraint_has_words_unless_no_form_reaches_it(name):
    model, rule = RULES[name]
    is_out_of_reach = name in NO_FIELD or model.__name__ in NO_FORM or is_of_choices(model, rule)
    assert has_words(rule) is not is_out_of_reach or model.__name__ == "Period"


@pytest.mark.parametrize(
    "model", [model for model in OURS if model.__name__ in NO_FORM], ids=lambda model: model.__name__
)
def test_model_without_a_form_has_none(model):
    edited = {inline.model for each in admin.site._registry.values() for inline in each.inlines}
    assert model.__name__ in {"LinkTry", "Scan", "SheetImport"} or model not in {*admin.site._registry, *edited}


def test_constraint_is_said_at_a_field_that_the_form_has():
    typed = {"result_thousandth_is_a_digit_of_a_time", "result_time_positive"}  # a time is typed in one field
    wrong = [
        name
        for name, (model, rule) in RULES.items()
        if has_words(rule) and model.__name__ not in NO_FORM and name not in typed
        if rule.violation_error_code not in {field.name for field in model._meta.fields if field.editable}
    ]
    assert wrong == []
