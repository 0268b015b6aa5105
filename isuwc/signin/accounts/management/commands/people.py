from typing import Any

from django.core.management.base import BaseCommand

from isuwc.signin.accounts.required import ADMINISTRATOR, annotated, unknown_roles


class Command(BaseCommand):
    help = "List everybody who has an account: roles, second factor, last sign-in."

    def handle(self, *args: Any, **options: Any) -> None:
        for person in annotated().prefetch_related("groups").order_by("username"):
            known: Any = person
            roles = sorted(group.name for group in person.groups.all())
            factors = ["app"] * known.has_app + ["passkey"] * known.has_passkey
            wanting = "required, not set up" if known.must_have else "no second factor"
            facts = [
                ", ".join([ADMINISTRATOR, *roles] if person.is_superuser else roles) or "no role",
                " and ".join(factors) or wanting,
                f"last signed in {person.last_login:%Y-%m-%d %H:%M} UTC" if person.last_login else "never signed in",
            ]
            if not person.is_active:
                facts.insert(0, "NOT ACTIVE")
            self.stdout.write(f"{person.get_username()} <{person.email}>: {'; '.join(facts)}")
        for name in unknown_roles():
            self.stderr.write(f"SECOND_FACTOR names a role that there is not: {name}.")
