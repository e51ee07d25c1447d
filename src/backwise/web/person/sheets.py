"""One screen of questions as the templates need it: questions with their options, rows with what was said, and how to go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from backwise.care.screening import Status
from backwise.care.steps import Step, applicable, needed_facts
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition, Page
from backwise.engine.safety import Refer

from .questions import Draft, Question, question_of
from .reading import facts_of_row
from .rows import Row, row_of, rows_alone


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen. `kind` as in Step, or `one` for a single question that is changed."""

    page: str
    kind: str
    number: int
    title: str
    lead: str
    why: str
    next: str
    questions: tuple[Question, ...]
    rows: tuple[Row, ...]
    row: str = ""

    @property
    def marked(self) -> bool:
        """Does a row hold an answer that is not a tick, so that "None of these" would be wrong?"""
        return any(row.carried for row in self.rows)

    @property
    def errors(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.error)

    @property
    def reasons(self) -> tuple[Question | Row, ...]:
        reasons: tuple[Question | Row, ...] = (*self.questions, *self.rows)
        return tuple(item for item in reasons if item.why)


def sheet_of_step(step: Step, status: Status, library: Library, draft: Draft) -> Sheet:
    """The screen that a step of the check asks for."""
    facts = [library.facts[fact] for fact in step.facts]
    page = library.pages.get(step.page)
    if step.kind == "since-seen":
        return _sheet(step, "", facts, (), library, draft)
    if step.kind == "which":
        return _sheet(step, "none-of-these", (), rows_alone(step.facts, library, draft), library, draft)
    if step.kind == "options" or page is None:
        return _sheet(step, "next", facts, (), library, draft)
    return _page_sheet(step, page, facts, library, draft)


def asked_now(page: Page, status: Status, library: Library) -> tuple[FactDefinition, ...]:
    """The questions of a page that apply to this person now. Of a follow-up those that a rule would still ask if they were open:
    an old answer to "how did the weakness come?" does not outlive "no weak leg"."""
    asked = applicable(page, status.facts, library)
    if not page.follow_up:
        return asked
    own = {fact.id for fact in asked}
    given, values = (
        {fact: value for fact, value in known.items() if fact not in own}
        for known in (status.facts.given, status.facts.values)
    )
    needed = needed_facts(replace(status.facts, given=given, values=values), library, isinstance(status.result, Refer))
    return tuple(fact for fact in asked if fact.id in needed)


def sheet_of_page(page: Page, status: Status, library: Library, draft: Draft) -> Sheet:
    """A whole page with the person's own answers, to go back to it or to change it."""
    facts = asked_now(page, status, library)
    step = Step(page.id, page.number, "follow-up" if page.follow_up else "page", tuple(fact.id for fact in facts))
    return _page_sheet(step, page, facts, library, draft)


def sheet_of_post(post: QueryDict, library: Library, draft: Draft) -> Sheet:
    """The same screen again, as it was sent: to show what is missing, or after a row was asked alone."""
    page = library.pages.get(post.get("page", ""))
    rows = [fact for row in post.getlist("shown") for fact in facts_of_row(row, page, library)]
    facts = tuple(fact for fact in (*post.getlist("asked"), *rows) if fact in library.facts)
    step = Step(
        page.id if page else post.get("page", ""),
        page.number if page else 0,
        post.get("kind", ""),
        facts,
        post.get("row", ""),
    )
    if step.kind == "which":
        return _sheet(step, "none-of-these", (), rows_alone(facts, library, draft), library, draft)
    if step.kind not in ("page", "follow-up") or page is None:
        return _sheet(step, "next", [library.facts[fact] for fact in facts], (), library, draft)
    return _page_sheet(step, page, [library.facts[fact] for fact in facts], library, draft)


def sheet_of_facts(page: str, facts: Iterable[FactDefinition], library: Library, draft: Draft) -> Sheet:
    """Some questions by themselves: one answer to change, a row that is asked alone, the items behind a lock."""
    return _sheet(Step(page, 0, "one", ()), "next", facts, (), library, draft)


def _page_sheet(step: Step, page: Page, facts: Sequence[FactDefinition], library: Library, draft: Draft) -> Sheet:
    questions = [fact for fact in facts if fact.asked is None or fact.asked.style == "question"]
    shared: dict[str, list[FactDefinition]] = {}
    for fact in facts:
        if fact.asked is not None and fact.asked.style == "row":
            shared.setdefault(fact.asked.row or fact.id, []).append(fact)
    rows = tuple(row_of(row, tuple(behind), library, draft) for row, behind in shared.items())
    return _sheet(step, page.next if rows else "next", questions, rows, library, draft)


def _sheet(
    step: Step,
    button: str,
    facts: Iterable[FactDefinition],
    rows: tuple[Row, ...],
    library: Library,
    draft: Draft,
) -> Sheet:
    texts, prefix = library.texts, f"page.{step.page}"
    title = texts.get(f"{prefix}.rows.{step.row}" if step.kind == "which" else f"{prefix}.title", "")
    lead = texts.get(f"{prefix}.lead", "") if step.kind in ("page", "follow-up") else ""
    why = texts.get(f"{prefix}.why", "")
    questions = tuple(question_of(fact, library, draft) for fact in facts)
    return Sheet(step.page, step.kind, step.number, title, lead, why, button or "next", questions, rows, step.row)


def previous_page(step: Step | None, status: Status, library: Library) -> str | None:
    """The page to go back to: the one before with answers of this person, or the page that opened this step."""
    if step is None or step.kind == "since-seen":
        return None
    if step.kind in ("options", "which"):
        return step.page
    order = library.pages[step.page].order
    given = status.facts.given
    passed = [
        page.id
        for page in library.pages.values()
        if page.order < order and any(given.get(fact.id) is not None for fact in asked_now(page, status, library))
    ]
    return passed[-1] if passed else None
