"""A frozen state as JSON and back, read from its type hints: a new field of the state needs nothing here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """The value with JSON types only. Sets are sorted, so that the same state is the same text."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: Any, value: Any) -> Any:
    """The value of this type. Raises ValueError when a dataclass has other fields than were stored."""
    if is_dataclass(kind):
        return _dataclass(kind, value)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return tuple(from_plain(part, item) for part, item in zip(arguments, value, strict=True))
    if origin in (tuple, frozenset):
        return origin(from_plain(arguments[0], item) for item in value)
    if origin in (Union, UnionType):
        present = next(part for part in arguments if part is not type(None))
        return None if value is None else from_plain(present, value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if arguments[1] is Any:
            return value
        return {key: from_plain(arguments[1], item) for key, item in value.items()}
    return value


def _dataclass(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    if value.keys() != hints.keys():
        raise ValueError(f"{kind.__name__} was stored with other fields")
    return kind(**{name: from_plain(hint, value[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {field.name: get_type_hints(kind)[field.name] for field in fields(kind)}
