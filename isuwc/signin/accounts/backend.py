"""Django's own backend, which finds out with the person of a session whether a second factor is asked of them."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from isuwc.signin.accounts.required import annotated


class StaffBackend(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        person = annotated().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
