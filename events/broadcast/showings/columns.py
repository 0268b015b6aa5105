"""What tables of others call the columns of single sessions."""

from events.broadcast.said import broadcaster, broadcasters, known, link, proposed, territory, timing
from events.calendar.said import clock, event, season, seasons
from events.coverage.ways import WAYS
from isuwc.tables.matching.columns import Column, Layout, after_word, day, flag

TIMINGS = (("", ""), *((way, way) for way in WAYS))

COLUMNS = (
    Column("listing", "the number of the listing, as the export has it", "listing no, listing id, id"),
    Column(
        "broadcaster",
        "or its broadcaster, by name or slug",
        "network, sender, diffuseur, omroep, emittente, rights holder, nadawca, kringkaster",
        broadcaster,
        offers=broadcasters,
        example="Example TV",
        by_content=True,
        for_all=True,
    ),
    Column(
        "country",
        "with its country or group, as the listing has it",
        "territory, territories, market, land, gebiet, pays, territoire, paese, país, territorio, kraj, noc",
        territory,
        example="NOR",
        by_content=True,
        for_all=True,
    ),
    Column("group", "the name of a group of countries, in place of a country"),
    Column(
        "part",
        "the part of the country or the language region, as the listing has it",
        "part of the country, language region, sprachregion, sprachraum, région linguistique, taalgebied, area",
    ),
    Column("channel", "the listing’s channel, where that tells listings apart", "listing channel", for_all=True),
    Column(
        "season",
        "2025/26",
        "saison, seizoen, stagione, temporada, sesong, sezon",
        season,
        offers=seasons,
        example="2025-26",
        by_content=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "event",
        "its number or city: 2, WC2, Calgary",
        "world cup, wc, weltcup, competition, venue, city, ort, lieu, events, property, veranstaltung",
        event,
        example="1",
        by_content=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "session",
        "the number of the session",
        "session no, session number, sitzung, block, séance, sessie, part",
        after_word("session", "session", "sitzung", "block", "part", "s"),
        example="1",
    ),
    Column("shown", "yes or no; empty: yes", "on air, broadcast, gezeigt, taken", flag("shown"), example="yes"),
    Column(
        "day",
        "of the broadcast, at the venue: 2025-12-06, 6 Dec 2025",
        "date, datum, tag, jour, dag, data, fecha, tx date, broadcast date, sendetag",
        day("day"),
        has_dates=True,
        by_content=True,
    ),
    Column(
        "start",
        "when the broadcast begins, by the clocks at the venue",
        "time, start time, startzeit, beginn, zeit, uhrzeit, heure, tijd, ora, hora, tx time, on air from, sendezeit",
        clock("start"),
        example="18:30",
    ),
    Column(
        "timing",
        "live, delayed, on demand or highlights; empty: as the listing",
        "live, live/delayed, mode, art, type, übertragung, transmission",
        timing,
        by_content=True,
        for_all=True,
        choices=TIMINGS,
    ),
    Column(
        "own_channel",
        "the channel of this session; empty: as the listing",
        "shown on, kanal, chaîne, zender, canale, canal, session channel, tx channel, programm",
    ),
    Column("link", "its address; empty: as the listing", "url, web, website, lien, stream url", link, by_content=True),
    Column("note", "printed beside it", "notes, remark, remarks, comment, bemerkung, remarque, opmerking"),
    Column("remove", "yes: again as the listing says", "delete", flag("remove")),
)

LAYOUT = Layout(COLUMNS, known, proposed, remembered_by="broadcaster")
