"""Every exercise has a case of somebody who may do it and one of somebody who never may; all hold under the bars."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.bars import Present, bars_of, present_conditions
from backwise.engine.library import Library
from backwise.engine.model import Level, Verdict

from ..cases import cases_of, outcomes
from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE

EXPECTED = ("allowed", "caution", "never")
WORD = {Verdict.OK: "allowed", Verdict.CAUTION: "caution", Verdict.NEVER: "never"}


def check(library: Library, files: Files) -> Iterable[Finding]:
    barred = _barred_by_something(library)
    for key in library.exercises:
        for item in outcomes(EXERCISE, key, library, files, EXPECTED):
            if isinstance(item, Finding):
                yield item
                continue
            case, facts = item
            bars = bars_of(present_conditions(facts.values, Level.GO, library), library)
            got = WORD[bars.standings[key].verdict]
            if got != case.expect:
                mend = "Mend the tags of the exercise, the condition, or the case."
                yield case.finding("expect", f"is {case.expect}, but the bars say {got}.", mend)
        expected = {case.expect for case in cases_of(EXERCISE, key, files)}
        path = f"{EXERCISE.folder}/{key}/cases.toml"
        if not expected & {"allowed", "caution"}:
            yield Finding(path, "case", "has nobody who may do it.", "Add one that expects allowed or caution.")
        if "never" not in expected and key in barred:
            yield Finding(path, "case", "has nobody who never may do it.", f"Add one, such as {barred[key]}.")


def _barred_by_something(library: Library) -> dict[str, str]:
    """For each exercise that an answered condition bars by itself: the first such condition."""
    barred: dict[str, str] = {}
    for condition in library.conditions_by_fact:
        bars = bars_of((Present(library.rows[condition.id], True),), library)
        for key, standing in bars.standings.items():
            if standing.verdict is Verdict.NEVER:
                barred.setdefault(key, condition.id)
    return barred
