"""Every text that people read, with its place, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .files import Files

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def shown_texts(files: Files) -> Iterator[tuple[str, str, str]]:
    """(file, key, text) of each text.toml and of the messages. What documents print is quoted elsewhere and is not ours."""
    for path, table in files.tables.items():
        if path.endswith("/text.toml"):
            yield from ((path, key, text) for key, text in _texts(table))
        elif path.startswith("messages/"):
            yield from ((path, key, text) for key, text in _texts(table.get("messages", {})))


def _texts(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield from ((f"{prefix}{key}[{place}]", item) for place, item in enumerate(value) if isinstance(item, str))
        elif isinstance(value, str):
            yield f"{prefix}{key}", value


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if sentence]
