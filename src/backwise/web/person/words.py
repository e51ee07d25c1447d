"""A programme in words: cards of exercises, what changed, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from backwise.care.programmes import message_from_plain
from backwise.care.screening import Status
from backwise.engine.library import Library
from backwise.engine.messages import Message
from backwise.library.texts import lines, say

DIFFER = "why.sources-differ."


@dataclass(frozen=True, slots=True)
class Named:
    """An exercise by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise of a programme."""

    exercise: Named
    dose: Mapping[str, Any]
    per_side: bool
    days_per_week: int
    why: tuple[str, ...]
    differ: tuple[str, ...]
    notes: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Exercises that are left out for one reason."""

    reason: str
    exercises: tuple[tuple[Named, str], ...]


def named(exercise: str, library: Library) -> Named:
    """An exercise that may have gone from the knowledge since: then its id stands for it."""
    return Named(exercise, library.texts.get(f"exercise.{exercise}.name", exercise))


def entries(status: Status) -> Mapping[str, Mapping[str, Any]]:
    """The entries of the person's programme by exercise; none when there is none, or when it may not be done today."""
    programme = status.state.programme if status.cleared else None
    return {entry["exercise"]: entry for entry in programme["entries"]} if programme else {}


def card(entry: Mapping[str, Any], library: Library, section: str = "") -> Card:
    """One entry of a stored programme; `section` is the leaflet's own heading above it."""
    messages = [message_from_plain(item) for item in entry["why"]]
    known = library.exercises.get(entry["exercise"])
    return Card(
        named(entry["exercise"], library),
        entry["dose"],
        known.per_side if known else False,
        entry["days_per_week"],
        tuple(say(item, library.texts) for item in messages if not item.id.startswith(DIFFER)),
        tuple(_with_names(item, library) for item in messages if item.id.startswith(DIFFER)),
        notes(entry["instructions"], library),
        section,
    )


def notes(instructions: Iterable[str], library: Library) -> tuple[str, ...]:
    """The words of caution forms; two forms with the same words say them once."""
    return tuple(dict.fromkeys(say(Message(key), library.texts) for key in instructions))


def _with_names(message: Message, library: Library) -> str:
    names = [library.sources[item].name for item in message.sources if item in library.sources]
    return f"{say(message, library.texts)} ({', '.join(names)})" if names else say(message, library.texts)


def cards(programme: Mapping[str, Any], library: Library) -> list[Card]:
    """Every entry in the order of the session; of a printed programme with the leaflet's own sections."""
    printed = library.programmes.get(programme["id"])
    sections = {entry.exercise: entry.section for entry in printed.entries} if printed else {}
    found, section = [], ""
    for entry in programme["entries"]:
        # A substitute stands where the printed exercise stood: in its section.
        section = sections.get(entry["exercise"], section)
        name = library.texts.get(f"programme.{programme['id']}.sections.{section}", "")
        found.append(card(entry, library, name))
    return found


def changes(
    reasons: Iterable[Mapping[str, Any]], programme: Mapping[str, Any], library: Library
) -> list[Mapping[str, Any]]:
    """What changed in a programme, each with its reason in words."""
    entries = {entry["exercise"]: entry for entry in programme["entries"]}
    found: list[Mapping[str, Any]] = []
    for item in reasons:
        entry = entries.get(item["exercise"])
        why = [say(message_from_plain(message), library.texts) for message in item["why"]]
        shown = card(entry, library) if entry else None
        if not why and shown and item["change"] == "added":
            why = list(shown.why[-1:])
        found.append(
            {"change": item["change"], "exercise": named(item["exercise"], library), "why": why, "card": shown}
        )
    return found


def left_out(items: Iterable[Mapping[str, Any]], library: Library) -> list[Group]:
    """What is left out, grouped by its reason; beside each exercise the movements that are behind it."""
    groups: dict[str, dict[str, list[str]]] = {}
    for item in items:
        for plain in item["why"]:
            message = message_from_plain(plain)
            held = groups.setdefault(_reason(message, library), {}).setdefault(item["exercise"], [])
            if "movement" in message.values:
                held.append(_movement(message, library))
    return [
        Group(reason, tuple((named(key, library), ", ".join(dict.fromkeys(held))) for key, held in members.items()))
        for reason, members in groups.items()
    ]


def reasons_together(messages: Iterable[Message], library: Library) -> list[tuple[str, str]]:
    """Why one exercise is barred: each reason once, with the movements behind it."""
    found: dict[str, list[str]] = {}
    for message in messages:
        held = found.setdefault(_reason(message, library), [])
        if "movement" in message.values:
            held.append(_movement(message, library))
    return [(reason, ", ".join(dict.fromkeys(held))) for reason, held in found.items()]


def _movement(message: Message, library: Library) -> str:
    return library.texts.get(str(message.values["movement"]).removeprefix("@"), "").lower()


def _reason(message: Message, library: Library) -> str:
    """The sentence without the movement, so that exercises with one reason stand together."""
    if "movement" not in message.values:
        return say(message, library.texts)
    general = Message(message.id.removesuffix(".movement") + ".exercise", message.values)
    return say(general, library.texts)


def advice(items: Sequence[Mapping[str, Any]], library: Library) -> tuple[list[str], list[Mapping[str, Any]]]:
    """What to tell the doctor, and the advice cards with their lines."""
    tell: list[str] = []
    found: list[Mapping[str, Any]] = []
    for plain in items:
        message = message_from_plain(plain)
        if message.id.startswith("advice."):
            key = message.id.removesuffix(".title")
            found.append({"title": say(message, library.texts), "lines": lines(f"{key}.lines", library.texts)})
        else:
            tell.append(say(message, library.texts))
    return tell, found


@lru_cache(maxsize=4)
def danger_stops(library: Library) -> tuple[tuple[str, str], ...]:
    """What ends a session at once: each sign, and what to do."""
    rules = (rule.id for rule in library.stop_rules.values() if rule.kind == "danger")
    texts = library.texts
    return tuple((texts[f"stop-rule.{rule}.title"], texts[f"stop-rule.{rule}.do"]) for rule in rules)


@lru_cache(maxsize=4)
def pregnancy_signs(library: Library) -> tuple[str, ...]:
    """The signs for which the maternity unit is called at once."""
    facts = (fact.id for fact in library.facts_on("pregnancy-danger"))
    return tuple(library.texts[f"fact.{fact}.row"] for fact in facts)
