"""Mark the scopes of public pages whenever the rows that they read change."""

from django.db import migrations

from isuwc.freshness.triggers import watch

OF_EVENT = (
    'event.season_id FROM LEFT JOIN events_event event ON event.id = changed.event_id'
)


class Migration(migrations.Migration):
    dependencies = [
        ("freshness", "0001_initial"),
        ("events", "0054_former_names_and_links"),
    ]

    operations = [
        watch("events_series", "programme"),
        watch("events_season", "programme"),
        watch("events_venue", "programme"),
        watch("events_event", "programme"),
        watch("events_session", "programme"),
        watch("events_race", "programme", columns=('event_id', 'session_id', 'number', 'distance', 'category', 'division', 'phase', 'ordinal', 'slug', 'starts_at')),
        watch("events_race", "results", season=OF_EVENT, columns=('result_state', 'source')),
        watch("events_country", "countries"),
        watch("events_countrygroup", "coverage"),
        watch("events_countrygroup_countries", "coverage"),
        watch("events_broadcaster", "coverage"),
        watch("events_broadcasterwas", "coverage"),
        watch("events_stream", "coverage"),
        watch("events_streamblock", "coverage"),
        watch("events_streamblock_countries", "coverage"),
        watch("events_streamblock_events", "coverage"),
        watch("events_linkword", "coverage"),
        watch("events_listing", "coverage"),
        watch("events_listing_events", "coverage"),
        watch("events_listing_except_countries", "coverage"),
        watch("events_listing_except_events", "coverage"),
        watch("events_listing_except_held_in", "coverage"),
        watch("events_listingwas", "coverage"),
        watch("events_listingsrevision", "coverage"),
        watch("events_showing", "coverage"),
    ]
