"""Every stop rule has a case that fires and one that stays silent, and every case holds."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..cases import cases_of, outcomes
from ..files import Files
from ..findings import Finding
from ..layout import STOP_RULE

EXPECTED = ("fires", "silent")
OUTCOME = {True: "fires", False: "silent"}


def check(library: Library, files: Files) -> Iterable[Finding]:
    for key, rule in library.stop_rules.items():
        for item in outcomes(STOP_RULE, key, library, files, EXPECTED):
            if isinstance(item, Finding):
                yield item
                continue
            case, facts = item
            truth = rule.when.evaluate(facts.values)
            got = OUTCOME[truth] if isinstance(truth, bool) else "not answered"
            if got != case.expect:
                what = f"is {case.expect}, but the rule says {got}."
                yield case.finding("expect", what, "Mend the rule, or the answers of the case.")
        expected = {case.expect for case in cases_of(STOP_RULE, key, files)}
        for need in EXPECTED:
            if need not in expected:
                path = f"{STOP_RULE.folder}/{key}/cases.toml"
                yield Finding(
                    path, "case", f"has none that expects {need!r}.", "Add one: a rule without it does not exist."
                )
