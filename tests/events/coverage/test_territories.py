"""The answer in a territory: its country's, as an assumption in words, unless a right or a block names it."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.coverage import AnswerKind, Place, Showing, StreamBlock, by_noc, coverage, coverage_in, rights_about
from tests.events.coverage.facts import EVENT, PROGRAMME, RIGHT, STREAM, held_rights

NORWAY = Place("NOR", "Norway")
SVALBARD = Place("SJM", "Svalbard", True, "NOR", "Norway")
NOWHERE = Place("ATA", "Antarctica", True)
TV = replace(RIGHT, broadcaster="Norway TV")
LOCAL = replace(RIGHT, key=2, broadcaster="Polar TV", nocs=frozenset({"SJM"}))
SAYS_NOTHING = "As for Norway: nothing on record says whether the rights there include Svalbard."


def there(*rights, event=EVENT, place=SVALBARD):
    found, words = coverage_in(place, event, rights_about(place, by_noc(rights)))
    return found.event, words


def names(answer) -> list[str]:
    return [right.broadcaster for right in answer.shown_by]


def test_territory_has_its_country_s_answer_and_says_that_this_is_assumed():
    answer, words = there(TV)
    assert (names(answer), answer.reason) == (["Norway TV"], "Norway TV has the rights to the series.")
    assert words == SAYS_NOTHING
    exclusive = replace(TV, is_exclusive=True, timing="highlights")
    answer, words = there(exclusive)
    assert (answer.kind, words) == (AnswerKind.NOBODY, SAYS_NOTHING)


def test_nothing_on_record_is_as_for_the_country_too():
    answer, words = there()
    assert answer.is_stream
    assert words == "As for Norway: nothing on record says whether Svalbard has the same answer."


def test_right_that_names_the_territory_is_no_assumption():
    included = replace(TV, nocs=frozenset({"NOR", "SJM"}))
    assert there(included) == (coverage("NOR", EVENT, [included]).event, "")


def test_right_that_leaves_the_territory_out_leaves_the_stream():
    left_out = replace(TV, except_nocs=frozenset({"SJM"}), group="Norway")
    answer, words = there(left_out)
    assert answer.is_stream
    assert answer.reason == "Norway TV has the rights to the series in Norway, but not here, so the event is streamed."
    assert (words, answer.is_by_absence) == ("", False)


def test_of_two_rights_the_one_that_does_not_name_it_is_assumed():
    answer, words = there(TV, LOCAL)
    assert names(answer) == ["Norway TV", "Polar TV"]
    assert words == "As for Norway: nothing on record says whether the rights of Norway TV there include Svalbard."


def test_exclusive_right_in_the_territory_leaves_no_room_for_the_country_s():
    exclusive = replace(LOCAL, is_exclusive=True)
    answer, words = there(TV, exclusive)
    assert (names(answer), answer.stream, words) == (["Polar TV"], None, "")
    one_day = replace(exclusive, ends_on=EVENT.first_day)  # on the others the country's may hold: no stream is offered
    whole = replace(TV, is_exclusive=True)
    found, words = coverage_in(SVALBARD, PROGRAMME, [whole, one_day])
    assert [names(answer) for _, answer in found.sessions_and_days] == [
        ["Norway TV", "Polar TV"],
        ["Norway TV"],
        ["Norway TV"],
    ]
    assert "Norway TV" in words
    other_event = replace(exclusive, events=frozenset({9}))
    assert there(TV, other_event)[1] == SAYS_NOTHING


@pytest.mark.parametrize(
    "narrow", [{"competitors": "women"}, {"part": "Longyearbyen"}, {"only_sessions": True, "showings": (Showing(1),)}]
)
def test_exclusive_right_to_less_than_the_event_leaves_room_for_the_country_s(narrow):
    answer, words = there(TV, replace(LOCAL, is_exclusive=True, **narrow), event=PROGRAMME)
    assert names(answer) == ["Norway TV", "Polar TV"]
    assert words == "As for Norway: nothing on record says whether the rights of Norway TV there include Svalbard."


def test_territory_of_no_country_has_what_names_it_alone():
    answer, words = there(TV, place=NOWHERE)
    assert answer.is_by_absence
    assert words == "Nothing on record names Antarctica, which has no country’s answer either."
    named = replace(TV, nocs=frozenset({"ATA"}))
    assert there(named, place=NOWHERE) == (coverage("ATA", EVENT, [named]).event, "")


def test_territory_changes_nothing_for_its_country():
    left_out = replace(TV, except_nocs=frozenset({"SJM"}), group="Norway")
    rights = by_noc([left_out, replace(LOCAL, is_exclusive=True)])
    found, words = coverage_in(NORWAY, EVENT, rights_about(NORWAY, rights))
    assert (names(found.event), words) == (["Norway TV"], "")


# Blocks of the ISU stream

BLOCK = StreamBlock(frozenset({"NOR"}), source="A mail", note="By request", checked_on=datetime.date(2025, 11, 2))


def blocked(*blocks: StreamBlock):
    return replace(EVENT, stream=replace(STREAM, blocks=blocks))


def test_blocked_stream_leaves_nobody_with_the_reason():
    found = coverage("NOR", blocked(BLOCK), [])
    assert found.event.is_nobody
    assert found.event.reason == "No broadcaster is on record here, and the ISU stream is not available here."
    assert (found.event.checked_on, found.event.stream_block, found.event.stream) == (BLOCK.checked_on, BLOCK, None)
    assert [(each.name, each.source) for each in found.records] == [("ISU stream not available", "A mail")]
    over = coverage("NOR", replace(blocked(BLOCK), is_over=True), [])
    assert over.event.reason == "No broadcaster is on record here, and the ISU stream was not available here."
    assert coverage("SWE", blocked(BLOCK), []).event.is_stream


def test_block_for_some_events_is_for_these_alone():
    assert coverage("NOR", blocked(replace(BLOCK, events=frozenset({EVENT.key}))), []).event.is_nobody
    assert coverage("NOR", blocked(replace(BLOCK, events=frozenset({9}))), []).event.is_stream


def test_blocked_stream_is_not_offered_beside_a_broadcaster():
    answer = coverage("NOR", blocked(BLOCK), [TV]).event
    assert (names(answer), answer.stream, answer.stream_block) == (["Norway TV"], None, BLOCK)
    assert coverage("NOR", EVENT, [TV]).event.stream == STREAM


@pytest.mark.parametrize(
    ("nocs", "kind", "words"),
    [
        ({"NOR"}, "nobody", "As for Norway: nothing on record says whether Svalbard has the same answer."),
        ({"SJM"}, "nobody", ""),
        ({"SWE"}, "stream", "As for Norway: nothing on record says whether Svalbard has the same answer."),
    ],
)
def test_block_in_a_territory_is_assumed_or_named(nocs, kind, words):
    answer, said = there(event=blocked(replace(BLOCK, nocs=frozenset(nocs))))
    assert (answer.kind.value, said) == (kind, words)


@given(held_rights, st.sampled_from([EVENT, PROGRAMME]))
def test_unnamed_territory_has_exactly_its_country_s_answer(rights, event):
    found, words = coverage_in(SVALBARD, event, rights_about(SVALBARD, by_noc(rights)))
    own, nothing = coverage_in(NORWAY, event, rights_about(NORWAY, by_noc(rights)))

    def told(answer):
        return answer.kind, answer.reason, [right.key for right in answer.rights], answer.stream

    assert told(found.event) == told(own.event)
    assert [told(each) for _, each in found.sessions_and_days] == [told(each) for _, each in own.sessions_and_days]
    assert (words != "", nothing) == (True, "")


@given(held_rights)
def test_territory_that_every_right_names_assumes_nothing(rights):
    named = [replace(right, nocs=right.nocs | {"SJM"}, series=1, season=None, events=frozenset(),
                     except_events=frozenset(), except_held_in=frozenset()) for right in rights]  # fmt: skip
    assert bool(there(*named)[1]) == (not named)
