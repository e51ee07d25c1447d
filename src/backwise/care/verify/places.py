"""What a full programme is (contracts 3), and which of its places stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from backwise.engine.library import Library
from backwise.engine.model import Stage
from backwise.engine.prescribe import Programme

Place = tuple[str, ...]

CORE: tuple[Place, ...] = (("mobility",), ("deep-control",), ("hip-and-leg",), ("abdominal", "back-extensor"))
# Walking or its equivalent, seated or in water.
MOVING: Place = ("aerobic",)
PLACES: Mapping[Stage, tuple[Place, ...]] = {
    Stage.CALM: (("relief",), ("mobility",), ("deep-control",), MOVING),
    Stage.RESTORE: (*CORE, MOVING),
    Stage.BUILD: (*CORE, MOVING),
    Stage.MAINTAIN: (*CORE, MOVING),
}
CORE_IN_MAINTAIN = 3


def missing_places(filled: set[Place], stage: Stage) -> tuple[str, ...]:
    """The places of a stage that are not filled; maintain needs three of its core places."""
    missing = [place for place in PLACES[stage] if place not in filled]
    if stage is Stage.MAINTAIN and MOVING in filled and len(filled.intersection(CORE)) >= CORE_IN_MAINTAIN:
        return ()
    return tuple(" or ".join(place) for place in missing)


def unfilled(programme: Programme) -> tuple[str, ...]:
    """The places that a programme leaves empty."""
    roles = {entry.role for entry in programme.entries}
    return missing_places({place for place in PLACES[programme.stage] if roles.intersection(place)}, programme.stage)


def unfillable(allowed: int, stage: Stage, library: Library) -> tuple[str, ...]:
    """The places that no exercise of a mask can fill."""
    bits = role_bits(library)
    filled = {place for place in PLACES[stage] if any(allowed & bits.get(role, 0) for role in place)}
    return missing_places(filled, stage)


@lru_cache(maxsize=8)
def exercise_bits(library: Library) -> Mapping[str, int]:
    """One bit for each exercise."""
    return {key: 1 << place for place, key in enumerate(library.exercises)}


@lru_cache(maxsize=8)
def role_bits(library: Library) -> Mapping[str, int]:
    """The exercises of each role as one mask."""
    bits = exercise_bits(library)
    return {role: sum(bits[key] for key in keys) for role, keys in library.roles.items()}


@lru_cache(maxsize=64)
def usable_bits(equipment: frozenset[str], library: Library) -> int:
    """The exercises that can be done with this equipment as one mask."""
    bits = exercise_bits(library)
    return sum(bits[key] for key, exercise in library.exercises.items() if exercise.equipment <= equipment)
