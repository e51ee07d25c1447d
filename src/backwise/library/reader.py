"""Reads one TOML table, noting every key that is missing, of the wrong kind, or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from backwise.engine.conditions import NEVER as NEVER_TRUE
from backwise.engine.conditions import OPERATORS, All, AnyOf, Compare, CountAtLeast, Known, Node, Not
from backwise.engine.model import Review

from .findings import Finding

NO_REVIEW = Review("", date.min, date.min, date.min, "", "")
EVIDENCE = ("stated", "checked", "unchecked", "engineering")


class Reader:
    """`prefix` is the path of keys down to this table, for findings."""

    def __init__(self, file: str, table: Mapping[str, Any], findings: list[Finding], prefix: str = "") -> None:
        self.file, self.table, self.findings, self.prefix = file, table, findings, prefix
        self.read: set[str] = set()

    def wrong(self, key: str, what: str, mend: str) -> None:
        self.findings.append(Finding(self.file, f"{self.prefix}{key}", what, mend))

    def get(self, key: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
        """The value of a key. Without a default the key must be there."""
        self.read.add(key)
        value = self.table.get(key)
        if value is None:
            if default is ...:
                self.wrong(key, "is missing.", f"Add it ({_kind_name(kind)}).")
                return _empty(kind)
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"is {value!r}.", f"Make it {_kind_name(kind)}.")
            return _empty(kind) if default is ... else default
        return value

    def text(self, key: str, default: Any = ...) -> str:
        return str(self.get(key, str, default))

    def optional_text(self, key: str) -> str | None:
        value = self.get(key, str, None)
        return None if value is None else str(value)

    def number(self, key: str, default: Any = ...) -> Any:
        return self.get(key, (int, float), default)

    def flag(self, key: str, default: Any = ...) -> bool:
        return bool(self.get(key, bool, default))

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        values = self.get(key, list, default)
        wrong = [item for item in values if not isinstance(item, str)]
        if wrong:
            self.wrong(key, f"holds {wrong[0]!r}.", "Make every item a text.")
        return tuple(item for item in values if isinstance(item, str))

    def one_of(self, key: str, allowed: Iterable[str], default: Any = ...) -> str:
        value, options = self.text(key, default), tuple(allowed)
        if value in options:
            return value
        # What is missing or no text was noted already.
        if isinstance(self.table.get(key), str):
            self.wrong(key, f"is {value!r}.", f"Use one of {', '.join(options)}.")
        return options[0]

    def span(self, key: str) -> tuple[int, int] | None:
        """A range [least, most], or None when absent."""
        value = self.get(key, list, None)
        if value is None:
            return None
        if len(value) != 2 or not all(isinstance(item, int) for item in value) or value[0] > value[1]:
            self.wrong(key, f"is {value!r}.", "Make it [least, most] in whole numbers.")
            return None
        return (value[0], value[1])

    def table_of(self, key: str, required: bool = True) -> Reader:
        """The reader of a table inside this one."""
        value = self.get(key, dict, ... if required else {})
        return Reader(self.file, value, self.findings, f"{self.prefix}{key}.")

    def tables(self, key: str) -> list[Reader]:
        """The readers of an array of tables."""
        values = self.get(key, list, [])
        return [
            Reader(self.file, item, self.findings, f"{self.prefix}{key}[{place}].")
            for place, item in enumerate(values)
            if isinstance(item, dict)
        ]

    def review(self) -> Review:
        inner = self.table_of("review")
        if not inner.table:
            return NO_REVIEW
        return Review(
            inner.one_of("evidence", EVIDENCE),
            inner.get("in_force", date),
            inner.get("reviewed_on", date),
            inner.get("review_by", date),
            inner.text("clinician"),
            inner.text("note", ""),
        )

    def expression(self, key: str, default: Node | None = None) -> Node:
        if key not in self.table and default is not None:
            self.read.add(key)
            return default
        return self._node(key, self.get(key, dict))

    def _node(self, key: str, item: Any) -> Node:
        if not isinstance(item, dict):
            self.wrong(key, f"holds {item!r}.", 'Make it a table such as { fact = "…", is = true }.')
            return NEVER_TRUE
        keys = set(item)
        if "fact" in keys:
            return self._compare(key, item)
        if keys == {"known"}:
            return Known(str(item["known"]))
        if keys == {"not"}:
            return Not(self._node(f"{key}.not", item["not"]))
        if keys in ({"all"}, {"any"}) and isinstance(item.get("all", item.get("any")), list):
            name = keys.pop()
            parts = tuple(self._node(f"{key}.{name}[{place}]", part) for place, part in enumerate(item[name]))
            return All(parts) if name == "all" else AnyOf(parts)
        if (
            keys == {"count_at_least", "of"}
            and isinstance(item["count_at_least"], int)
            and isinstance(item["of"], list)
        ):
            parts = tuple(self._node(f"{key}.of[{place}]", part) for place, part in enumerate(item["of"]))
            return CountAtLeast(item["count_at_least"], parts)
        self.wrong(
            key,
            f"is not an expression: {sorted(keys)}.",
            "Use all, any, not, known, count_at_least, or fact with one comparison.",
        )
        return NEVER_TRUE

    def _compare(self, key: str, item: Mapping[str, Any]) -> Node:
        operators = [name for name in item if name != "fact"]
        if len(operators) != 1 or operators[0] not in OPERATORS:
            self.wrong(key, f"compares with {operators}.", f"Use exactly one of {', '.join(OPERATORS)}.")
            return NEVER_TRUE
        value = item[operators[0]]
        return Compare(str(item["fact"]), operators[0], tuple(value) if isinstance(value, list) else value)

    def done(self, *known: str) -> None:
        """Note every key that nothing read: a misspelt key must not pass silently."""
        for key in self.table:
            if key not in self.read and key not in known:
                self.wrong(key, "is not a key we know here.", "Check the spelling, or take it out.")


def _kind_name(kind: type | tuple[type, ...]) -> str:
    names = {
        str: "a text",
        int: "a whole number",
        bool: "true or false",
        list: "a list",
        dict: "a table",
        date: "a date",
    }
    return "a number" if isinstance(kind, tuple) else names.get(kind, kind.__name__)


def _empty(kind: type | tuple[type, ...]) -> Any:
    if isinstance(kind, tuple):
        return 0
    return date.min if kind is date else kind()
