"""Every red flag has a case that fires and one that stays silent, and every case holds when it is screened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backwise.engine.facts import Facts
from backwise.engine.library import Library
from backwise.engine.safety import NO_CLEARANCES, screen

from ..cases import cases_of, outcomes
from ..files import Files
from ..findings import Finding
from ..layout import RED_FLAG

EXPECTED = ("fires", "fires-unsure", "silent", "asks")
NEEDED = ("fires", "silent")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for key, flag in library.red_flags.items():
        alone = replace(library, red_flags={key: flag})
        for item in outcomes(RED_FLAG, key, alone, files, EXPECTED):
            if isinstance(item, Finding):
                yield item
                continue
            case, facts = item
            got = outcome(key, facts, alone)
            if got != case.expect:
                mend = f"Mend the rule, or expect {got} if that is right."
                yield case.finding("expect", f"is {case.expect}, but the screen says {got}.", mend)
        expected = {case.expect for case in cases_of(RED_FLAG, key, files)}
        for need in NEEDED:
            if need not in expected:
                path = f"{RED_FLAG.folder}/{key}/cases.toml"
                yield Finding(
                    path, "case", f"has none that expects {need!r}.", "Add one: a rule without it does not exist."
                )


def outcome(flag: str, facts: Facts, alone: Library) -> str:
    """What the screen makes of one person, with this flag as its only rule."""
    result = screen(facts, NO_CLEARANCES, alone, facts.today)
    fired = next((item for item in result.flags if item.flag == flag), None)
    if fired is not None:
        return "fires-unsure" if fired.unsure else "fires"
    # What every screening asks (age, pregnancy) is not this rule's question.
    return "asks" if alone.red_flags[flag].when.facts().intersection(result.unanswered) else "silent"
