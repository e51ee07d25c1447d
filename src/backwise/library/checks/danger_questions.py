"""Every danger question, and every question without which nobody is cleared, stands on a page."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import FACT


def check(library: Library, files: Files) -> Iterable[Finding]:
    for key in sorted(library.danger_facts | set(library.required_facts)):
        fact = library.facts.get(key)
        if fact is not None and fact.asked is None:
            what = "is a danger question that no page asks."
            yield Finding(FACT.path(key), "asked", what, "Add [asked] with a page, or nobody can ever be cleared.")
        if fact is not None and fact.default is not None:
            what = "gives a danger question an answer that nobody gave."
            yield Finding(FACT.path(key), "default", what, "Take it out: unknown is never no.")
