"""Which addresses a round tries, how politely, and what it keeps."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from events.broadcast.links.rounds import Pace, forget, in_turn, keep, tried
from events.broadcast.links.trying import Finding, Tried, Trier
from events.broadcast.links.users import Address, in_use, users_of
from events.broadcast.links.words import say
from events.management.commands.try_links import LOCK, Command
from events.models import BroadcasterWas, LinkTry, LinkWord, Listing, ListingWas, Showing
from events.time.dates import long_date
from isuwc.history.models import Change
from tests.factories import events as factories

AT = datetime.datetime(2025, 12, 1, 6, 0, tzinfo=datetime.UTC)


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def used(db):
    """Two listings of one link, one that is over, a session to come and one of the past, a website, two streams."""
    season = factories.season(days(0).year)
    coming = factories.session(event=factories.event(season=season, number=1, start_date=days(3)))
    past = factories.session(event=factories.event(season=season, number=2, start_date=days(-9)))
    factories.stream(season=season, link="https://www.isu.org/live")
    before = factories.season(days(0).year - 2)
    factories.event(season=before, start_date=days(-700))
    factories.stream(season=before, link="https://www.isu.org/old")
    broadcaster = factories.broadcaster("Example TV", website="https://tv.nl/")
    first = factories.listing(season=season, broadcaster=broadcaster, link="https://tv.nl/live")
    second = factories.listing(
        season=season, broadcaster=broadcaster, link="https://tv.nl/live", country=factories.country("SWE")
    )
    gone = factories.broadcaster("Gone TV", website="https://gone.nl/")
    factories.listing(season=season, broadcaster=gone, link="https://gone.nl/live", ends_on=days(-1))
    Showing.objects.create(listing=first, session=coming, link="https://tv.nl/saturday")
    Showing.objects.create(listing=first, session=past, link="https://tv.nl/last-week")
    return first, second


def test_each_address_in_use_is_tried_once_for_all_its_users(used, django_assert_num_queries):
    with django_assert_num_queries(7):
        found = in_use()
    assert [(each.address, len(each.users)) for each in found] == [
        ("https://tv.nl/live", 2),
        ("https://tv.nl/saturday", 1),
        ("https://tv.nl/", 1),
        ("https://www.isu.org/live", 1),
    ]
    assert [each.title for each in found[0].users] == ["Example TV: Norway", "Example TV: Sweden"]
    assert [each.title for each in found[1].users] == ["Example TV: Norway, World Cup 1, Session 1"]


def test_all_that_lead_to_an_address_are_found_also_where_a_right_is_over(used):
    Listing.objects.update(link="https://tv.nl/", ends_on=days(-1))
    Showing.objects.update(link="https://tv.nl/")
    assert len(users_of("https://tv.nl/")) == 3 + 2 + 1
    assert users_of("https://tv.nl") == []


def test_former_links_that_still_hold_are_in_use_and_all_of_them_are_users(used):
    first, _ = used
    for what, was, before in (("link", "new", 5), ("link", "old", 0), ("app_link", "app", 1), ("link", "", 9)):
        address = f"https://former.nl/{was}" if was else ""
        ListingWas.objects.create(listing=first, what=what, was=address, before=days(before))
    for what, was, before in (("website", "https://former.nl/", 2), ("name", "https://former.nl/name", 2)):
        BroadcasterWas.objects.create(broadcaster=first.broadcaster, what=what, was=was, before=days(before))
    titles = {each.address: [user.title for user in each.users] for each in in_use()}
    assert {address: titles[address] for address in titles if "former" in address} == {
        "https://former.nl/new": [f"Example TV: Norway, until {long_date(days(4))}"],
        "https://former.nl/app": [f"Example TV: Norway, until {long_date(days(0))}"],
        "https://former.nl/": [f"Example TV, its website until {long_date(days(1))}"],
    }
    assert [each.row for each in users_of("https://former.nl/old")] == [first]
    assert [each.row for each in users_of("https://former.nl/")] == [first.broadcaster]
    assert users_of("https://former.nl/name") == []
    assert say("https://former.nl/old", answers=False) == 1
    assert LinkWord.objects.get().failed_on == days(0)


def test_longest_untried_comes_first_and_never_tried_before_all():
    def address(name, at=None):
        return Address(name, (), None, LinkTry(address=name, tried_at=at) if at else None)

    day = datetime.timedelta(days=1)
    found = in_turn([address("a", AT), address("b"), address("c", AT - day), address("d")])
    assert [each.address for each in found] == ["b", "d", "c", "a"]


def test_host_rests_between_two_requests_and_others_do_not_wait():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2.0, clock=lambda: now[0], sleep=sleep)
    for host, later in (("a", 0), ("b", 0.5), ("a", 0), ("a", 3), ("b", 0)):
        pace(host)
        now[0] += later
    assert slept == [1.5, 2.0]


@pytest.mark.django_db
def test_failures_in_a_row_are_counted_from_the_first():
    hour = datetime.timedelta(hours=1)
    fails, answers = Tried(Finding.FAILS, "page not found (404)"), Tried(Finding.ANSWERS, "answers (200)")
    found = [
        keep("https://tv.nl/", each, AT + n * hour) for n, each in enumerate([answers, fails, fails, answers, fails])
    ]
    stored = [(each.failing_since, each.failures) for each in found[:1] + found[-1:]]
    assert stored == [(None, 0), (AT + 4 * hour, 1)]
    assert LinkTry.objects.get().outcome == "page not found (404)"
    second = keep("https://tv.nl/", fails, AT + 5 * hour)
    assert (second.failing_since, second.failures, second.tried_at) == (AT + 4 * hour, 2, AT + 5 * hour)


@pytest.mark.django_db
def test_long_words_and_addresses_are_kept():
    found = keep(f"https://tv.nl/{'ä' * 1900}", Tried(Finding.FAILS, "x" * 400, f"https://tv.nl/{'b' * 1900}"))
    assert (len(found.outcome), len(found.redirected_to)) == (300, 1914)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://example.org/", "not tried: example.org is a placeholder"),
        ("https://192.168.1.1/", "not tried: it has an IP address instead of a host name"),
        ("https://tv.nl:8443/", "not tried: it contains a port"),
        ("https://intranet/", "not tried: intranet is not a host that readers can reach"),
    ],
)
def test_placeholder_or_wrong_address_is_told_without_a_request(address, words):
    def resolve(*of):
        raise AssertionError

    assert tried(Address(address, ()), Trier(resolve=resolve)) == Tried(Finding.REFUSED, words)


def test_http_and_tracking_are_tried_all_the_same():
    def resolve(*of):
        raise OSError

    for address in ("http://tv.nl/", "https://tv.nl/?utm_source=x"):
        assert tried(Address(address, ()), Trier(resolve=resolve)).words == "the name tv.nl is not known"


def test_what_nothing_leads_to_any_more_is_forgotten(used):
    for address in ("https://tv.nl/live", "https://old.nl/"):
        keep(address, Tried(Finding.ANSWERS, "answers (200)"))
    assert forget(in_use()) == 1
    assert [each.address for each in LinkTry.objects.all()] == ["https://tv.nl/live"]


# The command


class Known(Trier):
    """One that knows what it finds: this page is gone, and nothing else is reached."""

    gone = "https://tv.nl/live"

    def tried(self, address):
        is_gone = address == self.gone
        return Tried(Finding.FAILS, "page not found (404)" if is_gone else "no connection", "", is_gone)


def run(**options):
    out = StringIO()
    call_command("try_links", stdout=out, pause=0, **options)
    return out.getvalue().splitlines()


def test_round_keeps_what_it_finds_and_changes_nothing_that_people_said(used, monkeypatch):
    monkeypatch.setattr(Command, "trier", Known())
    LinkWord.objects.create(address="https://tv.nl/live", answered_on=days(-1))
    first, _ = used
    Listing.objects.filter(pk=first.pk).update(link="https://example.org/")
    recorded = Change.objects.count()
    assert run() == [
        "https://tv.nl/: no connection",
        "https://tv.nl/live: page not found (404)",
        "https://tv.nl/saturday: no connection",
        "https://www.isu.org/live: no connection",
        "5 links: 0 answers, 4 fails, 0 can’t tell, 1 not tried.",
    ]
    assert list(LinkTry.objects.values_list("address", "state", "failures")) == [
        ("https://example.org/", "refused", 0),
        ("https://tv.nl/", "fails", 1),
        ("https://tv.nl/live", "fails", 1),
        ("https://tv.nl/saturday", "fails", 1),
        ("https://www.isu.org/live", "fails", 1),
    ]
    assert list(LinkWord.objects.values_list("address", "answered_on", "failed_on")) == [
        ("https://tv.nl/live", days(-1), None)
    ]
    assert Change.objects.count() == recorded


def test_round_ends_in_time_and_the_next_goes_on(used, monkeypatch):
    monkeypatch.setattr(Command, "trier", Known())
    moments = iter([0.0, 0.0, 59.0, 60.0])
    monkeypatch.setattr(Command, "clock", lambda self: next(moments))
    assert run(minutes=1)[-1] == (
        "2 links: 0 answers, 2 fails, 0 can’t tell, 0 not tried. 2 are left for the next round."
    )
    assert [each.address for each in in_turn(in_use())][:2] == ["https://tv.nl/saturday", "https://www.isu.org/live"]


def test_machine_without_a_connection_finds_nothing_failing(used, monkeypatch):
    keep("https://tv.nl/live", Tried(Finding.ANSWERS, "answers (200)"))
    monkeypatch.setattr(Known, "gone", "")
    monkeypatch.setattr(Command, "trier", Known())
    with pytest.raises(CommandError, match="No server at all was reached: is this machine connected"):
        run()
    assert list(LinkTry.objects.values_list("address", "state")) == [("https://tv.nl/live", "answers")]


@pytest.mark.parametrize("options", [{"minutes": 0}, {"minutes": -1}])
def test_impossible_options_are_refused(db, options):
    with pytest.raises(CommandError, match="--minutes must be more than 0"):
        run(**options)


@pytest.mark.django_db
def test_two_rounds_never_go_at_once():
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            with pytest.raises(CommandError, match=r"Another round is going on\."):
                run()
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])  # closing alone takes the server a moment
    finally:
        other.close()
    assert run() == ["0 links: 0 answers, 0 fails, 0 can’t tell, 0 not tried."]
