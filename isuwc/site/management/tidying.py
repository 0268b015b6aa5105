"""What nobody needs any more, by rules of its own each: `manage.py tidy` removes it."""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from events.broadcast.links.users import in_use
from events.models import LinkTry
from isuwc.files.whole import WholeFileStorage
from isuwc.freshness.models import count_foldable, fold_marks
from isuwc.outbox.models import Letter
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.models import Allowance, KeptForm, UsualAddress, UsualAddressQuerySet
from isuwc.site.management.backups.folders import folders
from isuwc.submissions.models import KEPT as SENT_KEPT
from isuwc.submissions.models import Sent
from isuwc.tables.models import Remembered
from news.models import PreviewLink, UnsavedWords
from news.models.open_form import LASTS as WORDS_LAST
from news.models.open_form import SILENT, WROTE, OpenForm
from news.models.photos.given_picture import LASTS as GIVEN_LASTS
from news.models.photos.given_picture import GivenPicture

USUAL_KEPT = UsualAddressQuerySet.KEPT
PREVIEWS_KEPT = datetime.timedelta(days=90)  # after a link expired or was revoked: who was shown what is asked later
COLUMNS_KEPT = datetime.timedelta(days=3 * 365)  # how the columns of a table were matched: the next season's is alike
PARTS_KEPT = 3600  # seconds; a part of a file that is younger may be being written just now


@dataclass(frozen=True)
class Chore:
    """What goes, in words; how much of it there is; and removing it, which says how much went."""

    words: str
    count: Callable[[], int]
    remove: Callable[[], int]


def chores(now: datetime.datetime | None = None) -> Sequence[Chore]:
    """All of them. Each may run while the site does, and again after an interruption."""
    now = now or timezone.now()
    ended = Least(F("expires_at"), Coalesce(F("revoked_at"), F("expires_at")))
    over_previews = PreviewLink.objects.alias(ended=ended).filter(ended__lt=now - PREVIEWS_KEPT)
    return (
        _rows("sessions that have ended", StaffSession.objects.over(now)),
        _rows("allowances to sign in that are whole again", Allowance.objects.filter(spent_until__lt=now)),
        _rows("usual addresses not seen for 90 days", UsualAddress.objects.filter(seen_at__lt=now - USUAL_KEPT)),
        _rows("kept forms whose three days are over", KeptForm.objects.filter(until__lte=now)),
        _rows("marks of forms that were sent over a week ago", Sent.objects.filter(sent_at__lt=now - SENT_KEPT)),
        _rows("unsaved words of over a week ago", UnsavedWords.objects.filter(kept_at__lte=now - WORDS_LAST)),
        _rows("open forms that nobody has open", OpenForm.objects.filter(_left(now))),
        _rows("pictures given with texts over a day ago", GivenPicture.objects.filter(given_at__lt=now - GIVEN_LASTS)),
        _rows("links to previews that ended over 90 days ago", over_previews),
        _rows("letters that were sent or given up over 30 days ago", Letter.objects.over(now)),
        _rows("tried links that nothing leads to any more", _unused_tries()),
        _rows("matched columns not used for three years", Remembered.objects.filter(used_at__lt=now - COLUMNS_KEPT)),
        Chore("marks of changes that one can stand for", count_foldable, fold_marks),
        Chore("parts of files that were never finished", lambda: len(_parts()), _remove_parts),
    )


def _rows(words: str, rows: "models.QuerySet[models.Model, models.Model]") -> Chore:
    """Rows of one table; those that go with them are not counted."""

    def remove() -> int:
        return rows.delete()[1].get(rows.model._meta.label, 0)

    return Chore(words, rows.count, remove)


def _left(now: datetime.datetime) -> Q:
    """As the sweep of the forms themselves: five minutes after the last sign of life nobody is named any more."""
    return Q(seen_at__lte=now - max(SILENT, WROTE))


def _unused_tries() -> "models.QuerySet[LinkTry, LinkTry]":
    return LinkTry.objects.exclude(address__in=[each.address for each in in_use()])


def _parts() -> list[Path]:
    """In every folder of uploaded files, of at least an hour ago."""
    kept = [storage for alias in folders() if isinstance(storage := storages[alias], WholeFileStorage)]
    found = (part for storage in kept for part in storage.parts())
    return [part for part in found if part.exists() and time.time() - part.stat().st_mtime >= PARTS_KEPT]


def _remove_parts() -> int:
    parts = _parts()
    for part in parts:
        part.unlink(missing_ok=True)
    return len(parts)
