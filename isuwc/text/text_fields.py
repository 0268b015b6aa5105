"""Cleans the text fields of every model before a row is saved.

Forms and readers of files clean first and report what they removed; this covers all other ways, such as commands. It is
a signal rather than a field class, so that no model can forget it, including those of other apps that the admin edits
(users, groups). Rows written in bulk come from files, whose readers clean.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from isuwc.text import characters


def text_fields(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The fields of the model's table that hold text, whether plain, in an array or in JSON."""
    return [field for field in model._meta.concrete_fields if _holds_words(field)]


def cleaned(field: "models.Field[Any, Any]", value: Any) -> Any:
    """The field's value without characters that damage it, and for single-line fields without line breaks."""
    if isinstance(value, str):
        is_line = isinstance(field, models.CharField) and not isinstance(field, models.TextField)
        return characters.clean(value, is_line).text
    if isinstance(field, ArrayField) and isinstance(value, list | tuple):
        return [cleaned(field.base_field, part) for part in value]
    return characters.tidy(value) if isinstance(field, models.JSONField) else value


def clean_before_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of `pre_save`. Fixtures (`raw`) are not cleaned."""
    if raw:
        return
    for field in text_fields(sender):
        if field.attname not in instance.__dict__:
            continue  # deferred: it is not written
        value = getattr(instance, field.attname)
        if (better := cleaned(field, value)) != value:
            setattr(instance, field.attname, better)


def _holds_words(field: "models.Field[Any, Any]") -> bool:
    if isinstance(field, ArrayField):
        return _holds_words(field.base_field)
    return isinstance(field, models.CharField | models.TextField | models.JSONField)
