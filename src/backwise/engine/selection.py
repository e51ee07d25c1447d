"""Which exercise fills which place of a stage's recipe: the best that is usable, and nobody's place stays empty needlessly.

Recipe by stage: DESIGN 5; full programmes: contracts 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .bars import Bars
from .facts import Facts
from .library import Library
from .model import Pattern, Recipe, Slot, Stage, Verdict

ALWAYS_THERE = frozenset(("chair", "wall", "bed"))
DEFAULT_MINUTES = 10

# Costs, lower is better: ten for each rank in a role, and these. Our own weights.
LIMITED_COST = 8
LEAN_COST = -25
LIKED_COST = -60
NEW_POSITION_COST = 6
LEVEL_COST = {
    Stage.CALM: {"beginner": 0, "intermediate": 60, "advanced": 120},
    Stage.RESTORE: {"beginner": 0, "intermediate": 30, "advanced": 90},
    Stage.BUILD: {"beginner": 0, "intermediate": 5, "advanced": 30},
    Stage.MAINTAIN: {"beginner": 0, "intermediate": 0, "advanced": 10},
}

# exercise -> (place of its slot, role)
Seats = dict[str, tuple[int, str]]
NOBODY: frozenset[str] = frozenset()


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
    """What selection chooses from: the usable exercises, each with what counts for it (below 0) and against it (above 0)."""

    usable: Mapping[str, int]
    bars: Bars
    wishes: Wishes
    stage: Stage
    library: Library


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


def usable_for(bars: Bars, wishes: Wishes, library: Library) -> dict[str, int]:
    """Allowed, with equipment that is there, not against the pattern, not disliked.

    Limits count against an exercise; the pattern and the person's liking count for it.
    """
    avoided, lean = pattern_masks(wishes, library)
    exercises, masks = library.exercises, library.exercise_masks
    usable = {}
    for key, standing in bars.standings.items():
        mask = masks[key]
        if mask & avoided or not standing.allowed or key in wishes.disliked:
            continue
        if exercises[key].equipment <= wishes.equipment:
            cost = LIMITED_COST if standing.verdict is Verdict.CAUTION else 0
            cost += LEAN_COST if mask & lean else 0
            usable[key] = cost + LIKED_COST if key in wishes.liked else cost
    return usable


def pattern_masks(wishes: Wishes, library: Library) -> tuple[int, int]:
    """The tags that the pattern leaves out, and those that it leans to."""
    pattern = wishes.pattern
    return (library.mask(pattern.leave_out), library.mask(pattern.lean)) if pattern else (0, 0)


def slots_of(recipe: Recipe, facts: Facts, bars: Bars, library: Library) -> list[Slot]:
    """The recipe's places, and supported balance work from 65 or with a risk of falls (contracts 3)."""
    slots = list(recipe.slots)
    age = facts.values.get("age")
    old = isinstance(age, int) and age >= library.personal.balance_from_age
    unsteady = any(item.row.condition.id == "fall-risk" for item in bars.present)
    if (old or unsteady) and recipe.stage is not Stage.CALM:
        slots.append(Slot(("balance",), 1, 1, False))
    return slots


def fill(slots: Sequence[Slot], most: int, pool: Pool) -> list[tuple[str, str]]:
    """(exercise, role) for each slot: first every slot's least, then the extras while there is room."""
    seats: Seats = {}
    counts = [0] * len(slots)
    required = [place for place, slot in enumerate(slots) if slot.required]
    for place in required + [place for place in range(len(slots)) if place not in required]:
        for _ in range(slots[place].least):
            if len(seats) < most and (
                _take(place, slots, seats, pool) or (place in required and _make_room(place, slots, seats, pool, set()))
            ):
                counts[place] += 1
    for place, slot in enumerate(slots):
        while counts[place] < slot.most and len(seats) < most and _take(place, slots, seats, pool):
            counts[place] += 1
    return [(key, role) for key, (_, role) in seats.items()]


def _take(place: int, slots: Sequence[Slot], seats: Seats, pool: Pool, without: frozenset[str] = NOBODY) -> bool:
    """Seat the best exercise for a slot; False when there is none."""
    candidates, usable = _candidates(pool.library, pool.stage), pool.usable
    positions = {pool.library.exercises[key].positions[0] for key in seats}
    best: tuple[int, str, str] | None = None
    for role in slots[place].roles:
        for key, cost, position in candidates.get(role, ()):
            if key not in usable or key in seats or key in without:
                continue
            cost += usable[key]
            if positions and position not in positions:
                cost += NEW_POSITION_COST
            if best is None or (cost, key, role) < best:
                best = (cost, key, role)
    if best is None:
        return False
    seats[best[1]] = (place, best[2])
    return True


def _make_room(place: int, slots: Sequence[Slot], seats: Seats, pool: Pool, tried: set[str]) -> bool:
    """Nobody is left for a slot: who sits elsewhere and could fill it comes over, if another can take that seat."""
    for key, (before, role) in list(seats.items()):
        fitting = [role for role in slots[place].roles if role in pool.library.exercises[key].roles]
        if key in tried or not fitting:
            continue
        tried.add(key)
        del seats[key]
        if _take(before, slots, seats, pool, frozenset(tried)) or _make_room(before, slots, seats, pool, tried):
            seats[key] = (place, fitting[0])
            return True
        seats[key] = (before, role)
    return False


@lru_cache(maxsize=32)
def _candidates(library: Library, stage: Stage) -> Mapping[str, tuple[tuple[str, int, str], ...]]:
    """(exercise, cost, first position) for each role. Lower is better: the rank in the role and the level count against."""
    exercises = library.exercises
    return {
        role: tuple(
            (
                key,
                exercises[key].roles[role] * 10 + LEVEL_COST[stage][exercises[key].level],
                exercises[key].positions[0],
            )
            for key in keys
        )
        for role, keys in library.roles.items()
    }
