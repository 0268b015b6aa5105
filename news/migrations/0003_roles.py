"""The roles Journalist, Editor, Results and Broadcast.

A later model is given to a role by a migration of its own, in the same way.
"""

from django.db import migrations

from isuwc.newsroom.roles import everything, grant, revoke

BLOCKS = [
    "textblock",
    "photoblock",
    "quoteblock",
    "galleryblock",
    "videoblock",
    "tableblock",
    "resultblock",
    "standingsblock",
    "watchblock",
    "calendarblock",
]
EVENTS = ["season", "series", "venue", "event", "session", "race"]
BROADCAST = ["broadcaster", "countrygroup", "listing", "stream"]
STANDINGS = ["competitor", "result", "scale", "cup", "cupscale"]
COMPUTED = ["score", "standing"]

SEE = {
    "events": [f"view_{model}" for model in ["country", *EVENTS, *BROADCAST]],
    "standings": [f"view_{model}" for model in [*STANDINGS, *COMPUTED]],
}
WRITE = [
    "view_article",
    "add_article",
    "change_article",
    "publish_article",
    "view_edition",
    "view_revision",
    "view_photo",
    "add_photo",
    "change_photo",
    *everything(*BLOCKS),
]
ROLES = {
    "Journalist": {**SEE, "news": WRITE},
    "Editor": {
        **SEE,
        "news": [*WRITE, "delete_article", "delete_photo", "withdraw_article", "lift_embargo"],
    },
    "Results": {
        "events": [*SEE["events"], *everything("event", "session", "race"), "add_venue", "change_venue"],
        "standings": [*SEE["standings"], *everything(*STANDINGS)],
    },
    "Broadcast": {
        "events": [*SEE["events"], *everything(*BROADCAST)],
    },
}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_editions_never_change"),
        ("standings", "0001_initial"),
        ("events", "0002_programme_integrity"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
