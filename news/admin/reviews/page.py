"""The page on which a story is reviewed: its text with the notes on each block, the next steps, and who did what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from isuwc.files.tables.spreadsheets import csv_file
from isuwc.history.models import Change, Entry
from isuwc.newsroom.history.entries import Shown, of_row, shown
from isuwc.newsroom.pages import admin_page, require_view
from isuwc.text.html import clean_html
from isuwc.text.numbers import whole_number
from news.blocks.text import TextFacts
from news.models import Article, Note, Upload
from news.pictures.files import PictureFiles
from news.pictures.picture import Picture
from news.review import letters, notes
from news.review.notes import LONGEST, Noted, NoteRefusedError, Notes, notes_of
from news.review.people import called, reviewers
from news.review.steps import STEPS, Name, Seen, Step, StepRefusedError, steps_for, take

RECENT = 8  # entries of the history beside the text


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return called(person)


class StepForm(forms.Form):
    """One step: which, of what the person saw, and what it needs."""

    step = forms.ChoiceField(choices=[(name.value, name.value) for name in Name])
    state = forms.CharField(max_length=9)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    reviewer = PersonField(User.objects.none(), label="For", required=False, empty_label="Anybody who reviews")
    words = forms.CharField(
        label="Your note", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers().exclude(pk=by.pk)  # type: ignore[attr-defined]  # a model's choices


def review(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """Steps and notes are sent to the same address. What is refused is shown again with what was typed.

    Requires the permission to see articles; `news.review` says what each step takes. Raises Http404.
    """
    article = _article(pk)
    require_view(admin, request, article)
    problems: list[str] = []
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"{request.path}{_carry_out(request, article)}")
        except StepRefusedError as error:
            problems = error.problems
        except NoteRefusedError as error:
            problems = [str(error)]
        article = _article(pk)
    context = _context(request, article)
    context |= {"problems": problems, **_typed(request, context["notes"])}
    context |= {"opts": admin.opts}
    return admin_page(request, admin.admin_site, "admin/news/article/review.html", "Review", context)


def _typed(request: HttpRequest, found: Notes) -> dict[str, Any]:
    """What was sent and is refused, for the form that it was typed into; for a note on the whole where that is gone."""
    sent = request.POST
    note = whole_number(sent.get("note", "")) if "_answer" in sent else None
    block = sent.get("block", "") if "_note" in sent else None
    if "_answer" in sent and note not in {each.pk for each in found.all()}:
        note, block = None, ""
    if block and block not in {each.key for each in found.blocks}:
        block = ""
    return {
        "typed_step": sent.get("step") if "_step" in sent else None,
        "typed_note": note,
        "typed_block": block,
        "typed_reviewer": sent.get("reviewer", ""),
        "typed_words": sent.get("words", ""),
    }


def _article(pk: int) -> Article:
    articles = Article.objects.select_related(
        "review__asked_by", "review__reviewer", "changed_by", "hero", "event__venue", "event__season", "venue", "season"
    )
    return get_object_or_404(articles, pk=pk)


def _context(request: HttpRequest, article: Article) -> dict[str, Any]:
    found = notes_of(article)
    hero = article.hero.facts(article.hero_caption) if article.hero else None
    shown_here = [*([hero] if hero else []), *(facts for noted in found.blocks for facts in noted.facts.pictures())]
    files = Upload.objects.files(facts["digest"] for facts in shown_here)
    which = of_row(Article._meta.db_table, str(article.pk))
    entries = Entry.objects.filter(Exists(Change.objects.filter(which, entry=OuterRef("pk")))).newest_first()
    return {
        "article": article,
        "review": getattr(article, "review", None),
        "hero": Picture.of(hero, files.get(hero["digest"])) if hero else None,
        "notes": found,
        "blocks": [(noted, _shown_text(noted), _pictures(noted, files)) for noted in found.blocks],
        "steps": steps_for(article, request.user),  # type: ignore[arg-type]  # staff are users
        "form": StepForm(request.POST if request.method == "POST" else None, by=request.user),
        "may_note": request.user.has_perm(notes.ADDS),
        "may_resolve": request.user.has_perm(notes.RESOLVES),
        "may_change": request.user.has_perm("news.change_article"),
        "may_publish": request.user.has_perm("news.publish_article"),
        "deeds": [_deed(each) for each in shown(entries[:RECENT], which, request.user, which, most=50)],
    }


def _pictures(noted: Noted, files: dict[str, PictureFiles]) -> list[Picture]:
    return [Picture.of(facts, files.get(facts["digest"])) for facts in noted.facts.pictures()]


def _shown_text(noted: Noted) -> str:
    """A text with its subheads, lists and links; empty for other kinds of block, which have plain words."""
    return clean_html(noted.facts.html) if isinstance(noted.facts, TextFacts) else ""


@dataclass(frozen=True)
class Deed:
    """An entry of the history in a line or two: what was noted of it, or which rows it changed."""

    entry: Entry
    words: list[str]


def _deed(each: Shown) -> Deed:
    noted = [line.after for row in each.rows if row.deed == "said" for line in row.lines]
    noted += [f"{row.said}." for row in each.rows if row.kind == "note"]
    kinds = dict.fromkeys(row.kind for row in each.rows if row.kind not in {"review", "note"})
    return Deed(each.entry, noted or [f"{each.entry.said}: {', '.join(kinds)}" if kinds else each.entry.said])


def _carry_out(request: HttpRequest, article: Article) -> str:
    """Do what the button that was pressed says, and say it. Returns where on the page it is to be seen.

    Raises StepRefusedError, NoteRefusedError and NoRightError.
    """
    if "_step" in request.POST:
        _take_step(request, article)
        return ""
    if "_note" in request.POST:
        return _write(request, article)
    note = Note.objects.filter(pk=whole_number(request.POST.get("note", "")) or 0, article=article).first()
    if note is None:
        raise NoteRefusedError("This note is gone. Nothing was changed.")
    by: Any = request.user
    if "_answer" in request.POST:
        answer = notes.write(article, by, request.POST.get("words", ""), answers_to=note)
        letters.of_note(answer, by)
    elif "_resolve" in request.POST:
        notes.resolve(note, by)
    elif "_reopen" in request.POST:
        notes.reopen(note, by)
    return f"#note-{note.pk}"


def _take_step(request: HttpRequest, article: Article) -> None:
    by: Any = request.user
    form = StepForm(request.POST, by=by)
    if not form.is_valid():
        raise StepRefusedError([_said(form, name, str(words[0])) for name, words in form.errors.items()])
    data = form.cleaned_data
    step: Step = STEPS[Name(data["step"])]
    taken = take(
        step.name,
        article,
        by,
        Seen(data["state"], data["version"]),
        reviewer=data["reviewer"] if step.asks_reviewer else None,
        words=data["words"],
    )
    letters.of_step(step.name, taken, by, data["words"])
    messages.success(request, f"Done. The state of this story is now “{taken.get_state_display()}”.")


def _said(form: forms.Form, name: str, words: str) -> str:
    """Of a field that nobody sees, no name."""
    label = form.fields[name].label
    return f"{label}: {words}" if label else "The page is not as it was sent. Open it again."


def _write(request: HttpRequest, article: Article) -> str:
    """A note on the block that the form names as its kind and key, `quote:12`, or on the whole."""
    by: Any = request.user
    named = request.POST.get("block", "")
    found = notes_of(article)
    noted = next((each for each in found.blocks if each.key == named), None)
    if named and noted is None:
        raise NoteRefusedError("The block is gone: somebody deleted it meanwhile. Your note is below, not saved.")
    note = notes.write(article, by, request.POST.get("words", ""), block=noted.block if noted else None)
    letters.of_note(note, by)
    return f"#note-{note.pk}"


def history_table(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The whole history of a story as CSV, oldest first: a line for each field of each change that the person may see.

    Requires the permission to see articles. Raises Http404.
    """
    article = get_object_or_404(Article, pk=pk)
    require_view(admin, request, article)
    table = csv_file(["UTC", "who", "how", "what", "field", "before", "after"], _history_rows(request, article))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="history-{slugify(article.slug)[:60]}.csv"'
    return response


def _history_rows(request: HttpRequest, article: Article) -> Iterator[list[str]]:
    which = of_row(Article._meta.db_table, str(article.pk))
    entries = Entry.objects.filter(Exists(Change.objects.filter(which, entry=OuterRef("pk")))).order_by("pk")
    for each in shown(entries, which, request.user, which):
        head = [f"{each.entry.made_at:%Y-%m-%d %H:%M:%S}", each.entry.who, each.entry.said]
        for row in each.rows:
            for line in row.lines:
                yield [*head, row.said, line.label, line.before, line.after]
            if not row.lines:
                yield [*head, row.said, "", "", ""]
