"""The screening of one person: where it stands, giving answers, completing it, and the programme that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from backwise.engine.answers import Problem, read_answers
from backwise.engine.conditions import UNSURE_ANSWER
from backwise.engine.events import Event, EventType
from backwise.engine.facts import Facts, facts_from
from backwise.engine.ids import nth
from backwise.engine.library import DANGER_LEVELS, Library
from backwise.engine.model import Level
from backwise.engine.replay import PersonState, clearances_of, replay
from backwise.engine.safety import SINCE_SEEN, Cleared, Fired, Refer, Screening, screen

from .programme import programme_event
from .steps import Step, next_step
from .visit import Visit, begin, in_sequence

RESUME_WITHIN = timedelta(days=1)
# Pages 2 to 5 and 7 are asked anew at every full screening (contracts 2); the rest stays as answered.
ASKED_ANEW = frozenset((2, 3, 4, 5, 7))


class AnswerError(Exception):
    """Answers that cannot stand; `problems` name key and mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Status:
    """Where a person stands. `step` is the next page to ask, None when nothing is open. `locked`: an emergency was shown or
    the screening is over with a level that allows no programme."""

    state: PersonState
    screening: str
    facts: Facts
    result: Screening
    step: Step | None
    complete: bool

    @property
    def locked(self) -> bool:
        if not isinstance(self.result, Refer):
            return False
        return self.complete or any(flag.standing for flag in self.result.flags if flag.level in DANGER_LEVELS)

    @property
    def cleared(self) -> Cleared | None:
        return self.result if isinstance(self.result, Cleared) and self.complete else None


def status_of(visit: Visit, state: PersonState | None = None) -> Status:
    """Read where the person stands today."""
    state = state if state is not None else visit.state()
    return _status(visit, state, current_screening(state, visit))


def _status(visit: Visit, state: PersonState, screening: str) -> Status:
    library, today = visit.library, visit.today
    answers = answers_now(state, screening, library)
    facts = facts_from(answers, library.facts, today)
    completed = bool(screening) and state.completed == screening
    clearances = clearances_of(state, completing=not completed)
    screened_on = date.fromisoformat(state.screened_on) if completed and state.screened_on else today
    result = screen(facts, clearances, library, today, screened_on)
    step = next_step(facts, library, result)
    return Status(state, screening, facts, result, step, completed and (step is None or isinstance(result, Refer)))


def current_screening(state: PersonState, visit: Visit) -> str:
    """The id of the screening that answers belong to now; "" when a new one is to begin."""
    if not state.screening:
        return ""
    if state.screening != state.completed:
        return state.screening if _age(state.screening_day, visit) <= RESUME_WITHIN or state.standing else ""
    due = any(item["screenings"] == 0 for item in state.seen.values())
    valid = timedelta(days=int(visit.library.numbers["screening-valid-days"].value))
    if not state.standing and (due or _age(state.screened_on or state.screening_day, visit) > valid):
        return ""
    return state.screening


def _age(day: str, visit: Visit) -> timedelta:
    return visit.today - date.fromisoformat(day) if day else timedelta.max


def answers_now(state: PersonState, screening: str, library: Library) -> dict[str, Any]:
    """The answers that count in this screening: what is asked anew counts only when it was answered in it."""
    kept, given_in, known = _kept(library), state.answered_in, library.facts
    answers = {
        fact: value
        for fact, value in state.answers.items()
        if fact in kept or (given_in.get(fact) == screening and fact in known)
    }
    for fact in _not_plain(library) & answers.keys():
        answers[fact] = _typed(answers[fact])
    return answers


@lru_cache(maxsize=8)
def _kept(library: Library) -> frozenset[str]:
    """The facts that stay as answered from one screening to the next."""
    return frozenset(fact for fact in library.facts if not asked_anew(fact, library))


@lru_cache(maxsize=8)
def _not_plain(library: Library) -> frozenset[str]:
    """The facts whose answers JSON does not hold as they are."""
    return frozenset(key for key, fact in library.facts.items() if fact.kind in ("date", "choices"))


def asked_anew(fact: str, library: Library) -> bool:
    """Is this question asked again, with nothing preselected, at every full screening?"""
    asked = library.facts[fact].asked
    if asked is None:
        return fact.startswith(SINCE_SEEN)
    return library.pages[asked.page].number in ASKED_ANEW


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if isinstance(value, str) and value != UNSURE_ANSWER else value


def give_answers(visit: Visit, answers: Mapping[str, Any], base: UUID | None = None) -> Status:
    """Write answers (JSON values; a value None takes an answer back to missing only within the form) and what follows from them.

    An emergency is raised at once; any other flag when nothing is open. `base` makes the ids, so that a form sent twice writes
    once. Raises AnswerError, and writes nothing, when an answer cannot stand.
    """
    state = begin(visit)
    screening = current_screening(state, visit) or str(visit.new_id())
    before = answers_now(state, screening, visit.library)
    read, problems = read_answers({**_plain(before), **answers}, visit.library.facts, visit.today)
    if problems:
        raise AnswerError(problems)
    base = base or visit.new_id()
    events = [
        visit.event(
            EventType.ANSWER_GIVEN,
            {"fact": fact, "value": to_plain(read.get(fact)), "screening": screening},
            id=nth(base, place),
        )
        for place, fact in enumerate(answers)
    ]
    return settle(visit, state, events, screening)


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {fact: to_plain(value) for fact, value in answers.items()}


def to_plain(value: Any) -> Any:
    """An answer as a JSON value."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def settle(visit: Visit, state: PersonState, events: list[Event], screening: str) -> Status:
    """Append events with everything that follows from them (flags, completion, programme) as one write; the new status."""
    status = _status(visit, replay(in_sequence(events, state.last[0]), state), screening)
    if status.step is None:
        follow = _complete(visit, status)
    else:
        follow = _raise(visit, status, [flag for flag in status.result.flags if _certain_emergency(flag)])
    return _status(visit, visit.append(state, [*events, *follow]), screening)


def _certain_emergency(flag: Fired) -> bool:
    return flag.level is Level.EMERGENCY and not flag.unsure


def _raise(visit: Visit, status: Status, flags: Sequence[Fired]) -> list[Event]:
    """FlagRaised for each flag that does not stand already."""
    standing = {item.flag for item in status.state.standing}
    events = []
    for flag in flags:
        if flag.flag in standing or flag.level is Level.GO:
            continue
        times = sum(item.flag == flag.flag for item in status.state.raised)
        data = {"flag": flag.flag, "level": str(flag.level), "facts": list(flag.facts), "screening": status.screening}
        events.append(visit.decision(EventType.FLAG_RAISED, data, [flag.flag, status.screening, times]))
    return events


def _complete(visit: Visit, status: Status) -> list[Event]:
    """Nothing is open: the screening is completed (once for each outcome), its flags raised, the programme made or changed."""
    result = status.result
    raised = _raise(visit, status, [flag for flag in result.flags if not flag.seen or flag.level in DANGER_LEVELS])
    events: list[Event] = []
    outcome = {
        "level": str(result.level),
        "flags": sorted(flag.flag for flag in result.flags),
        "screening": status.screening,
    }
    if status.state.completed != status.screening or status.state.level != outcome["level"]:
        events.append(visit.decision(EventType.SCREENING_COMPLETED, outcome, outcome))
    if isinstance(result, Cleared):
        events += programme_event(visit, status.state, result)
    return [*raised, *events]
