from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from isuwc.history.commands import RecordedCommand
from isuwc.signin.accounts.links import hours, link_for
from isuwc.signin.accounts.telling import told


class Command(RecordedCommand):
    help = (
        "Make an administrator, who may do everything: of somebody who is there already, or anew. Prints a link by "
        "which a new one sets the password, so that none is typed or seen here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name, with which they sign in")
        parser.add_argument("--email", default="", help="where letters about the account go")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["name"]).first()
        is_new = person is None
        if person is None:
            person = User(username=options["name"])
            person.set_unusable_password()
        person.is_active = person.is_staff = person.is_superuser = True
        person.email = options["email"] or person.email
        try:
            person.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        person.save()
        told(person, "Made an administrator on the server", "it was made an administrator’s on the server")
        self.stdout.write(f"{person.get_username()} is an administrator.")
        if is_new or not person.has_usable_password():
            self.stdout.write(
                f"They set a password by this link, which is good once, for {hours()}:\n{link_for(person)}"
            )
