import threading
from functools import partial
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from events.calendar.programme.stored import results_in_order
from events.models import Event, Race, Season
from standings.models import Competitor, Result, Score, Standing
from standings.results.event_results import mark_not_held, results_of
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.together import together


@pytest.mark.django_db
def test_recompute_stores_points_and_a_standing_after_each_round():
    cup = factories.cup()
    kok, leerdam = factories.skater("Femke Kok"), factories.skater("Jutta Leerdam")
    first, second = events.race(), events.race(event=events.event(season=cup.season))
    for race, order in ((first, [kok, leerdam]), (second, [leerdam, kok])):
        for competitor in order:
            factories.result(race, competitor)
    recompute(cup.season)
    assert list(Score.objects.order_by("result_id").values_list("result__competitor__name", "points")) == [
        ("Femke Kok", 60),
        ("Jutta Leerdam", 54),
        ("Jutta Leerdam", 60),
        ("Femke Kok", 54),
    ]
    assert list(
        Standing.objects.order_by("race", "competitor").values_list(
            "race", "competitor__name", "rank", "total", "gap", "previous_rank", "is_newest"
        )
    ) == [
        (first.pk, "Femke Kok", 1, 60, 0, None, False),
        (first.pk, "Jutta Leerdam", 2, 54, 6, None, False),
        (second.pk, "Femke Kok", 1, 114, 0, 1, True),
        (second.pk, "Jutta Leerdam", 1, 114, 0, 2, True),
    ]


@pytest.mark.django_db
def test_recompute_leaves_other_seasons_alone():
    old, new = factories.cup(season=events.season(2022)), factories.cup(season=events.season(2025))
    for cup in (old, new):
        factories.result(
            events.race(event=events.event(season=cup.season)), factories.skater(f"Skater {cup.season.slug}")
        )
        recompute(cup.season)
    before = factories.stored(old.season)
    new.season.events.get().races.get().results.all().delete()
    recompute(new.season)
    assert factories.stored(old.season) == before
    assert Standing.objects.filter(cup=new).count() == 0


@pytest.mark.django_db
def test_race_that_no_scale_is_for_gives_nothing():
    cup = factories.cup()
    factories.result(events.race(distance="1000"))
    factories.result(events.race(category="men"), factories.skater("Jordan Stolz", category="men"))
    recompute(cup.season)
    assert (Score.objects.count(), Standing.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_race_without_a_result_does_not_count():
    cup = factories.cup()
    result = factories.result()
    result.race.result_state = "none"
    result.race.save()
    recompute(cup.season)
    assert Standing.objects.count() == 0


@pytest.mark.django_db
def test_double_points_of_a_final():
    cup = factories.cup()
    final = events.event(season=cup.season, is_final=True)
    scale = cup.cup_scales.get(division="A").scale
    factories.cup_scale(cup=cup, division="A", event=final, scale=scale, multiplier=2)
    factories.result(events.race(event=final))
    recompute(cup.season)
    assert Standing.objects.get().total == 120


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_the_standings_whole():
    """Each of two staff adds the winner of another race and recomputes; the later one waits and sees both."""
    cup = factories.cup()
    races = [events.race(event=events.event(season=cup.season)) for _ in range(2)]
    kok = factories.skater("Femke Kok")
    for race in races:
        race.result_state = "official"
        race.save()
    both_have_written = threading.Barrier(2)

    def add(race):
        with transaction.atomic():
            Result.objects.create(race=race, competitor=kok, country=kok.country, line=1, rank=1)
            both_have_written.wait(timeout=10)
            recompute(Season.objects.get(pk=cup.season.pk))

    assert together(*(partial(add, race) for race in races)) == [None, None]
    assert Standing.objects.newest(cup).get().total == 120
    assert Score.objects.count() == 2


@pytest.mark.django_db
def test_recompute_standings_computes_the_seasons_that_are_named(capsys):
    cup = factories.cup()
    factories.result(events.race(event=events.event(season=cup.season)))
    call_command("recompute_standings", "2025-26")
    assert (capsys.readouterr().out, Standing.objects.count()) == ("1 season computed.\n", 1)
    with pytest.raises(CommandError, match="There is no season 1999-00"):
        call_command("recompute_standings", "1999-00")


def draw_lines(random):
    """Results of three events with two divisions: any of twelve skaters start, some in both, and may share ranks."""
    lines = []
    for event in range(1, 4):
        for division in "BA":
            for line, skater in enumerate(random.sample(range(12), 7), 1):
                status = random.choice(["OK", "OK", "OK", "DNF", "DQ", "DNS"])
                rank = None if status == "DNS" else random.randint(1, 6)
                lines.append((event, division, f"Skater Number{skater}", line, status, rank))
    return lines


def enter(season, lines):
    """Make the lines' results in the order given, and events, races and skaters as they are first met."""
    for number, division, name, line, status, rank in lines:
        event = season.events.filter(number=number).first() or events.event(season=season, number=number)
        race = event.races.filter(division=division).first()
        race = race or events.race(event=event, division=division, number="BA".index(division) + 1)
        skater = Competitor.objects.filter(name=name).first() or factories.skater(name)
        factories.result(race, skater, line=line, status=status, rank=rank)


def draw_season(seed):
    """A season with its lines entered as drawn. In every second one all results of a round count."""
    cup = factories.cup(combination=("best", "sum")[seed % 2])
    enter(cup.season, draw_lines(Random(seed)))
    return cup.season


def told(season):
    """All that recompute stores of a season, to the byte, with names in place of ids."""
    scores = Score.objects.filter(cup__season=season).values_list(
        "result__race__event__number", "result__race__slug", "result__competitor__name", "points", "counts", "reason"
    )
    standings = Standing.objects.filter(cup__season=season).values_list(
        "race__event__number", "race__slug", "competitor__name",
        "rank", "total", "gap", "previous_rank", "tie", "is_newest",
    )  # fmt: skip
    return "\n".join(sorted(map(repr, scores)) + sorted(map(repr, standings))).encode()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_race_taken_out_and_added_again_restores_the_standings_to_the_byte(seed):
    season = draw_season(seed)
    recompute(season)
    before = factories.stored(season)
    race = Random(seed).choice(list(Race.objects.filter(event__season=season)))
    lines = list(race.results.values())
    race.results.all().delete()
    recompute(season)
    assert factories.stored(season) != before
    Random(seed).shuffle(lines)
    for line in lines:
        del line["id"]
        Result.objects.create(**line)
    recompute(season)
    assert factories.stored(season) == before


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_standings_do_not_depend_on_the_order_in_which_all_was_entered(seed):
    season = draw_season(seed)
    recompute(season)
    before = told(season)
    for model in (Result, Event, Competitor):
        model.objects.all().delete()
    lines = draw_lines(Random(seed))
    Random(seed).shuffle(lines)
    for half in (lines[:21], lines[21:]):  # computed in between too: nothing may stay of what was not whole
        enter(season, half)
        recompute(season)
    assert told(season) == before


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_nobody_who_has_started_is_missing_in_a_standing(seed):
    season = draw_season(seed)
    recompute(season)
    assert Score.objects.count() == Result.objects.count() > 0
    started = set()
    for race in Race.objects.filter(event__season=season).order_by("event__number", "number"):
        started |= set(race.results.exclude(status__in=["DNS", "WDR"]).values_list("competitor", flat=True))
        assert set(Standing.objects.after(race).values_list("competitor", flat=True)) == started
    assert set(Standing.objects.newest(season.cups.get()).values_list("competitor", flat=True)) == started


@pytest.mark.django_db
def test_race_that_was_not_held_has_no_standing(client):
    """World Cup 2 is missing, and a race of World Cup 3 was dropped: nobody leads after that one."""
    cup = factories.cup()
    first, _, third = (events.event(season=cup.season) for _ in range(3))
    held, dropped = events.race(event=first), events.race(event=third)
    factories.result(held)
    recompute(cup.season)
    before = factories.stored(cup.season)
    order = results_in_order(third.pk)
    (race,) = mark_not_held(third, [each.code for each in results_of(third).missing])
    assert race == dropped
    assert factories.stored(cup.season) == before
    assert list(Standing.objects.values_list("race", "is_newest")) == [(held.pk, True)]
    assert client.get(third.get_absolute_url()).context["standings"] == []
    assert results_in_order(third.pk) == order == []
