"""Commands of ours: what one changes is one entry of the history, under the command's name."""

from typing import Any

from django.core.management.base import BaseCommand

from isuwc.history.acting import Way, acting

# What a command was given that says what it was about: a file's name, a season. Never all of it
SAID = ("file", "files", "season")


class RecordedCommand(BaseCommand):
    def execute(self, *args: Any, **options: Any) -> Any:
        name = type(self).__module__.rpartition(".")[2]
        given = [_words(options[option]) for option in SAID if options.get(option)]
        with acting(Way.COMMAND, " ".join([name, *given])):
            return super().execute(*args, **options)


def _words(value: Any) -> str:
    """Of files their names alone: where they lie on whose machine is nobody's business."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    return str(getattr(value, "name", value))
