"""What a person's conditions bar, limit or replace, by masks over movement tags. Contraindications can only remove.

Every exercise gets one `Standing`: allowed (with limits and instructions), replaced by a substitute, or barred; each with the
conditions behind it. Rules: contracts 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .conditions import Answers
from .library import Library, Row
from .messages import Message
from .model import NO_LIMITS, CautionForm, Condition, Exercise, Level, Limits, Verdict

RESTRICTED_STRETCH_SECONDS = "restricted-stretch-seconds"


@dataclass(frozen=True, slots=True)
class Present:
    """A condition that counts today; `answered` is false when it counts because nobody said no."""

    row: Row
    answered: bool


@dataclass(frozen=True, slots=True)
class MergedForm:
    """All caution forms of one tag together."""

    limits: Limits
    keeps: frozenset[str] | None
    instead: tuple[str, ...]
    replaces: bool
    never: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exercise stands for a person. `limits` and `instructions` only when allowed, `substitute` when replaced."""

    exercise: str
    verdict: Verdict
    limits: Limits = NO_LIMITS
    instructions: tuple[str, ...] = ()
    substitute: str | None = None

    @property
    def allowed(self) -> bool:
        return self.verdict is not Verdict.NEVER and self.substitute is None


@dataclass(frozen=True, slots=True)
class Bars:
    """A person's masks of today, and the standing of every exercise."""

    present: tuple[Present, ...]
    never: int
    caution: int
    forms: Mapping[int, MergedForm]
    standings: Mapping[str, Standing]

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(key for key, standing in self.standings.items() if standing.allowed)


def present_conditions(answers: Answers, level: Level, library: Library) -> tuple[Present, ...]:
    """The conditions that count: those that hold, and those that nobody denied (unknown bars as if present)."""
    found = []
    for condition in library.conditions_by_fact:
        truth = condition.when.evaluate(answers)
        if truth is False or (truth is not True and not condition.unknown_counts):
            continue
        found.append(Present(library.rows[condition.id], truth is True))
    if level is Level.RESTRICTED:
        found.extend(Present(library.rows[condition.id], True) for condition in library.restricting)
    return tuple(found)


def bars_of(present: tuple[Present, ...], library: Library) -> Bars:
    """Work out the standing of every exercise under these conditions."""
    never = caution = 0
    single: dict[str, Verdict] = {}
    for item in present:
        never |= item.row.never
        caution |= item.row.caution
        for exercise, verdict in item.row.condition.exercise_verdicts.items():
            if single.get(exercise) is not Verdict.NEVER:
                single[exercise] = verdict
    caution &= ~never
    forms = {bit: _merge(bit, present, library) for bit in library.tags_of_bit if bit & caution}
    never_forms = sum(bit for bit, form in forms.items() if form.never)
    bars = Bars(present, never | never_forms, caution & ~never_forms, forms, {})
    first = {key: _standing(key, bars, single, library) for key in library.exercises}
    restricted = any(item.row.condition.switched_on_by for item in present)
    standings = {key: _settle(standing, first, bars, library, restricted) for key, standing in first.items()}
    return Bars(present, bars.never, bars.caution, forms, standings)


def _merge(bit: int, present: tuple[Present, ...], library: Library) -> MergedForm:
    """Several caution cells of one tag: limits combine, the smallest wins; a form that replaces, replaces."""
    tag = library.tags_of_bit[bit]
    limits = NO_LIMITS
    keeps: frozenset[str] | None = None
    instead: list[str] = []
    replaces = never = False
    texts: list[str] = []
    for form in _forms_of(bit, tag, present, library):
        limits = limits.tightened(form.limits)
        if form.kind == "only":
            allowed = frozenset(form.exercises)
            keeps = allowed if keeps is None else keeps & allowed
        elif form.kind == "instead":
            replaces = True
            instead.extend(form.exercises)
        elif form.kind == "never":
            never = True
        if form.text not in texts:
            texts.append(form.text)
    return MergedForm(limits, keeps, tuple(instead), replaces, never, tuple(texts))


def _forms_of(bit: int, tag: str, present: tuple[Present, ...], library: Library) -> Iterable[CautionForm]:
    default = library.movements[tag].caution
    seen = set()
    for item in present:
        if not item.row.caution & bit:
            continue
        form = item.row.condition.forms.get(tag, default) or CautionForm(
            "instead", (), NO_LIMITS, f"movement.{tag}.caution"
        )
        if form not in seen:
            seen.add(form)
            yield form


def _standing(key: str, bars: Bars, single: Mapping[str, Verdict], library: Library) -> Standing:
    """The exercise by itself, before a substitute is looked for (`substitute` is then "" )."""
    mask = library.exercise_masks[key]
    if mask & bars.never or single.get(key) is Verdict.NEVER:
        return Standing(key, Verdict.NEVER)
    touched = mask & bars.caution
    if not touched:
        return Standing(key, Verdict.OK)
    limits = NO_LIMITS
    texts: tuple[str, ...] = ()
    replaced = False
    while touched:
        bit = touched & -touched
        touched ^= bit
        form = bars.forms[bit]
        limits = limits.tightened(form.limits)
        texts += form.texts
        replaced = replaced or form.replaces or (form.keeps is not None and key not in form.keeps)
    return Standing(key, Verdict.CAUTION, limits, texts, "" if replaced else None)


def _settle(
    standing: Standing, first: Mapping[str, Standing], bars: Bars, library: Library, restricted: bool
) -> Standing:
    """Find the substitute of a replaced exercise: the first that has no X and needs no second substitution; else barred."""
    if standing.substitute is None:
        if restricted and standing.verdict is not Verdict.NEVER:
            return _restricted(standing, library)
        return standing
    for candidate in _candidates(standing.exercise, bars, library):
        other = first.get(candidate)
        if other is not None and other.allowed:
            return Standing(standing.exercise, Verdict.CAUTION, NO_LIMITS, standing.instructions, candidate)
    return Standing(standing.exercise, Verdict.NEVER)


def _candidates(key: str, bars: Bars, library: Library) -> Iterable[str]:
    mask = library.exercise_masks[key]
    for bit, form in bars.forms.items():
        if bit & mask:
            yield from form.instead
    yield from library.exercises[key].substitutes


def _restricted(standing: Standing, library: Library) -> Standing:
    """The restricted set also shortens stretches (contracts 1); relief positions and walking are exempt."""
    if library.exercises[standing.exercise].dose.kind != "stretch":
        return standing
    seconds = int(library.numbers[RESTRICTED_STRETCH_SECONDS].value)
    limits = standing.limits.tightened(Limits(hold_seconds=seconds))
    return Standing(standing.exercise, Verdict.CAUTION, limits, standing.instructions, None)


def reasons(exercise: Exercise, bars: Bars, library: Library) -> tuple[Message, ...]:
    """Why an exercise is barred or replaced: one message for each condition and tag behind it."""
    mask = library.exercise_masks[exercise.id]
    found = []
    for item in bars.present:
        condition = item.row.condition
        if condition.exercise_verdicts.get(exercise.id) is Verdict.NEVER:
            found.append(_reason(condition, None, item.answered))
        hit = mask & (item.row.never | (item.row.caution & bars.never))
        if not hit and not mask & bars.never:
            hit = mask & item.row.caution & _replacing(exercise.id, bars)
        found.extend(_reason(condition, tag, item.answered) for bit, tag in library.tags_of_bit.items() if bit & hit)
    return tuple(found)


def _replacing(key: str, bars: Bars) -> int:
    """The bits whose form sends this exercise away."""
    return sum(
        bit for bit, form in bars.forms.items() if form.replaces or (form.keeps is not None and key not in form.keeps)
    )


def _reason(condition: Condition, tag: str | None, answered: bool) -> Message:
    values: dict[str, str] = {"condition": f"@condition.{condition.id}.name"}
    if tag is not None:
        values["movement"] = f"@movement.{tag}.name"
    kind = "because" if answered else "not-answered"
    return Message(f"left-out.{kind}.{'movement' if tag else 'exercise'}", values, condition.sources)
