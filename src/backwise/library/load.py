"""Loads the whole knowledge, or says everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from backwise.engine.library import Library
from backwise.engine.model import Exercise, FactDefinition

from . import build_content as content
from . import build_rules as rules
from .files import Files, kept_files
from .findings import Finding
from .texts import flatten_texts


class KnowledgeError(Exception):
    """The knowledge cannot be used; `findings` say why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def build_library(files: Files) -> Library:
    """The library of these files. Findings are added to `files.findings`; the library is usable only when there are none."""
    red_flags = rules.build_red_flags(files)
    exercises = content.build_exercises(files)
    facts = {key: _with_options(fact, exercises) for key, fact in rules.build_facts(files).items()}
    return Library(
        facts={**facts, **rules.since_seen_facts(red_flags)},
        pages=rules.build_pages(files),
        red_flags=red_flags,
        stop_rules=rules.build_stop_rules(files),
        movements=rules.build_movements(files),
        conditions=rules.build_conditions(files),
        exercises=exercises,
        programmes=content.build_programmes(files),
        personal=content.build_personal(files),
        education=content.build_cards(files, "education"),
        advice=content.build_cards(files, "advice"),
        regions=content.build_regions(files),
        sources=content.build_sources(files),
        numbers=content.build_numbers(files),
        ladders=content.build_ladders(files),
        texts=flatten_texts(files),
        version=files.version,
    )


def _with_options(fact: FactDefinition, exercises: dict[str, Exercise]) -> FactDefinition:
    """`options_from = "exercises"` means: the ids of all exercises."""
    return replace(fact, options=tuple(exercises)) if fact.options == ("@exercises",) else fact


@lru_cache(maxsize=4)
def load_library(overlays: Sequence[Path] = ()) -> Library:
    """The knowledge with overlays (a tuple of folders), read once a process.

    Raises KnowledgeError when anything cannot be read or an overlay would loosen.
    """
    files = kept_files(overlays)
    library = build_library(files)
    if files.findings:
        raise KnowledgeError(files.findings)
    return library
