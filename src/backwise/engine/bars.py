"""What a person's conditions bar, limit or replace, by masks over movement tags. Contraindications can only remove.

Every exercise gets one `Standing`: allowed (with limits and instructions), replaced by a substitute, or barred; each with the
conditions behind it. Rules: contracts 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce

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

    def merged(self, other: MergedForm) -> MergedForm:
        """Both forms: limits combine, the smallest wins; a form that replaces, replaces."""
        keeps = self.keeps if other.keeps is None else other.keeps if self.keeps is None else self.keeps & other.keeps
        return MergedForm(
            self.limits.tightened(other.limits),
            keeps,
            tuple(dict.fromkeys(self.instead + other.instead)),
            self.replaces or other.replaces,
            self.never or other.never,
            tuple(dict.fromkeys(self.texts + other.texts)),
        )

    def sends_away(self, exercise: str) -> bool:
        """Does this form put another exercise in its place?"""
        return self.replaces or (self.keeps is not None and exercise not in self.keeps)


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
    barred: set[str] = set()
    for item in present:
        never |= item.row.never
        caution |= item.row.caution
        for exercise, verdict in item.row.condition.exercise_verdicts.items():
            if verdict is Verdict.NEVER:
                barred.add(exercise)
    forms = _merged_forms(present, caution & ~never, library)
    never_forms = sum(bit for bit, form in forms.items() if form.never)
    bars = Bars(present, never | never_forms, caution & ~never & ~never_forms, forms, {})
    first = _first_standings(bars, barred, library)
    standings = dict(first)
    for key, standing in first.items():
        if standing.substitute is not None:
            standings[key] = _settle(standing, first, bars, library)
    if any(item.row.condition.switched_on_by for item in present):
        for key in _stretches(library):
            if standings[key].allowed:
                standings[key] = _shortened(standings[key], library)
    return Bars(present, bars.never, bars.caution, forms, standings)


@lru_cache(maxsize=8)
def _forms(library: Library) -> Mapping[str, tuple[tuple[int, MergedForm], ...]]:
    """For each condition the form of each caution cell: its own, else the tag's default, else the first substitute."""
    defaults = {
        tag: _single(movement.caution or CautionForm("instead", (), NO_LIMITS, f"movement.{tag}.caution"))
        for tag, movement in library.movements.items()
    }
    forms = {}
    for key, row in library.rows.items():
        own = {tag: _single(form) for tag, form in row.condition.forms.items()}
        forms[key] = tuple(
            (bit, own.get(tag) or defaults[tag]) for bit, tag in library.tags_of_bit.items() if bit & row.caution
        )
    return forms


def _single(form: CautionForm) -> MergedForm:
    keeps = frozenset(form.exercises) if form.kind == "only" else None
    instead = form.exercises if form.kind == "instead" else ()
    return MergedForm(form.limits, keeps, instead, form.kind == "instead", form.kind == "never", (form.text,))


def _merged_forms(present: tuple[Present, ...], caution: int, library: Library) -> dict[int, MergedForm]:
    """The forms of every caution cell, merged over the conditions, by tag in order."""
    found: dict[int, dict[int, MergedForm]] = {}
    forms = _forms(library)
    for item in present:
        for bit, form in forms[item.row.condition.id]:
            if bit & caution:
                # Most conditions share the tag's default form: one object, merged once.
                found.setdefault(bit, {})[id(form)] = form
    return {bit: reduce(MergedForm.merged, found[bit].values()) for bit in sorted(found)}


@lru_cache(maxsize=8)
def _plain_standings(library: Library) -> Mapping[str, tuple[Standing, Standing]]:
    """Allowed without limits, and barred: most exercises of most people, made once."""
    return {key: (Standing(key, Verdict.OK), Standing(key, Verdict.NEVER)) for key in library.exercises}


@lru_cache(maxsize=8)
def _stretches(library: Library) -> tuple[str, ...]:
    return tuple(key for key, exercise in library.exercises.items() if exercise.dose.kind == "stretch")


def _first_standings(bars: Bars, barred: set[str], library: Library) -> dict[str, Standing]:
    """Every exercise by itself, before a substitute is looked for (`substitute` is then "")."""
    masks = library.exercise_masks
    first = {}
    for key, (fine, never) in _plain_standings(library).items():
        mask = masks[key]
        if mask & bars.never or key in barred:
            first[key] = never
        elif mask & bars.caution:
            first[key] = _modified(key, mask & bars.caution, bars)
        else:
            first[key] = fine
    return first


def _modified(key: str, touched: int, bars: Bars) -> Standing:
    """An exercise that caution cells touch: all their limits, all their words."""
    limits = NO_LIMITS
    texts: tuple[str, ...] = ()
    replaced = False
    while touched:
        bit = touched & -touched
        touched ^= bit
        form = bars.forms[bit]
        if form.limits is not NO_LIMITS:
            limits = limits.tightened(form.limits)
        texts += form.texts
        replaced = replaced or form.sends_away(key)
    return Standing(key, Verdict.CAUTION, limits, texts, "" if replaced else None)


def _settle(standing: Standing, first: Mapping[str, Standing], bars: Bars, library: Library) -> Standing:
    """Find the substitute of a replaced exercise: the first that has no X and needs no second substitution; else barred."""
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


def _shortened(standing: Standing, library: Library) -> Standing:
    """The restricted set also shortens stretches (contracts 1); relief positions and walking are exempt."""
    seconds = int(library.numbers[RESTRICTED_STRETCH_SECONDS].value)
    limits = standing.limits.tightened(Limits(hold_seconds=seconds))
    return Standing(standing.exercise, Verdict.CAUTION, limits, standing.instructions, None)


def reasons(exercise: Exercise, bars: Bars, library: Library) -> tuple[Message, ...]:
    """Why an exercise is barred or replaced: one message for each condition and tag behind it."""
    mask = library.exercise_masks[exercise.id]
    behind = mask & bars.never or sum(
        bit for bit, form in bars.forms.items() if bit & mask and form.sends_away(exercise.id)
    )
    messages = _messages(library)
    found = []
    for item in bars.present:
        row = item.row
        hit = behind & (row.never | row.caution)
        barred = row.condition.exercise_verdicts.get(exercise.id) is Verdict.NEVER
        if not hit and not barred:
            continue
        by_bit = messages[row.condition.id, item.answered]
        if barred:
            found.append(by_bit[0])
        while hit:
            bit = hit & -hit
            hit ^= bit
            found.append(by_bit[bit])
    return tuple(found)


@lru_cache(maxsize=8)
def _messages(library: Library) -> Mapping[tuple[str, bool], Mapping[int, Message]]:
    """Every reason that there can be, by condition and whether it was answered, then by tag (0: the exercise itself)."""
    return {
        (key, answered): {
            0: _reason(row.condition, None, answered),
            **{
                bit: _reason(row.condition, tag, answered)
                for bit, tag in library.tags_of_bit.items()
                if bit & (row.never | row.caution)
            },
        }
        for key, row in library.rows.items()
        for answered in (True, False)
    }


def _reason(condition: Condition, tag: str | None, answered: bool) -> Message:
    values: dict[str, str] = {"condition": f"@condition.{condition.id}.name"}
    if tag is not None:
        values["movement"] = f"@movement.{tag}.name"
    kind = "because" if answered else "not-answered"
    return Message(f"left-out.{kind}.{'movement' if tag else 'exercise'}", values, condition.sources)
