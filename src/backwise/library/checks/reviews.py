"""Every rule and number says where it comes from, since when it stands, and when it is to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backwise.engine.library import Library

from ..build_content import PERSONAL
from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE, KINDS, PAGE
from ..reader import EVIDENCE

DATES = ("in_force", "reviewed_on", "review_by")
CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Something that must be reviewed: a file carries its dates in [review], a number or a ladder carries them itself."""

    path: str
    sources_key: str
    sources: tuple[str, ...]
    prefix: str
    review: Mapping[str, Any]

    def finding(self, key: str, what: str, mend: str) -> Finding:
        return Finding(self.path, f"{self.prefix}{key}", what, mend)


def check(library: Library, files: Files) -> Iterable[Finding]:
    for item in _reviewed(files):
        yield from _sources(item, library)
        yield from _dates(item)
        evidence = item.review.get("evidence")
        if evidence not in EVIDENCE:
            yield item.finding("evidence", f"is {evidence!r}.", f"Use one of {', '.join(EVIDENCE)}.")
    yield from _elsewhere(library)


def due(files: Files, today: date) -> Iterator[Finding]:
    """What was to be read again before today."""
    for item in _reviewed(files):
        by = item.review.get("review_by")
        if isinstance(by, date) and by < today:
            mend = "Read it again against its sources, then set reviewed_on and review_by anew."
            yield item.finding("review_by", f"is due for review (since {by}).", mend)


def _reviewed(files: Files) -> Iterator[Reviewed]:
    needed = {kind.path(key) for kind in KINDS if kind is not PAGE for key in kind.keys(files)} | {PERSONAL}
    for path, table in files.tables.items():
        if path in needed or "review" in table:
            yield Reviewed(path, "sources", tuple(table.get("sources", ())), "review.", table.get("review", {}))
        for group in ("numbers", "ladders") if path.startswith("progression/") else ():
            for key, number in table.get(group, {}).items():
                prefix = f"{group}.{key}."
                yield Reviewed(path, f"{prefix}sources", tuple(number.get("sources", ())), prefix, number)


def _sources(item: Reviewed, library: Library) -> Iterator[Finding]:
    if not item.sources:
        yield Finding(item.path, item.sources_key, "names none.", "Name at least one id of knowledge/sources.")
    elif item.review.get("evidence") == CHECKED and not _linked(item.sources, library):
        what, mend = "are called checked, but none has a link.", "Name a source with a link, or say unchecked."
        yield Finding(item.path, item.sources_key, what, mend)


def _linked(sources: Iterable[str], library: Library) -> bool:
    return any(name in library.sources and library.sources[name].link for name in sources)


def _dates(item: Reviewed) -> Iterator[Finding]:
    missing = [key for key in DATES if not isinstance(item.review.get(key), date)]
    yield from (item.finding(key, "is not a date.", "Write it as YYYY-MM-DD.") for key in missing)
    if not missing and item.review["review_by"] <= item.review["reviewed_on"]:
        what = f"is {item.review['review_by']}, not after the day when it was last read."
        yield item.finding("review_by", what, "Set a later day.")


def _elsewhere(library: Library) -> Iterator[Finding]:
    """Doses that come from another page: called checked only when that page can be opened."""
    for key, exercise in library.exercises.items():
        for place, dose in enumerate(exercise.doses_elsewhere):
            at = f"doses_elsewhere[{place}]"
            if dose.get("evidence") not in EVIDENCE:
                what, mend = f"is {dose.get('evidence')!r}.", f"Use one of {', '.join(EVIDENCE)}."
                yield Finding(EXERCISE.path(key), f"{at}.evidence", what, mend)
            elif dose["evidence"] == CHECKED and not _linked([str(dose.get("source"))], library):
                what, mend = "is called checked, but has no link.", "Name a source with a link, or say unchecked."
                yield Finding(EXERCISE.path(key), f"{at}.source", what, mend)
