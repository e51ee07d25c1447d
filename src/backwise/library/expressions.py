"""Every expression of the knowledge with its place, and the comparisons inside it."""

from __future__ import annotations

from collections.abc import Iterator

from backwise.engine.conditions import All, AnyOf, Compare, CountAtLeast, Known, Node, Not
from backwise.engine.library import Library

from .layout import ADVICE, CONDITION, EDUCATION, FACT, RED_FLAG, STOP_RULE


def expressions(library: Library) -> Iterator[tuple[str, str, Node]]:
    """(file, key, expression) of facts, rules, conditions and cards."""
    for fact in library.facts.values():
        if fact.applies_when is not None:
            yield FACT.path(fact.id), "applies_when", fact.applies_when
    for kind, things in (
        (RED_FLAG, library.red_flags),
        (STOP_RULE, library.stop_rules),
        (CONDITION, library.conditions),
        (EDUCATION, library.education),
        (ADVICE, library.advice),
    ):
        for key, thing in things.items():
            yield kind.path(key), "when", thing.when


def leaves(node: Node) -> Iterator[Compare | Known]:
    """The comparisons and the `known` of an expression."""
    match node:
        case Compare() | Known():
            yield node
        case Not(part):
            yield from leaves(part)
        case All(parts) | AnyOf(parts) | CountAtLeast(parts=parts):
            for part in parts:
                yield from leaves(part)
