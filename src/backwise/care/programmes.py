"""Programmes as JSON values (stored in events, shown by pages and the command line), and what changed between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from backwise.engine.bars import Bars
from backwise.engine.doses import limited
from backwise.engine.library import Library
from backwise.engine.messages import Message
from backwise.engine.model import Dose
from backwise.engine.prescribe import Programme

Plain = dict[str, Any]


def message_to_plain(message: Message) -> Plain:
    """{"id", "values", "sources"}."""
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in message.values.items()}
    return {"id": message.id, "values": values, "sources": list(message.sources)}


def message_from_plain(item: Mapping[str, Any]) -> Message:
    """The message of `message_to_plain`."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in item["values"].items()}
    return Message(item["id"], values, tuple(item["sources"]))


def programme_to_plain(programme: Programme) -> Plain:
    """The programme as it is stored in a ProgrammeChanged event."""
    return {
        "id": programme.id,
        "stage": str(programme.stage),
        "sessions_per_day": programme.sessions_per_day,
        "minutes": programme.minutes,
        "knowledge": programme.knowledge,
        "today": programme.today.isoformat(),
        "entries": [
            {
                "exercise": entry.exercise,
                "role": entry.role,
                "dose": asdict(entry.dose),
                "days_per_week": entry.days_per_week,
                "why": [message_to_plain(message) for message in entry.why],
                "instructions": list(entry.instructions),
            }
            for entry in programme.entries
        ],
        "left_out": [
            {
                "exercise": item.exercise,
                "why": [message_to_plain(message) for message in item.why],
                "instead": item.instead,
            }
            for item in programme.left_out
        ],
        "advice": [message_to_plain(message) for message in programme.advice],
    }


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Plain]:
    """What changed, one line for each exercise: {"change": "added" | "removed" | "dose", "exercise"}.

    Empty for a first programme, and when the person chose another one.
    """
    if before is None or before["id"] != after["id"]:
        return []
    old = {entry["exercise"]: entry for entry in before["entries"]}
    new = {entry["exercise"]: entry for entry in after["entries"]}
    out = {item["exercise"]: item["why"] for item in after["left_out"]}
    lines: list[Plain] = [
        {"change": "removed", "exercise": key, "why": out.get(key, [])[:1]} for key in old if key not in new
    ]
    lines += [{"change": "added", "exercise": key, "why": []} for key in new if key not in old]
    lines += [
        {"change": "dose", "exercise": key, "why": []}
        for key in new
        if key in old and (old[key]["dose"], old[key]["instructions"]) != (new[key]["dose"], new[key]["instructions"])
    ]
    return lines


def still_fits(programme: Mapping[str, Any], bars: Bars, library: Library) -> bool:
    """Does every entry pass today's bars, at a dose within today's limits?"""
    return all(_entry_fits(entry, bars, library) for entry in programme["entries"])


def _entry_fits(entry: Mapping[str, Any], bars: Bars, library: Library) -> bool:
    standing = bars.standings.get(entry["exercise"])
    if standing is None or not standing.allowed:
        return False
    dose = Dose(**entry["dose"])
    exercise = library.exercises[entry["exercise"]]
    return limited(exercise, dose, standing.limits) == dose and set(standing.instructions) <= set(entry["instructions"])
