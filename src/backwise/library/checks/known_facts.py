"""Every fact that an expression reads exists, and is compared with a value that it can have."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.conditions import DERIVED_FROM, Compare
from backwise.engine.library import Library

from ..expressions import expressions, leaves
from ..files import Files
from ..findings import Finding, unknown

NUMERIC = ("is", "one_of", "at_least", "at_most", "above", "below")
OPERATORS_OF = {
    "boolean": ("is",),
    "choice": ("is", "one_of"),
    "choices": ("one_of",),
    "integer": NUMERIC,
    "number": NUMERIC,
    "date": (),
}


def check(library: Library, files: Files) -> Iterable[Finding]:
    for file, key, node in expressions(library):
        for leaf in leaves(node):
            if leaf.fact not in library.facts and leaf.fact not in DERIVED_FROM:
                yield unknown(file, key, leaf.fact, "fact", [*library.facts, *DERIVED_FROM])
            elif isinstance(leaf, Compare):
                yield from _fits(file, key, leaf, library)


def _fits(file: str, key: str, leaf: Compare, library: Library) -> Iterable[Finding]:
    """Does the operator suit the fact, and can the fact have the value?"""
    derived = leaf.fact in DERIVED_FROM
    kind = "number" if derived else library.facts[leaf.fact].kind
    if leaf.operator not in OPERATORS_OF[kind]:
        allowed = ", ".join(OPERATORS_OF[kind]) or "known"
        yield Finding(file, key, f"compares {leaf.fact} ({kind}) with {leaf.operator}.", f"Use {allowed}.")
        return
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    if (leaf.operator == "one_of") != isinstance(leaf.value, tuple):
        yield Finding(
            file, key, f"compares {leaf.fact} with {leaf.value!r}.", "Use a list with one_of, and only there."
        )
        return
    for value in values:
        if kind == "boolean":
            good, mend = isinstance(value, bool), "Use true or false."
        elif kind in ("choice", "choices"):
            options = library.facts[leaf.fact].options
            good, mend = value in options, f"Use one of {', '.join(options)}."
        else:
            good, mend = isinstance(value, int | float) and not isinstance(value, bool), "Use a number."
        if not good:
            yield Finding(file, key, f"compares {leaf.fact} with {value!r}, which it never is.", mend)
