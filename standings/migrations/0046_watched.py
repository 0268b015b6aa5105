"""Mark the scopes of public pages whenever the rows that they read change."""

from django.db import migrations

from isuwc.freshness.triggers import watch

OF_CUP = (
    'cup.season_id FROM LEFT JOIN standings_cup cup ON cup.id = changed.cup_id'
)
OF_RACE = (
    'event.season_id FROM LEFT JOIN events_race race ON race.id = changed.race_id LEFT JOIN events_event event ON event.id = race.event_id'
)


class Migration(migrations.Migration):
    dependencies = [
        ("freshness", "0001_initial"),
        ("standings", "0045_start_list_entered_at"),
        ("events", "0055_watched"),
    ]

    operations = [
        watch("standings_competitor", "skaters"),
        watch("standings_alias", "skaters"),
        watch("standings_formeraddress", "skaters"),
        watch("standings_scale", "cups"),
        watch("standings_cup", "cups"),
        watch("standings_cupscale", "cups"),
        watch("standings_standing", "results", season=OF_CUP),
        watch("standings_publishedstanding", "results", season=OF_CUP),
        watch("standings_result", "results", season=OF_RACE),
        watch("standings_correction", "results", season=OF_RACE),
        watch("standings_earlierskate", "results", season=OF_RACE),
        watch("standings_notemeaning", "results", season=OF_RACE),
        watch("standings_startlist", "results", season=OF_RACE),
        watch("standings_start", "results", season=OF_RACE),
        watch("standings_score", "results", season=OF_CUP),
        watch("standings_sheetimport", "results", season=OF_RACE, columns=('title', 'file_name', 'state', 'race_id', 'decided_at')),
    ]
