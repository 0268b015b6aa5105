"""A line of the grid: whose it is, and the question where that is not sure."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from standings.admin.lines.fields import CompetitorField, CountryField
from standings.results.apply import unsaved_skater
from standings.results.known_names import KnownNames
from standings.spelling.names import from_sheet

NEW = "new"
TYPED = "typed"
COUNTED = {"line", "rank"}  # what empty lines come with


class LineForm(forms.ModelForm):
    """`may_add`: whether whoever types may make a new skater of a name that nobody here has."""

    competitor = CompetitorField(label="Competitor")
    country = CountryField(required=False)
    line = forms.IntegerField(required=False, max_value=32_767)
    who = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # the answer: a key or "new", for the name behind it
    # What was pasted of the line (`placing.Mark`), or TYPED where somebody typed its place
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    not_compared = ("who", "read")
    may_add = False
    names: KnownNames
    number = 0  # as labels say it

    def settle(self, names: KnownNames, number: int, may_add: bool) -> None:
        """What the set of lines knows and its fields need."""
        self.names, self.number, self.may_add = names, number, may_add
        fields: dict[str, Any] = self.fields
        for name in ("competitor", "country"):
            if field := fields.get(name):
                field.names = names
        if field := fields.get("competitor"):
            field.own = self.instance.competitor_id
            field.label = "Team" if names.is_team else "Skater"
            field.widget.attrs |= {"list": f"known-{str(self.prefix).rpartition('-')[0]}", "autocomplete": "off"}
            if self.is_bound:
                field.noc = fields["country"].noc(str(self["country"].data or ""))

    @property
    def cells(self) -> list[Any]:
        """Its visible fields, in order."""
        return [field for field in self.visible_fields() if field.name != "DELETE"]

    @property
    def width(self) -> int:
        """Its cells, with that for deleting."""
        return len(self.cells) + 1

    @property
    def may_delete(self) -> bool:
        return "DELETE" in self.fields

    @property
    def is_pasted(self) -> bool:
        return self.is_bound and self["read"].data not in {None, "", TYPED}

    @property
    def said_name(self) -> str:
        """Whose line it is, as far as it is known, for the names of its controls."""
        value = self["competitor"].value() if "competitor" in self.fields else ""
        if self.instance.competitor_id and not self.is_bound:
            return str(self.names.all.get(self.instance.competitor_id, ""))
        return str(self.fields["competitor"].prepare_value(value) or "") if value else ""

    def has_changed(self) -> bool:
        """A line that has nothing but its numbers is empty."""
        changed = set(self.changed_data) - {"who", "read"}
        if self.instance.pk is None and changed <= COUNTED:
            return "rank" in changed and not str(self["rank"].data).strip().isdigit() and bool(self["rank"].data)
        return bool(changed)

    # The question of whose a name is

    @property
    def question(self) -> list[tuple[str, str, bool]]:
        """What can be answered: value, words, and whether it was chosen."""
        field: Any = self.fields.get("competitor")
        asked = getattr(field, "asked", None)
        if asked is None:
            return []
        typed, chosen = self._typed(), str(self["who"].data or "")
        found = [(f"{each.pk} {typed}", f"{each.name}, {each.country_id}") for each in asked.candidates]
        if self.may_add and not self.names.is_team and field.noc:
            given, family = from_sheet(typed, field.noc)
            name = f"{given} {family}".strip()
            found.append((f"{NEW} {typed}", f"a new skater: {name} (family name {family}), {field.noc}"))
        return [(value, words, value == chosen) for value, words in found]

    @property
    def hint(self) -> str:
        """What else would answer the question."""
        field: Any = self.fields["competitor"]
        if field.asked is None:
            return ""
        if self.names.is_team:
            return "Teams are added under Competitors."
        if not field.noc and self.may_add:
            return "With a country in its cell, the name can be a new skater’s."
        return "" if self.may_add else "New skaters are added under Competitors."

    def _typed(self) -> str:
        return " ".join(str(self["competitor"].data or "").split())

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc] # Django's stubs leave it out
        field: Any = self.fields.get("competitor")
        if field is None or field.asked is None:
            return
        answer, _, name = str(self["who"].data or "").partition(" ")
        if name != self._typed():
            return
        known = next((each for each in field.asked.candidates if str(each.pk) == answer), None)
        if answer == NEW and self.may_add and field.noc and not self.names.is_team:
            known = unsaved_skater(name, field.noc, self.names.category)
        if known is not None:
            self.errors.pop("competitor", None)
            self.cleaned_data["competitor"] = known

    def clean(self) -> dict[str, Any]:
        """The country is the competitor's if none is said."""
        cleaned = super().clean() or {}
        who = cleaned.get("competitor")
        if who and not cleaned.get("country") and "country" not in self.errors:
            cleaned["country"] = who.country
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The database isn't asked whether these are there: both are of what was loaded for all lines, or new."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"competitor", "country"}

    def save(self, commit: bool = True) -> Any:
        who = self.cleaned_data.get("competitor")
        if who is not None and who.pk is None:
            who.save()
            self.instance.competitor = who
        return super().save(commit)


def refuse_twice(forms_: Any) -> None:
    """Two lines can't make the same new skater."""
    seen: set[tuple[str, str]] = set()
    for form in forms_:
        who = form.cleaned_data.get("competitor") if form.cleaned_data else None
        if who is None or who.pk is not None or form.cleaned_data.get("DELETE"):
            continue
        key = (who.name, who.country_id)
        if key in seen:
            form.add_error("competitor", ValidationError(f"Two lines are of a new {who.name}."))
        seen.add(key)
