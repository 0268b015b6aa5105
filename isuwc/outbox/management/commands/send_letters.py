from typing import Any

from django.core.management.base import BaseCommand, CommandError

from isuwc.outbox.queue import is_on, send_due


class Command(BaseCommand):
    help = (
        "Send the e-mails that wait in the outbox. Run it every minute. What the mail server refuses is tried again "
        "after 1, 5, 15 minutes and 1, 3, 12 hours, and then given up, which ends with an error."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_on():
            self.stdout.write("This site sends no e-mail: EMAIL_URL is not set.")
            return
        done = send_due()
        self.stdout.write(f"{done.sent} sent, {done.refused} to be tried again, {done.given_up} given up.")
        if done.given_up:
            raise CommandError("Letters were given up: the table outbox_letter says why (refused).")
