from typing import Any

from django.core.management.base import CommandParser

from isuwc.history.commands import RecordedCommand
from isuwc.signin.accounts.management.commands._named import person_named
from isuwc.signin.accounts.people import remove_factors
from isuwc.signin.accounts.required import must_have_factor


class Command(RecordedCommand):
    help = (
        "Remove the second factors and recovery codes of somebody who lost them, and sign them out everywhere. Be sure "
        "that it is they who ask. It is noted in the history, and they are told by mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["name"])
        removed = remove_factors(person, "a command on the server")
        again = " They set up a new one when they sign in next." if must_have_factor(person) else ""
        self.stdout.write(f"Removed {removed} second factor{'' if removed == 1 else 's'} of {person}.{again}")
