"""On demand and other ways beside it, whose races, which part of a country, and some sessions alone."""

from dataclasses import replace

import pytest

from events.coverage import AnswerKind, Record, Showing, answer, conflicts, coverage
from tests.events.coverage.facts import EVENT, FRIDAY, PROGRAMME, RIGHT, SATURDAY, STREAM, SUNDAY

WOMEN, MEN, BOTH = (frozenset(each.split()) for each in ("women", "men", "men women"))
RACED = replace(
    PROGRAMME,
    sessions=(
        replace(FRIDAY, categories=WOMEN),
        replace(SATURDAY, categories=MEN),
        replace(SUNDAY, categories=BOTH),
    ),
)


def kinds(event, *rights):
    found = coverage("NOR", event, rights)
    return found.event.kind.value, [each.kind.value for _, each in found.sessions_and_days]


# Ways


@pytest.mark.parametrize("is_exclusive", [False, True])
def test_what_is_on_demand_is_shown_and_blocks_the_stream_only_if_exclusive(is_exclusive):
    right = replace(RIGHT, timing="on demand", also=("highlights",), is_exclusive=is_exclusive)
    found = answer("NOR", EVENT, [right])
    assert (found.kind, found.shown_by, found.highlights) == (AnswerKind.BROADCASTER, (right,), ())
    assert found.stream == (None if is_exclusive else STREAM)
    assert found.shown_by[0].how == "on demand, highlights"


def test_broadcasters_are_named_in_the_order_of_their_best_way():
    ways = ("highlights", "on demand", "delayed", "live")
    rights = [replace(RIGHT, key=n, broadcaster=f"Example {n}", timing=way) for n, way in enumerate(ways)]
    found = answer("NOR", EVENT, rights)
    assert [right.timing for right in found.shown_by] == ["live", "delayed", "on demand"]
    assert [right.timing for right in found.highlights] == ["highlights"]


@pytest.mark.parametrize(
    ("own", "ways"),
    [
        ("", ("live", "delayed", "on demand")),
        ("delayed", ("delayed", "on demand")),
        ("on demand", ("on demand",)),
        ("highlights", ("highlights",)),
    ],
)
def test_session_that_is_shown_less_well_has_only_the_ways_that_come_after(own, ways):
    right = replace(RIGHT, also=("delayed", "on demand"), showings=(Showing(1, timing=own),))
    found = coverage("NOR", PROGRAMME, [right]).of_session(1)
    assert (found.shown_by or found.highlights)[0].ways == ways


def test_event_has_the_further_ways_that_all_its_sessions_have():
    right = replace(RIGHT, also=("delayed", "on demand"))
    assert answer("NOR", PROGRAMME, [right]).shown_by[0].ways == ("live", "delayed", "on demand")
    delayed = replace(right, showings=(Showing(1, timing="delayed"),))
    assert answer("NOR", PROGRAMME, [delayed]).shown_by[0].ways == ("live", "on demand")


# Whose races


def test_right_for_the_women_s_races_is_for_no_session_of_the_men_s_alone():
    right = replace(RIGHT, competitors="women", scope="World Cup 3", is_exclusive=True)
    assert kinds(RACED, right) == ("broadcaster", ["broadcaster", "stream", "broadcaster"])
    found = coverage("NOR", RACED, [right])
    assert found.of_session(1).reason == "Example One has the rights to the women’s races of World Cup 3."
    assert found.of_session(2).reason == (
        "Example One has the rights to the women’s races of World Cup 3, so this session is streamed."
    )
    assert found.of_session(2).because == (right,)
    assert found.of_session(3).reason == (
        "Example One has the rights to the women’s races of World Cup 3. Who shows the men’s races is not on record."
    )
    assert found.event.shown_by[0].limits == ("women’s races only",)


def test_where_no_race_is_known_the_answer_says_whose_it_is_for():
    right = replace(RIGHT, competitors="men", is_exclusive=True)
    assert kinds(PROGRAMME, right) == ("broadcaster", ["broadcaster"] * 3)
    assert answer("NOR", replace(PROGRAMME, is_over=True), [right]).reason == (
        "Example One had the rights to the men’s races of the series. Who showed the women’s races is not on record."
    )
    half_known = replace(PROGRAMME, sessions=(replace(FRIDAY, categories=MEN), SATURDAY, SUNDAY))
    assert answer("NOR", half_known, [right]).reason.endswith("Who shows the women’s races is not on record.")
    all_men = replace(PROGRAMME, sessions=tuple(replace(each, categories=MEN) for each in PROGRAMME.sessions))
    assert answer("NOR", all_men, [right]).reason == "Example One has the rights to the men’s races of the series."


def test_of_the_others_races_nothing_is_missing_where_somebody_shows_them_or_the_stream_is_open():
    women, men = (replace(RIGHT, key=n, competitors=each, is_exclusive=True) for n, each in enumerate(("women", "men")))
    assert answer("NOR", PROGRAMME, [women, men]).reason == (
        "Example One has the rights to the women’s races of the series. "
        "Example One has the rights to the men’s races of the series."
    )
    assert "not on record" not in answer("NOR", PROGRAMME, [replace(women, is_exclusive=False)]).reason


def test_mixed_relay_belongs_to_both():
    relay = replace(
        PROGRAMME, sessions=tuple(replace(each, categories=frozenset({"mixed"})) for each in RACED.sessions)
    )
    for competitors in ("women", "men"):
        assert kinds(relay, replace(RIGHT, competitors=competitors))[0] == "broadcaster"


def test_of_women_s_and_mixed_races_alone_no_men_s_are_missing():
    sessions = (replace(FRIDAY, categories=WOMEN), replace(SATURDAY, categories=frozenset({"women", "mixed"})))
    event = replace(PROGRAMME, sessions=sessions, last_day=SATURDAY.day)
    right = replace(RIGHT, competitors="women", is_exclusive=True)
    assert answer("NOR", event, [right]).reason == "Example One has the rights to the women’s races of the series."


# A part of the country


@pytest.mark.parametrize(
    ("part", "limit"),
    [
        ("German-speaking part", "German-speaking part only"),
        ("except Flanders", "except Flanders"),
        ("without Scotland", "without Scotland"),
    ],
)
def test_right_in_a_part_of_the_country_says_so(part, limit):
    right = replace(RIGHT, part=part, is_exclusive=True)
    found = answer("NOR", EVENT, [right])
    assert found.shown_by[0].limits == (limit,)
    assert found.reason == (
        f"Example One has the rights to the series ({part}). "
        "Nobody is on record as showing it in the rest of the country."
    )
    whole = replace(RIGHT, key=2, broadcaster="Example Two")
    assert "rest of the country" not in answer("NOR", EVENT, [right, whole]).reason
    assert "rest of the country" not in answer("NOR", EVENT, [replace(right, is_exclusive=False)]).reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (
            {"part": "German-speaking part"},
            "Example One holds exclusive rights (German-speaking part) and shows highlights only, so the stream is "
            "blocked there. Whether it is open in the rest of the country is not on record.",
        ),
        (
            {"competitors": "women"},
            "Example One holds exclusive rights to the women’s races and shows highlights only, so the stream is "
            "blocked for these. Whether it is open for the men’s races is not on record.",
        ),
        (
            {"competitors": "men", "part": "except Flanders"},
            "Example One holds exclusive rights to the men’s races (except Flanders) and shows highlights only, so the "
            "stream is blocked there for these. Whether it is open in the rest of the country or for the women’s races "
            "is not on record.",
        ),
    ],
)
def test_exclusive_right_to_a_part_is_said_to_block_the_stream_for_it_alone(limits, reason):
    limited = replace(RIGHT, timing="highlights", is_exclusive=True, **limits)
    assert answer("NOR", EVENT, [limited]).reason == reason
    assert answer("NOR", replace(EVENT, stream=None), [limited]).reason.endswith(
        " and shows highlights only, and the season has no ISU stream."
    )
    whole = replace(RIGHT, key=2, broadcaster="Example Two", timing="highlights", is_exclusive=True)
    assert answer("NOR", EVENT, [limited, whole]).reason == (
        "Example Two holds exclusive rights and shows highlights only, so the stream is blocked."
    )


def test_exclusive_right_to_all_races_of_a_session_blocks_its_stream_whole():
    women = replace(RIGHT, timing="highlights", is_exclusive=True, competitors="women")
    found = coverage("NOR", RACED, [women])
    assert found.of_session(1).reason == (
        "Example One holds exclusive rights and shows highlights only, so the stream is blocked."
    )
    assert found.of_session(3).reason.endswith("Whether it is open for the men’s races is not on record.")


def test_parts_of_several_exclusive_rights_are_not_said_to_be_unknown():
    german, french = (
        replace(RIGHT, key=n, broadcaster=name, timing="highlights", is_exclusive=True, part=part)
        for n, (name, part) in enumerate([("SRF", "German-speaking part"), ("RTS", "French-speaking part")])
    )
    assert "rest of the country" not in answer("NOR", EVENT, [german, french]).reason


def test_parts_and_competitors_that_differ_do_not_contradict_each_other():
    one = replace(RIGHT, is_exclusive=True, part="French-speaking part")
    two = replace(RIGHT, key=2, broadcaster="Example Two", is_exclusive=True, part="German-speaking part")
    assert conflicts([EVENT], [one, two]) == []
    assert conflicts([EVENT], [one, replace(two, part="french-speaking Part")])[0].keys == (1, 2)
    assert conflicts([EVENT], [one, replace(two, part="")])[0].keys == (1, 2)
    women, men = replace(one, part="", competitors="women"), replace(two, part="", competitors="men")
    assert conflicts([EVENT], [women, men]) == []
    assert conflicts([EVENT], [women, replace(men, competitors="")])[0].keys == (1, 2)


@pytest.mark.parametrize(
    ("timing", "problem"),
    [("delayed", "Example One is listed as both live and delayed."), ("on demand", ""), ("highlights", "")],
)
def test_one_channel_may_be_live_and_on_demand_in_two_listings(timing, problem):
    found = conflicts([EVENT], [RIGHT, replace(RIGHT, key=2, timing=timing)])
    assert [each.problem for each in found] == ([problem] if problem else [])


# Some sessions alone


def test_right_for_some_sessions_shows_no_other_and_says_so():
    right = replace(RIGHT, only_sessions=True, scope="World Cup 3", showings=(Showing(2),))
    assert kinds(PROGRAMME, right) == ("broadcaster", ["stream", "broadcaster", "stream"])
    found = coverage("NOR", PROGRAMME, [right])
    assert found.of_session(1).reason == (
        "Example One is on record for some sessions only, not for this session, so it is streamed."
    )
    assert found.event.reason == "Example One has the rights to some sessions of World Cup 3. Some sessions differ."
    assert found.event.shown_by[0].limits == ("some sessions only",)
    assert found.of_session(2).shown_by[0].limits == ()


def test_session_or_day_that_is_not_known_yet_is_not_among_the_only_ones():
    right = replace(RIGHT, only_sessions=True, is_exclusive=True, competitors="women")
    assert kinds(EVENT, right) == ("nobody", ["nobody"] * 3)
    assert answer("NOR", replace(EVENT, is_over=True), [right]).reason == (
        "Example One held exclusive rights to the women’s races and is on record for some sessions only, "
        "not for this event, so the stream was blocked for these. "
        "Whether it was open for the men’s races is not on record."
    )
    some = replace(right, showings=(Showing(1),))
    assert answer("NOR", PROGRAMME, [some]).reason == (
        "Example One has the rights to the women’s races in some sessions of the series. "
        "Who shows the men’s races is not on record. Some sessions differ."
    )


def test_right_for_some_sessions_that_are_all_of_the_event_says_nothing_of_it():
    right = replace(RIGHT, only_sessions=True, showings=tuple(Showing(n) for n in (1, 2, 3)))
    found = coverage("NOR", PROGRAMME, [right])
    assert (found.is_uniform, found.event.shown_by[0].limits) == (True, ())


# What stands beside each other


def test_records_of_one_broadcaster_s_listings_are_told_apart():
    german = replace(RIGHT, part="German-speaking part", source="A mail")
    women = replace(RIGHT, key=2, competitors="women", timing="delayed", also=("on demand",))
    assert coverage("NOR", PROGRAMME, [german, women]).records[:2] == (
        Record("Example One, live, German-speaking part only", None, "A mail"),
        Record("Example One, delayed, on demand, women’s races only", None, "A contract"),
    )


def test_answer_names_several_where_a_note_could_be_another_s():
    highlights = replace(RIGHT, key=2, broadcaster="Example Two", timing="highlights")
    assert answer("NOR", EVENT, [RIGHT, highlights]).names_several
    assert not answer("NOR", EVENT, [RIGHT, replace(RIGHT, key=2, channel="Two")]).names_several
