"""Three states of a record, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from isuwc.submissions.two_people.merging import Answers, Met, Place, merge, merge_row

VALUE = st.sampled_from([{"": ["a"]}, {"": ["b"]}, {"": ["c"]}, {}])
RECORDS = st.fixed_dictionaries({name: st.tuples(VALUE, VALUE, VALUE) for name in ("one", "two", "three")})


def same(name, one, other):
    return one == other


def columns(record):
    return [{name: values[place] for name, values in record.items()} for place in range(3)]


@given(RECORDS)
def test_nobody_s_change_is_lost_and_what_both_changed_is_asked_for(record):
    was, mine, theirs = columns(record)
    met = Met()
    merged = merge(was, mine, theirs, same, Answers(), met)
    asked = {clash.place.name for clash in met.clashes}
    for name in record:
        both = len({repr(each[name]) for each in (was, mine, theirs)}) == 3
        assert (name in asked) == both
        if mine[name] == was[name]:
            assert merged[name] == theirs[name]
        else:
            assert merged[name] == mine[name]
    said = {change.place.name for change in met.changes}
    assert said == {name for name in record if was[name] == mine[name] != theirs[name]}


@given(RECORDS, st.sampled_from(["mine", "theirs", ""]))
def test_choice_decides_and_none_is_asked_again(record, choice):
    """As the next page has it: opened on what is stored, with what was asked."""
    _, mine, theirs = columns(record)
    places = {name: Place(name).text for name in record}
    met = Met()
    answers = Answers(dict.fromkeys(places.values()), dict.fromkeys(places.values(), choice) if choice else {})
    merged = merge(theirs, mine, theirs, same, answers, met)
    different = {name for name in record if mine[name] != theirs[name]}
    assert {clash.place.name for clash in met.clashes} == (set() if choice else different)
    assert merged == (theirs if choice == "theirs" else mine)


@given(RECORDS)
def test_row_is_one_person_s_or_asked_for(record):
    was, mine, theirs = columns(record)
    met = Met()
    merged = merge_row(Place("", "rows", "1"), was, mine, theirs, same, Answers(), met)
    assert merged in (mine, theirs) or met.clashes
    if mine != was != theirs:
        assert {clash.place.name for clash in met.clashes} == {name for name in record if mine[name] != theirs[name]}
        proposed = {clash.place.name: clash.proposed for clash in met.clashes}
        for name, value in proposed.items():
            assert (value == "mine") == (theirs[name] == was[name])
            assert (value == "theirs") == (mine[name] == was[name])
    else:
        assert met.clashes == []
