"""Every thing has the words that pages, prints and the voice need, and no text that nothing shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import (
    ADVICE,
    CONDITION,
    EDUCATION,
    EXERCISE,
    FACT,
    MOVEMENT,
    PAGE,
    PERSONAL_FOLDER,
    PROGRAMME,
    RED_FLAG,
    REGION,
    STOP_RULE,
    Kind,
    walk,
)

NEEDED: dict[Kind, tuple[str, ...]] = {
    FACT: ("question", "why", "doctor"),
    PAGE: ("title", "why"),
    RED_FLAG: ("title", "why", "do", "doctor"),
    STOP_RULE: ("title", "do"),
    MOVEMENT: ("name", "meaning"),
    CONDITION: ("name", "why"),
    EXERCISE: ("name", "purpose", "steps", "cues", "mistakes", "breathing", "feel", "safety.lines"),
    PROGRAMME: ("name", "about"),
    EDUCATION: ("title", "lines"),
    ADVICE: ("title", "lines"),
    REGION: ("name",),
}
OPTIONAL: dict[Kind, tuple[str, ...]] = {
    FACT: ("row", "help"),
    PAGE: ("lead",),
    CONDITION: ("advice",),
    PROGRAMME: ("stop_rule",),
}
# Tables of texts keyed by an id; any key but those that the thing itself names is one too many.
GROUPS = ("options", "rows", "groups", "forms", "tags", "sections", "safety")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for kind, needed in NEEDED.items():
        for key in kind.keys(files):
            extra = _extra(kind, key, library)
            yield from _file(kind.text_path(key), [*needed, *extra], OPTIONAL.get(kind, ()), files)
    yield from _file(f"programmes/{PERSONAL_FOLDER}/text.toml", NEEDED[PROGRAMME], (), files)


def _file(path: str, needed: Iterable[str], optional: Iterable[str], files: Files) -> Iterator[Finding]:
    found = {place: value for place, _, value in walk(files.tables.get(path, {})) if place not in GROUPS}
    for key in needed:
        if not _says_something(found.get(key)):
            yield Finding(path, key, "is missing.", "Write it in plain words.")
    known = {*needed, *optional}
    for key in found:
        if key not in known and not key.startswith(("tags.", "groups.")):
            yield Finding(path, key, "is a text that nothing shows.", "Check the spelling, or take it out.")


def _says_something(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(_says_something(item) for item in value)
    return isinstance(value, str) and bool(value.strip())


def _extra(kind: Kind, key: str, library: Library) -> list[str]:
    """What this one thing needs beside what all of its kind need."""
    if kind is FACT and key in library.facts:
        fact = library.facts[key]
        row = ["row"] if fact.asked and fact.asked.style == "row" else []
        listed = fact.kind in ("choice", "choices") and set(fact.options) != set(library.exercises)
        return row + [f"options.{option}" for option in fact.options if listed]
    if kind is PAGE and key in library.pages:
        return [f"rows.{row}" for row in library.pages[key].rows]
    if kind is MOVEMENT and key in library.movements:
        return ["caution"] if library.movements[key].caution else []
    if kind is CONDITION and key in library.conditions:
        return [f"forms.{tag}" for tag in library.conditions[key].forms]
    if kind is PROGRAMME and key in library.programmes:
        sections = {entry.section for entry in library.programmes[key].entries if entry.section}
        return ["stop_rule", *(f"sections.{section}" for section in sorted(sections))]
    return []
