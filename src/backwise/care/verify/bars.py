"""Part 1: every condition, alone and in pairs, under every set of abilities and equipment, at both levels that allow exercise.

Nothing is prescribed: what `engine.bars` makes of the masks is held against the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backwise.engine.bars import Standing, reasons
from backwise.engine.library import Library
from backwise.engine.model import Stage

from .cases import Case, Outcome, ability_sets, equipment_sets, outcome
from .counter_example import smallest
from .people import person_with
from .places import exercise_bits, unfillable, usable_bits
from .report import Findings
from .tables import Expected, expected, looser

PART = "bars"

ALLOWED_WRONGLY = "an exercise is allowed that the tables bar or replace"
BARRED_WRONGLY = "an exercise is taken away that no table bars or replaces"
SUBSTITUTE_BARRED = "a substitute is not allowed itself"
SUBSTITUTE_MISSED = "an exercise is barred though a substitute is allowed"
LIMITS_WRONG = "the limits are not the smallest of the caution forms"
WORDS_MISSING = "the instruction of a caution form is missing"
NO_REASON = "an exercise is barred or replaced without a reason"
MORE_ALLOWED = "more allows an exercise that less does not"
LIMIT_RAISED = "more raises a limit"
ROLE_EMPTY = "no exercise is left for a place of the programme"
AVOID_IGNORED = "a document tells people with this condition to avoid it, yet it is allowed as it stands"


def check_conditions(conditions: tuple[str, ...], library: Library, findings: Findings) -> None:
    """All cases of one set of conditions."""
    excluded = person_with([library.conditions[key] for key in conditions], library, {}) is None
    for cannot in ability_sets():
        for restricted in (False, True):
            case = Case(conditions, cannot, restricted)
            for law, subject in broken_laws(case, library):
                _report(case, law, subject, library, findings)
            if not excluded:
                check_places(case, library, findings)
            findings.counts["combinations of conditions and abilities"] += 1
            findings.counts["with every set of equipment"] += len(equipment_sets())
    findings.counts["sets of conditions"] += 1
    findings.counts["sets of conditions that exclude each other"] += excluded


def _report(case: Case, law: str, subject: str, library: Library, findings: Findings) -> None:
    if findings.known(law, subject, len(case.items)):
        findings.counts["violations"] += 1
        return
    kept = smallest(case.items, lambda items: (law, subject) in broken_laws(case.with_only(items), library))
    findings.break_law(law, subject, case.with_only(kept).example())


def broken_laws(case: Case, library: Library) -> set[tuple[str, str]]:
    """Every (law, exercise) that this case breaks."""
    found = outcome(case, library)
    laws = set(_against_tables(found, library))
    for item in case.items:
        fewer = outcome(case.with_only(other for other in case.items if other != item), library)
        laws.update(_more_than(fewer, found, library))
    if not case.cannot and len(case.conditions) == 1 and not case.restricted:
        laws.update(_avoided(case.conditions[0], found, library))
    return laws


def _against_tables(found: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    for key, standing in found.bars.standings.items():
        wanted = expected(key, found.counting, library)
        if standing.allowed:
            if not wanted.allowed:
                yield ALLOWED_WRONGLY, key
            elif standing.limits != wanted.limits:
                yield LIMITS_WRONG, key
            elif not wanted.texts <= set(standing.instructions):
                yield WORDS_MISSING, key
            continue
        if wanted.allowed:
            yield BARRED_WRONGLY, key
        elif not reasons(library.exercises[key], found.bars, library):
            yield NO_REASON, key
        yield from _substitution(standing, wanted, found, library)


def _substitution(standing: Standing, wanted: Expected, found: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    """The substitute must be allowed by the tables too; who has an allowed substitute and no bar must not go without."""
    key = standing.exercise
    if standing.substitute is not None:
        if wanted.barred or not expected(standing.substitute, found.counting, library).allowed:
            yield SUBSTITUTE_BARRED, key
    elif not wanted.barred and any(
        expected(other, found.counting, library).allowed for other in library.exercises[key].substitutes
    ):
        yield SUBSTITUTE_MISSED, key


def _more_than(fewer: Outcome, more: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    """More conditions, fewer abilities or a stricter level: nothing new is allowed, no limit rises."""
    if more.allowed & ~fewer.allowed:
        for key, bit in exercise_bits(library).items():
            if bit & more.allowed & ~fewer.allowed:
                yield MORE_ALLOWED, key
    for key, standing in fewer.bars.standings.items():
        other = more.bars.standings[key]
        if other is not standing and other.allowed and standing.allowed and looser(other.limits, standing.limits):
            yield LIMIT_RAISED, key


def _avoided(condition: str, found: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    for key, exercise in library.exercises.items():
        standing = found.bars.standings[key]
        if any(item.avoid == condition for item in exercise.described_in) and standing.verdict == "ok":
            yield AVOID_IGNORED, key


def check_places(case: Case, library: Library, findings: Findings) -> None:
    """With every set of equipment, is there something for each place of a full programme?"""
    for equipment in equipment_sets():
        usable = outcome(case, library).allowed & usable_bits(equipment, library)
        for stage in Stage:
            for place in unfillable(usable, stage, library):
                _report_place(case, place, equipment, stage, library, findings)


def _report_place(
    case: Case, place: str, equipment: frozenset[str], stage: Stage, library: Library, findings: Findings
) -> None:
    def breaks(items: Sequence[str]) -> bool:
        allowed = outcome(case.with_only(items), library).allowed & usable_bits(equipment, library)
        return place in unfillable(allowed, stage, library)

    if findings.known(ROLE_EMPTY, place, len(case.items) + 1):
        findings.counts["violations"] += 1
        return
    kept = smallest(case.items, breaks)
    findings.break_law(ROLE_EMPTY, place, case.with_only(kept).example(stage=str(stage)))
