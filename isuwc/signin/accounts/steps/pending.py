"""Somebody whose password was right, and whose second factor is still to come: nobody yet, for ten minutes."""

import time
from dataclasses import asdict, dataclass

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from isuwc.signin.accounts.middleware import VERIFIED
from isuwc.signin.accounts.required import annotated, has_factor

LASTS = 600  # seconds
MOST_WRONG = 5  # codes; after these the password is asked for again
KEPT = "isuwc.pending"
BACKEND = "isuwc.signin.accounts.backend.StaffBackend"


@dataclass
class Pending:
    """Kept in the session. `account` is the name as it was typed, `password` the mark of the password that it was."""

    user: int
    account: str
    password: str
    onward: str
    begun: float
    wrong: int = 0

    @classmethod
    def begin(cls, request: HttpRequest, person: User, account: str, onward: str) -> "Pending":
        """Whoever was signed in at this browser is signed out."""
        request.session.flush()
        request.user = AnonymousUser()
        found = cls(person.pk, account, person.get_session_auth_hash(), onward, time.time())
        found.store(request)
        request.session.set_expiry(LASTS)
        return found

    @classmethod
    def of(cls, request: HttpRequest) -> "Pending | None":
        kept = request.session.get(KEPT)
        found = cls(**kept) if kept else None
        return found if found and time.time() < found.begun + LASTS else None

    def store(self, request: HttpRequest) -> None:
        request.session[KEPT] = asdict(self)

    def person(self) -> User | None:
        """None if they may not sign in any more, or their password is another one by now."""
        found = annotated().filter(pk=self.user, is_active=True, is_staff=True).first()
        same = found is not None and constant_time_compare(found.get_session_auth_hash(), self.password)
        return found if same else None

    def note_wrong(self, request: HttpRequest) -> bool:
        """Count a wrong code. Returns whether it was the last that was allowed: then nothing is pending any more."""
        self.wrong += 1
        if self.wrong >= MOST_WRONG:
            request.session.flush()
            return True
        self.store(request)
        return False


def pending_person(request: HttpRequest) -> "tuple[Pending, User] | None":
    pending = Pending.of(request)
    person = pending.person() if pending else None
    return (pending, person) if pending and person else None


def setting_up(request: HttpRequest) -> "tuple[Pending, User] | None":
    """Whose password was right and who has no second factor, which is asked of them."""
    found = pending_person(request)
    return found if found and not has_factor(found[1]) else None


def complete(request: HttpRequest, person: User, by: str) -> None:
    """Sign the person in, with a session of a new name. `by` is the kind of factor."""
    request.session.pop(KEPT, None)
    login(request, person, BACKEND)
    request.session[VERIFIED] = by
