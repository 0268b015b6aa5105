"""The draft of a report: what it holds, what it leaves out and says so, and that a second one is asked for."""

import datetime
import re
from dataclasses import replace

import pytest
from django.utils import timezone

from events.models import Event, Session
from events.naming.race import RaceIdentity
from news.editions.checks import problems
from news.editions.snapshot import content_of, load_blocks
from news.editions.wording.known import wording_doubts
from news.imports.from_results import writing
from news.imports.from_results.facts import Known
from news.imports.from_results.found import parts_of, scope_of
from news.imports.from_results.markup import Links
from news.imports.from_results.names import addresses_of
from news.imports.from_results.report import MOST, Part, Passage, draft
from news.imports.from_results.writing import DraftedBeforeError, NoResultError
from news.models import Article, ResultBlock, TextBlock
from news.models.article import State
from news.review.notes import LONGEST
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.factories.people import staff
from tests.news.imports.from_results.races import line, race
from tests.together import together

DAY = datetime.date(2025, 12, 12)


def create_draft(*args, **options) -> Article:
    return writing.create_draft(*args, **options).article


@pytest.fixture
def session(db) -> Session:
    """Women’s 1500m A and B of World Cup 1, with a track record; the men’s 500m is missing, the 1000m cancelled."""
    event = events.event(start_date=DAY, venue=events.venue("Hamar"))
    found = events.session(event=event, date=DAY)
    cup = standings.cup(slug="1500m", name="1500m", scales=())
    for division, names in {"A": ["Femke Kok", "Joy Beune", "Zoë Ahle"], "B": ["Ada B", "Eva C"]}.items():
        scale = standings.scale(name=division, points=[60, 54, 48] if division == "A" else [28, 24])
        standings.cup_scale(cup=cup, distance="1500", division=division, scale=scale)
        on = events.race(session=found, distance="1500", division=division)
        for place, name in enumerate(names, start=1):
            notes = "TR" if name == "Femke Kok" else ""
            standings.result(on, standings.skater(name), hundredths=11200 + 50 * place, notes=notes)
    standings.result(on.event.races.get(division="A"), standings.skater("Nan Fell"), status="DNF", rank=None)
    events.race(session=found, distance="500", category="men")
    events.race(session=found, distance="1000", category="men", result_state="cancelled")
    recompute(event.season)
    return found


def texts(article: Article) -> list[str]:
    """Its blocks: a text as its HTML without links, a card as the title of its race."""
    return [
        re.sub(r"</?a[^>]*>", "", block.text) if isinstance(block, TextBlock) else block.race.identity.full_title
        for block in load_blocks(article)
    ]


def test_draft_says_what_the_results_say(session):
    user = staff("Journalist")
    article = create_draft(session.event, session, user)
    assert article.title == "Proposal: World Cup 1, Hamar: women’s 1500m"
    assert article.lead == (
        "Proposal: Femke Kok (NED) won the women’s 1500m at World Cup 1 in Hamar on 12 December 2025."
    )
    assert texts(article) == [
        "<p>Femke Kok (NED) won the women’s 1500m in 1:52.50, 0.50 seconds ahead of Joy Beune (NED) in 1:53.00. "
        "Zoë Ahle (NED) was third in 1:53.50, 1.00 seconds behind the winner. The time of Femke Kok (NED), 1:52.50, "
        "was a track record, as published with the result. Nan Fell (NED) did not finish. Femke Kok (NED) is first in "
        "the final women’s 1500m standings with 60 points. Joy Beune (NED) is second with 54 points. Zoë Ahle (NED) "
        "is third with 48 points.</p>",
        "1500m Women Division A",
        "<p>Ada B (NED) won Division B of the women’s 1500m in 1:52.50.</p><p>The men’s 1000m was cancelled.</p>",
    ]
    assert (article.state, article.type, article.event, article.slug, article.created_by) == (
        State.DRAFT, "report", session.event, "world-cup-1-hamar-womens-1500m", user
    )  # fmt: skip
    assert not article.editions.exists()
    assert article.revisions.get().content == content_of(article)


def test_whoever_is_named_is_linked_once(session):
    article = create_draft(session.event, session, staff("Journalist"))
    html = TextBlock.objects.filter(parent=article).first().text
    assert re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a> \(NED\)', html) == [
        ("/skaters/femke-kok/", "Femke Kok"),
        ("/skaters/joy-beune/", "Joy Beune"),
        ("/skaters/zoe-ahle/", "Zoë Ahle"),
        ("/skaters/nan-fell/", "Nan Fell"),
    ]


def test_draft_has_nothing_that_its_checks_doubt_and_waits_for_a_title(session):
    content = content_of(create_draft(session.event, session, staff("Journalist")))
    assert wording_doubts(content) == []
    assert [(each.field, each.words) for each in problems(content)] == [
        (
            name,
            f"The {name} is still the one that was drafted from the results. Write your own, or take “Proposal:” away.",
        )
        for name in ("title", "lead")
    ]
    content["title"], content["lead"] = (content[name].removeprefix("Proposal: ") for name in ("title", "lead"))
    assert problems(content) == []


def test_note_says_from_what_it_is_and_what_is_missing(session):
    user = staff("Journalist")
    note = create_draft(session.event, session, user).notes.get()
    first, *others = note.words.splitlines()
    assert re.match(r"Drafted from the results as they were on \d+ \w+ \d{4}, \d\d:\d\d UTC\. Facts only: ", first)
    assert "nothing in it is a quote" in first
    assert others == ["Results of Division A of the men’s 500m are not in the database yet."]
    assert (note.made_by, note.is_open, note.block) == (user, True, None)


def test_cup_is_not_said_while_a_missing_result_may_change_it(session):
    session.races.filter(division="B").update(result_state="none")
    session.races.get(division="B", distance="1500").results.all().delete()
    recompute(session.event.season)
    article = create_draft(session.event, session, staff("Journalist"))
    assert "standings" not in texts(article)[0]
    assert article.notes.get().words.splitlines()[1:] == [
        "Results of Division B of the women’s 1500m and Division A of the men’s 500m are not in the database yet.",
        "Not said, as a missing result may change it: the cup after Division A of the women’s 1500m.",
    ]


def test_second_draft_is_made_only_if_asked_for(session):
    user = staff("Journalist")
    first = create_draft(session.event, session, user)
    with pytest.raises(DraftedBeforeError) as error:
        create_draft(session.event, session, user)
    assert (error.value.article, Article.objects.count()) == (first, 1)
    of_event = create_draft(session.event, None, user)  # of other results
    second = create_draft(session.event, session, user, again=True)
    assert len({first.pk, of_event.pk, second.pk}) == 3
    Article.objects.filter(pk__in=[first.pk, second.pk]).update(state=State.WITHDRAWN)
    assert create_draft(session.event, session, user) not in {first, second}


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_make_one(session):
    user, event = staff("Journalist"), session.event
    found = together(*[lambda: writing.create_draft(event, session, user)] * 2)
    assert sorted(type(each).__name__ for each in found) == ["DraftedBeforeError", "Made"]
    assert Article.objects.count() == 1


def test_who_may_not_write_notes_is_told_all_the_same(session):
    user = staff("Journalist")
    user.groups.clear()
    made = writing.create_draft(session.event, session, user)
    assert (len(made.notes), made.article.notes.count()) == (2, 0)


def test_nothing_is_drafted_without_a_whole_result(session):
    session.races.filter(distance="1500").update(result_state="partial")
    with pytest.raises(NoResultError):
        create_draft(session.event, session, staff("Journalist"))
    assert not Article.objects.exists()


def test_queries_do_not_grow_with_the_races(session, django_assert_num_queries):
    event = Event.objects.with_place().get(pk=session.event_id)
    with django_assert_num_queries(8):
        parts_of(event, session, timezone.now())
    later = events.session(event=event, date=DAY, name="Division A")
    unnamed = events.session(event=event, date=DAY)
    events.race(session=unnamed, distance="5000")
    for distance in ("500", "1000", "3000"):
        standings.result(events.race(session=later, distance=distance), hundredths=9_000)
    with django_assert_num_queries(8):
        parts = parts_of(event, None, timezone.now())
    assert [(each.heading, len(each.races)) for each in parts] == [
        ("Friday 12 December", 5), ("Friday 12 December, Division A", 3)
    ]  # fmt: skip


@pytest.mark.parametrize("spoilt", ["", "slower", "unofficial", "untimed", "unknown programme"])
def test_fastest_of_the_season_needs_every_time_of_the_season(session, spoilt):
    """The race a week later is faster than those of World Cup 1, as far as they are known."""
    first = session.event
    event = events.event(season=first.season, start_date=DAY + datetime.timedelta(7), venue=events.venue("Inzell"))
    on = events.race(event=event, distance="1500", session=events.session(event=event, date=event.start_date))
    standings.result(on, hundredths=11_260 if spoilt == "slower" else 11_249)
    earlier = first.races.get(distance="1500", division="A")
    if spoilt == "unofficial":
        first.races.filter(pk=earlier.pk).update(result_state="unofficial")
    if spoilt == "untimed":
        standings.result(earlier, standings.skater("No Time"))
    if spoilt == "unknown programme":
        Event.objects.filter(pk=first.pk).update(programme_is_whole=False)
    at = datetime.datetime(2025, 12, 31, tzinfo=datetime.UTC)
    (part,) = parts_of(Event.objects.with_place().get(pk=event.pk), None, at)
    assert part.races[0].is_fastest_of_season is (spoilt == "")


def test_scope_is_a_day_or_all_days(session):
    event = session.event
    assert (scope_of(event, session).dates, scope_of(event, session).is_one_day) == ("12 December 2025", True)
    assert (scope_of(event, None).dates, scope_of(event, None).is_one_day) == ("12–14 December 2025", False)


# Without a database


def scope(**values):
    return scope_of(Event(number=4, start_date=DAY, end_date=DAY, venue=events.Venue(city="Hamar")), None)


def many(count: int, **values):
    return tuple(race(line("Femke Kok", 1, 11234), key=n, **values) for n in range(count))


def test_title_and_lead_of_many_races_name_none():
    found = draft(scope(), [Part("Friday", many(7)), Part("Saturday", many(1, known=Known.MISSING))], "now")
    assert found.title == "World Cup 4, Hamar: results of 12 December 2025"
    assert found.lead == "The results at World Cup 4 in Hamar on 12 December 2025."
    assert found.passages[0] == Passage("Friday", is_subhead=True)
    assert not any(each.text == "Saturday" for each in found.passages)  # a subhead above nothing


def test_note_of_many_races_counts_those_that_it_does_not_name():
    missing = many(MOST + 3, known=Known.MISSING)
    found = draft(scope(), [Part("", (*many(1), *missing))], "now")
    assert found.notes[1].count("women’s 1500m") == MOST
    assert found.notes[1].endswith("and 3 more are not in the database yet.")


def test_notes_fit_into_one_of_the_newsroom_whatever_is_missing():
    longest = RaceIdentity("women", "1500", "A", ordinal=2)
    faults = [{"known": each} for each in (Known.MISSING, Known.PARTIAL)]
    races = [race(key=n, identity=longest, **fault) for fault in faults for n in range(40)]
    slower, better = line("A", 1, 11300), line("B", 2, 11268)
    races += [race(slower, better, identity=longest, known=Known.UNOFFICIAL, cup_is_open=True) for _ in range(40)]
    races += [race(identity=longest) for _ in range(40)]
    found = draft(scope(), [Part("", tuple(races))], "1 January 2026 at 12:00 UTC")
    assert len(found.notes) == 7
    assert len("\n".join(found.notes)) < LONGEST


def test_name_within_a_longer_name_is_not_linked_and_markup_is_text():
    links = Links({"Yang Sun (CHN)": "/skaters/yang-sun/", "Li Yang Sun (CHN)": "", "<b> O’Neil (IRL)": "/x/?a=1&b=2"})
    assert links.html(Passage("Li Yang Sun (CHN) beat Yang Sun (CHN) & <b> O’Neil (IRL).")) == (
        '<p>Li Yang Sun (CHN) beat <a href="/skaters/yang-sun/">Yang Sun</a> (CHN) &amp; '
        '<a href="/x/?a=1&amp;b=2">&lt;b&gt; O’Neil</a> (IRL).</p>'
    )
    assert Links({}).html(Passage("A < B", is_subhead=True)) == "<h2>A &lt; B</h2>"


def test_team_that_a_sentence_begins_with_is_linked_once_and_namesakes_are_not():
    team, skater = line("the Netherlands", 1, address="/nations/ned/"), line("Yang Sun", noc="CHN", address="/a/")
    links = Links(addresses_of([team, team, skater, replace(skater, address="/b/")]))
    assert links.html(Passage("The Netherlands (NED) beat Yang Sun (CHN) and the Netherlands (NED).")) == (
        '<p><a href="/nations/ned/">The Netherlands</a> (NED) beat Yang Sun (CHN) and the Netherlands (NED).</p>'
    )


# A real season


def test_drafts_of_a_real_season_have_nothing_that_their_checks_doubt(season):
    """Of every session of two World Cups and of a whole one; whoever won is who the results say."""
    user = staff("Journalist")
    made = []
    for event in Event.objects.with_place().filter(season=season, number__in=[1, 3]):
        made += [create_draft(event, each, user) for each in event.sessions.all()]
    made.append(create_draft(season.events.get(number=4), None, user))
    assert len(made) == 15
    for article in made:
        assert wording_doubts(content_of(article)) == []
        for card in ResultBlock.objects.filter(parent=article).select_related("race"):
            (winner,) = card.race.results.winners().with_competitor()
            text = TextBlock.objects.get(parent=article, ordering=card.ordering - 10).text
            assert f"{winner.competitor.name} ({winner.country_id}) won the " in re.sub(r"<[^>]*>", "", text)
