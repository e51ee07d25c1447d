"""Part 3: every single answer that a rule can tell apart, every pair of them, and what nobody knows, laid over plain people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from backwise.engine.bars import Bars
from backwise.engine.conditions import UNSURE_ANSWER
from backwise.engine.library import DANGER_LEVELS, Library
from backwise.engine.model import Level
from backwise.engine.prescribe import bars_for
from backwise.engine.safety import Cleared

from .counter_example import smallest
from .people import Answers, Person, baseline, person_of, possible_values, reassured, today
from .report import Findings
from .second_reading import MAYBE, NO, YES, only_worse, strength
from .tables import looser

PART = "screens"
MISSING = None
Item = tuple[str, Any]

CLEARED_IN_DANGER = "somebody is cleared though a danger rule holds or may hold"
LEVEL_TOO_MILD = "the level is milder than a rule that holds"
UNSURE_TOO_MILD = "the level is milder than a rule that only an unsure answer keeps from certainty"
NOT_RESTRICTED = "somebody is cleared without restrictions though a rule restricts"
NOT_ASKED = "somebody is cleared though a question that is always asked is open"
CONDITION_MISSED = "a condition that holds or may hold does not count"
CONDITION_INVENTED = "a condition counts that does not hold"
NOT_EMERGENCY = "a new cauda equina sign alone is no emergency"
LEVEL_FELL = "a worse answer makes the level milder"
MORE_ALLOWED = "a worse answer allows an exercise"
LIMIT_RAISED = "a worse answer raises a limit"

CAUDA_EQUINA = (
    "ces-inner-thigh-or-genital-numbness", "ces-buttock-or-back-passage-numbness", "ces-wiping-feels-different",
    "ces-hard-to-start-urine", "ces-hard-to-stop-urine", "ces-cannot-feel-urine", "ces-leaking-urine",
    "ces-cannot-tell-bladder-full", "ces-bowel-leaking", "ces-cannot-feel-stool", "ces-erection-or-ejaculation",
    "ces-genital-feeling-in-sex",
)  # fmt: skip
NEW_SIGNS = ("new", "with-this-pain")
# Contracts 2: nobody is asked about weight, and an unknown duration counts as new.
ABSENT_WHEN_UNKNOWN = ("higher-body-weight", "long-standing-back-pain")
# Contracts 2: missing age, pregnancy (where it can apply) and recent operation are asked.
ASKED_OF_ALL = ("birth-year", "pregnant", "lumbar-surgery-recent", "hip-replacement-recent", "knee-replacement-recent")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a person: the level, and the bars where something is allowed at all."""

    person: Person
    level: Level
    bars: Bars | None


@lru_cache(maxsize=8)
def plain_people(library: Library) -> tuple[Answers, ...]:
    """The changes to the baseline over which the answers are laid: nobody's, an older man's, an older woman's, a pregnant woman's."""
    year = today().year
    pregnant = reassured({**baseline(library), "pregnant": True}, library).answers
    older: tuple[Answers, ...] = ({"sex": "male", "birth-year": year - 66}, {"birth-year": year - 72})
    return ({}, *older, {fact: value for fact, value in pregnant.items() if baseline(library).get(fact) != value})


@lru_cache(maxsize=8)
def items(library: Library) -> tuple[Item, ...]:
    """Every answer that differs from the baseline's, to every question that a rule or a condition reads; unsure and missing too."""
    plain = baseline(library)
    rules = [flag.when for flag in library.red_flags.values() if flag.level is not Level.GO]
    rules += [condition.when for condition in library.conditions.values()]
    read = frozenset(CAUDA_EQUINA).union(*(rule.facts() for rule in rules)) & library.facts.keys()
    values = possible_values(library)
    return tuple(
        (fact, value)
        for fact in sorted(read)
        for value in (*values[fact], UNSURE_ANSWER, MISSING)
        if plain.get(fact) != value
    )


def laid_over(changes: Sequence[Item], library: Library) -> Answers:
    """The baseline with these answers changed or taken away."""
    answers = {**baseline(library), **dict(changes)}
    return {fact: value for fact, value in answers.items() if value is not MISSING}


@lru_cache(maxsize=4096)
def outcome(changes: tuple[Item, ...], library: Library) -> Outcome:
    """Screen the baseline with these changes."""
    person = person_of(laid_over(changes, library), library)
    result = person.result
    return Outcome(person, result.level, bars_for(result, library) if isinstance(result, Cleared) else None)


def check_row(who: int, place: int, later: Sequence[int], library: Library, findings: Findings) -> None:
    """One answer alone and with others, laid over one plain person."""
    base = tuple(plain_people(library)[who].items())
    every = items(library)
    first = every[place]
    findings.counts["single answers"] += 1
    check((*base, first), library, findings)
    for second in (every[other] for other in later):
        if second[0] != first[0]:
            findings.counts["pairs of answers"] += 1
            check((*base, first, second), library, findings)


def check(changes: tuple[Item, ...], library: Library, findings: Findings) -> None:
    """All laws on one person."""
    found = outcome(changes, library)
    findings.counts[f"came out as {found.level}"] += 1
    for law, subject in broken_laws(changes, library):
        if findings.known(law, subject, len(changes)):
            findings.counts["violations"] += 1
            continue
        kept = smallest(changes, partial(_breaks, (law, subject), library))
        findings.break_law(law, subject, {fact: "not answered" if value is MISSING else value for fact, value in kept})


def _breaks(law: tuple[str, str], library: Library, changes: tuple[Item, ...]) -> bool:
    return law in broken_laws(changes, library)


def broken_laws(changes: tuple[Item, ...], library: Library) -> set[tuple[str, str]]:
    """Every (law, flag, fact or exercise) that the person with these changes breaks."""
    found = outcome(changes, library)
    laws = set(_by_itself(found, library))
    laws.update(_conditions(found, library))
    if found.level is Level.ASK:
        settled = reassured(found.person.answers, library)
        laws.update(_by_itself(Outcome(settled, settled.result.level, None), library))
    laws.update(_signs(changes, found))
    for place, (fact, value) in enumerate(changes):
        fewer = changes[:place] + changes[place + 1 :]
        before = dict(fewer).get(fact, baseline(library).get(fact))
        if only_worse(fact, before, value, library):
            laws.update(_worse_than(outcome(fewer, library), found, fact))
    return laws


def _by_itself(found: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    values = found.person.facts.values
    cleared = found.level in (Level.RESTRICTED, Level.GO)
    for flag in library.red_flags.values():
        holds = strength(flag.when, values)
        if flag.level in DANGER_LEVELS and holds:
            if cleared:
                yield CLEARED_IN_DANGER, flag.id
            if holds == YES and found.level.rank > flag.level.rank:
                yield LEVEL_TOO_MILD, flag.id
            mildest = max(flag.level.rank, Level.SAME_DAY.rank)
            if holds == MAYBE and strength(flag.when, values, NO) == MAYBE and found.level.rank > mildest:
                yield UNSURE_TOO_MILD, flag.id
        if flag.level is Level.RESTRICTED and holds and found.level is Level.GO:
            yield NOT_RESTRICTED, flag.id
    if cleared:
        yield from ((NOT_ASKED, fact) for fact in ASKED_OF_ALL if values.get(fact) is None)


def _conditions(found: Outcome, library: Library) -> Iterator[tuple[str, str]]:
    """What holds or may hold counts, and nothing else does."""
    if found.bars is None:
        return
    counting = {item.row.condition.id for item in found.bars.present}
    for condition in library.conditions_by_fact:
        holds = strength(condition.when, found.person.facts.values)
        if holds > (MAYBE if condition.id in ABSENT_WHEN_UNKNOWN else NO):
            if condition.id not in counting:
                yield CONDITION_MISSED, condition.id
        elif condition.id in counting:
            yield CONDITION_INVENTED, condition.id


def _signs(changes: Sequence[Item], found: Outcome) -> Iterator[tuple[str, str]]:
    for fact, value in changes:
        if fact in CAUDA_EQUINA and value in NEW_SIGNS and found.level is not Level.EMERGENCY:
            yield NOT_EMERGENCY, fact


def _worse_than(before: Outcome, after: Outcome, fact: str) -> Iterator[tuple[str, str]]:
    if after.level.rank > before.level.rank:
        yield LEVEL_FELL, fact
    if after.bars is None:
        return
    for key, standing in after.bars.standings.items():
        if not standing.allowed:
            continue
        former = before.bars.standings[key] if before.bars is not None else None
        if former is standing:
            continue
        if former is None or not former.allowed:
            yield MORE_ALLOWED, f"{key} by {fact}"
        elif looser(standing.limits, former.limits):
            yield LIMIT_RAISED, f"{key} by {fact}"
