"""Who is here, where and when: everything that a verb needs to write events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from backwise.engine.events import Actor, Event, EventType, day_of
from backwise.engine.ids import decision_id
from backwise.engine.library import Library
from backwise.engine.replay import PersonState

from .store import EventStore

NewId = Callable[[], UUID]
SYSTEM = Actor("system", "backwise")
MOMENT = timedelta(microseconds=1)
CLOCK_SLACK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one device at one moment. `now` has a zone; `zone` is the person's own (IANA)."""

    person: str
    device: str
    zone: str
    now: datetime
    store: EventStore
    library: Library
    new_id: NewId

    @property
    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> str:
        """The person's day, from 03:00 to 03:00."""
        return day_of(self.local)

    @property
    def today(self) -> date:
        return date.fromisoformat(self.day)

    def state(self) -> PersonState:
        return self.store.state_of(self.person)

    def event(
        self, kind: EventType, data: Mapping[str, Any], *, id: UUID | None = None, actor: Actor | None = None
    ) -> Event:
        """A new event of this moment, by the person unless another actor is named."""
        return Event(
            id=str(id or self.new_id()),
            type=kind,
            person=self.person,
            device=self.device,
            actor=actor or Actor("person", self.person),
            happened_at=self.local.isoformat(timespec="milliseconds"),
            zone=self.zone,
            day=self.day,
            recorded_at=self.now.astimezone(UTC).isoformat(timespec="milliseconds"),
            knowledge=self.library.version,
            data=data,
        )

    def decision(self, kind: EventType, data: Mapping[str, Any], inputs: Any) -> Event:
        """An event that follows from others: two makers of the same decision make the same id."""
        return self.event(kind, data, id=decision_id(self.person, self.day, kind, inputs), actor=SYSTEM)

    def append(self, state: PersonState, events: Iterable[Event]) -> PersonState:
        """Write events after `state`, each a moment after the one before: what follows stands behind what it follows from."""
        return self.store.append(self.person, in_sequence(events, state.last[0]))


def in_sequence(events: Iterable[Event], after: str) -> list[Event]:
    """The events with their times moved on by microseconds where the clock has not, so that their order is the order of writing.

    A clock that was set back by more than a second is left alone.
    """
    placed: list[Event] = []
    last = datetime.fromisoformat(after) if after else None
    for event in events:
        happened = datetime.fromisoformat(event.happened_at)
        if last is not None and timedelta(0) <= last - happened < CLOCK_SLACK:
            happened = (last + MOMENT).astimezone(happened.tzinfo)
            recorded = happened.astimezone(UTC).isoformat(timespec="microseconds")
            event = replace(event, happened_at=happened.isoformat(timespec="microseconds"), recorded_at=recorded)
        placed.append(event)
        last = happened
    return placed


def begin(visit: Visit) -> PersonState:
    """Make sure that the person exists; the state."""
    state = visit.state()
    if state.person:
        return state
    return visit.append(state, [visit.decision(EventType.PERSON_CREATED, {}, {})])


def change_setting(visit: Visit, key: str, value: Any) -> PersonState:
    """Set one setting (region, zone, own activity, programme …); writes nothing when it is so already."""
    state = begin(visit)
    if state.settings.get(key) == value:
        return state
    return visit.append(state, [visit.event(EventType.SETTING_CHANGED, {"key": key, "value": value})])
