"""What two people did to the same row, in the words of its form, and who the other one was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from isuwc.history.acting import Way
from isuwc.history.models import Change as Recorded
from isuwc.history.models import Entry
from isuwc.submissions.two_people.meeting import TAKE, Meeting
from isuwc.submissions.two_people.merging import MINE, REMOVED, THEIRS, Change, Clash, Place, Value
from isuwc.submissions.two_people.opened import Opened
from isuwc.submissions.two_people.values import in_words
from isuwc.text.said import NO, NOTHING, YES, in_utc

UNKNOWN = "an import, a command or another page"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_proposed: bool


@dataclass(frozen=True)
class Question:
    """A clash as the page asks about it. Empty words are left out: a row as a whole has no values of its own."""

    title: str
    name: str  # of the choice in the form
    link: str  # the id of the field
    said: str
    was: str
    theirs: str
    mine: str
    choices: Sequence[Choice]


def others_since(request: HttpRequest, obj: Any, since: datetime) -> str:
    """By whom the row was changed since that moment: Anna at 14:05 UTC and you, on another page, at 14:10 UTC."""
    return _authors(request, Recorded.objects.of_row(obj._meta.db_table, str(obj.pk)), since)


def others_of_rows(request: HttpRequest, formsets: Sequence[Any], opened: Opened) -> str:
    """The same of sets of rows, whether they are still there or not."""
    which = Q()
    for each in formsets:
        keys = {str(form.instance.pk) for form in each.initial_forms} | opened.rows.get(each.prefix, {}).keys()
        which |= Q(table=each.model._meta.db_table, row__in=keys)
    return _authors(request, Recorded.objects.filter(which), opened.moment)


def _authors(request: HttpRequest, changes: QuerySet[Recorded], since: datetime) -> str:
    latest: dict[str, datetime] = {}
    changes = changes.filter(entry=OuterRef("pk"))
    for entry in Entry.objects.filter(Exists(changes), made_at__gte=since).order_by("made_at"):
        latest[author(entry, request)] = entry.made_at
    return " and ".join(f"{who} at {at(moment)}" for who, moment in latest.items()) or UNKNOWN


def author(entry: Entry, request: HttpRequest) -> str:
    """Who or what made the entry, for a sentence that says by whom something was changed."""
    if entry.way == Way.SQL:
        return entry.by_what
    person = entry.person
    if person and entry.person_id == request.user.pk:
        person = "you, on another page," if entry.way == Way.FORM else "you"
    if entry.way == Way.FORM:
        return person or UNKNOWN
    if person and entry.person_id is None:
        return f"{person} (“{entry.said}”)"
    return f"{entry.by_what} of {person}" if person else entry.by_what


def at(moment: datetime) -> str:
    return in_utc(moment, today=timezone.now().date())


class Words:
    """Of one meeting."""

    question_template = "admin/submissions/_question.html"

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.formsets = {each.prefix: each for each in meeting.formsets}

    def changes(self) -> list[str]:
        """What others changed and this person did not, a line for each field or row."""
        return [self._change(each) for each in self.meeting.met.changes if not self._is_plumbing(each.place)]

    def questions(self) -> list[Any]:
        """As `question_template` prints them."""
        return [self._question(each) for each in self.meeting.met.clashes]

    def _is_plumbing(self, place: Place) -> bool:
        """A field that nobody sees, such as the place of a block."""
        return place.name != REMOVED and self._field(place)[0].field.widget.is_hidden

    def _change(self, change: Change) -> str:
        place, title = change.place, self.title(change.place)
        if place.name != REMOVED:
            return f"{title}: {self._said(place, change.was)} → {self._said(place, change.now)}"
        return f"{title} was {'deleted' if change.now is None else 'added'}"

    def _question(self, clash: Clash) -> Question:
        place, said = clash.place, ""
        mine, theirs = "Save yours", "Take theirs"
        if place.name == REMOVED and clash.mine is None:
            said, mine, theirs = "You deleted it, and it was changed meanwhile.", "Delete it anyway", "Keep it"
        elif place.name == REMOVED:
            said = "It was deleted meanwhile, and you changed it. Your words are in the form, as a new row."
            mine, theirs = "Keep yours, as a new row", "Leave it deleted"
        is_whole = place.name == REMOVED
        return Question(
            title=self.title(place),
            name=f"{TAKE}{place.text}",
            link="" if is_whole else self._field(place)[1],
            said=said,
            was="" if is_whole else self._said(place, clash.was),
            theirs="" if is_whole else self._said(place, clash.theirs),
            mine="" if is_whole else self._said(place, clash.mine),
            choices=[Choice(key, label, clash.proposed == key) for key, label in ((MINE, mine), (THEIRS, theirs))],
        )

    def _said(self, place: Place, value: Value | None) -> str:
        return in_words(self._field(place)[0].field, value or {})

    def title(self, place: Place) -> str:
        field = "" if place.name == REMOVED else str(self._field(place)[0].label)
        if not place.prefix:
            return field
        formset = self.formsets[place.prefix]
        kind = str(formset.model._meta.verbose_name)
        form = self._row(place)
        name = str(form.instance) if form else self._typed_name(place)
        row = f"{kind[:1].upper()}{kind[1:]} “{name}”" if name else f"A {kind}"
        return f"{row}, {field}" if field else row

    def _typed_name(self, place: Place) -> str:
        """Of a row that is gone: the first words that it had."""
        formset = self.formsets[place.prefix]
        was = self.meeting.opened.rows.get(place.prefix, {}).get(place.key, {})
        fields = formset.empty_form.fields
        said = [in_words(fields[name], value) for name, value in was.items() if not fields[name].widget.is_hidden]
        return ", ".join([each for each in said if each not in {NOTHING, YES, NO}][:3])

    def _row(self, place: Place) -> Any:
        forms = self.formsets[place.prefix].initial_forms
        return next((form for form in forms if str(form.instance.pk) == place.key), None)

    def _field(self, place: Place) -> tuple[Any, str]:
        """The field as it stands now, and its id on the page, where the row may be at another place."""
        if not place.prefix:
            bound = self.meeting.form[place.name]
            return bound, bound.id_for_label or bound.auto_id
        form = self._row(place) or self.formsets[place.prefix].empty_form
        return form[place.name], form[place.name].id_for_label or form[place.name].auto_id
