"""The fields in which a picture's rights are typed."""

from django import forms

MOMENTS = ("rights_from", "rights_until")


def name_parts(form: forms.BaseForm) -> None:
    """Day and time of each moment get a name of their own, for whoever doesn't see what stands beside them."""
    for name in MOMENTS:
        field = form.fields.get(name)
        if isinstance(field, forms.SplitDateTimeField) and isinstance(field.widget, forms.MultiWidget):
            for part, words in zip(field.widget.widgets, ("day", "time"), strict=True):
                part.attrs["aria-label"] = f"{str(field.label).capitalize()}: {words}"
