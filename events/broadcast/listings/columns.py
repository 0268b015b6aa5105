"""What tables of others call the columns of listings. A new column of the table needs one line here."""

from events.broadcast.said import (
    ACCESSES,
    EXCLUSIVE,
    NOT_EXCLUSIVE,
    broadcaster,
    broadcasters,
    known,
    link,
    nocs,
    platform,
    proposed_with_source,
    rights,
    territory,
    timing,
)
from events.calendar.said import events, season, seasons
from isuwc.tables.matching.columns import Column, Layout, chosen, day, flag, span

YES_NO = (("", ""), ("yes", "yes"), ("no", "no"))


def one_of(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in ("", *values))


COLUMNS = (
    Column("id", "the number of the listing to change, as the export has it; empty for a new one", "listing, no"),
    Column(
        "broadcaster",
        "its name or slug; it must be there already",
        (
            "channel group, network, licensee, sender, rundfunk, diffuseur, omroep, emittente, rights holder, "
            "rightsholder, rightholder, media partner, nadawca, kringkaster, broadcasters, company, lizenznehmer"
        ),
        broadcaster,
        offers=broadcasters,
        example="Example TV",
        by_content=True,
        for_all=True,
    ),
    Column(
        "country",
        "a name or NOC code, or a group of countries; several in one cell make several listings",
        (
            "territory, territories, countries, market, markets, land, länder, laender, gebiet, territorium, "
            "pays, territoire, territoires, paese, país, territorio, kraj, landen, region, noc, lizenzgebiet"
        ),
        territory,
        example="NOR",
        by_content=True,
        for_all=True,
    ),
    Column("group", "the name of a group of countries, in place of a country", "country group, group of countries"),
    Column(
        "part",
        "a part of the country or a language region: German-speaking part",
        "part of the country, language region, sprachregion, sprachraum, région linguistique, taalgebied, area",
        example="",
    ),
    Column(
        "except_countries",
        "countries of the group that it is not for",
        "except, excluding, excluded countries",
        nocs("except_countries"),
    ),
    Column("series", "the slug of the series; empty where there is one only", for_all=True),
    Column(
        "season",
        "2025/26; empty for every season",
        "saison, seizoen, stagione, temporada, sesong, sezon, year",
        season,
        offers=seasons,
        example="2025-26",
        by_content=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "events",
        "numbers or cities: 2, WC2, World Cup 2-4, Calgary, Final; empty for all",
        (
            "event, world cup, wc, weltcup, veranstaltung, veranstaltungen, wettbewerb, épreuve, étape, etape, "
            "wedstrijd, competition, stage, leg, venue, ort, city, lieu, evento, manche, stevne, zawody, "
            "property, station, stations, weltcups, world cups, evenement, evenementen"
        ),
        events("events"),
        example="1 2",
        by_content=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "except_events",
        "events that it is not for, in the same way",
        "excluded events, except events",
        events("except_events"),
    ),
    Column("except_held_in", "not the events that are held in these countries", "", nocs("except_held_in")),
    Column(
        "competitors",
        "women or men, where it is for their races alone",
        "gender, geschlecht, sexe, women/men",
        for_all=True,
        choices=one_of("women", "men"),
    ),
    Column(
        "only_sessions",
        "yes: for those single sessions alone that are shown",
        "single sessions only",
        flag("only_sessions"),
        choices=YES_NO,
    ),
    Column(
        "starts_on",
        "the first day: 2025-11-14, 14.11.2025, 14 Nov 2025",
        (
            "start, start date, starts, from, von, ab, beginn, begin, du, début, debut, van, dal, desde, fra, od, "
            "rights start, valid from, term start, first day, startdatum, date début, date de début"
        ),
        day("starts_on"),
        has_dates=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "ends_on",
        "the last day, written likewise",
        (
            "end, end date, ends, to, until, bis, ende, au, fin, tot, al, hasta, til, do, rights end, valid "
            "until, valid to, expiry, expires, term end, last day, einddatum, enddatum, date fin, date de fin"
        ),
        day("ends_on"),
        has_dates=True,
        for_all=True,
        is_kept=False,
    ),
    Column(
        "dates",
        "first and last day in one cell: 14.–16.11.2025",
        (
            "date, datum, zeitraum, termin, période, term, period, licence period, license period, validity, "
            "data, fecha, dato, laufzeit, periode"
        ),
        span("starts_on", "ends_on"),
        fills=("starts_on", "ends_on"),
        has_dates=True,
        by_content=True,
    ),
    Column(
        "channel",
        "the channel or programme, such as Example 1",
        (
            "channels, kanal, kanäle, chaîne, chaine, zender, canale, canal, stacja, station name, service, "
            "channel name, channel/platform, kanaal, programm, outlet"
        ),
        example="Example 1",
        for_all=True,
    ),
    Column(
        "platform",
        "TV, stream or both",
        (
            "platforms, medium, media, plattform, plateforme, piattaforma, plataforma, tv/digital, tv/stream, tv "
            "/ digital, distribution, verbreitung"
        ),
        platform,
        example="tv",
        by_content=True,
        for_all=True,
        choices=one_of("tv", "stream", "both"),
    ),
    Column(
        "link",
        "the address where it is shown",
        (
            "url, website, web, web address, webseite, lien, site, sito, enlace, lenke, adresse, stream url, "
            "player url, links, adres, strona"
        ),
        link,
        example="https://example.org/live",
        by_content=True,
        for_all=True,
    ),
    Column("app_link", "the address of the app or its page", "app, app url, app-link, application"),
    Column("programme_link", "the address of the programme’s page", "programme page, programme url, guide, epg"),
    Column(
        "geo_blocked",
        "yes where it can't be watched from abroad",
        "geoblocked, geo-blocked, geoblocking, geo-blocking, geofence, geoblock, géobloqué",
        flag("geo_blocked"),
        for_all=True,
        choices=YES_NO,
    ),
    Column(
        "timing",
        "live, delayed, on demand or highlights; several as live, on demand",
        (
            "live, live/delay, live/delayed, live / delayed / highlights, live/highlights, transmission, mode, "
            "art, übertragung, uebertragung, type, broadcast type, diffusion, uitzending, coverage, sendeart, "
            "übertragungsart, type of coverage, sendung, type de diffusion, direct/différé"
        ),
        timing,
        example="live",
        by_content=True,
        for_all=True,
        choices=one_of("live", "delayed", "on demand", "highlights"),
    ),
    Column(
        "access",
        "free or paid; empty where it is not known",
        "free/pay, fta/pay, free/paid, pay/free, empfang, accès, acces, toegang, price, cost, fta, zugang",
        chosen("access", ACCESSES, "free or paid"),
        example="free",
        by_content=True,
        for_all=True,
        choices=one_of("free", "paid"),
    ),
    Column(
        "rights",
        "platform, access and timing in one cell: Pay TV, live",
        "rights type, media rights, rechte, droits, rechten, diritti, derechos, rettigheter, prawa",
        rights,
        fills=("platform", "access", "timing"),
    ),
    Column(
        "language",
        "in words: Norwegian",
        "commentary, commentary language, sprache, langue, taal, lingua, idioma, språk, język",
        example="Norwegian",
        for_all=True,
    ),
    Column(
        "exclusive",
        "yes or no; yes blocks the ISU stream",
        (
            "exclusivity, exclusive rights, exklusiv, exklusivität, exclusif, exclusivité, exclusief, "
            "exclusiviteit, esclusiva, exclusiva, eksklusiv, wyłączność, excl, exclusive?"
        ),
        flag("exclusive", EXCLUSIVE, NOT_EXCLUSIVE),
        example="no",
        for_all=True,
        is_kept=False,
        choices=YES_NO,
    ),
    Column(
        "source",
        "how we know: a mail, a page, a contract; needed for a new listing",
        "quelle, bron, fonte, fuente, kilde, źródło",
        example="Mail of the broadcaster, 3 November 2025",
        for_all=True,
        is_kept=False,
    ),
    Column(
        "note",
        "printed beside it",
        (
            "notes, remark, remarks, comment, comments, bemerkung, bemerkungen, anmerkung, remarque, remarques, "
            "opmerking, opmerkingen, nota, merknad, uwagi, hinweis"
        ),
    ),
    Column(
        "checked_on",
        "when somebody last made sure",
        "checked, last checked, as of, stand, updated",
        day("checked_on"),
        has_dates=True,
        for_all=True,
        is_kept=False,
    ),
    Column("example", "yes for a listing that is made up", "", flag("example"), for_all=True, choices=YES_NO),
)

LAYOUT = Layout(COLUMNS, known, proposed_with_source, remembered_by="broadcaster", asked=("season", "source"))
