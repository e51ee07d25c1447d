"""What happened, in the past tense: append-only, one JSON object each (contracts 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

SCHEMA = 1
DAY_STARTS_AT = timedelta(hours=3)


class EventType(StrEnum):
    """The events of the first version."""

    PERSON_CREATED = "PersonCreated"
    ANSWER_GIVEN = "AnswerGiven"
    SCREENING_COMPLETED = "ScreeningCompleted"
    FLAG_RAISED = "FlagRaised"
    FLAG_CLEARED = "FlagCleared"
    PROGRAMME_CHANGED = "ProgrammeChanged"
    SETTING_CHANGED = "SettingChanged"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a person, a clinician or the system."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. Times are RFC 3339: `happened_at` with offset, `recorded_at` in UTC; `day` is the person's date."""

    id: str
    type: str
    person: str
    device: str
    actor: Actor
    happened_at: str
    zone: str
    day: str
    recorded_at: str
    knowledge: str
    data: Mapping[str, Any]
    schema: int = SCHEMA

    @property
    def order(self) -> tuple[str, str]:
        """Sorts events: the earlier of happened and recorded, then the id."""
        return (min(_utc(self.happened_at), _utc(self.recorded_at)), self.id)


def _utc(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="microseconds")


def day_of(local: datetime) -> str:
    """The person's calendar day from 03:00 to 03:00, from their local time."""
    return (local - DAY_STARTS_AT).date().isoformat()


def to_json(event: Event) -> dict[str, Any]:
    """The event as the JSON object of contracts 4."""
    return {
        "id": event.id,
        "type": event.type,
        "schema": event.schema,
        "person": event.person,
        "device": event.device,
        "actor": {"kind": event.actor.kind, "id": event.actor.id},
        "happened_at": event.happened_at,
        "zone": event.zone,
        "day": event.day,
        "recorded_at": event.recorded_at,
        "knowledge": event.knowledge,
        "data": dict(event.data),
    }


def from_json(item: Mapping[str, Any]) -> Event:
    """The event of a JSON object. Raises KeyError when a key is missing."""
    return Event(
        id=item["id"],
        type=item["type"],
        person=item["person"],
        device=item["device"],
        actor=Actor(item["actor"]["kind"], item["actor"]["id"]),
        happened_at=item["happened_at"],
        zone=item["zone"],
        day=item["day"],
        recorded_at=item["recorded_at"],
        knowledge=item["knowledge"],
        data=item["data"],
        schema=item["schema"],
    )
