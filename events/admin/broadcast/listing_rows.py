"""A row of the list of listings, which is changed in place."""

from typing import Any

from django import forms

from isuwc.text.typed import CleanForm

EMPTY = {"ends_on": "open", "checked_on": "never"}  # what an empty day means


class ListingRow(CleanForm, forms.ModelForm):
    """Its fields are those that the list names as editable."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = f" of {self.instance}" if self.instance.pk else ""  # Django makes an empty row of an empty list
        for name, field in self.fields.items():
            if name in EMPTY:  # without the admin's calendar, which has no room in a column
                field.widget = forms.DateInput(attrs={"placeholder": EMPTY[name]})
            if name == "link":  # without the address once more above it
                field.widget = forms.URLInput()
            if not field.widget.is_hidden:
                field.widget.attrs |= {"aria-label": f"{field.label}{of}", "class": f"row-{name}"}

    def clean_ends_on(self) -> Any:
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and self.instance.starts_on and ends_on < self.instance.starts_on:
            raise forms.ValidationError("The last day is before the first.")
        return ends_on
