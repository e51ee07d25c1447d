"""Ids are lower-case words joined by hyphens; a region's is its ISO code in capitals; a rule's is R and two digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import FACT, KINDS, PAGE, REGION, SINGLES, walk

WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REGION_CODE = re.compile(r"[A-Z]{2}")
RULE = re.compile(r"R\d\d")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for kind in KINDS:
        pattern, form = (REGION_CODE, "two capitals, as ISO 3166 has them") if kind is REGION else (WORDS, "")
        for key in kind.keys(files):
            yield from _named(pattern, f"{kind.folder}/{key}", "the folder's name", key, form)
    for folder in SINGLES:
        for key, path in files.singles(folder):
            yield from _named(WORDS, path, "the file's name", key)
    yield from _inner(library)
    yield from _numbers_twice(files)
    yield from _rules(files)


def _inner(library: Library) -> Iterator[Finding]:
    """Ids that stand inside a file."""
    for fact in library.facts.values():
        # Some questions take their answers from the exercises, whose folders are judged above.
        for option in set(fact.options) - library.exercises.keys():
            yield from _named(WORDS, FACT.path(fact.id), "options", option)
    for page in library.pages.values():
        for row in page.rows:
            yield from _named(WORDS, PAGE.path(page.id), "rows", row)
    for number in library.numbers:
        yield from _named(WORDS, "progression", "numbers", number)


def _numbers_twice(files: Files) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for _, path in files.singles("progression"):
        for number in files.tables[path].get("numbers", {}):
            if number in seen:
                yield Finding(path, f"numbers.{number}", f"stands in {seen[number]} too.", "Keep one of the two.")
            seen[number] = path


def _rules(files: Files) -> Iterator[Finding]:
    for path, table in files.tables.items():
        for place, key, value in walk(table):
            if key == "rules" and isinstance(value, list):
                for rule in value:
                    yield from _named(RULE, path, place, str(rule), "R and two digits, such as R07")


def _named(pattern: re.Pattern[str], file: str, key: str, name: str, form: str = "") -> Iterator[Finding]:
    if not pattern.fullmatch(name):
        yield Finding(file, key, f"{name!r} is not a good id.", f"Use {form or 'lower-case words joined by hyphens'}.")
