"""From the log to the state: a fold over the events in order. Replay never decides anew, it reads what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .events import Event, EventType
from .model import Level
from .safety import SINCE_SEEN, Clearances, Seen

# Raise this when the meaning of the state changes: stored snapshots of another version are replayed.
STATE_VERSION = 1

BASIS_SEEN = "seen"
BASIS_WRONG_TAP = "wrong-tap"


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that was raised: the event, its level, its day and the screening that it belongs to."""

    event: str
    flag: str
    level: str
    day: str


@dataclass(frozen=True, slots=True)
class PersonState:
    """What the log says about one person. Values are JSON values, so that a state can be stored as it is.

    `answers` are the latest; `answered_in` the screening that each was given in; `screening` the one under way or last completed;
    since `screening_day`; `screened_on` the day of the last completed one, None while none is.
    """

    person: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    answered_in: Mapping[str, str] = field(default_factory=dict)
    screening: str = ""
    screening_day: str = ""
    completed: str = ""
    screened_on: str | None = None
    level: str | None = None
    raised: tuple[Raised, ...] = ()
    cleared_events: frozenset[str] = frozenset()
    seen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    programme: Mapping[str, Any] | None = None
    programme_reasons: tuple[Mapping[str, Any], ...] = ()
    programme_day: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    unknown_types: Mapping[str, int] = field(default_factory=dict)
    last: tuple[str, str] = ("", "")

    @property
    def standing(self) -> tuple[Raised, ...]:
        """Raised flags that nobody cleared, whenever either arrived."""
        return tuple(item for item in self.raised if item.event not in self.cleared_events)


def replay(events: Iterable[Event], start: PersonState | None = None) -> PersonState:
    """The state after these events, applied in their order on top of `start`."""
    state = start or PersonState()
    for event in sorted({event.id: event for event in events}.values(), key=lambda item: item.order):
        state = apply(state, event)
    return state


def apply(state: PersonState, event: Event) -> PersonState:
    """The state after one more event. An unknown type changes nothing but its count."""
    reader = _READERS.get(event.type)
    if reader is None:
        counts = {**state.unknown_types, event.type: state.unknown_types.get(event.type, 0) + 1}
        state = replace(state, unknown_types=counts)
    else:
        state = reader(state, event)
    return replace(state, last=max(state.last, event.order))


def _person_created(state: PersonState, event: Event) -> PersonState:
    return replace(state, person=event.person)


def _answer_given(state: PersonState, event: Event) -> PersonState:
    fact, screening = event.data["fact"], event.data.get("screening", "")
    return replace(
        state,
        answers={**state.answers, fact: event.data["value"]},
        answered_in={**state.answered_in, fact: screening},
        screening=screening or state.screening,
        screening_day=event.day if screening and screening != state.screening else state.screening_day,
    )


def _screening_completed(state: PersonState, event: Event) -> PersonState:
    screening = event.data.get("screening", state.screening)
    seen = {flag: {**item, "screenings": item["screenings"] + 1} for flag, item in state.seen.items()}
    return replace(state, completed=screening, screened_on=event.day, level=event.data["level"], seen=seen)


def _flag_raised(state: PersonState, event: Event) -> PersonState:
    flag = Raised(event.id, event.data["flag"], event.data["level"], event.day)
    return replace(state, raised=(*state.raised, flag))


def _flag_cleared(state: PersonState, event: Event) -> PersonState:
    """Clearing names the FlagRaised events that it clears; a flag that arrives late is not among them and still locks."""
    cleared = frozenset(event.data["clears"])
    state = replace(state, cleared_events=state.cleared_events | cleared)
    if event.data["basis"] != BASIS_SEEN:
        return state
    item = {"seen_on": event.data["seen_on"], "by": event.data["by"], "screenings": 0}
    flags = set(event.data.get("flags", ())) | {raised.flag for raised in state.raised if raised.event in cleared}
    asked_anew = {SINCE_SEEN + flag for flag in flags}
    answers = {fact: value for fact, value in state.answers.items() if fact not in asked_anew}
    return replace(state, seen={**state.seen, **dict.fromkeys(flags, item)}, answers=answers)


def _programme_changed(state: PersonState, event: Event) -> PersonState:
    reasons = tuple(event.data.get("reasons", ()))
    return replace(state, programme=event.data["programme"], programme_reasons=reasons, programme_day=event.day)


def _setting_changed(state: PersonState, event: Event) -> PersonState:
    return replace(state, settings={**state.settings, event.data["key"]: event.data["value"]})


_READERS: Mapping[str, Callable[[PersonState, Event], PersonState]] = {
    EventType.PERSON_CREATED: _person_created,
    EventType.ANSWER_GIVEN: _answer_given,
    EventType.SCREENING_COMPLETED: _screening_completed,
    EventType.FLAG_RAISED: _flag_raised,
    EventType.FLAG_CLEARED: _flag_cleared,
    EventType.PROGRAMME_CHANGED: _programme_changed,
    EventType.SETTING_CHANGED: _setting_changed,
}


def clearances_of(state: PersonState, completing: bool = False) -> Clearances:
    """What the screen needs from the log. `completing`: the full screening under way counts as completed."""
    extra = 1 if completing else 0
    seen = {
        flag: Seen(flag, date.fromisoformat(item["seen_on"]), item["by"], item["screenings"] + extra)
        for flag, item in state.seen.items()
    }
    raised_at: dict[str, Level] = {}
    for item in state.standing:
        levels = (Level(item.level), raised_at.get(item.flag, Level.GO))
        raised_at[item.flag] = min(levels, key=lambda level: level.rank)
    return Clearances(frozenset(raised_at), seen, raised_at)
