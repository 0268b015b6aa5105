"""The pages of broadcast and results staff, in each state of what they print."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Event, LinkTry, LinkWord, Listing, Race, Season, Session, Showing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from standings.corrections.deeds import Verdict, carry_out
from standings.corrections.withdrawn import withdraw
from standings.models import Competitor, Cup, EarlierSkate, Result
from tests.events.broadcast.showings.tables import table as showings
from tests.events.calendar.programme.tables import table as programme
from tests.factories import broadcasters_tables, events, sheets, standings
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.templates.public import ok


def broadcast_pages(client: Client, season: Season) -> None:
    event = season.events.get(number=1)
    own = events.session(
        event=event, number=99, date=event.end_date, starts_at=event.span[1] - datetime.timedelta(hours=4)
    )
    season_listing = events.listing(season=season, broadcaster=events.broadcaster("Example TV"), is_exclusive=True)
    events.listing(
        season=season, broadcaster=events.broadcaster("Other TV", website=""), is_exclusive=True, link="http://x.org"
    )
    LinkWord.objects.create(address="http://x.org", failed_on=timezone.localdate())
    LinkTry.objects.create(
        address="http://x.org", state="answers", outcome="answers (200)", tried_at=timezone.now(), redirected_to="x"
    )
    for day in ("-1", "3"):
        ends_on = timezone.localdate() + datetime.timedelta(days=int(day))
        events.listing(broadcaster=events.broadcaster(f"TV {day}"), country=events.country("NED"), ends_on=ends_on)
    ok(client, "/admin/", "/admin/broadcast/", "/admin/broadcast/?season=2025-26", "/admin/events/listing/")
    ok(client, "/admin/events/listing/matrix/?season=2025-26", "/admin/events/listing/copy/")
    ok(client, "/admin/events/listing/copy/?from=2025-26&into=2022-23", "/admin/events/listing/import/")
    with pytest.MonkeyPatch.context() as patch:  # of a site that has no season with events yet
        patch.setattr("events.admin.broadcast.matrix.season_choice", lambda slug: ([], None))
        ok(client, "/admin/events/listing/matrix/")
    several = "/admin/events/listing/matrix/2025-26/NOR/1/"
    ok(client, several, f"{several}add/", f"{several}{season_listing.pk}/")
    chosen = {"_selected_action": [each.pk for each in Listing.objects.all()]}
    for values in ({"action": "new_link"}, {"action": "new_link", "link": "x", "_look": "1"}, {"action": "next_event"}):
        client.post("/admin/events/listing/", {**chosen, **values})
    ok(client, f"/admin/events/event/{event.pk}/change/", f"/admin/events/event/{event.pk}/programme/")
    sent = {"who": "Late TV", "where": "Norway", "season": season.pk, "ways": ["live"], "platform": "tv"}
    for source in ("x", ""):
        client.post("/admin/events/listing/add/foreseen/", {**sent, "source": source})
    tables(client)
    row = {"session": str(own.number), "note": "x"}
    for rows in ([row], [{**row, "timing": "sometimes"}]):
        client.post("/admin/events/listing/sessions/import/", {"text": showings(*rows).decode(), "_look": "1"})
    listing_forms(client, season, own)
    client.post(
        f"/admin/events/event/{event.pk}/programme/", {"text": programme({"start": "18:00"}).decode(), "_look": "1"}
    )


def listing_forms(client: Client, season: Season, session: Session) -> None:
    """A new one, and the grid of a stored one: with a zone, a session that was moved, an event before, and errors."""
    broadcaster = events.broadcaster("Berlin TV", time_zone="Europe/Berlin")
    listing = events.listing(season=season, broadcaster=broadcaster, part="North", competitors="women")
    Showing.objects.create(listing=listing, session=session, note="x", starts_at=session.starts_at)
    Session.objects.filter(pk=session.pk).update(starts_at=session.starts_at - datetime.timedelta(minutes=5))
    address = f"/admin/events/listing/{listing.pk}/change/"
    later = season.events.filter(start_date__gt=session.date).first()
    ok(
        client,
        "/admin/events/listing/add/",
        f"/admin/events/listing/add/?sessions_of={session.event_id}",
        address,
        f"{address}?as_last={later.pk}",
        f"{address}?times_in=venue",
    )
    row = {"session": session.pk, "starts_at": "noon", "is_shown": "on"}
    lines = {f"showings-{place}-{name}": value for place in (0, 1) for name, value in row.items()}
    lines |= {"showings-1-session": "0", "showings-TOTAL_FORMS": 2, "showings-INITIAL_FORMS": 0}
    client.post(address, {"country": "NOR", "events": [session.event_id], **lines})
    nothing = events.listing(season=season, broadcaster=broadcaster, starts_on="2099-01-01")
    ok(client, f"/admin/events/listing/{nothing.pk}/change/")


def tables(client: Client) -> None:
    """In layouts of others: several sheets, dates to be decided, rows that contradict, and nothing that is known."""
    page = "/admin/events/listing/import/"
    for data in (broadcasters_tables.with_several_sheets(), broadcasters_tables.with_merged_title()):
        client.post(page, {"file": SimpleUploadedFile("rights.xlsx", data)})
    client.post(page, {"text": broadcasters_tables.with_slashes().decode()})
    exclusive = "broadcaster,country,exclusive,source\nExample TV,NED,yes,x\nOther TV,NED,yes,x\n"
    client.post(page, {"text": exclusive})
    client.post(page, {"text": "hello"})
    with acting(Way.IMPORT, "Listings, rights.xlsx"):
        Listing.objects.order_by("pk").first().delete()
    ok(client, page)
    with acting(Way.UNDO, "Took back", takes_back=Entry.objects.newest_first().first().pk):
        events.listing()
    ok(client, page)


def results_pages(client: Client, season: Season) -> None:
    paper = sheets.WOMEN_500
    hand_in, preview = "/admin/standings/sheetimport/hand-in/", "/admin/standings/sheetimport/preview/"
    ok(client, hand_in, preview, "/admin/standings/sheetimport/table/")
    standings.skater("Anna Exemple")
    client.post(hand_in, {"sheets": SimpleUploadedFile("sheet.pdf", paper.pdf(), "application/pdf")})
    ok(client, preview, "/admin/standings/sheetimport/", "/admin/standings/racesheet/", "/admin/standings/cup/")
    for button in ("_decide", "_all_new"):  # one name is answered, then all others
        asked = client.get(preview).context["questions"]
        answers = {f"key-{each.position}": each.doubt.form_key for each in asked}
        answers |= {f"noc-{each.position}": each.noc for each in asked} | {f"name-{asked[0].position}": "new"}
        client.post(preview, {button: "1", **answers})
        ok(client, preview)
    waiting = client.get(preview).context["waiting"]
    shown_to_them = {f"shown-{each.pk}": plan.fingerprint for each, plan in waiting}
    confirmed = {f"confirmed-{each.pk}": plan.confirmation for each, plan in waiting}
    keys = [each.pk for each, _ in waiting]
    applied = client.post(preview, {"_apply": "1", "sheet": keys, **shown_to_them, **confirmed})
    ok(client, applied["Location"])
    rules_pages(client, season)
    ok(client, "/admin/standings/cup/check/", "/admin/standings/racesheet/printed-points/")
    shown = (
        season.events.get(number=1),
        Event.objects.filter(season__slug="2022-23", races__result_state="partial")[0],
    )
    ok(client, *(reverse("admin:standings_event_results", args=[each.pk]) for each in shown))
    ok(client, reverse("admin:events_event_changelist"), reverse("admin:standings_open_programmes"))
    lines_in_a_grid(client)
    client.post("/admin/standings/cup/check/", {"text": "1 Femke KOK NED 60\n2 Nobody KNOWN USA 54\n"})
    after_the_fact(client, season)


def lines_in_a_grid(client: Client) -> None:
    """Lines that are pasted and read, and asked about; a start list that changed and whose race was moved."""
    race = events.race(event=events.event(season=events.season(2018)))
    kok = standings.skater("Anna Exampel", slug="anna-exampel")
    sheet, starts = (f"/admin/standings/{kind}/{race.pk}/change/" for kind in ("racesheet", "startsheet"))
    for text in ("TITLE\n1\tAnna Exempel\tNED\t37,05\n2\tNobody Known\tUSA\tDNF", "37.05"):
        client.post(sheet, {**Window(client, sheet).form.values, "pasted": text, "_read": "1"})
    ok(client, starts)
    Window(client, starts).type(list_source="isu.org", starts__0__competitor="Anna Exampel", starts__0__pair="1").send()
    Window(client, starts).type(starts__0__lane="inner", starts__0__clock="14:36", starts__0__note="Late").send()
    standings.start(race, standings.skater("Bea Example"), is_withdrawn=True, note="Ill")
    ok(client, starts, race.get_absolute_url(), race.event.get_absolute_url())
    race.session.name, race.session.date = "Moved", race.event.end_date
    race.session.save()
    standings.result(race, kok)
    ok(client, starts, race.get_absolute_url())


def after_the_fact(client: Client, season: Season) -> None:
    """Somebody disqualified, who may count again; then the race skated again, cancelled and held after all."""
    race = Race.objects.with_event().filter(event__season=season, distance="1000", result_state="official")[0]
    who = race.results.get(line=1).competitor_id
    page = reverse("admin:standings_after_the_fact", args=[race.pk])
    ok(client, reverse("admin:standings_racesheet_change", args=[race.pk]), page, f"{page}?line={who}")
    carry_out(race, Verdict(who, why="Decision of the referee", note="T07"))
    ok(client, page, f"{page}?line={who}", race.get_absolute_url())
    for why in EarlierSkate.Why.values:
        withdraw(race, why, "Fog")
        ok(client, page, race.get_absolute_url())


def rules_pages(client: Client, season: Season) -> None:
    """Of people and rules: records that can and can't be merged, a season copied, the grid, a note out of date."""
    kok = Competitor.objects.get(slug="femke-kok")
    address = reverse("admin:standings_competitor_merge", args=[kok.pk])
    ok(client, address, f"{address}?other=nobody", f"{address}?other=anna-exemple", f"{address}?other=jutta-leerdam")
    ok(client, reverse("admin:standings_competitor_change", args=[kok.pk]))
    into = events.season(2026)
    for query in ("", f"?from={season.slug}&into={season.slug}", f"?from={season.slug}&into={into.slug}"):
        ok(client, f"{reverse('admin:standings_cup_copy')}{query}")
    ok(client, reverse("admin:standings_cup_grid"), f"{reverse('admin:standings_cup_grid')}?season={into.slug}")
    Cup.objects.filter(season=season, slug="500m").update(note="No sheet is at hand.")
    with acting(Way.FORM, "A result"):
        Result.objects.filter(race__event__season=season, race__distance="500").update(notes="T10")
    ok(client, "/admin/standings/cup/")


def refused_pages() -> None:
    """Of somebody with another role, of somebody without one, and of what nobody can do."""
    client = Client()
    race = Race.objects.filter(result_state="official")[0]
    sign_in(client, "Broadcast")
    client.get(reverse("admin:standings_cup_copy"), headers={"referer": "http://testserver/admin/"})
    client.get(reverse("admin:auth_user_changelist"))
    client.force_login(User.objects.create_user("without", is_staff=True))
    client.get(reverse("admin:events_season_add"))
    client.force_login(User.objects.create_superuser("chief"))
    client.post(reverse("admin:standings_racesheet_delete", args=[race.pk]), {"post": "yes"})
