"""The log in the database, with a snapshot of the state that follows from it (contracts 4)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import reduce

from django.db import connection, transaction

from backwise.care.store import merged
from backwise.engine.events import Event, from_json, to_json
from backwise.engine.replay import STATE_VERSION, PersonState, apply, replay

from .models import LoggedEvent, Snapshot
from .snapshot import from_plain, to_plain

SNAPSHOT = "SELECT state FROM snapshot WHERE person = %s AND version = %s"


class DjangoStore:
    """An EventStore on Django's database. Reading the state costs one query however long the log is."""

    def events_of(self, person: str) -> tuple[Event, ...]:
        """The whole log in order."""
        rows = LoggedEvent.objects.filter(person=person).order_by("ordered_at", "event")
        return tuple(from_json(body) for body in rows.values_list("body", flat=True))

    def append(self, person: str, events: Iterable[Event]) -> PersonState:
        """Add what is not there yet and bring the snapshot up to date, both or neither; the state after.

        An event that is there already stays, with the earlier time of recording. Raises ValueError for another person's event.
        """
        incoming = _by_id(person, events)
        if not incoming:
            return self.state_of(person)
        with transaction.atomic(savepoint=False):
            state = self._snapshot(person)
            new, moved = self._write(person, incoming)
            if state is None or moved or any(event.order < state.last for event in new):
                state = replay(self.events_of(person))
            elif new:
                state = reduce(apply, sorted(new, key=lambda event: event.order), state)
            else:
                return state
            self._keep(person, state)
        return state

    def state_of(self, person: str) -> PersonState:
        """The state after all events."""
        state = self._snapshot(person)
        return state if state is not None else self._make_snapshot(person)

    def _write(self, person: str, incoming: dict[str, Event]) -> tuple[list[Event], bool]:
        """Write events; those that are new, and whether a stored one changed its place in the order."""
        rows = {row.event: row for row in LoggedEvent.objects.filter(person=person, event__in=incoming)}
        new = [event for event in incoming.values() if event.id not in rows]
        LoggedEvent.objects.bulk_create(
            LoggedEvent(person=person, event=event.id, ordered_at=event.order[0], body=to_json(event)) for event in new
        )
        moved = False
        for row in rows.values():
            stored = from_json(row.body)
            kept = merged(stored, incoming[row.event])
            if kept != stored:
                moved = moved or kept.order != stored.order
                row.ordered_at, row.body = kept.order[0], to_json(kept)
                row.save(update_fields=["ordered_at", "body"])
        return new, moved

    def _snapshot(self, person: str) -> PersonState | None:
        """The stored state; None when there is none, or one of another version of the code."""
        # Every request asks this: Django takes ten times as long to write the question as SQLite to answer it.
        with connection.cursor() as cursor:
            row = cursor.execute(SNAPSHOT, (person, STATE_VERSION)).fetchone()
        if row is None:
            return None
        try:
            state: PersonState = from_plain(PersonState, json.loads(row[0]))
        except ValueError:
            return None
        return state

    def _make_snapshot(self, person: str) -> PersonState:
        if not LoggedEvent.objects.filter(person=person).exists():
            return PersonState()
        # Read again inside: a snapshot of an older log must not overwrite a newer one.
        with transaction.atomic():
            state = replay(self.events_of(person))
            self._keep(person, state)
        return state

    def _keep(self, person: str, state: PersonState) -> None:
        row = Snapshot(person=person, version=STATE_VERSION, state=to_plain(state))
        Snapshot.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["person"], update_fields=["version", "state"]
        )


def _by_id(person: str, events: Iterable[Event]) -> dict[str, Event]:
    """The events as they will be read back (JSON values only), each id once."""
    found: dict[str, Event] = {}
    for event in events:
        if event.person != person:
            raise ValueError(f"event {event.id} belongs to {event.person}, not to {person}")
        plain = from_json(json.loads(json.dumps(to_json(event))))
        found[event.id] = merged(found.get(event.id), plain)
    return found
