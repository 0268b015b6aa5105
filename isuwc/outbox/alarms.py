"""Telling whoever runs the site that something is wrong: by letter to ADMINS, and to ERROR_HOOK."""

import datetime
import json
import logging
import threading
import time
import urllib.request

from django.conf import settings
from django.utils import timezone

from isuwc.outbox.models import Letter
from isuwc.outbox.queue import is_on, post

PREFIX = "[isuwc] "
PAUSE = datetime.timedelta(hours=1)  # between two alarms with the same subject
MOST = 10  # alarms of all subjects within that time
TIMEOUT = 5  # seconds that the hook has

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_told: dict[str, float] = {}  # subjects told to the hook by this process, and when


def tells_somebody() -> bool:
    """Whether anybody is told of errors, so that a page may say so."""
    return bool(settings.ERROR_HOOK or (settings.ADMINS and is_on()))


def alarm(subject: str, text: str, by_letter: bool = True) -> None:
    """Tell them, but of the same subject only once an hour, and not more than ten times an hour in all.

    `by_letter` is False where the database, which holds the letters, is what is wrong. Raises DatabaseError.
    """
    if settings.ERROR_HOOK and _is_news(subject):
        # No daemon: a command that failed, as the nightly backup, ends right after this, and would end it
        threading.Thread(target=_ask_hook, args=(subject, text)).start()
    if by_letter and settings.ADMINS and is_on():
        written = f"{PREFIX}{subject}"[:200]
        recent = Letter.objects.filter(subject__startswith=PREFIX, made_at__gt=timezone.now() - PAUSE)
        subjects = set(recent.values_list("subject", flat=True))
        if written not in subjects and len(subjects) < MOST:
            post([address for _, address in settings.ADMINS], written, text)


def _is_news(subject: str) -> bool:
    """Whether this process has not told the hook of it within the hour, nor too much else."""
    now = time.monotonic()
    with _lock:
        for old in [each for each, at in _told.items() if now - at >= PAUSE.total_seconds()]:
            del _told[old]
        if subject in _told or len(_told) >= MOST:
            return False
        _told[subject] = now
        return True


def _ask_hook(subject: str, text: str) -> None:
    """The JSON that Slack, Mattermost and others take."""
    words = json.dumps({"text": f"{PREFIX}{subject}\n{text}"}).encode()
    request = urllib.request.Request(  # noqa: S310 - the settings only take http and https
        settings.ERROR_HOOK, words, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - the same
            pass
    except (OSError, ValueError) as error:  # URLError is an OSError
        logger.warning("ERROR_HOOK could not be told: %s", error)
