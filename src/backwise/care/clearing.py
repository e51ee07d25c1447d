"""The two ways to unlock: a wrong tap, and having been seen by a clinician (contracts 1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from backwise.engine.answers import Problem, read_answers
from backwise.engine.conditions import UNSURE_ANSWER
from backwise.engine.events import EventType
from backwise.engine.facts import facts_from
from backwise.engine.ids import nth
from backwise.engine.model import RedFlag
from backwise.engine.replay import BASIS_SEEN, BASIS_WRONG_TAP, Raised

from .screening import AnswerError, Status, answers_now, current_screening, settle, status_of, to_plain
from .visit import Visit

CLINICIANS = ("doctor", "physiotherapist", "nurse")


def items_behind(status: Status) -> tuple[str, ...]:
    """The answers that locked this person: each is asked again, alone, when a tap was wrong."""
    standing = {item.flag for item in status.state.standing}
    found = [fact for flag in status.result.flags if flag.flag in standing or status.complete for fact in flag.facts]
    return tuple(dict.fromkeys(fact for fact in found if fact in status.state.answers))


def clear_wrong_tap(visit: Visit, answers: Mapping[str, Any], base: UUID | None = None) -> Status:
    """Take the items as answered anew within the same screening; a flag that now is a plain no is cleared.

    Raises AnswerError when an answer cannot stand or when an item that locked is left out.
    """
    before = status_of(visit)
    state, screening = before.state, current_screening(before.state, visit)
    left = [fact for fact in items_behind(before) if fact not in answers]
    if left:
        raise AnswerError([Problem(fact, "was not answered.", "Answer each question again.") for fact in left])
    merged = {fact: to_plain(value) for fact, value in answers_now(state, screening, visit.library).items()} | dict(
        answers
    )
    read, problems = read_answers(merged, visit.library.facts, visit.today)
    if problems:
        raise AnswerError(problems)
    base = base or visit.new_id()
    events = [
        visit.event(
            EventType.ANSWER_GIVEN,
            {"fact": fact, "value": to_plain(read[fact]), "screening": screening},
            id=nth(base, place),
        )
        for place, fact in enumerate(answers)
    ]
    values = facts_from(read, visit.library.facts, visit.today).values
    silent = [item for item in state.standing if _no_longer_fires(visit.library.red_flags[item.flag], values)]
    if silent:
        data = {
            "clears": [item.event for item in silent],
            "basis": BASIS_WRONG_TAP,
            "answers": {fact: to_plain(read[fact]) for fact in answers},
        }
        events.append(visit.event(EventType.FLAG_CLEARED, data, id=nth(base, len(answers))))
    return settle(visit, state, events, screening)


def _no_longer_fires(rule: RedFlag, values: Mapping[str, Any]) -> bool:
    """Neither true nor held up by an unsure answer; what is still missing will be asked."""
    unsure = any(values.get(fact) == UNSURE_ANSWER for fact in rule.when.facts())
    truth = rule.when.evaluate(values)
    return truth is False or (truth is not True and bool(truth) and not unsure)


def clear_seen(visit: Visit, *, by: str, seen_on: date, exercise_allowed: bool, base: UUID | None = None) -> Status:
    """Record that a clinician looked at the standing flags and allowed exercise; a full screening follows.

    Raises AnswerError when the date lies before a flag's day or in the future, when nobody is named, or when exercise was not allowed.
    """
    state = visit.state()
    standing = state.standing
    problems = _seen_problems(by, seen_on, exercise_allowed, standing, visit.today)
    if problems:
        raise AnswerError(problems)
    data = {
        "clears": [item.event for item in standing],
        "flags": sorted({item.flag for item in standing}),
        "basis": BASIS_SEEN,
        "seen_on": seen_on.isoformat(),
        "by": by,
    }
    visit.append(state, [visit.event(EventType.FLAG_CLEARED, data, id=base)])
    return status_of(visit)


def _seen_problems(by: str, seen_on: date, allowed: bool, standing: tuple[Raised, ...], today: date) -> list[Problem]:
    found = []
    if not standing:
        found.append(Problem("flags", "there is nothing to clear.", "Go on with your programme."))
    if by not in CLINICIANS:
        found.append(Problem("by", "nobody was chosen.", "Choose who has seen you."))
    if not allowed:
        found.append(
            Problem(
                "exercise_allowed",
                "was not confirmed.",
                "Exercise can start again only when they said that it is all right.",
            )
        )
    if seen_on > today:
        found.append(Problem("seen_on", "lies in the future.", "Choose the day on which you were seen."))
    if any(seen_on < date.fromisoformat(item.day) for item in standing):
        found.append(
            Problem("seen_on", "lies before the day of the warning.", "Choose the day on which you were seen after it.")
        )
    return found
