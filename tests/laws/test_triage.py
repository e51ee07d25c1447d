"""The laws of safety, on random people: worse answers never help, silence is never a no, and the answer is always the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backwise.care.verify.second_reading import only_worse
from backwise.care.verify.tables import looser
from backwise.engine.bars import bars_of, present_conditions
from backwise.engine.facts import facts_from
from backwise.engine.library import DANGER_LEVELS
from backwise.engine.model import LEVELS, Level
from backwise.engine.prescribe import bars_for, prescribe
from backwise.engine.safety import NO_CLEARANCES, Ask, Clearances, Cleared, Refer, Seen, screen
from tests.laws.strategies import BASELINE, ITEMS, LIBRARY, TODAY, UNSURE, answers_in, people, screened, strangers

danger_flags = sorted(key for key, flag in LIBRARY.red_flags.items() if flag.level in DANGER_LEVELS)


def bars_after(result):
    """What is allowed after a screening; None where nothing is."""
    return bars_for(result, LIBRARY) if isinstance(result, Cleared) else None


def assert_no_milder(after, before):
    """The level is no milder, nothing new is allowed, no ceiling is higher."""
    assert after.level.rank <= before.level.rank
    more, fewer = bars_after(before), bars_after(after)
    if fewer is None:
        return
    assert more is not None
    assert fewer.allowed <= more.allowed
    for key in fewer.allowed:
        assert not looser(fewer.standings[key].limits, more.standings[key].limits), key


def changed(answers, fact, value):
    rest = {key: old for key, old in answers.items() if key != fact}
    return rest if value is None else {**rest, fact: value}


@given(people() | strangers(), st.sampled_from(ITEMS))
def test_a_worse_answer_never_helps(answers, item):
    fact, value = item
    assume(only_worse(fact, answers.get(fact), value, LIBRARY))
    assert_no_milder(screened(changed(answers, fact, value)), screened(answers))


@given(people(), st.sampled_from(sorted(BASELINE)), st.sampled_from((None, UNSURE)))
def test_unknown_is_never_no(answers, fact, silence):
    """Taking a harmless answer back, or being unsure of it, never leads to a milder level or to more."""
    assume(answers.get(fact) == BASELINE[fact])
    assume(only_worse(fact, BASELINE[fact], silence, LIBRARY))
    assert_no_milder(screened(changed(answers, fact, silence)), screened(answers))


def test_the_law_of_silence_covers_nearly_every_question():
    left = {fact for fact in BASELINE if not only_worse(fact, BASELINE[fact], None, LIBRARY)}
    assert left == {"birth-year", "sex", "pain-duration"}


@given(people(), st.sampled_from(sorted(LIBRARY.conditions)), st.sampled_from((Level.GO, Level.RESTRICTED)))
def test_adding_a_condition_never_allows_more(answers, condition, level):
    values = facts_from(answers, LIBRARY.facts, TODAY).values
    present = present_conditions(values, level, LIBRARY)
    row = LIBRARY.rows[condition]
    more = bars_of((*present, replace(present[0], row=row)), LIBRARY)
    fewer = bars_of(present, LIBRARY)
    assert more.allowed <= fewer.allowed
    for key in more.allowed:
        assert not looser(more.standings[key].limits, fewer.standings[key].limits), key


@given(people())
def test_restrictions_never_allow_more(answers):
    values = facts_from(answers, LIBRARY.facts, TODAY).values
    go, restricted = (
        bars_of(present_conditions(values, level, LIBRARY), LIBRARY) for level in (Level.GO, Level.RESTRICTED)
    )
    assert restricted.allowed <= go.allowed


@given(people(), st.sampled_from(danger_flags), st.sampled_from((Level.EMERGENCY, Level.SAME_DAY, Level.SOON)))
def test_a_flag_that_stands_never_helps(answers, flag, raised_at):
    assume(raised_at.rank >= LIBRARY.red_flags[flag].level.rank)
    stands = screened(answers, Clearances(frozenset((flag,)), {}, {flag: raised_at}))
    assert_no_milder(stands, screened(answers))
    assert isinstance(stands, Refer)
    assert stands.level.rank <= raised_at.rank
    assert next(item for item in stands.flags if item.flag == flag).standing


@given(people(), st.sampled_from(danger_flags))
def test_a_flag_that_stands_is_not_softened_by_answers(answers, flag):
    """Raised by a yes and answered "unsure" or no since: it counts as it was raised."""
    level = LIBRARY.red_flags[flag].level
    stands = screened(answers, Clearances(frozenset((flag,)), {}, {flag: level}))
    assert next(item for item in stands.flags if item.flag == flag).level is level


@given(people(), st.sampled_from(danger_flags), st.sampled_from((True, False, UNSURE, None)), st.integers(0, 3))
def test_a_flag_that_a_clinician_cleared_asks_whether_it_is_new_or_worse(answers, flag, since, screenings):
    question = f"new-or-worse-since-seen-{flag}"
    clearances = Clearances(frozenset(), {flag: Seen(flag, TODAY, "doctor", screenings)})
    result = screened(changed(answers, question, since), clearances)
    fired = {item.flag: item for item in result.flags}
    if since is None:
        assert question in result.unanswered
    elif since is False:
        assert (flag in fired) == (screenings <= 1)
        assert flag not in fired or fired[flag].level is Level.RESTRICTED
    else:
        assert fired[flag].level in DANGER_LEVELS
        assert isinstance(result, Refer)


@given(people() | strangers())
def test_somebody_is_cleared_only_when_no_danger_rule_holds_or_may_hold(answers):
    result = screened(answers)
    values = facts_from(answers, LIBRARY.facts, TODAY).values
    danger = [flag.id for flag in LIBRARY.red_flags.values() if flag.level in DANGER_LEVELS]
    open_or_true = [flag for flag in danger if LIBRARY.red_flags[flag].when.evaluate(values) is not False]
    if isinstance(result, Cleared):
        assert open_or_true == []
        assert result.level in (Level.GO, Level.RESTRICTED)
    elif isinstance(result, Ask):
        assert result.unanswered
        assert all(item.level not in DANGER_LEVELS for item in result.flags)
    else:
        assert result.level in DANGER_LEVELS


@given(people() | strangers())
def test_the_level_is_the_worst_that_fired(answers):
    result = screened(answers)
    worst = min((item.level for item in result.flags), key=LEVELS.index, default=Level.GO)
    if worst in DANGER_LEVELS:
        assert result.level is worst
    else:
        assert result.level in (Level.ASK, worst)


@given(people() | strangers(), st.integers())
def test_screening_is_deterministic_and_free_of_order(answers, order):
    again = screened(answers_in(order, answers))
    flags = dict(sorted(LIBRARY.red_flags.items(), key=lambda item: hash((order, item[0]))))
    other = screened(answers, library=replace(LIBRARY, red_flags=flags))
    first = screened(answers)
    for result in (again, other):
        assert (result.level, result.flags, result.unanswered) == (first.level, first.flags, first.unanswered)


@given(people(), st.integers())
def test_prescribing_is_deterministic_and_free_of_order(answers, order):
    result = screened(answers)
    assume(isinstance(result, Cleared))
    again = screened(answers_in(order, answers))
    assert prescribe(result, LIBRARY) == prescribe(again, LIBRARY) == prescribe(result, LIBRARY)


@given(people())
def test_every_open_question_is_a_question_that_we_know(answers):
    assert set(screened(answers).unanswered) <= set(LIBRARY.facts)


@given(strangers())
def test_answering_what_is_open_comes_to_an_end(answers):
    """Whoever answers every open question with anything at all ends up cleared or referred."""
    result = screened(answers)
    for _ in range(len(LIBRARY.facts)):
        if not result.unanswered:
            break
        answers = {**answers, **dict.fromkeys(result.unanswered, UNSURE)}
        result = screened(answers)
    assert result.unanswered == ()
    assert isinstance(result, Refer | Cleared)


@given(people(), st.integers(0, 40))
def test_a_screening_is_good_for_28_days_and_no_longer(answers, days):
    result = screened(answers)
    assume(isinstance(result, Cleared))
    later = TODAY + timedelta(days=days)
    facts = facts_from(answers, LIBRARY.facts, later)
    assume(facts.values.get("gestation-weeks") is None)
    again = screen(facts, NO_CLEARANCES, LIBRARY, later, TODAY)
    assume(facts.values["age"] == result.facts.values["age"])
    assert isinstance(again, Cleared) == (days <= 28)
    if days > 28:
        assert set(again.unanswered) == LIBRARY.danger_facts


def test_nobody_else_makes_a_cleared():
    result = screened(BASELINE)
    with pytest.raises(TypeError, match=r"Only safety\.screen"):
        Cleared(Level.GO, (), result.facts, LIBRARY.version, TODAY)
    with pytest.raises(TypeError, match=r"Only safety\.screen"):
        replace(result, level=Level.GO)
