"""Roles as migrations give and take them."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from isuwc.newsroom.roles import everything, grant, revoke

pytestmark = pytest.mark.django_db


def held(role: str) -> list[str]:
    return sorted(Permission.objects.filter(group__name=role).values_list("codename", flat=True))


def test_everything_is_view_add_change_and_delete_of_each_model():
    assert everything("event", "race") == [
        "view_event", "add_event", "change_event", "delete_event",
        "view_race", "add_race", "change_race", "delete_race",
    ]  # fmt: skip


def test_role_is_made_with_its_permissions_and_keeps_what_it_has():
    grant(apps, "Guests", {"events": ["view_event"]})
    grant(apps, "Guests", {"events": ["view_race"], "news": ["publish_article"]})
    assert held("Guests") == ["publish_article", "view_event", "view_race"]


def test_permission_of_the_same_name_in_another_app_is_not_given():
    with pytest.raises(LookupError) as error:
        grant(apps, "Guests", {"news": ["view_article", "view_event", "view_race"]})
    assert error.value.args == ("news has no permission view_event, view_race.",)
    assert held("Guests") == []


def test_permissions_that_migrations_run_before_are_made(db):
    Permission.objects.filter(content_type__app_label="news", codename="view_article").delete()
    grant(apps, "Guests", {"news": ["view_article"]})
    assert held("Guests") == ["view_article"]


@pytest.mark.parametrize(
    ("left", "has_member", "is_kept"), [([], False, False), ([], True, True), (["view_race"], False, True)]
)
def test_role_left_with_nothing_and_nobody_is_deleted(left, has_member, is_kept):
    grant(apps, "Guests", {"events": ["view_event", *left]})
    if has_member:
        User.objects.create_user("ann").groups.add(Group.objects.get(name="Guests"))
    revoke(apps, "Guests", {"events": ["view_event"]})
    assert (Group.objects.filter(name="Guests").exists(), held("Guests")) == (is_kept, left)


def test_role_that_is_not_there_is_taken_nothing():
    revoke(apps, "Nobody", {"events": ["view_event"]})
    assert not Group.objects.filter(name="Nobody").exists()
