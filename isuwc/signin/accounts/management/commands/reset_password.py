from typing import Any

from django.core.management.base import CommandError, CommandParser

from isuwc.history.commands import RecordedCommand
from isuwc.history.models import note
from isuwc.signin.accounts.links import hours, link_for
from isuwc.signin.accounts.management.commands._named import person_named


class Command(RecordedCommand):
    help = (
        "Print a link by which somebody sets a new password, to be handed over. Until then the present password stays; "
        "their second factor stays as it is. (Django's own `changepassword` sets one here and now.)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["name"])
        if not (person.is_active and person.is_staff):
            raise CommandError(f"{person} can't sign in: the account is not active, or has no role.")
        note(person, "Link made to set a new password")
        self.stdout.write(f"Good once, for {hours()}:\n{link_for(person)}")
