"""The words: every text.toml and messages file as one table of message ids, and messages turned into sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from backwise.engine.messages import Message

from .files import Files

# folder of the knowledge -> first part of the message id
PREFIXES = {
    "facts": "fact",
    "pages": "page",
    "safety/red-flags": "red-flag",
    "safety/stop-rules": "stop-rule",
    "movements": "movement",
    "conditions": "condition",
    "exercises": "exercise",
    "programmes": "programme",
    "education": "education",
    "advice": "advice",
    "regions": "region",
}


def flatten_texts(files: Files) -> dict[str, str]:
    """Message id -> English source text."""
    texts: dict[str, str] = {}
    for folder, prefix in PREFIXES.items():
        for key, path in files.folders(folder, "text.toml"):
            texts.update(_flat(f"{prefix}.{key}", files.tables[path]))
    for _, path in files.singles("messages"):
        texts.update(
            {key: value for key, value in files.tables[path].get("messages", {}).items() if isinstance(value, str)}
        )
    for key, path in files.singles("sources"):
        texts[f"source.{key}.name"] = str(files.tables[path].get("name", key))
    return texts


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            yield from _flat(name, value)
        elif isinstance(value, list):
            yield from ((f"{name}.{place}", str(item)) for place, item in enumerate(value, start=1))
        elif isinstance(value, str):
            yield name, value


def say(message: Message, texts: Mapping[str, str]) -> str:
    """The sentence of a message. A value that begins with "@" names another text. A missing text shows its id."""
    template = texts.get(message.id, message.id)
    if not message.values:
        return template
    return template.format(**{key: _value(value, texts) for key, value in message.values.items()})


def _value(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return ", ".join(str(_value(item, texts)) for item in value)
    if isinstance(value, str) and value.startswith("@"):
        return texts.get(value[1:], value[1:])
    return value


def lines(key: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of a list text: `key.1`, `key.2` …"""
    found: list[str] = []
    while (text := texts.get(f"{key}.{len(found) + 1}")) is not None:
        found.append(text)
    return tuple(found)
