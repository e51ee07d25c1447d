"""From a posted form to answers: what was ticked, what was left, what is not answered yet.

Every control is named after its fact. Hidden fields say what the page showed: `asked` the questions, `shown` the rows. A row that
was shown and not ticked is an explicit no. Buttons and hidden fields write an answer as one word: yes, no, unsure or an option id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from backwise.engine.library import Library
from backwise.engine.model import FactDefinition, Level, Page

UNSURE = "unsure"
CARRIED = "carried."
# Not choosing here is the same as "prefer to skip".
SKIPPABLE = frozenset(("sex",))


@dataclass(frozen=True, slots=True)
class Posted:
    """The answers of a form as JSON values (None takes an answer back until its own question is asked), and what is missing."""

    answers: Mapping[str, Any]
    missing: tuple[str, ...]


def read_form(post: QueryDict, before: Mapping[str, Any], library: Library) -> Posted:
    """Everything that a page of the check wrote. `before` are the answers that count now."""
    answers: dict[str, Any] = {}
    missing = []
    for fact in _known(post.getlist("asked"), library):
        value = read_question(fact, post)
        if value is None:
            missing.append(fact.id)
        else:
            answers[fact.id] = value
    page = library.pages.get(post.get("page", ""))
    ticked = frozenset(post.getlist("tick"))
    for row in post.getlist("shown"):
        facts = tuple(_known(facts_of_row(row, page, library), library))
        answers.update(_row(facts, row in ticked, post, before))
    return Posted(answers, tuple(missing))


def _known(ids: list[str] | tuple[str, ...], library: Library) -> Iterator[FactDefinition]:
    return (library.facts[item] for item in ids if item in library.facts)


def facts_of_row(row: str, page: Page | None, library: Library) -> tuple[str, ...]:
    """The facts behind a row: those that share it, or the one that it is named after."""
    if page is None or row not in page.rows:
        return (row,)
    return tuple(fact.id for fact in library.facts_on(page.id) if fact.asked and fact.asked.row == row)


def read_question(fact: FactDefinition, post: QueryDict) -> Any:
    """The answer to a question with controls of its own; None when there is none. What cannot be read is left as text."""
    if fact.kind == "choices":
        return [item for item in post.getlist(fact.id) if item]
    if post.get(f"{fact.id}.unsure"):
        return UNSURE
    text = post.get(fact.id, "").strip()
    if not text:
        return UNSURE if fact.id in SKIPPABLE else None
    return from_word(fact, text)


def from_word(fact: FactDefinition, word: str) -> Any:
    """A word of a form as a JSON value."""
    if word == UNSURE:
        return UNSURE
    if fact.kind == "boolean":
        return {"yes": True, "no": False}.get(word, word)
    if fact.kind == "integer":
        try:
            return int(word)
        except ValueError:
            return word
    return word


def to_word(value: Any) -> str:
    """An answer as the word that a form uses; "" for none."""
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def no_of(fact: FactDefinition) -> Any:
    """What a row that is not ticked says: no; for abilities, where the row names what is hard, "I can"."""
    if fact.kind == "choice":
        return "no"
    return bool(fact.asked and fact.asked.inverted)


def says_yes(fact: FactDefinition, value: Any) -> bool:
    """Would this answer tick the row?"""
    return value is not None and value not in (UNSURE, no_of(fact))


def _row(
    facts: tuple[FactDefinition, ...], ticked: bool, post: QueryDict, before: Mapping[str, Any]
) -> Mapping[str, Any]:
    carried = {fact.id: from_word(fact, str(post[CARRIED + fact.id])) for fact in facts if CARRIED + fact.id in post}
    if carried:
        return {fact.id: carried.get(fact.id, no_of(fact)) for fact in facts}
    if not ticked:
        return {fact.id: no_of(fact) for fact in facts}
    if len(facts) == 1 and facts[0].kind == "boolean":
        return {facts[0].id: not no_of(facts[0])}
    if any(says_yes(fact, before.get(fact.id)) for fact in facts):
        return {}
    return {fact.id: None for fact in facts}


def alone(row: str, post: QueryDict, library: Library) -> tuple[FactDefinition, ...]:
    """The questions of a row that is asked alone."""
    return tuple(_known(facts_of_row(row, library.pages.get(post.get("page", "")), library), library))


def is_emergency(values: Mapping[str, Any], library: Library) -> bool:
    """Would these answers alone be an emergency for certain? Then nothing else is asked first."""
    return any(
        rule.level is Level.EMERGENCY and rule.when.evaluate(values) is True for rule in library.red_flags.values()
    )
