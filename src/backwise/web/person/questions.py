"""A question with controls of its own: its words, its options, what stands in it, and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from backwise.care.screening import to_plain
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition
from backwise.engine.safety import SINCE_SEEN

from .reading import SKIPPABLE, UNSURE, to_word

MINUTES_OFFERED = (5, 10, 15, 20, 30)
BODY_MAP = "pain-places"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `text` is empty for yes, no and unsure: the template has the words."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question with controls of its own. `look` names the template part that draws it."""

    id: str
    look: str
    text: str
    help: str
    why: str
    options: tuple[Option, ...]
    value: str
    error: str
    skippable: bool = False

    @property
    def template(self) -> str:
        return f"person/looks/{self.look}.html"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form: the answers that count now, overlaid by what was posted."""

    given: Mapping[str, Any]
    post: QueryDict | None = None
    errors: Mapping[str, str] | None = None

    def word(self, fact: str) -> str:
        if self.post is not None:
            return self.post.get(fact, "")
        return to_word(to_plain(self.given.get(fact)))

    def words(self, fact: str) -> frozenset[str]:
        if self.post is not None:
            return frozenset(self.post.getlist(fact))
        value = self.given.get(fact)
        return frozenset(value if isinstance(value, (tuple, list)) else ())

    def error(self, fact: str) -> str:
        return (self.errors or {}).get(fact, "")


def question_of(fact: FactDefinition, library: Library, draft: Draft) -> Question:
    """A question with its options and what stands in it now."""
    texts = library.texts
    chosen = draft.word(fact.id)
    text = texts.get(f"fact.{fact.id}.question", "")
    if fact.id.startswith(SINCE_SEEN):
        text = texts.get(f"red-flag.{fact.id.removeprefix(SINCE_SEEN)}.title", "")
    look, values = _look(fact)
    if look in ("places", "many"):
        many = draft.words(fact.id)
        options = tuple(Option(key, _option(fact, key, library), key in many) for key in values)
    else:
        options = tuple(Option(key, _option(fact, key, library), key == chosen) for key in values)
    return Question(
        fact.id,
        look,
        text,
        texts.get(f"fact.{fact.id}.help", ""),
        texts.get(f"fact.{fact.id}.why", ""),
        options,
        chosen,
        draft.error(fact.id),
        fact.id in SKIPPABLE,
    )


def _look(fact: FactDefinition) -> tuple[str, tuple[str, ...]]:
    """How a question is drawn, and the values that it offers."""
    if fact.kind == "boolean":
        return "radios", ("yes", "no", UNSURE)
    if fact.kind == "choice":
        return "radios", (*fact.options, UNSURE)
    if fact.kind == "choices":
        return ("places" if fact.id == BODY_MAP else "many"), fact.options
    if fact.kind == "date":
        return "date", ()
    if fact.unit == "minute":
        return "scale", tuple(str(minutes) for minutes in MINUTES_OFFERED)
    if fact.unit == "year" or fact.maximum is None or fact.maximum > 20:
        return "year", ()
    return "scale", (*(str(number) for number in range(int(fact.minimum or 0), int(fact.maximum) + 1)), UNSURE)


def _option(fact: FactDefinition, key: str, library: Library) -> str:
    text = library.texts.get(f"fact.{fact.id}.options.{key}") or library.texts.get(f"exercise.{key}.name", "")
    return text or ("" if key in ("yes", "no", UNSURE) else key)
