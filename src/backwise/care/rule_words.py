"""An expression of the rules in words, for lists and the manual."""

from __future__ import annotations

from typing import Any

from backwise.engine.conditions import All, AnyOf, Compare, CountAtLeast, Known, Node, Not

OPERATOR_WORDS = {
    "is": "is",
    "one_of": "is one of",
    "at_least": "is at least",
    "at_most": "is at most",
    "above": "is above",
    "below": "is below",
}


def in_words(node: Node) -> str:
    """An expression of the rules in words, with the ids of its facts."""
    match node:
        case Compare(fact, operator, value):
            return f"{fact} {OPERATOR_WORDS[operator]} {_value_in_words(value)}"
        case Known(fact):
            return f"{fact} is known"
        case Not(Compare(fact, "is", value)):
            return f"{fact} is not {_value_in_words(value)}"
        case Not(part):
            return f"not ({in_words(part)})"
        case All(parts):
            return " and ".join(_part_in_words(part) for part in parts) or "always"
        case AnyOf(parts):
            return " or ".join(_part_in_words(part) for part in parts) or "never"
        case CountAtLeast(count, parts):
            return f"at least {count} of: {'; '.join(in_words(part) for part in parts)}"


def _part_in_words(part: Node) -> str:
    words = in_words(part)
    return f"({words})" if isinstance(part, All | AnyOf | CountAtLeast) else words


def _value_in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)
