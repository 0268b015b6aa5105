"""Every change of these rows is recorded, by whatever path it comes (`events/models/history.py`)."""

from django.db import migrations

from isuwc.history.triggers import record


class Migration(migrations.Migration):
    dependencies = [("events", "0018_links_of_two_thousand"), ("history", "0001_initial")]

    operations = [
        record("events_country", key="noc"),
        record("events_series"),
        record("events_season"),
        record("events_venue"),
        record("events_broadcaster"),
        record("events_countrygroup"),
        record("events_countrygroup_countries", owner=("events_countrygroup", "countrygroup_id")),
        record("events_stream", owner=("events_season", "season_id")),
        record("events_event", derived=["changed_at", "revision"]),
        record("events_session", owner=("events_event", "event_id"), derived=["changed_at", "revision"]),
        record("events_race", owner=("events_event", "event_id")),
        record("events_listing"),
        record("events_listing_except_countries", owner=("events_listing", "listing_id")),
        record("events_listing_events", owner=("events_listing", "listing_id")),
        record("events_listing_except_events", owner=("events_listing", "listing_id")),
        record("events_listing_except_held_in", owner=("events_listing", "listing_id")),
        record("events_showing", owner=("events_listing", "listing_id")),
    ]
