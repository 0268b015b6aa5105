"""A tick that says "it is so": it holds for exactly what was shown beside it, and is asked again of anything else."""

from hashlib import sha256
from typing import Any

from django import forms


def seen(*shown: object) -> str:
    """The fingerprint of what was shown."""
    return sha256(repr(shown).encode()).hexdigest()[:16]


class SeenInput(forms.CheckboxInput):
    """A checkbox whose value is the fingerprint of what it is about, ticked where it was ticked for the same."""

    def __init__(self, shown: str) -> None:
        super().__init__(check_test=lambda value: value == shown)
        self.shown = shown

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")

    def format_value(self, value: Any) -> str:
        return self.shown


def ask(field: forms.Field, shown: str) -> None:
    """Let the field ask of what is shown; without anything there is nothing to tick, so it isn't there."""
    field.widget = SeenInput(shown) if shown else forms.HiddenInput({"disabled": True})
