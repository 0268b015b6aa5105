"""Which rows of this app public pages read."""

from isuwc.freshness.public import Public

SKATERS, CUPS, RESULTS = "skaters", "cups", "results"

OF_CUP = "cup.season_id FROM LEFT JOIN standings_cup cup ON cup.id = changed.cup_id"
OF_RACE = (
    "event.season_id FROM LEFT JOIN events_race race ON race.id = changed.race_id "
    "LEFT JOIN events_event event ON event.id = race.event_id"
)

PUBLIC = [
    *(Public(f"standings_{name}", SKATERS) for name in ("competitor", "alias", "formeraddress")),
    *(Public(f"standings_{name}", CUPS) for name in ("scale", "cup", "cupscale")),
    *(Public(f"standings_{name}", RESULTS, OF_CUP) for name in ("standing", "publishedstanding")),
    *(
        Public(f"standings_{name}", RESULTS, OF_RACE)
        for name in ("result", "correction", "earlierskate", "notemeaning", "startlist", "start")
    ),
    Public("standings_score", RESULTS, OF_CUP),
    # Of a sheet pages say which it was, and not what it held
    Public("standings_sheetimport", RESULTS, OF_RACE, ("title", "file_name", "state", "race_id", "decided_at")),
]
