"""What stands beside an article's form of its review."""

from typing import Any

from news.models import Article, Note
from news.review.notes import open_notes


def noted(article: Article, blocks: list[Any]) -> list[tuple[Note, int | None]]:
    """The notes that are open, each with the number of its block in the form; None for one on the whole."""
    numbers = {(form.instance._meta.model_name, form.instance.pk): form.number for form in blocks}
    return [(note, numbers.get((f"{note.block_kind}block", note.block))) for note in open_notes(article)]
