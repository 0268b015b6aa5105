"""How often a password may be tried, and by whom.

Nobody can lock a person out by spending their allowance from somewhere else:

* A device from which the account has signed in before has a cookie that proves it, and an allowance of its own.
* An address from which the account has signed in before has an allowance for that account.
* A stranger's attempt spends three allowances: that of the account at this address, that of the address for all
  accounts, and that of the account for strangers at any address. The last one slows down guessing from many addresses,
  and does not affect known devices and addresses.

The idea of known devices is from OWASP, "Slow down online guessing attacks with device cookies".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """Allows `burst` attempts in a row, and one more after each `interval`."""

    burst: int
    interval: timedelta

    def spend(self, spent_until: datetime, now: datetime) -> datetime:
        """When the allowance will be fully restored after one more attempt."""
        return max(spent_until, now) + self.interval

    def wait(self, spent_until: datetime, now: datetime) -> timedelta:
        """How long until one more attempt is allowed; zero or less if it already is."""
        return self.spend(spent_until, now) - now - self.burst * self.interval


DEVICE = Limit(10, timedelta(minutes=1))
ACCOUNT_AT_ADDRESS = Limit(10, timedelta(minutes=1))
ADDRESS = Limit(30, timedelta(seconds=20))
STRANGERS_OF_ACCOUNT = Limit(30, timedelta(seconds=20))


@dataclass(frozen=True)
class Charge:
    """An allowance that an attempt spends from; `key` says whose. If `own`, a success restores it."""

    key: str
    limit: Limit
    own: bool = False


@dataclass(frozen=True)
class Attempt:
    """An attempt to sign in: the account as typed, the address, and what is known of the person."""

    account: str
    household: str
    device: str = ""  # from a cookie that proves an earlier sign-in of this account
    usual_address: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.device) or self.usual_address

    @property
    def charges(self) -> tuple[Charge, ...]:
        here = Charge(f"here {self.household} {self.account}", ACCOUNT_AT_ADDRESS, own=True)
        if self.device:
            return (Charge(f"device {self.device} {self.account}", DEVICE, own=True),)
        if self.usual_address:
            return (here,)
        return (
            here,
            Charge(f"address {self.household}", ADDRESS),
            Charge(f"strangers {self.account}", STRANGERS_OF_ACCOUNT),
        )
