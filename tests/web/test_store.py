"""The log on disk: nothing doubled, nothing lost, and a snapshot that is always what a replay would give."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from backwise.care.store import MemoryStore
from backwise.engine.events import Actor, Event, EventType
from backwise.engine.replay import STATE_VERSION, replay
from backwise.web import runtime
from backwise.web.models import LoggedEvent, Person, Snapshot
from backwise.web.snapshot import from_plain
from backwise.web.store import DjangoStore

pytestmark = pytest.mark.django_db

PERSON = "0197a4b1-0000-7000-8000-000000000001"
START = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
STORE = DjangoStore()


def event(number: int, kind: str = "SettingChanged", minute: int | None = None, late: int = 0, **data: Any) -> Event:
    """Event `number`, at that minute, recorded `late` minutes after."""
    happened = START + timedelta(minutes=number if minute is None else minute)
    recorded = happened + timedelta(minutes=late)
    return Event(
        id=str(UUID(int=number)),
        type=kind,
        person=PERSON,
        device="phone",
        actor=Actor("person", PERSON),
        happened_at=happened.isoformat(),
        zone="Asia/Taipei",
        day="2026-11-21",
        recorded_at=recorded.isoformat(),
        knowledge="0123456789ab",
        data=data or {"key": "region", "value": f"R{number}"},
    )


def flag(number: int, minute: int | None = None) -> Event:
    return event(number, EventType.FLAG_RAISED, minute, flag="fever", level="same-day")


def clearing(number: int, *flags: Event) -> Event:
    clears = [item.id for item in flags]
    data = {"clears": clears, "basis": "seen", "seen_on": "2026-11-21", "by": "doctor", "flags": ["fever"]}
    return event(number, EventType.FLAG_CLEARED, **data)


def answer(number: int, value: Any, minute: int | None = None) -> Event:
    return event(number, EventType.ANSWER_GIVEN, minute, fact="fever", value=value, screening="s1")


def log() -> list[Event]:
    """One of everything, an unknown type too."""
    return [
        event(1, EventType.PERSON_CREATED),
        answer(2, True),
        flag(3),
        event(4, EventType.SCREENING_COMPLETED, level="same-day", flags=["fever"], screening="s1"),
        clearing(5, flag(3)),
        answer(6, ["a", "b"]),
        event(7, EventType.SCREENING_COMPLETED, level="go", flags=[], screening="s2"),
        event(8, EventType.PROGRAMME_CHANGED, programme={"entries": [{"id": "bridge"}]}, reasons=[{"message": "new"}]),
        event(9, "SomethingLater", anything=[1, 2]),
        event(10),
    ]


def snapshot_equals_replay() -> bool:
    state = replay(STORE.events_of(PERSON))
    return STORE.state_of(PERSON) == state == from_plain(type(state), Snapshot.objects.get(person=PERSON).state)


def test_what_was_appended_comes_back_in_order() -> None:
    events = log()
    STORE.append(PERSON, reversed(events))
    assert STORE.events_of(PERSON) == tuple(events)


def test_state_after_append_is_the_replay_of_the_log() -> None:
    assert STORE.append(PERSON, log()) == replay(log())
    assert snapshot_equals_replay()


def test_the_same_event_twice_is_kept_once_with_the_earlier_time_of_recording() -> None:
    STORE.append(PERSON, [event(1, late=30)])
    STORE.append(PERSON, [event(1, late=5), event(1, late=60)])
    (kept,) = STORE.events_of(PERSON)
    assert kept.recorded_at == (START + timedelta(minutes=6)).isoformat()


def test_the_first_content_of_an_event_stays_when_it_is_sent_again_changed() -> None:
    STORE.append(PERSON, [event(1, key="region", value="TW")])
    state = STORE.append(PERSON, [event(1, key="region", value="GB")])
    assert state.settings == {"region": "TW"}


def test_a_duplicate_recorded_earlier_than_it_happened_moves_to_its_place() -> None:
    """A phone whose clock runs ahead: the time of recording is what counts."""
    ahead = replace(
        event(1, key="region", value="TW", minute=50), recorded_at=(START + timedelta(minutes=40)).isoformat()
    )
    STORE.append(PERSON, [ahead, event(2, key="region", value="GB", minute=30)])
    assert STORE.state_of(PERSON).settings["region"] == "TW"
    STORE.append(PERSON, [replace(ahead, recorded_at=(START + timedelta(minutes=20)).isoformat())])
    assert STORE.state_of(PERSON).settings["region"] == "GB"
    assert snapshot_equals_replay()


def test_an_event_that_arrives_late_is_put_where_it_belongs() -> None:
    STORE.append(PERSON, [event(2, key="region", value="new")])
    state = STORE.append(PERSON, [event(1, key="region", value="old")])
    assert state.settings["region"] == "new"
    assert snapshot_equals_replay()


def test_a_flag_that_arrives_after_a_clearing_still_stands() -> None:
    known, late = flag(1), flag(2)
    STORE.append(PERSON, [known, clearing(5, known)])
    state = STORE.append(PERSON, [late])
    assert [item.event for item in state.standing] == [late.id]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_snapshot_equals_replay_whatever_the_order_and_however_often(data: st.DataObject) -> None:
    """The law of contracts 4: any batches, any order, any repeats end in the state of the whole log."""
    LoggedEvent.objects.all().delete()
    Snapshot.objects.all().delete()
    kinds = st.sampled_from(["answer", "flag", "clear", "setting", "programme", "complete", "unknown"])
    events = [_drawn(data.draw(kinds), number, data.draw(st.integers(0, 6))) for number in range(8)]
    sent = data.draw(st.lists(st.sampled_from(events), max_size=10)) + data.draw(st.permutations(events))
    memory = MemoryStore()
    while sent:
        size = data.draw(st.integers(1, len(sent)))
        batch, sent = sent[:size], sent[size:]
        batch = [replace(item, recorded_at=data.draw(_recorded(item))) for item in batch]
        assert STORE.append(PERSON, batch) == memory.append(PERSON, batch)
        assert snapshot_equals_replay()
    assert STORE.events_of(PERSON) == memory.events_of(PERSON)


def _recorded(item: Event) -> st.SearchStrategy[str]:
    happened = datetime.fromisoformat(item.happened_at)
    return st.integers(-3, 3).map(lambda minutes: (happened + timedelta(minutes=minutes)).isoformat())


def _drawn(kind: str, number: int, minute: int) -> Event:
    made = {
        "answer": lambda: answer(number, [True, "unsure", None][number % 3], minute),
        "flag": lambda: flag(number, minute),
        "clear": lambda: replace(
            clearing(number, flag(number // 2)), happened_at=(START + timedelta(minutes=minute)).isoformat()
        ),
        "setting": lambda: event(number, minute=minute),
        "programme": lambda: event(number, EventType.PROGRAMME_CHANGED, minute, programme={"id": number}, reasons=[]),
        "complete": lambda: event(number, EventType.SCREENING_COMPLETED, minute, level="go", screening="s1"),
        "unknown": lambda: event(number, "SomethingLater", minute),
    }
    return made[kind]()


def test_a_snapshot_of_another_version_is_made_again() -> None:
    STORE.append(PERSON, log())
    row = Snapshot.objects.get(person=PERSON)
    row.state = {**row.state, "settings": {"region": "wrong"}}
    row.version = STATE_VERSION + 1
    row.save()
    assert STORE.state_of(PERSON) == replay(log())
    assert Snapshot.objects.get(person=PERSON).version == STATE_VERSION


def test_a_snapshot_with_other_fields_than_the_state_has_is_made_again() -> None:
    STORE.append(PERSON, log())
    row = Snapshot.objects.get(person=PERSON)
    del row.state["settings"]
    row.save()
    assert STORE.state_of(PERSON) == replay(log())


def test_append_after_a_version_change_counts_what_came_before() -> None:
    STORE.append(PERSON, log()[:5])
    Snapshot.objects.update(version=STATE_VERSION + 1)
    assert STORE.append(PERSON, log()[5:]) == replay(log())


def test_events_that_cannot_be_written_leave_nothing_behind() -> None:
    STORE.append(PERSON, log()[:2])
    before = STORE.state_of(PERSON)
    with pytest.raises(TypeError):
        STORE.append(PERSON, [event(20), event(21, key="region", value=object())])
    assert STORE.events_of(PERSON) == tuple(log()[:2])
    assert STORE.state_of(PERSON) == before


@pytest.mark.django_db(transaction=True)
def test_log_and_snapshot_are_written_both_or_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    STORE.append(PERSON, log()[:2])

    def full(*arguments: Any, **named: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(DjangoStore, "_keep", full)
    with pytest.raises(OSError, match="disk full"):
        STORE.append(PERSON, [event(20)])
    assert len(STORE.events_of(PERSON)) == 2


def test_an_event_of_somebody_else_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to"):
        STORE.append("somebody-else", [event(1)])
    assert STORE.events_of("somebody-else") == ()


def test_reading_the_state_costs_one_query_however_long_the_log_is() -> None:
    STORE.append(PERSON, [event(number) for number in range(1, 400)])
    with CaptureQueriesContext(connection) as queries:
        STORE.state_of(PERSON)
    assert len(queries) == 1


def test_adding_one_event_costs_the_same_few_queries_however_long_the_log_is() -> None:
    costs = []
    for length in (5, 400):
        STORE.append(PERSON, [event(number) for number in range(1, length)])
        with CaptureQueriesContext(connection) as queries:
            STORE.append(PERSON, [event(length)])
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6


def test_nobody_has_an_empty_state_and_no_snapshot() -> None:
    assert STORE.state_of(PERSON).person == ""
    assert not Snapshot.objects.exists()


def test_there_is_one_person_made_once() -> None:
    first = runtime.the_person()
    assert UUID(first).version == 7
    assert runtime.the_person() == first
    assert Person.objects.count() == 1


def test_new_ids_are_in_order_of_time() -> None:
    ids = [runtime.new_id() for _ in range(3)]
    assert len(set(ids)) == 3
    assert [item.version for item in ids] == [7, 7, 7]
    assert sorted(item.int >> 80 for item in ids) == [item.int >> 80 for item in ids]


def test_shuffled_log_gives_the_same_state_as_the_ordered_one() -> None:
    """A phone that was offline for a week sends everything at once, in any order."""
    events = log()
    random.Random(7).shuffle(events)
    for item in events:
        STORE.append(PERSON, [item])
    assert STORE.state_of(PERSON) == replay(log())


def test_what_is_answered_survives_a_power_cut() -> None:
    """FULL waits for the disk at every commit; IMMEDIATE lets writers queue instead of failing."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
