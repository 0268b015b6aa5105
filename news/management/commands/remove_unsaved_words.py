"""Removes what was typed into articles' forms and not saved for a week: `manage.py remove_unsaved_words`."""

from typing import Any

from isuwc.history.commands import RecordedCommand
from news.models import UnsavedWords


class Command(RecordedCommand):
    help = "Remove unsaved words of articles that are older than a week; nobody is offered them any more."

    def handle(self, *args: Any, **options: Any) -> None:
        count = UnsavedWords.objects.sweep()
        self.stdout.write(f"Unsaved words of {count} form{'s' if count != 1 else ''} removed.")
