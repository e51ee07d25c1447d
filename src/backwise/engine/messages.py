"""What the engine says: a message id with values. The words live in the knowledge and the languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MessageValue = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be: `id` names the text, `values` fill its placeholders, `sources` say where the reason comes from."""

    id: str
    values: Mapping[str, MessageValue] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
