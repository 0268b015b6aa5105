"""The sessions of the site (SESSION_ENGINE), with whose they are, since when and from where. Not for asyncio."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from isuwc.history.acting import nobody_acting
from isuwc.signin.accounts.sessions.rows import SEEN_EVERY, StaffSession

LASTS = timedelta(hours=12)  # from the sign-in on, whatever is done meanwhile
FACTS = "isuwc.session"  # of the session: since when, by which device, from which network


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def begin(self, device: str, network: str) -> None:
        """Say that somebody signed in just now."""
        now = timezone.now()
        self[FACTS] = [now.timestamp(), device, network]
        self.set_expiry(now + LASTS)

    @property
    def row_key(self) -> str:
        return digest(self.session_key) if self.session_key else ""

    def _get_session_from_db(self) -> StaffSession | None:
        now = timezone.now()
        row: StaffSession | None = StaffSession.objects.lasting(now).filter(pk=digest(self.session_key or "")).first()
        if row is None:
            self._session_key: str | None = None
        elif row.person_id and row.seen_at < now - SEEN_EVERY:
            with nobody_acting():
                StaffSession.objects.filter(pk=row.pk).update(seen_at=now)
        return row

    def exists(self, session_key: str) -> bool:
        return StaffSession.objects.filter(pk=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> StaffSession:
        since, device, network = data.get(FACTS) or (None, "", "")
        person = data.get(SESSION_KEY)
        return StaffSession(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined] # of Django's class
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            person_id=int(person) if person else None,
            signed_in_at=datetime.fromtimestamp(since, UTC) if since else None,
            seen_at=timezone.now(),
            device=device,
            network=network,
        )

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            StaffSession.objects.filter(pk=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Also what nobody used for too long."""
        StaffSession.objects.exclude(pk__in=StaffSession.objects.lasting().values("pk")).delete()
