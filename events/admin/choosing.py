"""Countries that forms offer: those of today, and territories where these may be meant.

A row that has a country of the past keeps it, and its field says so.
"""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.functional import cached_property

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
        fields = {
            name: field
            for name, field in self.fields.items()
            if isinstance(field, forms.ModelChoiceField) and getattr(field.queryset, "model", None) is Country
        }
        self._own = {name: self._stored(name) for name in fields}
        for name, field in fields.items():
            self._offer_today(name, field)

    def _offer_today(self, name: str, field: Any) -> None:
        model = self._meta.model._meta.model_name or ""
        field.queryset = offered(model, name) | Country.objects.filter(pk__in=self._own[name])
        field.label_from_instance = _label
        field.error_messages["invalid_choice"] = "Choose a country of today. This is none that can be chosen here."
        if self._own[name] and not self.is_bound:  # whoever saves has read it
            field.help_text = self._help(name, field.help_text)

    def _help(self, name: str, usual: str) -> str:
        past = [self._past[key] for key in self._own[name] if key in self._past]
        is_are = "is a country" if len(past) == 1 else "are countries"
        return f"{usual} {' and '.join(past)} {is_are} of the past, kept until changed.".strip() if past else usual

    @cached_property
    def _past(self) -> dict[str, str]:
        """The names of those of the past among what the row has, by code. A query for those that aren't loaded."""
        loaded = [each for found in self.initial.values() if isinstance(found, list) for each in found]
        known = {each.pk: each for each in loaded if isinstance(each, Country)}
        keys = {key for own in self._own.values() for key in own} - known.keys()
        past = {pk: each.name for pk, each in known.items() if not each.is_current}
        return past | dict(Country.objects.filter(pk__in=keys, is_current=False).values_list("pk", "name"))

    def _stored(self, name: str) -> list[str]:
        """The codes that the row has in the field, which Django loads as the field's initial value."""
        if not self.instance.pk:
            return []
        found: Any = model_to_dict(self.instance, [name])[name] if name not in self.initial else self.initial[name]
        return [str(getattr(each, "pk", each)) for each in (found if isinstance(found, list) else [found]) if each]


def _label(country: Country) -> str:
    return country.choice_label
