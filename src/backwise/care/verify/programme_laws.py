"""What every programme must keep to, whoever it is for; each law is checked on a finished programme against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backwise.engine.bars import Bars
from backwise.engine.doses import session_seconds, shortened
from backwise.engine.library import Library
from backwise.engine.model import Dose, Level, Stage
from backwise.engine.prescribe import Programme, bars_for, prescribe
from backwise.engine.printed import prescribe_printed
from backwise.engine.safety import Cleared
from backwise.engine.selection import ALWAYS_THERE

from .people import person_of
from .places import unfilled
from .tables import Expected, exceeds, expected

PERSONAL = "personal"
ENOUGH_MINUTES = 30
LEAST, MOST, MOST_IN_BUILD = 3, 6, 7
BALANCE, BALANCE_FROM_AGE, FALL_RISK = "balance", 65, "fall-risk"
BARRED = "a barred exercise is in the programme"
ABOVE_LIMIT = "a dose is above a limit"
ABOVE_START = "a dose is above the start"
ABOVE_CEILING = "a dose is above the ceiling"
NOT_FULL = "the programme is not full"
EMPTY = "the programme is empty"
TOO_FEW = "the programme has fewer than 3 exercises"
TOO_MANY = "the programme has too many exercises"
TWICE = "an exercise stands twice"
TOO_LONG = "the session does not fit the minutes though it could be shorter"
NOT_OWNED = "an exercise needs equipment that is not there"
AGAINST_PATTERN = "an exercise goes against the pattern"
NOT_ITS_ROLE = "an exercise stands for a role that it has not"
NO_BALANCE = "balance work is due and missing"
NO_WHY = "an exercise is chosen without a reason"
LEFT_OUT_SILENTLY = "a barred exercise is left out without a reason"


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who is cleared, with their bars and what the tables expect of every exercise."""

    answers: Mapping[str, Any]
    cleared: Cleared
    bars: Bars
    wanted: Mapping[str, Expected]


def client_of(answers: Mapping[str, Any], library: Library, like: Client | None = None) -> Client | None:
    """The client with these answers; None when the screen does not clear them.

    `like` is one who differs in wishes only: bars and expectations are the same.
    """
    result = person_of(answers, library).result
    if not isinstance(result, Cleared):
        return None
    if like is not None:
        return Client(answers, result, like.bars, like.wanted)
    bars = bars_for(result, library)
    counting = [item.row.condition.id for item in bars.present]
    return Client(answers, result, bars, {key: expected(key, counting, library) for key in library.exercises})


def broken_by_personal(stage: Stage, client: Client, library: Library) -> set[tuple[str, str]]:
    """Every (law, exercise or place) that the personal programme of a stage breaks."""
    made = prescribe(client.cleared, library, stage, client.bars)
    checks = (_any, _personal, _size, _balance)
    return {law for check in checks for law in check(made, client, library)}


def broken_by_printed(programme: str, client: Client, library: Library) -> set[tuple[str, str]]:
    """Every (law, exercise) that a printed programme breaks."""
    made = prescribe_printed(client.cleared, library, programme, client.bars)
    return {*_any(made, client, library), *_printed_doses(made, client, library)}


def _any(made: Programme, client: Client, library: Library) -> Iterator[tuple[str, str]]:
    """What holds for every programme."""
    names = [entry.exercise for entry in made.entries]
    yield from ((TWICE, key) for key in set(names) if names.count(key) > 1)
    for entry in made.entries:
        wanted = client.wanted[entry.exercise]
        if not wanted.allowed:
            yield BARRED, entry.exercise
        if exceeds(entry.dose.hold_seconds, entry.dose.repetitions, entry.dose.minutes, wanted.limits):
            yield ABOVE_LIMIT, entry.exercise
        if not entry.why:
            yield NO_WHY, entry.exercise
        if entry.role not in library.exercises[entry.exercise].roles:
            yield NOT_ITS_ROLE, entry.exercise
    explained = {item.exercise for item in made.left_out if item.why}
    offered = (
        library.exercises if made.id == PERSONAL else {line.exercise for line in library.programmes[made.id].entries}
    )
    for key in offered:
        if key not in explained and not client.wanted[key].allowed:
            yield LEFT_OUT_SILENTLY, key


def _personal(made: Programme, client: Client, library: Library) -> Iterator[tuple[str, str]]:
    """What the personal programme alone promises about each exercise."""
    owned = ALWAYS_THERE | frozenset(client.answers.get("equipment", ()))
    pattern = library.personal.patterns.get(client.answers.get("worse-with", ""))
    for entry in made.entries:
        exercise = library.exercises[entry.exercise]
        if not exercise.equipment <= owned:
            yield NOT_OWNED, entry.exercise
        if pattern is not None and not pattern.leave_out.isdisjoint(exercise.tags):
            yield AGAINST_PATTERN, entry.exercise
        if _above(entry.dose, exercise.dose.start):
            yield ABOVE_START, entry.exercise


def _printed_doses(made: Programme, client: Client, library: Library) -> Iterator[tuple[str, str]]:
    """A printed dose may be above our start, never above our ceiling; under restrictions the start is the most."""
    for entry in made.entries:
        dose = library.exercises[entry.exercise].dose
        if _above(entry.dose, dose.ceiling):
            yield ABOVE_CEILING, f"{entry.exercise} in {made.id}"
        if client.cleared.level is Level.RESTRICTED and _above(entry.dose, dose.start):
            yield ABOVE_START, f"{entry.exercise} in {made.id}"


def _above(dose: Dose, most: Dose) -> bool:
    names = ("sets", "repetitions", "hold_seconds", "minutes")
    pairs = [(getattr(dose, name), getattr(most, name)) for name in names]
    return any(value is not None and limit is not None and value > limit for value, limit in pairs)


def _size(made: Programme, client: Client, library: Library) -> Iterator[tuple[str, str]]:
    """Full, neither too short nor too long, and within the minutes."""
    if not made.entries:
        yield EMPTY, made.stage
        return
    if len(made.entries) < LEAST:
        yield TOO_FEW, made.stage
    if len(made.entries) > (MOST_IN_BUILD if made.stage is Stage.BUILD else MOST):
        yield TOO_MANY, made.stage
    minutes = int(client.answers["minutes-a-day"])
    if made.minutes > minutes and len(made.entries) > LEAST:
        yield TOO_LONG, made.stage
    missing = unfilled(made)
    if missing and (minutes == ENOUGH_MINUTES or _would_fit(made.stage, client, minutes, library)):
        yield from ((NOT_FULL, f"{made.stage} without {place}") for place in missing)


def _balance(made: Programme, client: Client, library: Library) -> Iterator[tuple[str, str]]:
    """From 65, or with a risk of falls, but not while calm comes first: something that trains balance, if anything may."""
    age, minutes = client.cleared.facts.values.get("age"), client.answers.get("minutes-a-day")
    due = (isinstance(age, int) and age >= BALANCE_FROM_AGE) or unsteady(client.bars)
    if not due or made.stage is Stage.CALM or minutes != ENOUGH_MINUTES:
        return
    trains = {key for key, exercise in library.exercises.items() if BALANCE in exercise.roles}
    if trains & client.bars.allowed and not trains.intersection(entry.exercise for entry in made.entries):
        yield NO_BALANCE, made.stage


def unsteady(bars: Bars) -> bool:
    """Does a risk of falls count?"""
    return any(item.row.condition.id == FALL_RISK for item in bars.present)


def _would_fit(stage: Stage, client: Client, minutes: int, library: Library) -> bool:
    """Would the whole programme fit, every dose at its smallest? Then few minutes are no excuse for leaving a role out."""
    patient = client_of({**client.answers, "minutes-a-day": ENOUGH_MINUTES}, library, client)
    if patient is None:
        return False
    whole = prescribe(patient.cleared, library, stage, client.bars)
    least = [(library.exercises[entry.exercise], _least(entry.dose)) for entry in whole.entries]
    return session_seconds(least) <= minutes * 60


def _least(dose: Dose) -> Dose:
    while (fewer := shortened(dose)) != dose:
        dose = fewer
    return dose
