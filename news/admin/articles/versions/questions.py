"""What two people did to the same part of an article, for whoever has to choose: three states, with words marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django_prose_editor.fields import ProseEditorFormField

from isuwc.submissions.two_people.meeting import TAKE
from isuwc.submissions.two_people.merging import MINE, REMOVED, THEIRS, Change, Clash, Place, Value
from isuwc.submissions.two_people.values import in_words
from isuwc.submissions.two_people.words import Choice, Words
from isuwc.text.html import clean_html
from isuwc.text.said import NOTHING
from news.admin.articles.form.widgets import PhotosField, photo_keys
from news.admin.articles.versions.meeting import PLACING
from news.editions.versions.comparing.markup import readable
from news.editions.versions.comparing.words import Run, Runs, marked, near
from news.editions.versions.merging import BOTH, ORDER, fields_of
from news.models import Photo


@dataclass(frozen=True)
class State:
    """One of the three; each part with its label, which is empty where there is only one."""

    label: str
    tag: str  # of the words that are marked: del where others took them away, ins where they are new
    parts: Sequence[tuple[str, Runs]]


@dataclass(frozen=True)
class Question:
    """As `_question.html` prints it."""

    title: str
    name: str
    link: str
    said: str
    states: Sequence[State]
    choices: Sequence[Choice]


class ArticleWords(Words):
    """Blocks are said as wholes, by their first words."""

    question_template = "admin/news/article/_question.html"

    def _is_plumbing(self, place: Place) -> bool:
        return place != ORDER and super()._is_plumbing(place)

    def _change(self, change: Change) -> str:
        place = change.place
        if place == ORDER:
            return "blocks were moved"
        if place.name == REMOVED and change.was is not None and change.now is not None:
            return f"{self.title(place)} was changed"
        return super()._change(change)

    def title(self, place: Place) -> str:
        return "The order of the blocks" if place == ORDER else super().title(place)

    def _question(self, clash: Clash) -> Any:
        place = clash.place
        if place == ORDER:
            return self._asked(clash, "You both moved blocks.", self._orders(clash), {MINE: "Yours", THEIRS: "Theirs"})
        if place.name != REMOVED:
            return self._asked(clash, "", self._states(clash), {MINE: "Save yours", THEIRS: "Take theirs"})
        if clash.mine is None:
            said = "You deleted it, and it was changed meanwhile."
            return self._asked(clash, said, self._states(clash), {MINE: "Delete it anyway", THEIRS: "Keep theirs"})
        if clash.theirs is None:
            said = "It was deleted meanwhile, and you changed it. Your words are in the form, as a new block."
            choices = {MINE: "Keep yours, as a new block", THEIRS: "Leave it deleted"}
            return self._asked(clash, said, self._states(clash), choices)
        choices = {
            MINE: "Save yours",
            THEIRS: "Take theirs",
            BOTH: "Keep both, theirs first and yours as a new block after it",
        }
        return self._asked(clash, "", self._states(clash), choices)

    def _asked(self, clash: Clash, said: str, states: Sequence[State], choices: dict[str, str]) -> Question:
        place = clash.place
        meeting: Any = self.meeting
        is_field = place.name != REMOVED and place != ORDER
        link = self._field(place)[1] if is_field else meeting.ids.get(place, "")
        offered = [Choice(key, label, False) for key, label in choices.items()]
        return Question(self.title(place), f"{TAKE}{place.text}", link, said, states, offered)

    # The three states

    def _states(self, clash: Clash) -> list[State]:
        was, theirs, mine = (self._texts(clash.place, value) for value in (clash.was, clash.theirs, clash.mine))
        labels = [
            label
            for label in dict.fromkeys([*was, *theirs, *mine])
            if len({texts.get(label, "") for texts in (was, theirs, mine)}) > 1
        ]
        others = [texts for texts, value in ((theirs, clash.theirs), (mine, clash.mine)) if value is not None]
        before = [
            (label, near(_gone(was.get(label, ""), [texts.get(label, "") for texts in others]))) for label in labels
        ]
        found = [State("It was", "del", before)] if was else []
        for label, texts, value in (("Theirs", theirs, clash.theirs), ("Yours", mine, clash.mine)):
            if value is not None:
                parts = [(each, near(marked(was.get(each, ""), texts.get(each, ""))[1])) for each in labels]
                found.append(State(label, "ins", parts))
        return found

    def _texts(self, place: Place, value: Value | None) -> dict[str, str]:
        """Each field of the block in words, by its label; of a field of the article itself only that."""
        if place.name != REMOVED:
            return {"": _said(self._field(place)[0].field, value or {})}
        fields = self.formsets[place.prefix].empty_form.fields
        found = {name: each for name, each in fields_of(value or {}).items() if name in fields and name not in PLACING}
        texts = {str(fields[name].label): _said(fields[name], each) for name, each in found.items()}
        return {"" if len(texts) == 1 else label: text for label, text in texts.items()}

    def _orders(self, clash: Clash) -> list[State]:
        found = []
        for label, value in (("It was", clash.was), ("Theirs", clash.theirs), ("Yours", clash.mine)):
            names = [self.title(Place.of(text)) for text in (value or {}).get("", [])]
            lines = "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
            found.append(State(label, "ins", [("", (Run(lines, False),))]))
        return found


def _said(field: Any, value: Value) -> str:
    """Rich text with its links and subheads, photos by their names; nothing as no words."""
    text = "".join(value.get("", [])[-1:])
    if isinstance(field, ProseEditorFormField):
        return readable(str(clean_html(text)))
    if isinstance(field, PhotosField):
        found = Photo.objects.in_bulk(photo_keys(text))
        return ", ".join(str(found.get(key, f"no. {key}")) for key in photo_keys(text))
    said = in_words(field, value)
    return "" if said == NOTHING else said.replace("\r\n", "\n")


def _gone(text: str, others: Sequence[str]) -> Runs:
    """The text, with the words marked that one of the others no longer has."""
    lacking = [False] * len(text)
    for other in others:
        at = 0
        for run in marked(text, other)[0]:
            if run.changed:
                lacking[at : at + len(run.text)] = [True] * len(run.text)
            at += len(run.text)
    runs: list[Run] = []
    for letter, changed in zip(text, lacking, strict=True):
        if runs and runs[-1].changed == changed:
            runs[-1] = Run(runs[-1].text + letter, changed)
        else:
            runs.append(Run(letter, changed))
    return tuple(runs)
