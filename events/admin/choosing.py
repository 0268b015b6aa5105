"""Countries that forms offer: those of today, and territories where these may be meant.

A row that has a country of the past keeps it, and its field says so.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from events.models import Country
from events.models.country import CountryQuerySet

# Where something can be for a territory: (model, field)
FOR_TERRITORIES = {
    ("listing", "country"),
    ("listing", "except_countries"),
    ("countrygroup", "countries"),
    ("streamblock", "countries"),
}


def offered(model: str, field: str) -> CountryQuerySet:
    """The countries that an autocomplete of this field offers."""
    return Country.objects.places() if (model, field) in FOR_TERRITORIES else Country.objects.with_viewers()


class TodayForm(forms.ModelForm):
    """A form that offers countries of today alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Country:
                self._offer_today(name, field)

    def _offer_today(self, name: str, field: Any) -> None:
        model = self._meta.model._meta.model_name or ""
        own = list(self._stored(name))
        field.queryset = offered(model, name) | Country.objects.filter(pk__in=own)
        field.label_from_instance = _label
        field.error_messages["invalid_choice"] = "Choose a country of today. This is none that can be chosen here."
        if past := [each.name for each in Country.objects.filter(pk__in=own, is_current=False)]:
            is_are = "is a country" if len(past) == 1 else "are countries"
            field.help_text = f"{field.help_text} {' and '.join(past)} {is_are} of the past, kept until changed.".strip()

    def _stored(self, name: str) -> Iterable[str]:
        """The codes that the row has in the field."""
        if not self.instance.pk:
            return ()
        field = self._meta.model._meta.get_field(name)
        if field.many_to_many:
            return [country.pk for country in getattr(self.instance, name).all()]
        return filter(None, [getattr(self.instance, field.attname)])


def _label(country: Country) -> str:
    return country.choice_label
