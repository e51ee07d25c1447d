"""Reasons: why an exercise was chosen, where the sources disagree, which advice goes with a programme."""

from __future__ import annotations

from collections.abc import Iterable

from .bars import Bars
from .conditions import Answers
from .library import Library
from .messages import Message
from .model import Exercise, Level, Pattern
from .safety import Fired


def why_chosen(
    key: str, role: str, bars: Bars, pattern: Pattern | None, liked: bool, library: Library
) -> tuple[Message, ...]:
    """The reasons of one choice: its role, the pattern, the person's liking, what it stands in for, the dose."""
    exercise = library.exercises[key]
    found = [Message(f"why.role.{role}", {}, library.personal.sources)]
    if pattern is not None and not pattern.lean.isdisjoint(exercise.tags):
        found.append(Message(f"why.pattern.{pattern.id}", {}, library.personal.sources))
    if liked:
        found.append(Message("why.liked"))
    found.extend(_stands_in(key, role, bars, library))
    found.extend(sources_differ(exercise, library))
    return tuple(found)


def _stands_in(key: str, role: str, bars: Bars, library: Library) -> Iterable[Message]:
    """The better-ranked exercise of the role that this one replaces, if conditions sent that one away."""
    for other in library.roles[role]:
        if other == key:
            return
        standing = bars.standings[other]
        if not standing.allowed and key in library.exercises[other].substitutes:
            yield Message("why.instead-of", {"exercise": f"@exercise.{other}.name"})
            return


def sources_differ(exercise: Exercise, library: Library) -> Iterable[Message]:
    """Where the documents print different doses, say so and name the lowest and the highest."""
    for variable in ("hold_seconds", "repetitions"):
        printed = [getattr(item, variable) for item in exercise.described_in if getattr(item, variable)]
        lows, highs = [low for low, _ in printed], [high for _, high in printed]
        if printed and (min(lows) != max(lows) or min(highs) != max(highs)):
            names = tuple(dict.fromkeys(item.source for item in exercise.described_in if getattr(item, variable)))
            values = {"lowest": min(lows), "highest": max(highs)}
            yield Message(f"why.sources-differ.{variable.replace('_', '-')}", values, names)


def advice_for(answers: Answers, flags: Iterable[Fired], library: Library) -> tuple[Message, ...]:
    """What goes with the programme: what to tell the doctor (restricted and advisory flags), then the advice cards that apply."""
    found = []
    for fired in flags:
        if fired.level in (Level.RESTRICTED, Level.GO):
            found.append(Message(f"red-flag.{fired.flag}.do", {}, library.red_flags[fired.flag].sources))
    for card in library.advice.values():
        if card.topic == "sport" and card.when.evaluate(answers) is True:
            found.append(Message(f"advice.{card.id}.title", {}, card.sources))
    return tuple(found)
