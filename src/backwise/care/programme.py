"""Today's programme: made, stored, filtered through today's bars, and changed with its reasons."""

from __future__ import annotations

from typing import Any

from backwise.engine.events import Event, EventType
from backwise.engine.prescribe import bars_for, prescribe
from backwise.engine.printed import prescribe_printed
from backwise.engine.replay import PersonState
from backwise.engine.safety import Cleared

from .programmes import differences, programme_to_plain, still_fits
from .visit import Visit

PERSONAL = "personal"
PROGRAMME_SETTING = "programme"


def make_programme(visit: Visit, state: PersonState, cleared: Cleared) -> dict[str, Any]:
    """The programme of the person's choice (personal, or one as printed) as plain values."""
    chosen = state.settings.get(PROGRAMME_SETTING, PERSONAL)
    if chosen in visit.library.programmes:
        return programme_to_plain(prescribe_printed(cleared, visit.library, chosen))
    return programme_to_plain(prescribe(cleared, visit.library))


def programme_event(visit: Visit, state: PersonState, cleared: Cleared) -> list[Event]:
    """A ProgrammeChanged when what the person does, or why, is new; nothing when all is as before."""
    made = make_programme(visit, state, cleared)
    if state.programme is not None and _same(state.programme, made):
        return []
    reasons = differences(state.programme, made)
    data = {"programme": made, "reasons": reasons}
    return [visit.decision(EventType.PROGRAMME_CHANGED, data, [made, state.programme])]


def _same(before: Any, after: Any) -> bool:
    kept = ("entries", "left_out", "advice", "id", "stage", "sessions_per_day")
    return all(before.get(key) == after[key] for key in kept)


def current_programme(visit: Visit, state: PersonState, cleared: Cleared) -> PersonState:
    """The state with a programme that passes today's bars.

    What is newly barred disappears with a ProgrammeChanged that names the knowledge version; else nothing is written.
    """
    if state.programme is not None and still_fits(state.programme, bars_for(cleared, visit.library), visit.library):
        return state
    events = programme_event(visit, state, cleared)
    return visit.append(state, events) if events else state


def choose_programme(visit: Visit, state: PersonState, cleared: Cleared, programme: str) -> PersonState:
    """Change to the personal programme or to one as printed. Raises KeyError for an unknown one."""
    if programme != PERSONAL:
        visit.library.programmes[programme]
    setting = visit.event(EventType.SETTING_CHANGED, {"key": PROGRAMME_SETTING, "value": programme})
    state = visit.append(state, [setting])
    events = programme_event(visit, state, cleared)
    return visit.append(state, events) if events else state
