"""The spent allowances, shared by all processes, the addresses from which accounts have signed in, and kept forms.

Names and addresses are stored as digests, so that a password typed into the wrong field can't be read here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from isuwc.signin.kept.rows import KeptForm
from isuwc.signin.limits import Charge, Limit

__all__ = ["Allowance", "KeptForm", "UsualAddress", "digest"]

SWEPT_AT_ONCE = 100


def digest(words: str) -> str:
    return salted_hmac("isuwc.signin", words, algorithm="sha256").hexdigest()


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def spend(self, charges: Sequence[Charge], now: datetime) -> timedelta:
        """Spend one attempt of each allowance, or of none: then the time to wait, else zero."""
        limits = {digest(charge.key): charge.limit for charge in charges}
        # A refusal costs one query; otherwise the allowances are checked again under a lock
        if wait := self._wait(limits, now):
            return wait
        self.sweep(now)
        return self._spend(limits, now)

    def _wait(self, limits: dict[str, Limit], now: datetime) -> timedelta:
        rows = self.filter(key__in=limits)
        return max([timedelta(), *(limits[row.key].wait(row.spent_until, now) for row in rows)])

    @transaction.atomic
    def _spend(self, limits: dict[str, Limit], now: datetime) -> timedelta:
        # Existing rows are locked without being changed. All attempts lock rows in the same order, so there is no
        # deadlock.
        self.bulk_create(
            [self.model(key=key, spent_until=now) for key in sorted(limits)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["key"],
        )
        if wait := self._wait(limits, now):
            return wait
        for row in self.filter(key__in=limits):
            row.spent_until = limits[row.key].spend(row.spent_until, now)
            row.save(update_fields=["spent_until"])
        return timedelta()

    def give_back(self, charges: Sequence[Charge], *, success: bool) -> None:
        """Give the attempt back. After a success the person's own allowances are fully restored."""
        for charge in charges:
            row = self.filter(key=digest(charge.key))
            if success and charge.own:
                row.delete()
            else:
                row.update(spent_until=models.F("spent_until") - charge.limit.interval)

    @transaction.atomic
    def sweep(self, now: datetime) -> None:
        """Remove some of those that are whole again, which is what having no row means.

        In a transaction of its own: it locks rows in any order, those of other attempts too, and waits for none.
        """
        whole = self.filter(spent_until__lt=now).select_for_update(skip_locked=True).values("pk")[:SWEPT_AT_ONCE]
        self.filter(pk__in=list(whole.values_list("pk", flat=True))).delete()


class Allowance(models.Model):
    """The spent part of one allowance of a person or place, which is fully restored at `spent_until`."""

    key = models.CharField(max_length=64, unique=True)
    spent_until = models.DateTimeField(db_index=True)

    objects = AllowanceQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key[:8]} until {self.spent_until}"


class UsualAddressQuerySet(models.QuerySet["UsualAddress"]):
    KEPT = timedelta(days=90)

    def knows(self, account: str, household: str, now: datetime) -> bool:
        """Whether the account has recently signed in from there."""
        return self.filter(key=self._key(account, household), seen_at__gte=now - self.KEPT).exists()

    def remember(self, account: str, household: str, now: datetime) -> None:
        self.filter(seen_at__lt=now - self.KEPT).delete()
        self.update_or_create(key=self._key(account, household), defaults={"seen_at": now})

    def _key(self, account: str, household: str) -> str:
        return digest(f"usual {household} {account}")


class UsualAddress(models.Model):
    """An account has signed in from an address."""

    key = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    objects = UsualAddressQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key[:8]} at {self.seen_at}"
