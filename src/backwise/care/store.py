"""Where events are kept: the agreement, and a store in memory for the command line and tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from backwise.engine.events import Event
from backwise.engine.replay import PersonState, replay


class EventStore(Protocol):
    """Keeps each person's log. `append` is idempotent by event id and one transaction with the state."""

    def events_of(self, person: str) -> tuple[Event, ...]:
        """The whole log in order."""
        ...

    def append(self, person: str, events: Iterable[Event]) -> PersonState:
        """Add events that are not there yet; the state after them."""
        ...

    def state_of(self, person: str) -> PersonState:
        """The state after all events."""
        ...


class MemoryStore:
    """Keeps the log in memory."""

    def __init__(self) -> None:
        self._logs: dict[str, dict[str, Event]] = {}

    def events_of(self, person: str) -> tuple[Event, ...]:
        return tuple(sorted(self._logs.get(person, {}).values(), key=lambda event: event.order))

    def append(self, person: str, events: Iterable[Event]) -> PersonState:
        log = self._logs.setdefault(person, {})
        for event in events:
            log[event.id] = merged(log.get(event.id), event)
        return self.state_of(person)

    def state_of(self, person: str) -> PersonState:
        return replay(self.events_of(person))


def merged(stored: Event | None, event: Event) -> Event:
    """The same event twice: the first stays, with the earlier time of recording."""
    if stored is None:
        return event
    return replace(stored, recorded_at=min(stored.recorded_at, event.recorded_at))
