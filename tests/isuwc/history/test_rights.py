"""Taking back takes the right to what is then done: what was made is deleted, what was removed is added."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Broadcaster
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.history.undo import CantTakeBackError, plan, take_back
from news.models import Article, Photo, QRCode
from tests.factories import events, news
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def entry(what: str) -> Entry:
    return Entry.objects.get(what=what)


def with_rights(*rights: str):
    person = staff("Journalist", "anna")
    person.groups.clear()
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return person


@pytest.mark.parametrize(("right", "may"), [("change", False), ("add", False), ("delete", True)])
def test_what_was_made_is_removed_by_who_may_delete_it(right, may):
    with acting(Way.FORM, "made"):
        events.broadcaster("Example Sports")
    person = with_rights(f"{right}_broadcaster")
    if may:
        take_back(entry("made"), person)
    else:
        with pytest.raises(PermissionDenied):
            take_back(entry("made"), person)
    assert Broadcaster.objects.exists() is not may


@pytest.mark.parametrize(("right", "may"), [("change", False), ("delete", False), ("add", True)])
def test_what_was_removed_is_put_back_by_who_may_add_it(right, may):
    events.broadcaster("Example Sports")
    with acting(Way.FORM, "removed"):
        Broadcaster.objects.all().delete()
    person = with_rights(f"{right}_broadcaster")
    if may:
        take_back(entry("removed"), person)
    else:
        with pytest.raises(PermissionDenied):
            take_back(entry("removed"), person)
    assert Broadcaster.objects.exists() is may


def test_journalist_removes_nobody_s_photo_and_no_article():
    with acting(Way.FORM, "photo"):
        news.photo()
    with acting(Way.FORM, "article"):
        news.article()
    for what in ("photo", "article"):
        with pytest.raises(PermissionDenied):
            take_back(entry(what), staff("Journalist"))
    assert (Photo.objects.count(), Article.objects.count()) == (1, 1)


def test_qr_code_is_never_removed():
    with acting(Way.FORM, "code"):
        news.qr_code(code="abcd2345")
    with pytest.raises(CantTakeBackError) as refusal:
        take_back(entry("code"), None)
    assert refusal.value.problems == ["A QR code is never deleted: it may have been printed, and must always work."]
    assert QRCode.objects.count() == 1


def test_looking_at_what_would_be_taken_back_locks_nothing():
    with acting(Way.FORM, "form"):
        events.broadcaster("Example Sports")
    with CaptureQueriesContext(connection) as queries:
        plan(entry("form"))
    assert [each["sql"] for each in queries if "FOR UPDATE" in each["sql"]] == []
    with CaptureQueriesContext(connection) as queries:
        take_back(entry("form"), None)
    assert [each["sql"] for each in queries if "FOR UPDATE" in each["sql"]] != []
