"""The cases beside the rules: people in a few answers, laid over the baseline, with what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backwise.engine.answers import read_answers
from backwise.engine.facts import Facts, facts_from
from backwise.engine.library import Library

from .files import Files
from .findings import Finding, unknown
from .layout import Kind

BASELINE = "baseline.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """One `[[case]]`; `place` counts from 0 in its file. `missing` are taken out of the baseline."""

    file: str
    place: int
    name: str
    answers: Mapping[str, Any]
    missing: tuple[str, ...]
    today: date
    expect: str

    def finding(self, key: str, what: str, mend: str) -> Finding:
        return Finding(self.file, f"case[{self.place}].{key}", f"({self.name}) {what}", mend)


def cases_of(kind: Kind, key: str, files: Files) -> list[Case]:
    """The cases of one thing, as they stand in its cases.toml."""
    path = f"{kind.folder}/{key}/cases.toml"
    rows = files.tables.get(path, {}).get("case", [])
    return [
        Case(
            path,
            place,
            str(row.get("name", "")),
            row.get("answers", {}),
            tuple(row.get("missing", ())),
            row.get("today") or baseline_day(files),
            str(row.get("expect", "")),
        )
        for place, row in enumerate(rows)
        if isinstance(row, dict)
    ]


def baseline_day(files: Files) -> date:
    """The day on which the baseline and its cases are read."""
    today = files.tables.get(BASELINE, {}).get("today")
    return today if isinstance(today, date) else date.min


def baseline_answers(files: Files) -> dict[str, Any]:
    """The answers of a person to whom nothing applies, as they stand in the file."""
    return dict(files.tables.get(BASELINE, {}).get("answers", {}))


def facts_of(case: Case, library: Library, files: Files) -> Facts | list[Finding]:
    """The facts of a case, or what is wrong with its answers."""
    answers = {**baseline_answers(files), **case.answers}
    for fact in case.missing:
        answers.pop(fact, None)
    read, problems = read_answers(answers, library.facts, case.today)
    found = [case.finding(f"answers.{problem.key}", problem.what, problem.mend) for problem in problems]
    found += [
        unknown(case.file, f"case[{case.place}].missing", fact, "fact", library.facts)
        for fact in case.missing
        if fact not in library.facts
    ]
    return found or facts_from(read, library.facts, case.today)


def outcomes(
    kind: Kind, key: str, library: Library, files: Files, expected: tuple[str, ...]
) -> Iterator[tuple[Case, Facts] | Finding]:
    """Every case of one thing with its facts, ready to be tried; findings where a case cannot be read."""
    for case in cases_of(kind, key, files):
        if case.expect not in expected:
            yield case.finding("expect", f"is {case.expect!r}.", f"Use one of {', '.join(expected)}.")
            continue
        if not case.name.strip():
            yield case.finding("name", "is missing.", "Say in a few words who this is.")
        facts = facts_of(case, library, files)
        if isinstance(facts, Facts):
            yield case, facts
        else:
            yield from facts
