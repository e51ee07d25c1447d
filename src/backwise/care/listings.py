"""What the command line gives, as JSON values with stable keys (DESIGN 6, contracts 7): other programs rely on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from backwise.engine.bars import Present, Standing, bars_of, reasons
from backwise.engine.conditions import UNSURE_ANSWER
from backwise.engine.explain import what_to_do
from backwise.engine.facts import Facts
from backwise.engine.library import Library
from backwise.engine.messages import Message
from backwise.engine.model import Condition, Description, Dose, Exercise, FactDefinition, Stage, Verdict
from backwise.engine.prescribe import Entry, LeftOut, Programme, prescribe
from backwise.engine.printed import best_role, prescribe_printed
from backwise.engine.safety import Cleared, Fired, Screening
from backwise.library.texts import lines, say

from .answer_files import file_facts
from .programme import PERSONAL
from .rule_words import in_words

Plain = dict[str, Any]
EVERY_DAY = 7


def questions(library: Library) -> list[Plain]:
    """Every question that a file may answer: those of the pages in their order, then those that no page asks."""
    return [
        _question(fact, library)
        for fact in sorted(file_facts(library).values(), key=lambda fact: _place(fact, library))
    ]


def counts(library: Library) -> str:
    """How much there is, in words, for a check that found nothing."""
    parts = {
        "questions": library.facts,
        "danger rules": library.red_flags,
        "stop rules": library.stop_rules,
        "conditions": library.conditions,
        "movements": library.movements,
        "exercises": library.exercises,
        "printed programmes": library.programmes,
        "pieces of advice": {**library.education, **library.advice},
        "regions": library.regions,
        "sources": library.sources,
        "texts": library.texts,
    }
    return ", ".join(f"{len(things)} {name}" for name, things in parts.items())


def _place(fact: FactDefinition, library: Library) -> tuple[int, int, str]:
    if fact.asked is None:
        return (len(library.pages), 0, fact.id)
    return (list(library.pages).index(fact.asked.page), library.facts_on(fact.asked.page).index(fact), fact.id)


def _question(fact: FactDefinition, library: Library) -> Plain:
    texts = library.texts
    return {
        "id": fact.id,
        "text": texts[f"fact.{fact.id}.question"],
        "kind": fact.kind,
        "options": [{"id": option, "text": option_text(fact.id, option, library)} for option in fact.options],
        "minimum": fact.minimum,
        "maximum": fact.maximum,
        "unit": fact.unit or None,
        "when_asked": _when_asked(fact, library),
        "needed_by": {
            "red_flags": [key for key, rule in library.red_flags.items() if fact.id in rule.when.facts()],
            "conditions": [key for key, item in library.conditions.items() if fact.id in item.when.facts()],
        },
    }


def option_text(fact: str, option: str, library: Library) -> str:
    """The words of an option; an option may also be the id of an exercise."""
    return library.texts.get(f"fact.{fact}.options.{option}") or text_of(f"exercise.{option}.name", library)


def _when_asked(fact: FactDefinition, library: Library) -> Plain | None:
    if fact.asked is None:
        return None
    page = library.pages[fact.asked.page]
    return {
        "page": page.number,
        "page_id": page.id,
        "follow_up": page.follow_up,
        "applies_when": None if fact.applies_when is None else in_words(fact.applies_when),
    }


def exercises(library: Library) -> list[Plain]:
    """Every exercise with what each document prints about it and with the conditions that bar or soften it."""
    avoided = _avoided(library)
    return [
        {
            "id": key,
            "name": name_of(key, library),
            "roles": sorted(exercise.roles, key=lambda role: (exercise.roles[role], role)),
            "positions": list(exercise.positions),
            "movements": list(exercise.movements),
            "equipment": sorted(exercise.equipment),
            "level": exercise.level,
            "per_side": exercise.per_side,
            "dose": _start(exercise, library),
            "described_in": [description(item) for item in exercise.described_in],
            "avoid_when": avoided[key],
            "easier": list(exercise.easier),
            "harder": list(exercise.harder),
        }
        for key, exercise in library.exercises.items()
    ]


def text_of(key: str, library: Library) -> str:
    """A text of the knowledge; its id where an overlay has left it out, as `say` does."""
    return library.texts.get(key, key)


def name_of(exercise: str, library: Library) -> str:
    """The name of an exercise."""
    return text_of(f"exercise.{exercise}.name", library)


def _start(exercise: Exercise, library: Library) -> Plain:
    """The first dose, on the days that the first stage (restore) gives to the exercise's best role."""
    days = library.personal.recipes[Stage.RESTORE].days_per_week
    return dose(exercise.dose.start, exercise, days.get(best_role(exercise), EVERY_DAY))


def dose(amount: Dose, exercise: Exercise, days_per_week: int) -> Plain:
    """A dose: `minutes` is null unless the exercise is continuous, the others are null where it is."""
    return {
        "sets": amount.sets,
        "repetitions": amount.repetitions,
        "hold_seconds": amount.hold_seconds,
        "rest_seconds": amount.rest_seconds,
        "per_side": exercise.per_side,
        "minutes": amount.minutes,
        "days_per_week": days_per_week,
    }


def description(item: Description) -> Plain:
    """What one document prints; null where it is silent."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(item).items()}


def _avoided(library: Library) -> dict[str, list[Plain]]:
    """For each exercise: every condition that alone bars it or changes its form."""
    found: dict[str, list[Plain]] = {key: [] for key in library.exercises}
    for condition in library.conditions.values():
        bars = bars_of((Present(library.rows[condition.id], True),), library)
        for key, standing in bars.standings.items():
            if standing.verdict is Verdict.OK:
                continue
            barred = standing.verdict is Verdict.NEVER
            why = (
                _say_all(reasons(library.exercises[key], bars, library), library)
                if barred
                else _softened(standing, library)
            )
            cell = {"condition": condition.id, "verdict": "never" if barred else "caution"}
            found[key].append({**cell, "why": f"{why} {_why(condition, library)}".strip()})
    return found


def _why(condition: Condition, library: Library) -> str:
    return text_of(f"condition.{condition.id}.why", library)


def _softened(standing: Standing, library: Library) -> str:
    """The milder form: an exercise in its place, or the instructions that limit it."""
    if standing.substitute is not None:
        return f"Do “{name_of(standing.substitute, library)}” instead."
    return " ".join(_instructions(standing.instructions or ("caution.restricted",), library))


def _instructions(keys: tuple[str, ...], library: Library) -> list[str]:
    """The words of a milder form, once where two movements say the same."""
    return list(dict.fromkeys(text_of(key, library) for key in keys))


def _say_all(messages: tuple[Message, ...], library: Library) -> str:
    return " ".join(dict.fromkeys(say(message, library.texts) for message in messages))


def screening(result: Screening, facts: Facts, library: Library) -> Plain:
    """The level, the flags that fired, worst first, and the danger questions that are open."""
    return {
        "level": str(result.level),
        "flags": [_flag(fired, facts, library) for fired in result.flags],
        "unanswered": list(result.unanswered),
    }


def _flag(fired: Fired, facts: Facts, library: Library) -> Plain:
    return {
        "id": fired.flag,
        "level": str(fired.level),
        "why": " ".join((*_doubt(fired, facts), text_of(f"red-flag.{fired.flag}.why", library))),
        "sources": list(library.red_flags[fired.flag].sources),
    }


def _doubt(fired: Fired, facts: Facts) -> Iterator[str]:
    """Why a flag fires that nobody said yes to: unknown is never no."""
    if fired.unsure:
        unsure = any(facts.values.get(fact) == UNSURE_ANSWER for fact in fired.facts)
        yield "You are not sure about it." if unsure else "It is not answered, so it counts."


def programmes(library: Library) -> tuple[str, ...]:
    """The ids of the programmes: the personal one first, then those as printed."""
    return (PERSONAL, *library.programmes)


def plan(result: Screening, facts: Facts, *, programme: str, stage: Stage | None, library: Library) -> Plain:
    """The programme of a person who is cleared; for anybody else the screening, what to do, and no exercises.

    `stage` overrules the stage that the answers give. Raises KeyError for an unknown programme.
    """
    if programme != PERSONAL:
        library.programmes[programme]
    values: Plain = {
        "screen": screening(result, facts, library),
        "stage": None,
        "sessions_per_day": None,
        "minutes": None,
        "exercises": [],
        "left_out": [],
        "advice": [say(what_to_do(fired, library), library.texts) for fired in result.flags],
        "programme": programme,
        "knowledge": library.version,
        "today": facts.today.isoformat(),
    }
    return (
        values | _programme(made(result, programme, stage, library), library) if isinstance(result, Cleared) else values
    )


def made(cleared: Cleared, programme: str, stage: Stage | None, library: Library) -> Programme:
    """The programme itself: the personal one, or one as printed, which has no stages of its own."""
    if programme == PERSONAL:
        return prescribe(cleared, library, stage)
    printed = prescribe_printed(cleared, library, programme)
    return replace(printed, stage=stage or printed.stage)


def _programme(programme: Programme, library: Library) -> Plain:
    return {
        "stage": str(programme.stage),
        "sessions_per_day": programme.sessions_per_day,
        "minutes": programme.minutes,
        "exercises": [_entry(entry, library) for entry in programme.entries],
        "left_out": [_left_out(item, library) for item in programme.left_out],
        "advice": list(_advice(programme, library)),
    }


def _entry(entry: Entry, library: Library) -> Plain:
    return {
        "id": entry.exercise,
        "name": name_of(entry.exercise, library),
        "role": entry.role,
        "dose": dose(entry.dose, library.exercises[entry.exercise], entry.days_per_week),
        "instructions": _instructions(entry.instructions, library),
        "why": [say(message, library.texts) for message in entry.why],
    }


def _left_out(item: LeftOut, library: Library) -> Plain:
    why = _say_all(item.why, library)
    if item.instead is not None:
        why = f"{why} Instead: “{name_of(item.instead, library)}”."
    return {"id": item.exercise, "why": why}


def _advice(programme: Programme, library: Library) -> Iterator[str]:
    """What to tell the doctor, then each advice card on one line."""
    for message in programme.advice:
        card = lines(message.id.removesuffix(".title") + ".lines", library.texts)
        yield " ".join((f"{say(message, library.texts)}:", *card)) if card else say(message, library.texts)
