"""The personal programme: roles filled from what a person may and can do, each choice and each omission with its reason.

Recipe by stage: DESIGN 5; caution forms and full programmes: contracts 3. Everything starts at the lowest dose.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .bars import Bars, bars_of, present_conditions, reasons
from .doses import limited, seconds_of, session_seconds, shortened
from .explain import advice_for, why_chosen
from .facts import Facts
from .library import Library
from .messages import Message
from .model import Dose, Recipe, Stage
from .safety import Cleared
from .selection import Pool, Wishes, fill, pattern_masks, slots_of, usable_for, wishes_of

EARLY_DURATIONS = frozenset(("under-2-weeks", "2-to-6-weeks"))
DEFAULT_PAIN = 5
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


def prescribe(cleared: Cleared, library: Library, stage: Stage | None = None, bars: Bars | None = None) -> Programme:
    """Make the personal programme of a cleared person for `cleared.facts.today`.

    `stage` overrules the stage that the answers give. `bars` may be passed when they are known already.
    """
    bars = bars or bars_for(cleared, library)
    stage = stage or stage_of(cleared.facts)
    wishes = wishes_of(cleared.facts, library)
    pool = Pool(usable_for(bars, wishes, library), bars, wishes, stage, library)
    recipe = library.personal.recipes[stage]
    chosen = fill(slots_of(recipe, cleared.facts, bars, library), recipe.most, pool)
    entries = _fitted(_ordered(chosen, recipe, pool), wishes.minutes, recipe, library)
    out = _left_out(bars, wishes, library)
    return Programme(
        "personal", stage, recipe.sessions_per_day, minutes_of(entries, library), entries, out,
        advice_for(cleared.facts.values, cleared.flags, library), library.version, cleared.facts.today,
    )  # fmt: skip


def _ordered(chosen: Sequence[tuple[str, str]], recipe: Recipe, pool: Pool) -> tuple[Entry, ...]:
    """One sensible order with few changes of position: the activity first, then standing, sitting, hands and knees, lying."""
    order, exercises = pool.library.personal.position_order, pool.library.exercises

    def place(item: tuple[str, str]) -> tuple[bool, int, str]:
        return (item[1] != "aerobic", order.index(exercises[item[0]].positions[0]), item[0])

    return tuple(_entry(key, role, recipe, pool) for key, role in sorted(chosen, key=place))


def _entry(key: str, role: str, recipe: Recipe, pool: Pool) -> Entry:
    standing = pool.bars.standings[key]
    dose = limited(pool.library.exercises[key], pool.library.exercises[key].dose.start, standing.limits)
    why = why_chosen(key, role, pool.bars, pool.wishes.pattern, key in pool.wishes.liked, pool.library)
    return Entry(key, role, dose, recipe.days_per_week.get(role, 7), why, standing.instructions)


def _fitted(entries: tuple[Entry, ...], minutes: int, recipe: Recipe, library: Library) -> tuple[Entry, ...]:
    """Few minutes lower the dose first, the longest entry first, then leave out roles, never below three entries."""
    fitted, limit = list(entries), minutes * 60
    over = _seconds(fitted, library) - limit
    while over > 0:
        saved = _shorten_longest(fitted, library)
        if saved:
            over -= saved
        elif len(fitted) > LEAST_ENTRIES:
            fitted.remove(_most_dispensable(fitted, recipe))
            over = _seconds(fitted, library) - limit
        else:
            break
    return tuple(fitted)


def _shorten_longest(entries: list[Entry], library: Library) -> int:
    """One step less for the longest entry that can give one: the seconds saved, 0 when none can."""
    seconds = [entry_seconds(entry, library) for entry in entries]
    for place in sorted(range(len(entries)), key=seconds.__getitem__, reverse=True):
        entry = entries[place]
        fewer = shortened(entry.dose)
        if fewer != entry.dose:
            entries[place] = Entry(
                entry.exercise, entry.role, fewer, entry.days_per_week, entry.why, entry.instructions
            )
            return seconds[place] - entry_seconds(entries[place], library)
    return 0


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
    avoided, _ = pattern_masks(wishes, library)
    masks = library.exercise_masks
    for key, standing in bars.standings.items():
        if not standing.allowed:
            found.append(LeftOut(key, reasons(library.exercises[key], bars, library), standing.substitute))
        elif wishes.pattern is not None and masks[key] & avoided:
            found.append(
                LeftOut(key, (Message(f"left-out.pattern.{wishes.pattern.id}", {}, library.personal.sources),))
            )
        elif key in wishes.disliked:
            found.append(LeftOut(key, (Message("left-out.disliked"),)))
    return tuple(found)
