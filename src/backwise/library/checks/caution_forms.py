"""Caution forms can be carried out: own forms stand at caution cells, `only` and `instead` name exercises that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library
from backwise.engine.model import NO_LIMITS, CautionForm, Verdict

from ..files import Files
from ..findings import Finding
from ..layout import CONDITION, MOVEMENT


def check(library: Library, files: Files) -> Iterable[Finding]:
    for tag, movement in library.movements.items():
        if movement.caution is not None:
            yield from _form(MOVEMENT.path(tag), "caution", tag, movement.caution, library)
    for condition in library.conditions.values():
        for tag, form in condition.forms.items():
            path, key = CONDITION.path(condition.id), f"forms.{tag}"
            if tag in library.movements and not _reads(tag, condition.verdicts.get(tag), library):
                yield Finding(
                    path, key, "stands where the verdict is not caution.", "Take the form out, or mend the verdict."
                )
            yield from _form(path, key, tag, form, library)


def _reads(tag: str, verdict: Verdict | None, library: Library) -> bool:
    """Does a form at this cell count? Never means caution for held muscle work."""
    soft = library.movements[tag].never_counts_as_caution
    return verdict is Verdict.CAUTION or (soft and verdict is Verdict.NEVER)


def _form(path: str, key: str, tag: str, form: CautionForm, library: Library) -> Iterator[Finding]:
    if form.kind == "only" and not form.exercises:
        yield Finding(path, f"{key}.exercises", "is missing.", "Name the exercises that stay.")
    if form.kind in ("limit", "never") and form.exercises:
        what = f"names exercises, but its kind is {form.kind!r}."
        yield Finding(path, f"{key}.exercises", what, 'Use the kind "only" or "instead", or take them out.')
    if form.kind in ("instead", "never") and form.limits != NO_LIMITS:
        what = f"has limits, but its kind is {form.kind!r}, so that nothing is left to limit."
        yield Finding(path, key, what, 'Use the kind "limit" or "only", or take them out.')
    for exercise in form.exercises:
        if exercise not in library.exercises:
            continue
        carries = tag in library.exercises[exercise].tags
        if form.kind == "only" and not carries:
            yield Finding(path, f"{key}.exercises", f"keeps {exercise}, which has no {tag}.", "Take it out.")
        if form.kind == "instead" and carries:
            yield Finding(path, f"{key}.exercises", f"offers {exercise}, which has {tag} too.", "Name one without it.")
