"""Events that a device sends: is each one possible? Nothing may enter the log that a later replay would trip over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from backwise.care.programme import PERSONAL, PROGRAMME_SETTING
from backwise.engine.answers import read_answers
from backwise.engine.events import SCHEMA, Event, EventType, day_of, from_json
from backwise.engine.library import Library
from backwise.engine.model import Level

KEYS = frozenset(
    [
        "id",
        "type",
        "schema",
        "person",
        "device",
        "actor",
        "happened_at",
        "zone",
        "day",
        "recorded_at",
        "knowledge",
        "data",
    ],
)
LONGEST_NAME = 64  # characters
DEEPEST = 32  # levels of lists and objects
TYPE = re.compile(r"[A-Z][A-Za-z0-9]{0,63}")
RAISED_LEVELS = tuple(level for level in Level if level not in (Level.ASK, Level.GO))


class Impossible(ValueError):
    """An event that cannot be taken: what is wrong, how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} {mend}")
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives: the one person of this file, what is known, and when. `answers` are the person's so far (JSON values)."""

    person: str
    library: Library
    now: datetime
    answers: Mapping[str, Any]


def read_lines(body: bytes) -> list[Any]:
    """The objects of a JSON list or of JSON lines. Raises Impossible."""
    try:
        text = body.decode("utf-8").strip()
        if text.startswith("["):
            items: list[Any] = json.loads(text)
            return items
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Impossible("What was sent is not JSON.", "Send a JSON list, or one JSON object a line.") from None


def read_event(item: Any, receiver: Receiver) -> Event:
    """One event, with its time of recording when it has none. Raises Impossible."""
    _plain(item)
    wrong = KEYS ^ {*item, "recorded_at"} if isinstance(item, dict) else KEYS
    if wrong:
        raise Impossible(
            f"The keys are not those of an event: {', '.join(sorted(wrong))}.", "Send all keys, and no others."
        )
    _names(item, receiver)
    _times(item, receiver.now)
    if not isinstance(item["data"], dict):
        raise Impossible("`data` is not an object.", "Send an object, empty if there is nothing to say.")
    if item["type"] in EventType.__members__.values():
        _data(item, receiver)
    return from_json(item)


def _plain(item: Any) -> None:
    """JSON that every part can hold: no endless nesting, no NaN, no broken letters."""
    try:
        json.dumps(item, allow_nan=False, ensure_ascii=False).encode()
        deep = _depth(item) > DEEPEST
    except (ValueError, RecursionError):
        deep = True
    if deep:
        raise Impossible("A value cannot be kept.", "Send plain numbers, proper letters and few levels.")


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _names(item: dict[str, Any], receiver: Receiver) -> None:
    for key in ("device", "knowledge", "zone"):
        _name(item[key], key)
    if not isinstance(item["id"], str) or not _is_uuid(item["id"]):
        raise Impossible("`id` is not a UUID in small letters.", "Make a UUIDv7.")
    if not isinstance(item["type"], str) or not TYPE.fullmatch(item["type"]):
        raise Impossible("`type` is not the name of an event.", "Use one like AnswerGiven.")
    if item["person"] != receiver.person:
        raise Impossible("`person` is not who lives here.", "Load a page of Backwise again: it names the person.")
    actor = item["actor"]
    if not isinstance(actor, dict) or set(actor) != {"kind", "id"} or actor["kind"] not in ("person", "system"):
        raise Impossible("`actor` cannot have done this here.", "Send kind person or system, and an id.")
    _name(actor["id"], "actor.id")
    known = item["type"] in EventType.__members__.values()
    if type(item["schema"]) is not int or item["schema"] < 1 or (known and item["schema"] > SCHEMA):
        raise Impossible("`schema` is not one that this Backwise knows.", "Load a page of Backwise again.")


def _name(value: Any, key: str) -> None:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
        raise Impossible(f"`{key}` is not a short text.", f"Send 1 to {LONGEST_NAME} letters.")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _times(item: dict[str, Any], now: datetime) -> None:
    """`recorded_at` is set once, by the first server: now, unless it stands already (and never later than now)."""
    happened = _time(item["happened_at"], "happened_at")
    recorded = now if item.get("recorded_at") is None else _time(item["recorded_at"], "recorded_at")
    item["recorded_at"] = min(recorded, now).astimezone(UTC).isoformat(timespec="milliseconds")
    try:
        local = happened.astimezone(ZoneInfo(item["zone"]))
    except (KeyError, ValueError, OSError, OverflowError):
        raise Impossible("`zone` is not a time zone.", "Send an IANA name like Asia/Taipei.") from None
    try:
        day = date.fromisoformat(item["day"])
        far = abs(day - date.fromisoformat(day_of(local))) > timedelta(days=1) or day.isoformat() != item["day"]
    except (TypeError, ValueError, OverflowError):
        far = True
    if far:
        raise Impossible(
            "`day` is not the day of `happened_at`.", "Send the local date, counted from 03:00, as YYYY-MM-DD."
        )


def _time(value: Any, key: str) -> datetime:
    try:
        time = datetime.fromisoformat(value)
        if time.tzinfo is not None and 1900 < time.year < 9000:
            return time
    except (TypeError, ValueError):
        pass
    raise Impossible(f"`{key}` is not a time with its offset.", "Send one like 2026-11-21T08:30:00+08:00.")


def _data(item: dict[str, Any], receiver: Receiver) -> None:
    check = _CHECKS.get(item["type"])
    if check is None:
        raise Impossible(f"Only Backwise itself writes {item['type']}.", "Do it on its page.")
    check(item["data"], receiver)


def _answer(data: dict[str, Any], receiver: Receiver) -> None:
    fact = data.get("fact")
    if "value" not in data or not isinstance(fact, str) or not isinstance(data.get("screening", ""), str):
        raise Impossible("An answer lacks its fact or its value.", "Send fact, value and screening.")
    if fact not in receiver.library.facts:
        return
    today = receiver.now.date()
    _, before = read_answers(receiver.answers, receiver.library.facts, today)
    _, after = read_answers({**receiver.answers, fact: data["value"]}, receiver.library.facts, today)
    if new := [problem for problem in after if problem not in before]:
        raise Impossible(f"The answer cannot stand: {new[0].key} {new[0].what}", new[0].mend)


def _flag(data: dict[str, Any], receiver: Receiver) -> None:
    flag, level = data.get("flag"), data.get("level")
    if not isinstance(flag, str) or flag not in receiver.library.red_flags or level not in RAISED_LEVELS:
        raise Impossible("A flag lacks its name or its level.", "Send the id of a red flag, and a level that locks.")


def _setting(data: dict[str, Any], receiver: Receiver) -> None:
    key, value = data.get("key"), data.get("value")
    if not isinstance(key, str) or "value" not in data:
        raise Impossible("A setting lacks its key or its value.", "Send key and value.")
    known: dict[str, Callable[[Any], bool]] = {
        "zone": _is_zone,
        "region": lambda region: region in receiver.library.regions,
        PROGRAMME_SETTING: lambda programme: programme in {PERSONAL, *receiver.library.programmes},
    }
    if key in known and not (isinstance(value, str) and known[key](value)):
        raise Impossible(f"The setting {key} cannot have this value.", "Choose it on the settings page.")


def _is_zone(value: str) -> bool:
    try:
        return bool(ZoneInfo(value))
    except (KeyError, ValueError, OSError):
        return False


def _created(data: dict[str, Any], receiver: Receiver) -> None:
    """Nothing to check."""


# A device alone may stop, hold or reduce (contracts 5): clearing a flag, completing a screening and changing a programme
# are for the verbs in `care` alone, and not in this table.
_CHECKS: Mapping[str, Callable[[dict[str, Any], Receiver], None]] = {
    EventType.PERSON_CREATED: _created,
    EventType.ANSWER_GIVEN: _answer,
    EventType.FLAG_RAISED: _flag,
    EventType.SETTING_CHANGED: _setting,
}
