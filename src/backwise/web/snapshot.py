"""A frozen state as JSON and back, read from its type hints: a new field of the state needs nothing here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    read = _reader(kind)
    return value if read is None else read(value)


Reader = Callable[[Any], Any] | None


@cache
def _reader(kind: Any) -> Reader:
    """How this type is read, worked out once; None where JSON's own value is the value."""
    if is_dataclass(kind):
        return _dataclass(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return _row(tuple(_reader(part) for part in arguments))
    if origin in (tuple, frozenset):
        item = _reader(arguments[0])
        return origin if item is None else lambda value: origin(map(item, value))
    if origin in (Union, UnionType):
        read = _reader(next(part for part in arguments if part is not type(None)))
        return None if read is None else lambda value: None if value is None else read(value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        held = _reader(arguments[1])
        return None if held is None else lambda value: {key: held(item) for key, item in value.items()}
    return None


def _row(parts: tuple[Reader, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        pairs = zip(parts, value, strict=True)
        return tuple(item if part is None else part(item) for part, item in pairs)

    return read


def _dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    changed = {name: read for name, read in readers.items() if read is not None}

    def read(value: Any) -> Any:
        if value.keys() != readers.keys():
            raise ValueError(f"{kind.__name__} was stored with other fields")
        return kind(**{**value, **{name: part(value[name]) for name, part in changed.items()}})

    return read
