"""The baseline is a whole person to whom nothing applies: every main question answered, nothing fired, nothing open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from backwise.engine.answers import read_answers
from backwise.engine.bars import present_conditions
from backwise.engine.facts import Facts, facts_from
from backwise.engine.library import Library
from backwise.engine.model import Level
from backwise.engine.safety import NO_CLEARANCES, screen

from ..cases import BASELINE, baseline_answers, baseline_day
from ..files import Files
from ..findings import Finding


def check(library: Library, files: Files) -> Iterable[Finding]:
    today = baseline_day(files)
    if today == date.min:
        yield Finding(BASELINE, "today", "is missing.", "Add the day on which the cases are read, as YYYY-MM-DD.")
        return
    answers, problems = read_answers(baseline_answers(files), library.facts, today)
    yield from (Finding(BASELINE, f"answers.{item.key}", item.what, item.mend) for item in problems)
    if not problems:
        facts = facts_from(answers, library.facts, today)
        yield from _incomplete(facts, library)
        yield from _not_plain(facts, library)


def _incomplete(facts: Facts, library: Library) -> Iterator[Finding]:
    for page in library.pages.values():
        for fact in library.facts_on(page.id):
            if not page.follow_up and fact.id not in facts.values:
                mend = f"Add the answer that means: not so (page {page.id})."
                yield Finding(BASELINE, f"answers.{fact.id}", "is missing.", mend)


def _not_plain(facts: Facts, library: Library) -> Iterator[Finding]:
    result = screen(facts, NO_CLEARANCES, library, facts.today)
    for flag in result.flags:
        what = f"make the red flag {flag.flag} fire."
        yield Finding(BASELINE, "answers", what, f"Mend {', '.join(flag.facts)}: nothing applies to this person.")
    for fact in result.unanswered:
        yield Finding(BASELINE, f"answers.{fact}", "is still open.", "Add the answer that means: not so.")
    for present in present_conditions(facts.values, Level.GO, library):
        if not present.answered:
            what = f"leave the condition {present.row.condition.id} open."
            yield Finding(BASELINE, "answers", what, "Add the answers that it reads.")
