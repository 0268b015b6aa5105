"""A person's word on an address, which holds for all that lead to it."""

import datetime

from django.db import transaction
from django.utils import timezone

from events.broadcast.links.users import users_of
from events.models import LinkWord
from isuwc.history.models import note


@transaction.atomic
def say(address: str, answers: bool, on: datetime.date | None = None) -> int:
    """Record that the address answers, or no longer does, since the day on which that was first found.

    Returns how many lead to it, and says it in the history of each. Nothing is recorded where none does.
    """
    on = on or timezone.localdate()
    users = users_of(address)
    if not users:
        return 0
    first = {"answered_on" if answers else "failed_on": on}
    word, is_new = LinkWord.objects.select_for_update().get_or_create(address=address, defaults=first)
    if not is_new:
        if answers:
            word.answered_on, word.failed_on = on, None
        else:
            word.failed_on = word.failed_on or on
        word.save(update_fields=["answered_on", "failed_on"])
    for row in {(type(each.row), each.row.pk): each.row for each in users}.values():
        note(row, f"{address} answers." if answers else f"{address} no longer answers.")
    return len(users)
