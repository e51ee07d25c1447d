"""Roles that exercises and recipes name exist, every role can be filled, and every exercise fills one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library

from ..build_content import PERSONAL, ROLES
from ..files import Files
from ..findings import Finding, unknown
from ..layout import EXERCISE


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises.values():
        path = EXERCISE.path(exercise.id)
        if not exercise.roles:
            yield Finding(path, "roles", "is empty, so nothing ever chooses it.", "Give it a role and a rank.")
        for role, rank in exercise.roles.items():
            yield from _known(path, "roles", role)
            if rank < 1:
                yield Finding(path, f"roles.{role}", f"is {rank}.", "Use a rank from 1, the first choice, on.")
    for stage, recipe in library.personal.recipes.items():
        for place, slot in enumerate(recipe.slots):
            for role in slot.roles:
                yield from _known(PERSONAL, f"recipes.{stage}.slots[{place}].roles", role)
        for role in recipe.days_per_week:
            yield from _known(PERSONAL, f"recipes.{stage}.days_per_week", role)
    for role in ROLES:
        if role not in library.roles:
            yield Finding(
                "exercises",
                "roles",
                f"leave the role {role!r} to nobody.",
                "Add an exercise for it, or take the role out.",
            )


def _known(path: str, key: str, role: str) -> Iterator[Finding]:
    if role not in ROLES:
        yield unknown(path, key, role, "role", ROLES)
