"""The personal programme: roles filled from what a person may and can do, each choice and each omission with its reason.

Recipe by stage: DESIGN 5; caution forms and full programmes: contracts 3. Everything starts at the lowest dose.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .bars import Bars, Standing, bars_of, present_conditions, reasons
from .doses import limited, seconds_of, session_seconds, shortened
from .explain import advice_for, why_chosen
from .facts import Facts
from .library import Library
from .messages import Message
from .model import Dose, Exercise, Pattern, Recipe, Slot, Stage, Verdict
from .safety import Cleared

ALWAYS_THERE = frozenset(("chair", "wall", "bed"))
EARLY_DURATIONS = frozenset(("under-2-weeks", "2-to-6-weeks"))
DEFAULT_PAIN = 5
DEFAULT_MINUTES = 10
CALM_FROM_PAIN = 5
LEAST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise of a programme. `days_per_week` 7 means every day."""

    exercise: str
    role: str
    dose: Dose
    days_per_week: int
    why: tuple[Message, ...]
    instructions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that stays out, and why."""

    exercise: str
    why: tuple[Message, ...]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """What to do from today: made once, stored, and filtered through the bars of each day it is shown."""

    id: str
    stage: Stage
    sessions_per_day: int
    minutes: int
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    advice: tuple[Message, ...]
    knowledge: str
    today: date


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person has and likes, read from the facts with the defaults of contracts 2."""

    minutes: int
    equipment: frozenset[str]
    pattern: Pattern | None
    liked: frozenset[str]
    disliked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pool:
    """What selection chooses from; `order` is the place of each exercise in one sensible session."""

    usable: Mapping[str, Standing]
    wishes: Wishes
    stage: Stage
    library: Library


def bars_for(cleared: Cleared, library: Library) -> Bars:
    """Today's bars of a cleared person."""
    return bars_of(present_conditions(cleared.facts.values, cleared.level, library), library)


def stage_of(facts: Facts) -> Stage:
    """Calm for new pain of 5 or more, else restore (contracts 7); unknown pain counts as 5, unknown duration as new."""
    pain = facts.values.get("pain-now")
    duration = facts.values.get("pain-duration")
    strength = pain if isinstance(pain, int) else DEFAULT_PAIN
    early = duration in EARLY_DURATIONS or not duration or duration == "unsure"
    return Stage.CALM if early and strength >= CALM_FROM_PAIN else Stage.RESTORE


def wishes_of(facts: Facts, library: Library) -> Wishes:
    """Time, equipment, pattern and likes; what is unknown takes the defaults of contracts 2."""
    values = facts.values
    minutes = values.get("minutes-a-day")
    owned = values.get("equipment")
    return Wishes(
        minutes if isinstance(minutes, int) else DEFAULT_MINUTES,
        ALWAYS_THERE | (frozenset(owned) if isinstance(owned, tuple) else frozenset()),
        library.personal.patterns.get(str(values.get("worse-with"))),
        _ids(values.get("liked-exercises")),
        _ids(values.get("disliked-exercises")),
    )


def _ids(value: object) -> frozenset[str]:
    return frozenset(value) if isinstance(value, tuple) else frozenset()


def prescribe(cleared: Cleared, library: Library, stage: Stage | None = None, bars: Bars | None = None) -> Programme:
    """Make the personal programme of a cleared person for `cleared.facts.today`.

    `stage` overrules the stage that the answers give. `bars` may be passed when they are known already.
    """
    bars = bars or bars_for(cleared, library)
    stage = stage or stage_of(cleared.facts)
    wishes = wishes_of(cleared.facts, library)
    pool = Pool(_usable(bars, wishes, library), wishes, stage, library)
    recipe = library.personal.recipes[stage]
    chosen = _fill(_slots(recipe, cleared.facts, bars, library), recipe.most, pool)
    entries = _ordered(chosen, recipe, pool)
    entries = _fitted(entries, wishes.minutes, recipe, library)
    explained = tuple(
        replace(
            entry,
            why=why_chosen(entry.exercise, entry.role, bars, wishes.pattern, entry.exercise in wishes.liked, library),
        )
        for entry in entries
    )
    out = _left_out(bars, wishes, library)
    return Programme(
        "personal", stage, recipe.sessions_per_day, minutes_of(explained, library), explained, out,
        advice_for(cleared.facts.values, cleared.flags, library), library.version, cleared.facts.today,
    )  # fmt: skip


def _usable(bars: Bars, wishes: Wishes, library: Library) -> dict[str, Standing]:
    """Allowed, with equipment that is there, not against the pattern, not disliked."""
    avoided = library.mask(wishes.pattern.leave_out) if wishes.pattern else 0
    masks = library.exercise_masks
    return {
        key: standing
        for key, standing in bars.standings.items()
        if standing.allowed
        and not masks[key] & avoided
        and key not in wishes.disliked
        and library.exercises[key].equipment <= wishes.equipment
    }


def _slots(recipe: Recipe, facts: Facts, bars: Bars, library: Library) -> list[Slot]:
    """The recipe's places, and supported balance work from 65 or with a risk of falls (contracts 3)."""
    slots = list(recipe.slots)
    age = facts.values.get("age")
    old = isinstance(age, int) and age >= library.personal.balance_from_age
    unsteady = any(item.row.condition.id == "fall-risk" for item in bars.present)
    if (old or unsteady) and recipe.stage is not Stage.CALM:
        slots.append(Slot(("balance",), 1, 1, False))
    return slots


def _fill(slots: Sequence[Slot], most: int, pool: Pool) -> list[tuple[str, str]]:
    """(exercise, role) for each slot: first every slot's least, then the extras while there is room."""
    chosen: list[tuple[str, str]] = []
    counts = [0] * len(slots)
    required = [place for place, slot in enumerate(slots) if slot.required]
    for place in required + [place for place in range(len(slots)) if place not in required]:
        for _ in range(slots[place].least):
            counts[place] += _take(slots[place], chosen, most, pool)
    for place, slot in enumerate(slots):
        while counts[place] < slot.most and _take(slot, chosen, most, pool):
            counts[place] += 1
    return chosen


def _take(slot: Slot, chosen: list[tuple[str, str]], most: int, pool: Pool) -> int:
    if len(chosen) >= most:
        return 0
    taken = {key for key, _ in chosen}
    positions = {pool.library.exercises[key].positions[0] for key in taken}
    best: tuple[int, str, str] | None = None
    for role in slot.roles:
        for key in pool.library.roles.get(role, ()):
            if key in taken or key not in pool.usable:
                continue
            score = (_cost(pool.library.exercises[key], role, positions, pool), key, role)
            best = score if best is None or score < best else best
    if best is None:
        return 0
    chosen.append((best[1], best[2]))
    return 1


LEVEL_COST = {
    Stage.CALM: {"beginner": 0, "intermediate": 60, "advanced": 120},
    Stage.RESTORE: {"beginner": 0, "intermediate": 30, "advanced": 90},
    Stage.BUILD: {"beginner": 0, "intermediate": 5, "advanced": 30},
    Stage.MAINTAIN: {"beginner": 0, "intermediate": 0, "advanced": 10},
}


def _cost(exercise: Exercise, role: str, positions: set[str], pool: Pool) -> int:
    """Lower is better: rank in the role, level, new positions and limits count against; likes and the pattern count for."""
    cost = exercise.roles[role] * 10 + LEVEL_COST[pool.stage][exercise.level]
    if pool.usable[exercise.id].verdict is Verdict.CAUTION:
        cost += 8
    if positions and exercise.positions[0] not in positions:
        cost += 6
    if exercise.id in pool.wishes.liked:
        cost -= 60
    pattern = pool.wishes.pattern
    if pattern is not None and not pattern.lean.isdisjoint(exercise.tags):
        cost -= 25
    return cost


def _ordered(chosen: Sequence[tuple[str, str]], recipe: Recipe, pool: Pool) -> tuple[Entry, ...]:
    """One sensible order with few changes of position: the activity first, then standing, sitting, hands and knees, lying."""
    places = {position: place for place, position in enumerate(pool.library.personal.position_order)}
    exercises = pool.library.exercises

    def place(item: tuple[str, str]) -> tuple[int, int, str]:
        return (item[1] != "aerobic", places[exercises[item[0]].positions[0]], item[0])

    return tuple(_entry(key, role, recipe, pool) for key, role in sorted(chosen, key=place))


def _entry(key: str, role: str, recipe: Recipe, pool: Pool) -> Entry:
    standing = pool.usable[key]
    dose = limited(pool.library.exercises[key].dose.start, standing.limits)
    return Entry(key, role, dose, recipe.days_per_week.get(role, 7), (), standing.instructions)


def _fitted(entries: tuple[Entry, ...], minutes: int, recipe: Recipe, library: Library) -> tuple[Entry, ...]:
    """Few minutes lower the dose first, the longest entry first, then leave out roles, never below three entries."""
    fitted, limit = list(entries), minutes * 60
    while _seconds(fitted, library) > limit:
        longest = sorted(range(len(fitted)), key=lambda place: (-entry_seconds(fitted[place], library), place))
        shorter = next((place for place in longest if shortened(fitted[place].dose) != fitted[place].dose), None)
        if shorter is not None:
            fitted[shorter] = replace(fitted[shorter], dose=shortened(fitted[shorter].dose))
        elif len(fitted) > LEAST_ENTRIES:
            fitted.remove(_most_dispensable(fitted, recipe))
        else:
            break
    return tuple(fitted)


def _most_dispensable(entries: Sequence[Entry], recipe: Recipe) -> Entry:
    """An entry whose role the stage does not require; else the last role of the recipe but moving about, which stays."""
    roles = [role for slot in recipe.slots if slot.required for role in slot.roles if role != "aerobic"]
    return max(
        entries, key=lambda entry: (entry.role not in roles and entry.role != "aerobic", _place(entry.role, roles))
    )


def _place(role: str, roles: Sequence[str]) -> int:
    return roles.index(role) if role in roles else -1


def _seconds(entries: Sequence[Entry], library: Library) -> int:
    return session_seconds((library.exercises[entry.exercise], entry.dose) for entry in entries)


def minutes_of(entries: Sequence[Entry], library: Library) -> int:
    """Whole minutes for one session, rounded up."""
    return math.ceil(_seconds(entries, library) / 60)


def entry_seconds(entry: Entry, library: Library) -> int:
    """Seconds for one entry of a programme."""
    return seconds_of(library.exercises[entry.exercise], entry.dose)


def _left_out(bars: Bars, wishes: Wishes, library: Library) -> tuple[LeftOut, ...]:
    """Every exercise that conditions or abilities bar or replace, then what the pattern or the person leaves out."""
    found = []
    avoided = library.mask(wishes.pattern.leave_out) if wishes.pattern else 0
    for key, standing in bars.standings.items():
        exercise = library.exercises[key]
        if not standing.allowed:
            found.append(LeftOut(key, reasons(exercise, bars, library), standing.substitute))
        elif wishes.pattern is not None and library.exercise_masks[key] & avoided:
            found.append(
                LeftOut(key, (Message(f"left-out.pattern.{wishes.pattern.id}", {}, library.personal.sources),))
            )
        elif key in wishes.disliked:
            found.append(LeftOut(key, (Message("left-out.disliked"),)))
    return tuple(found)
