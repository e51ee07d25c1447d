"""The laws of doses: limits only lower, ladders climb one thing at a time and stop at the ceiling, minutes add up."""

from dataclasses import asdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.care.verify.tables import looser
from backwise.engine.doses import capped, ladder, limited, seconds_of, session_seconds, shortened
from backwise.engine.model import NO_LIMITS, Dose, Limits
from tests.laws.strategies import LIBRARY

some = st.none() | st.integers(0, 60)
counts = st.none() | st.integers(1, 60)
doses = st.builds(Dose, counts, counts, some, some, st.none()) | st.builds(Dose, minutes=st.integers(1, 60))
limits = st.builds(Limits, some, some, some)
exercises = st.sampled_from(sorted(LIBRARY.exercises)).map(LIBRARY.exercises.get)
MEASURES = ("sets", "repetitions", "hold_seconds", "minutes")


def no_higher(one, other):
    return all(
        getattr(one, name) == getattr(other, name)
        or (getattr(other, name) is not None and getattr(one, name) < getattr(other, name))
        for name in MEASURES
    )


@given(exercises, doses, limits)
def test_limits_never_raise_anything_and_are_kept(exercise, dose, ceiling):
    made = limited(exercise, dose, ceiling)
    assert no_higher(made, dose)
    for name in ("hold_seconds", "repetitions", "minutes"):
        value, top = getattr(made, name), getattr(ceiling, name)
        assert value is None or top is None or value <= top


@given(exercises, doses, limits, limits)
def test_limits_one_after_the_other_are_never_more_than_both_at_once(exercise, dose, one, other):
    """Without minutes they are the same; minutes take repetitions away by the hold of the moment, and never give them back."""
    after, together = (
        limited(exercise, limited(exercise, dose, one), other),
        limited(exercise, dose, one.tightened(other)),
    )
    assert no_higher(after, together)
    if one.minutes is None and other.minutes is None:
        assert after == together


@given(exercises, doses)
def test_no_limits_change_nothing(exercise, dose):
    assert limited(exercise, dose, NO_LIMITS) == dose


@given(exercises, doses, st.integers(1, 10))
def test_minutes_on_the_back_cap_the_time_of_repetitions_too(exercise, dose, minutes):
    made = limited(exercise, dose, Limits(minutes=minutes))
    single = (made.sets or 1) == 1 and (made.repetitions or 1) == 1
    assert single or seconds_of(exercise, made) <= minutes * 60


@given(limits, limits)
def test_two_limits_together_are_looser_than_neither(one, other):
    both = one.tightened(other)
    assert both == other.tightened(one)
    assert not looser(both, one)
    assert not looser(both, other)
    assert one.tightened(one) == one
    assert one.tightened(NO_LIMITS) == one == NO_LIMITS.tightened(one)


@given(limits, limits)
def test_looser_is_seen(one, other):
    names = ("hold_seconds", "repetitions", "minutes")
    more = any(
        getattr(other, name) is not None and (getattr(one, name) is None or getattr(one, name) > getattr(other, name))
        for name in names
    )
    assert looser(one, other) == more


@given(doses, doses)
def test_a_cap_is_kept_and_never_raises(dose, most):
    made = capped(dose, most)
    assert no_higher(made, dose)
    for name in MEASURES:
        value, top = getattr(made, name), getattr(most, name)
        assert value is None or top is None or value <= top


@given(doses)
def test_shortening_lowers_a_little_and_comes_to_an_end_above_nothing(dose):
    steps = 0
    while (fewer := shortened(dose)) != dose:
        assert no_higher(fewer, dose)
        changed = [name for name in MEASURES if getattr(fewer, name) != getattr(dose, name)]
        assert len(changed) == 1
        dose, steps = fewer, steps + 1
        assert steps <= 60
    assert dose.minutes is None or dose.minutes >= 1
    assert dose.repetitions is None or dose.repetitions >= 1


@given(exercises, doses)
def test_a_shorter_dose_never_takes_longer(exercise, dose):
    assert 0 <= seconds_of(exercise, shortened(dose)) <= seconds_of(exercise, dose)


@given(st.lists(st.tuples(exercises, doses), max_size=6))
def test_a_session_takes_at_least_its_exercises(entries):
    alone = sum(seconds_of(exercise, dose) for exercise, dose in entries)
    changes = 20 * max(len(entries) - 1, 0)
    assert alone <= session_seconds(entries) <= alone + changes


@pytest.mark.parametrize("key", sorted(LIBRARY.exercises))
def test_a_ladder_climbs_one_thing_a_rung_from_the_start_to_no_higher_than_the_ceiling(key):
    exercise = LIBRARY.exercises[key]
    rungs = ladder(exercise, LIBRARY.ladders[exercise.dose.kind])
    assert rungs[0] == exercise.dose.start
    assert len(rungs) > 1
    for before, after in pairwise(rungs):
        was, becomes = asdict(before), asdict(after)
        changed = [name for name in was if was[name] != becomes[name]]
        assert len(changed) == 1
        assert (was[changed[0]] or 0) < becomes[changed[0]]
    for rung in rungs:
        assert capped(rung, exercise.dose.ceiling) == rung


@pytest.mark.parametrize("key", sorted(LIBRARY.exercises))
def test_the_start_is_no_higher_than_the_ceiling(key):
    dose = LIBRARY.exercises[key].dose
    assert capped(dose.start, dose.ceiling) == dose.start
