"""Who takes part in reviews."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from news.editions.approval import REVIEWS

BACKEND = "django.contrib.auth.backends.ModelBackend"


def reviewers() -> QuerySet[User]:
    """Everybody who reviews articles, by name. Administrators, who may do everything, are not asked to."""
    found = User.objects.with_perm(REVIEWS, include_superusers=False, backend=BACKEND).filter(is_staff=True)
    return found.order_by("first_name", "last_name", "username")


def may_review(person: User) -> bool:
    return person.has_perm(REVIEWS)


def called(person: User | None) -> str:
    """The name that the newsroom shows: the full name where it is known."""
    return (person.get_full_name() or person.get_username()) if person else "Somebody"
