"""The rules read a second time, by another method: 0 does not hold, 1 may hold, 2 holds; and which answers only make things worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from backwise.engine.conditions import OPERATORS, UNSURE_ANSWER, All, Compare, CountAtLeast, Known, Node, Not
from backwise.engine.facts import facts_from
from backwise.engine.library import Library
from backwise.engine.model import Level

from .people import today

NO, MAYBE, YES = 0, 1, 2
Values = Mapping[str, Any]


def strength(node: Node, values: Values, missing: int = MAYBE) -> int:
    """How strongly a rule holds. `missing` is what a missing answer counts as; a negation turns it round."""
    if isinstance(node, Compare):
        value = values.get(node.fact)
        if value is None:
            return missing
        if value == UNSURE_ANSWER:
            return MAYBE
        return YES if OPERATORS[node.operator](value, node.value) else NO
    if isinstance(node, Known):
        return YES if values.get(node.fact) not in (None, UNSURE_ANSWER) else NO
    if isinstance(node, Not):
        return YES - strength(node.part, values, YES - missing)
    found = sorted((strength(part, values, missing) for part in node.parts), reverse=True)
    if isinstance(node, All):
        return min(found, default=YES)
    wanted = node.count if isinstance(node, CountAtLeast) else 1
    return YES if wanted == 0 else found[wanted - 1] if wanted <= len(found) else NO


def comparisons_with_sign(node: Node, positive: bool = True) -> Iterator[tuple[Compare | Known, bool]]:
    """Every comparison of a rule, and whether its truth speaks for the rule or against it."""
    if isinstance(node, Compare | Known):
        yield node, positive
    elif isinstance(node, Not):
        yield from comparisons_with_sign(node.part, not positive)
    else:
        for part in node.parts:
            yield from comparisons_with_sign(part, positive)


@lru_cache(maxsize=8)
def _readers(library: Library) -> Mapping[str, tuple[tuple[Compare | Known, bool], ...]]:
    """For every fact the comparisons that read it in red flags and conditions. Advice ("go") stops nobody and is left away."""
    rules = [flag.when for flag in library.red_flags.values() if flag.level is not Level.GO]
    rules += [condition.when for condition in library.conditions.values()]
    found: dict[str, list[tuple[Compare | Known, bool]]] = {}
    for rule in rules:
        for item, sign in comparisons_with_sign(rule):
            for fact in item.facts():
                found.setdefault(fact, []).append((item, sign))
    return {fact: tuple(items) for fact, items in found.items()}


@lru_cache(maxsize=8)
def _decides_what_applies(library: Library) -> frozenset[str]:
    return frozenset().union(*(fact.applies_when.facts() for fact in library.facts.values() if fact.applies_when))


@lru_cache(maxsize=65536)
def only_worse(fact: str, before: Any, after: Any, library: Library) -> bool:
    """Does changing this answer push every rule that reads it the same way: nowhere towards safer, whatever the others say?

    Facts that decide whether other questions apply (sex, age) are compared with nobody.
    """
    if fact in _decides_what_applies(library):
        return False
    old = facts_from({fact: before}, {}, today()).values
    new = facts_from({fact: after}, {}, today()).values
    for item, sign in _readers(library).get(fact, ()):
        change = strength(item, new) - strength(item, old)
        if (change if sign else -change) < 0:
            return False
    return True
