"""What the tables say, read line by line: no masks and nothing shared with `engine.bars`, so that the two can disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from backwise.engine.library import Library
from backwise.engine.model import NO_LIMITS, CautionForm, Condition, Exercise, Level, Limits, Verdict

# A position brings these movements, whether the exercise's file names them or not (contracts 3).
BROUGHT_BY = {
    "quadruped": frozenset(("floor-only", "weight-through-hands")),
    "kneeling": frozenset(("floor-only",)),
    "supine": frozenset(("lying",)),
    "prone": frozenset(("lying",)),
    "side-lying": frozenset(("lying",)),
}
# Muscle work that is held for 6 s or more reads the isometric column, whether the file names the tag or not (contracts 3).
HELD_FROM_SECONDS = 6
MUSCLE_WORK = ("strength", "control")
HELD = "held-muscle-work"
RESTRICTED_STRETCH = Limits(hold_seconds=10)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must become of an exercise: barred, or replaced by another, or allowed under these limits with these words."""

    barred: bool
    replaced: bool
    limits: Limits
    texts: frozenset[str]

    @property
    def allowed(self) -> bool:
        return not self.barred and not self.replaced


def tags_of(exercise: Exercise) -> frozenset[str]:
    """The tags of an exercise, with those that its positions and its hold bring."""
    tags = frozenset(exercise.tags).union(*(BROUGHT_BY.get(position, ()) for position in exercise.positions))
    held = exercise.dose.kind in MUSCLE_WORK and (exercise.dose.ceiling.hold_seconds or 0) >= HELD_FROM_SECONDS
    return tags | {HELD} if held else tags


UNTOUCHED = Expected(False, False, NO_LIMITS, frozenset())


@lru_cache(maxsize=8)
def cells(library: Library) -> Mapping[tuple[str, str], Expected]:
    """What one condition alone says about one exercise."""
    return {
        (condition.id, exercise.id): _cell(condition, exercise, library)
        for condition in library.conditions.values()
        for exercise in library.exercises.values()
    }


def _cell(condition: Condition, exercise: Exercise, library: Library) -> Expected:
    barred = condition.exercise_verdicts.get(exercise.id) is Verdict.NEVER
    replaced, limits, texts = False, NO_LIMITS, set()
    for tag in tags_of(exercise):
        movement = library.movements[tag]
        # A line that is missing is no permission.
        verdict = condition.verdicts.get(tag, Verdict.NEVER if movement.column else Verdict.OK)
        if verdict is Verdict.NEVER and not movement.never_counts_as_caution:
            barred = True
        elif verdict is not Verdict.OK:
            form = condition.forms.get(tag) or movement.caution
            barred = barred or (form is not None and form.kind == "never")
            replaced = replaced or _replaces(form, exercise.id)
            limits = limits.tightened(form.limits) if form else limits
            texts.add(form.text if form else f"movement.{tag}.caution")
    if condition.switched_on_by == Level.RESTRICTED and exercise.dose.kind == "stretch":
        limits = limits.tightened(RESTRICTED_STRETCH)
    cell = Expected(barred, replaced, limits, frozenset(texts))
    return UNTOUCHED if cell == UNTOUCHED else cell


def _replaces(form: CautionForm | None, exercise: str) -> bool:
    return form is None or form.kind == "instead" or (form.kind == "only" and exercise not in form.exercises)


def expected(exercise: str, conditions: Iterable[str], library: Library) -> Expected:
    """What several conditions together say: any bar bars, any replacement replaces, the smallest limit wins."""
    table = cells(library)
    barred = replaced = False
    limits = NO_LIMITS
    texts: frozenset[str] = frozenset()
    for condition in conditions:
        cell = table[condition, exercise]
        if cell is UNTOUCHED:
            continue
        barred = barred or cell.barred
        replaced = replaced or cell.replaced
        limits = limits.tightened(cell.limits)
        texts |= cell.texts
    return Expected(barred, replaced, limits, texts)


def looser(one: Limits, other: Limits) -> bool:
    """Does `one` allow more than `other` in any way?"""
    return other.tightened(one) != one


def exceeds(hold: int | None, repetitions: int | None, minutes: int | None, limits: Limits) -> bool:
    """Is any of these above its ceiling?"""
    pairs = ((hold, limits.hold_seconds), (repetitions, limits.repetitions), (minutes, limits.minutes))
    return any(value is not None and ceiling is not None and value > ceiling for value, ceiling in pairs)
