"""Of whom a second factor is asked: of everybody who has one, and of the roles in SECOND_FACTOR.

`annotated` finds both out in the query that loads the person of a session, so that no request costs one more.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from isuwc.signin.accounts.factors.rows import AuthenticatorApp, Passkey

ADMINISTRATOR = "Administrator"  # whoever may do everything, or change people and roles
EVERYBODY = "everybody"
KEY_PERMISSIONS = Q(content_type__app_label="auth", content_type__model__in=["user", "group"]) & ~Q(
    codename__startswith="view_"
)


def roles() -> frozenset[str]:
    return frozenset(settings.SECOND_FACTOR)


def annotated() -> QuerySet[User]:
    """People with `has_second_factor` and `must_have_second_factor`, and which kinds."""
    return _annotated(roles()).all()


@cache
def _annotated(asked: frozenset[str]) -> QuerySet[User]:
    """Every request of the staff begins with it, and putting it together takes longer than its answer. It is never
    evaluated itself."""
    this = OuterRef("pk")
    return User.objects.annotate(
        has_app=Exists(AuthenticatorApp.objects.filter(person=this)),
        has_passkey=Exists(Passkey.objects.filter(person=this)),
        must_have=_required(this, asked),
    )


def _required(this: OuterRef, asked: frozenset[str]) -> Any:
    if EVERYBODY in asked:
        return Exists(User.objects.filter(pk=this, is_staff=True))
    found = User.groups.through.objects.filter(user=this)
    by_role = Q(group__name__in=sorted(asked - {ADMINISTRATOR}))
    if ADMINISTRATOR not in asked:
        return Exists(found.filter(by_role))
    keys = Permission.objects.filter(KEY_PERMISSIONS).values("pk")
    by_role |= Q(group__permissions__in=keys)
    return (
        Exists(found.filter(by_role))
        | Exists(User.objects.filter(pk=this, is_superuser=True))
        | Exists(User.user_permissions.through.objects.filter(user=this, permission__in=keys))
    )


def with_facts(person: User) -> Any:
    """The person with these facts, asked for once if they were not loaded with them."""
    return person if hasattr(person, "must_have") else annotated().get(pk=person.pk)


def has_factor(person: User) -> bool:
    known = with_facts(person)
    return bool(known.has_app or known.has_passkey)


def must_have_factor(person: User) -> bool:
    return bool(with_facts(person).must_have)


def is_asked_of(person: User) -> bool:
    """Whether nobody is this person without the second factor."""
    known = with_facts(person)
    return bool(known.has_app or known.has_passkey or known.must_have)


def unknown_roles() -> list[str]:
    """Roles of SECOND_FACTOR that there are not: a typing error would ask nobody."""
    named = roles() - {ADMINISTRATOR, EVERYBODY}
    return sorted(named - set(Group.objects.filter(name__in=named).values_list("name", flat=True)))
