"""Every condition has a case where it is present, one where it is absent, and one where nobody answered; all hold."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.conditions import Truth
from backwise.engine.library import Library
from backwise.engine.model import Condition

from ..cases import cases_of, outcomes
from ..files import Files
from ..findings import Finding
from ..layout import CONDITION

EXPECTED = ("present", "absent", "unanswered")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for key, condition in library.conditions.items():
        for item in outcomes(CONDITION, key, library, files, EXPECTED):
            if isinstance(item, Finding):
                yield item
                continue
            case, facts = item
            got = _outcome(condition.when.evaluate(facts.values), condition.unknown_counts)
            if got != case.expect:
                what = f"is {case.expect}, but the condition is {got}."
                yield case.finding("expect", what, "Mend the condition, or the answers of the case.")
        expected = {case.expect for case in cases_of(CONDITION, key, files)}
        impossible = _impossible(condition)
        for need in EXPECTED:
            path = f"{CONDITION.folder}/{key}/cases.toml"
            if need not in expected and need not in impossible:
                yield Finding(path, "case", f"has none that expects {need!r}.", "Add one.")


def _outcome(truth: Truth, unknown_counts: bool) -> str:
    if isinstance(truth, bool):
        return "present" if truth else "absent"
    return "unanswered" if unknown_counts else "absent"


def _impossible(condition: Condition) -> frozenset[str]:
    """What no answers can make of a condition, so that it needs no case.

    - A row for everyone is never absent, one that a level switches on is never present by answers, and neither asks anything.
    - What counts as absent when nobody answered has no unanswered case: it never counts.
    """
    nothing_asked = not condition.when.facts()
    if nothing_asked:
        other = "absent" if condition.when.evaluate({}) is True else "present"
        return frozenset((other, "unanswered"))
    return frozenset() if condition.unknown_counts else frozenset(("unanswered",))
