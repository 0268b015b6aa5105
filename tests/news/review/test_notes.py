"""Notes stand at their blocks, through versions, and where the block is gone they say what they were about."""

import pytest
from django.db import IntegrityError, transaction

from isuwc.newsroom.rights import NoRightError
from news.blocks.kinds import KINDS
from news.models import BLOCKS, Note, QuoteBlock, TextBlock
from news.models.review import QUOTED
from news.review.notes import LONGEST, NoteRefusedError, beginning, notes_of, open_notes, reopen, resolve, write
from tests.factories import news as factories
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    made = factories.article(text="<p>Ada led from the first lap.</p>")
    QuoteBlock.objects.create(parent=made, text="It was windy.", ordering=20)
    return made


def test_a_note_stands_at_its_block_and_one_on_the_whole_beside_all(article):
    editor = staff("Editor")
    quote = QuoteBlock.objects.get()
    on_whole, on_quote = write(article, editor, " Shorter. "), write(article, editor, "Who says so?", block=quote)
    found = notes_of(article)
    assert found.whole == [on_whole]
    assert [each.notes for each in found.blocks] == [[], [on_quote]]
    assert [each.number for each in found.blocks] == [1, 2]
    assert found.blocks[1].anchor == "block-2"
    assert (on_quote.quoted, on_quote.version, on_whole.words) == ("It was windy.", 1, "Shorter.")


def test_a_note_stays_when_its_block_is_changed_and_says_what_it_was_about_when_the_block_is_gone(article):
    block = TextBlock.objects.get()
    note = write(article, staff("Editor"), "Which lap?", block=block)
    block.text = "<p>Ada led all the way.</p>"
    block.save()
    assert notes_of(article).blocks[0].notes == [note]
    block.delete()
    found = notes_of(article)
    assert found.gone == [note]
    assert found.gone[0].quoted == "Ada led from the first lap."
    assert found.open == 1


def test_answers_stand_below_their_note_in_order_also_answers_to_answers(article):
    note = write(article, staff("Editor"), "Which lap?")
    first = write(article, staff("Contributor"), "The first.", answers_to=note)
    second = write(article, staff("Editor"), "Thanks.", answers_to=first)
    (thread,) = notes_of(article).whole
    assert list(thread.answers.all()) == [first, second]
    assert open_notes(article) == [note]


def test_a_note_is_resolved_and_opened_again_with_who_did_it(article):
    note = write(article, staff("Editor"), "Which lap?")
    resolve(note, staff("Contributor"))
    assert Note.objects.get().resolved_by == staff("Contributor")
    resolve(note, staff("Editor"))
    assert Note.objects.get().resolved_by == staff("Contributor")  # the first
    assert (open_notes(article), notes_of(article).open) == ([], 0)
    reopen(note, staff("Editor"))
    assert (Note.objects.get().resolved_at, Note.objects.get().resolved_by) == (None, None)


@pytest.mark.parametrize(("length", "refused"), [(LONGEST, False), (LONGEST + 1, True), (0, True)])
def test_a_note_has_some_letters_and_not_too_many(article, length, refused):
    if refused:
        with pytest.raises(NoteRefusedError):
            write(article, staff("Editor"), "x" * length)
        assert not Note.objects.exists()
    else:
        assert len(write(article, staff("Editor"), "x" * length).words) == LONGEST


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_others_than_the_newsroom_write_and_resolve_none(article, role):
    note = write(article, staff("Editor"), "Which lap?")
    for act in (lambda: write(article, staff(role), "Hm"), lambda: resolve(note, staff(role))):
        with pytest.raises(NoRightError):
            act()


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"block": 1},
        {"block_kind": "text"},
        {"answers": True, "block": 1, "block_kind": "text"},
        {"resolved_by": True},
    ],
)
def test_the_database_refuses_what_is_no_note(article, wrong):
    note = write(article, staff("Editor"), "Which lap?")
    values = {"words": "x", "version": 1, **wrong}
    if values.pop("answers", False):
        values["answers_to"] = note
    if "resolved_by" in values:
        values["resolved_by"] = staff("Editor")
    with pytest.raises(IntegrityError, match="note_"), transaction.atomic():
        Note.objects.create(article=article, **values)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a\n b", "a b"), ("x" * QUOTED, "x" * QUOTED), ("x" * (QUOTED + 1), "x" * (QUOTED - 1) + "…"), ("", "")],
)
def test_a_note_quotes_the_beginning(text, quoted):
    assert beginning(text) == quoted


def test_each_kind_of_block_is_named_by_its_model_as_the_form_takes_it():
    kinds = {model._meta.model_name.removesuffix("block") for model in BLOCKS}
    assert kinds == set(KINDS) - {"about"}  # which only follows a text by itself


def test_notes_take_a_fixed_number_of_queries(article, django_assert_num_queries):
    for number in range(6):
        TextBlock.objects.create(parent=article, text=f"<p>{number}</p>", ordering=30 + number)
    for block in TextBlock.objects.all():
        note = write(article, staff("Editor"), "Hm", block=block)
        write(article, staff("Editor"), "Yes", answers_to=note)
    with django_assert_num_queries(5):
        found = notes_of(article)
        assert [answer.made_by.username for each in found.all() for answer in each.answers.all()] == ["editor"] * 7
