"""Recovery codes: ten of 80 bits each, shown once, of which only digests are kept."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from isuwc.signin.accounts.factors.apps import typed
from isuwc.signin.accounts.factors.rows import RecoveryCode

HOW_MANY = 10
LENGTH = 16
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike on paper
FEW = 3


@transaction.atomic
def renew(person: User) -> list[str]:
    """New codes, in groups of four, in place of all earlier ones."""
    RecoveryCode.objects.filter(person=person).delete()
    made = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(code)) for code in made)
    return ["-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in made]


def left(person: User) -> int:
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def check(person: User, code: str) -> bool:
    """Whether it is one of the person's that was not used yet; it is used up then, in one statement."""
    unused = RecoveryCode.objects.filter(person=person, digest=_digest(typed(code)), used_at=None)
    return unused.update(used_at=timezone.now()) == 1


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
