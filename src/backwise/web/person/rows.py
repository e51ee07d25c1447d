"""A row to tap: what it says, whether it is ticked, and what was already said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from backwise.care.handover import answer_text
from backwise.care.visit import Visit
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition

from .questions import Draft
from .reading import CARRIED, UNSURE, facts_of_row, says_yes, to_word


@dataclass(frozen=True, slots=True)
class Row:
    """A row to tap. `carried` are answers already given alone (fact, word); `said` shows such answers in words."""

    id: str
    text: str
    help: str
    why: str
    ticked: bool
    carried: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()


def rows_alone(facts: Iterable[str], library: Library, draft: Draft) -> tuple[Row, ...]:
    """Each fact as a row of its own. That their shared row was ticked (None) ticks none of them."""
    draft = replace(draft, given={fact: value for fact, value in draft.given.items() if value is not None})
    return tuple(row_of(fact, (library.facts[fact],), library, draft) for fact in facts)


def row_of(row: str, facts: tuple[FactDefinition, ...], library: Library, draft: Draft) -> Row:
    texts, one = library.texts, facts[0]
    shared = one.asked is not None and one.asked.row == row
    text = texts.get(f"page.{one.asked.page}.rows.{row}" if shared and one.asked else f"fact.{row}.row", row)
    help_text = "" if shared else texts.get(f"fact.{row}.help", "")
    why = "" if shared else texts.get(f"fact.{row}.why", "")
    carried = _carried(facts, draft)
    ticked = not carried and _ticked(row, facts, draft)
    said = _said(facts, carried, ticked, draft, library)
    return Row(row, text, help_text, why, ticked, carried, said)


def _carried(facts: tuple[FactDefinition, ...], draft: Draft) -> tuple[tuple[str, str], ...]:
    """Answers that were given alone and are no plain tick: carried along by the form, or "not sure" in the log."""
    if draft.post is not None:
        return tuple((fact.id, str(draft.post[CARRIED + fact.id])) for fact in facts if CARRIED + fact.id in draft.post)
    values = {fact.id: draft.given.get(fact.id) for fact in facts}
    if UNSURE not in values.values() or any(says_yes(fact, values[fact.id]) for fact in facts):
        return ()
    return tuple((fact, to_word(value)) for fact, value in values.items() if value is not None)


def _ticked(row: str, facts: tuple[FactDefinition, ...], draft: Draft) -> bool:
    """A tick; in the log also a row that was ticked and still waits for its own question (None)."""
    if draft.post is not None:
        return row in draft.post.getlist("tick")
    values = [draft.given.get(fact.id) for fact in facts]
    waiting = all(fact.id in draft.given for fact in facts) and values == [None] * len(values)
    return waiting or any(says_yes(fact, value) for fact, value in zip(facts, values, strict=True))


def _said(
    facts: tuple[FactDefinition, ...],
    carried: tuple[tuple[str, str], ...],
    ticked: bool,
    draft: Draft,
    library: Library,
) -> tuple[str, ...]:
    """What a row holds, in words, where a tick alone does not show it."""
    if carried:
        return tuple(_words(library.facts[fact], word, library) for fact, word in carried if word != "no")
    if not ticked or (len(facts) == 1 and facts[0].kind == "boolean"):
        return ()
    held = [(fact, draft.given.get(fact.id)) for fact in facts if says_yes(fact, draft.given.get(fact.id))]
    return tuple(
        library.texts.get(f"fact.{fact.id}.row", fact.id) if value is True else answer_text(fact.id, value, library)
        for fact, value in held
    )


def _words(fact: FactDefinition, word: str, library: Library) -> str:
    value = {"yes": True, "no": False}.get(word, word) if fact.kind == "boolean" else word
    return answer_text(fact.id, value, library)


def rows_to_ask(post: QueryDict, visit: Visit) -> tuple[Row, ...]:
    """The rows of a posted page, to choose the one that is not sure."""
    library = visit.library
    page = library.pages.get(post.get("page", ""))
    found = []
    for row in post.getlist("shown"):
        facts = tuple(library.facts[fact] for fact in facts_of_row(row, page, library) if fact in library.facts)
        if facts:
            found.append(row_of(row, facts, library, Draft({}, post)))
    return tuple(found)
