"""The laws of the log: any order, any number of times, in any parts, it comes to the same state, and a late flag still locks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backwise.care.store import MemoryStore
from backwise.engine.events import EventType, from_json, to_json
from backwise.engine.replay import clearances_of, replay
from tests.laws.strategies import event, logs


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(log, chance):
    shuffled = log.copy()
    chance.shuffle(shuffled)
    assert replay(shuffled) == replay(log)


@given(logs(), st.randoms(use_true_random=False))
def test_an_event_that_arrives_twice_counts_once(log, chance):
    twice = log + chance.sample(log, len(log) // 2)
    chance.shuffle(twice)
    assert replay(twice) == replay(log)


@given(logs(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_a_store_comes_to_one_state_whatever_comes_when(log, chance, size):
    """Two phones send the same events, one of them later, in parts and in any order."""
    later = [replace(event, recorded_at=event.recorded_at.replace("2026", "2027")) for event in log]
    first, second = MemoryStore(), MemoryStore()
    first.append("person-1", [*log, *later])
    everything = log + later
    chance.shuffle(everything)
    for start in range(0, len(everything), size):
        second.append("person-1", everything[start : start + size])
    assert second.events_of("person-1") == first.events_of("person-1")
    assert second.state_of("person-1") == first.state_of("person-1") == replay(log)


@given(logs(), st.integers(0, 12))
def test_replay_in_two_parts_is_replay_at_once(log, cut):
    ordered = sorted(log, key=lambda event: event.order)
    first = replay(ordered[:cut])
    assert replay(ordered[cut:], first) == replay(log)


@given(logs())
def test_a_log_survives_its_own_json(log):
    assert [from_json(to_json(event)) for event in log] == log


@given(logs(), st.integers(-5000, 5000))
def test_a_flag_that_arrives_late_still_locks(log, minute):
    """It happened before or after everything else; nothing in the log can have cleared it."""
    late = event(500, EventType.FLAG_RAISED, minute, 6000, {"flag": "fever", "level": "same-day"})
    state = replay([*log, late])
    assert late.id in {item.event for item in state.standing}
    assert "fever" in clearances_of(state).standing


@given(logs())
def test_clearing_takes_away_only_what_it_names(log):
    state = replay(log)
    raised = {event.id for event in log if event.type == EventType.FLAG_RAISED}
    named = {key for event in log if event.type == EventType.FLAG_CLEARED for key in event.data["clears"]}
    assert {item.event for item in state.standing} == raised - named


@given(logs())
def test_a_standing_flag_keeps_the_worst_level_at_which_it_was_raised(log):
    state = replay(log)
    clearances = clearances_of(state)
    assert clearances.standing == {item.flag for item in state.standing}
    for flag, level in clearances.raised_at.items():
        assert level == min(
            (item.level for item in state.standing if item.flag == flag), key=("emergency", "same-day").index
        )


@given(logs())
def test_an_unknown_event_changes_nothing_but_its_count(log):
    known = [event for event in log if event.type in set(EventType)]
    state = replay(log)
    assert sum(state.unknown_types.values()) == len(log) - len(known)
    assert replace(state, unknown_types={}, last=("", "")) == replace(replay(known), last=("", ""))


@given(logs())
def test_only_the_question_about_a_cleared_flag_is_asked_anew(log):
    """Clearing the flag `fever` takes back "New or worse since then?", never the answer about fever itself."""
    state = replay(log)
    for fact in ("pain-now", "fever-or-very-ill"):
        given_last = [event for event in sorted(log, key=lambda event: event.order) if event.data.get("fact") == fact]
        assert state.answers.get(fact) == (given_last[-1].data["value"] if given_last else None)
