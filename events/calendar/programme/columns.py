"""What tables of others call the columns of a programme."""

from events.calendar.said import clock, event, race, read_said, season
from events.naming.race import FIELDS
from isuwc.tables.matching.columns import Column, Layout, after_word, day

COLUMNS = (
    Column("season", "2025/26; empty: that of the event", "saison, seizoen, stagione", season, for_all=True),
    Column(
        "event",
        "its number or city; empty: the event of this page",
        "world cup, wc, weltcup, wettbewerb, venue, city, ort",
        event,
        for_all=True,
    ),
    Column(
        "session",
        "the number of the session",
        "session no, session number, sitzung, block, séance, part, sessie",
        after_word("session", "session", "sitzung", "block", "part", "day", "tag"),
        example="1",
    ),
    Column("session_name", "its name, if it has one", "session title, name of session", example="Evening"),
    Column(
        "date",
        "2025-11-14, 14.11.2025, 14 Nov 2025",
        "day, datum, tag, jour, dag, data, fecha, dato",
        day("date"),
        example="2025-11-14",
        has_dates=True,
        by_content=True,
        for_all=True,
    ),
    Column(
        "session_start",
        "18:30 by the clocks at the venue",
        "session begins, start of session, beginn, doors",
        clock("session_start"),
        example="18:30",
    ),
    Column("session_end", "likewise", "session ends, end, end of session, ende", clock("session_end")),
    Column("race", "the number of the race; for all of them or none", "race no, race number, nr, no, rennen nr"),
    Column(
        "race_title",
        "a race in one cell: 1st 500m Women Division B",
        "race name, title, distance and category, rennen, programme, programm, épreuve, event name, discipline, item",
        race,
        fills=FIELDS,
        by_content=True,
    ),
    Column(
        "category", "women, men or mixed", "gender, sex, geschlecht, sexe, class, m/w", example="women", for_all=True
    ),
    Column("distance", "500m, Mass Start, Team Sprint …", "distanz, strecke, afstand", example="500m"),
    Column("division", "A, B or empty", "div, group, gruppe", example="A"),
    Column("phase", "Semi-final 1, Final or empty", "round, runde, heat"),
    Column("ordinal", "1 or 2 where an event has the race twice", "leg, number of"),
    Column(
        "start",
        "when the race begins, by the clocks at the venue",
        "time, start time, startzeit, zeit, uhrzeit, heure, tijd, ora, hora, tid",
        clock("start"),
        example="18:45",
    ),
)

LAYOUT = Layout(COLUMNS, read_said)
