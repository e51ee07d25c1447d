"""The one page to hand over: screening, flags, pattern, programme with reasons, and what was stopped (contracts 13)."""

from __future__ import annotations

from typing import Any

from backwise.engine.library import Library
from backwise.engine.messages import Message
from backwise.engine.safety import Fired
from backwise.library.texts import say

from .programmes import message_from_plain
from .screening import Status
from .visit import Visit

SUMMARY_FACTS = ("pain-places", "pain-duration", "pain-now", "worse-with")


def handover(visit: Visit, status: Status) -> dict[str, Any]:
    """The summary as plain values with sentences in English (`texts` of the library): stable keys, for page and JSON."""
    library, state = visit.library, status.state
    return {
        "made_on": visit.local.isoformat(timespec="minutes"),
        "person": {"age": status.facts.values.get("age"), "sex": status.facts.values.get("sex")},
        "screening": {
            "level": str(status.result.level),
            "completed_on": state.screened_on,
            "unanswered": [answer_line(fact, None, library) for fact in status.result.unanswered],
        },
        "flags": [
            _flag(flag.flag, str(flag.level), flag.facts, flag.unsure, status, library)
            for flag in status.result.flags
            if _answered(flag, status)
        ],
        "history": _history(status, library),
        "pain": [answer_line(fact, status.facts.values.get(fact), library) for fact in SUMMARY_FACTS],
        "answers_yes": [
            answer_line(fact, value, library)
            for fact, value in status.facts.given.items()
            if value is True and not fact.startswith("can-")
        ],
        "cannot": [
            answer_line(fact, value, library)
            for fact, value in status.facts.given.items()
            if value is False and fact.startswith("can-")
        ],
        "own_activity": state.settings.get("own-activity", ""),
        "programme": _programme(status, library) if status.cleared else None,
        "knowledge": library.version,
        "notice": library.texts.get("handover.notice", ""),
    }


def _flag(
    flag: str, level: str, facts: tuple[str, ...], unsure: bool, status: Status, library: Library
) -> dict[str, Any]:
    texts = library.texts
    return {
        "id": flag,
        "level": level,
        "title": texts.get(f"red-flag.{flag}.title", flag),
        "doctor": texts.get(f"red-flag.{flag}.doctor", ""),
        "unsure": unsure,
        "answers": [
            answer_line(fact, status.facts.values.get(fact), library) for fact in facts if fact in status.facts.given
        ],
    }


def _answered(flag: Fired, status: Status) -> bool:
    """Does anything that the person said stand behind the flag? One that only counts because nobody asked yet says nothing."""
    return flag.standing or flag.seen or any(fact in status.facts.given for fact in flag.facts)


def _history(status: Status, library: Library) -> list[dict[str, Any]]:
    cleared = status.state.cleared_events
    return [
        {
            "flag": library.texts.get(f"red-flag.{item.flag}.title", item.flag),
            "level": item.level,
            "raised_on": item.day,
            "cleared": item.event in cleared,
            "seen": dict(status.state.seen[item.flag]) if item.flag in status.state.seen else None,
        }
        for item in status.state.raised
    ]


def answer_line(fact: str, value: Any, library: Library) -> dict[str, Any]:
    """{"fact", "label", "answer"}: a question and its answer in words. A fact that is not answered says so."""
    texts = library.texts
    label = texts.get(f"fact.{fact}.doctor") or texts.get(f"fact.{fact}.row") or fact
    return {"fact": fact, "label": label, "answer": answer_text(fact, value, library)}


def answer_text(fact: str, value: Any, library: Library) -> str:
    """An answer in words."""
    texts = library.texts
    if value is None:
        return texts.get("answer.none", "not answered")
    if isinstance(value, bool):
        return texts.get("answer.yes" if value else "answer.no", "yes" if value else "no")
    if value == "unsure":
        return texts.get("answer.unsure", "not sure")
    if isinstance(value, tuple):
        return ", ".join(_option(fact, item, library) for item in value) or texts.get("answer.nothing", "none")
    return _option(fact, value, library) if isinstance(value, str) else str(value)


def _option(fact: str, option: str, library: Library) -> str:
    return library.texts.get(f"fact.{fact}.options.{option}") or library.texts.get(f"exercise.{option}.name", option)


def _programme(status: Status, library: Library) -> dict[str, Any] | None:
    programme = status.state.programme
    if programme is None:
        return None
    texts = library.texts
    return {
        "id": programme["id"],
        "stage": programme["stage"],
        "minutes": programme["minutes"],
        "sessions_per_day": programme["sessions_per_day"],
        "exercises": [
            {
                "id": entry["exercise"],
                "name": texts.get(f"exercise.{entry['exercise']}.name", entry["exercise"]),
                "dose": entry["dose"],
                "why": [say(message_from_plain(message), texts) for message in entry["why"]],
                "instructions": [say(Message(key), texts) for key in entry["instructions"]],
            }
            for entry in programme["entries"]
        ],
        "left_out": [
            {
                "id": item["exercise"],
                "name": texts.get(f"exercise.{item['exercise']}.name", item["exercise"]),
                "why": [say(message_from_plain(message), texts) for message in item["why"]],
            }
            for item in programme["left_out"]
        ],
        "changes": [dict(change) for change in status.state.programme_reasons],
    }
