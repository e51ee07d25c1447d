"""The closed vocabulary of rules: frozen nodes with five interpreters.

`evaluate` gives the truth, `explain` the facts behind it, `facts` all facts that it reads, `open_facts` the missing ones that
could still change the truth, `at_best` what no missing answer can improve.

Truth is three-valued. `True` and `False` are themselves; *unknown* is a frozenset of the facts that are missing. An empty
set means that nothing is missing: somebody answered "unsure". Unknown is never no.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Truth = bool | frozenset[str]
UNSURE_ANSWER = "unsure"
UNSURE: frozenset[str] = frozenset()
Answers = Mapping[str, Any]

# A derived fact is computed from an answered one: an unknown age means that the year of birth is open.
DERIVED_FROM = {"age": "birth-year", "gestation-weeks": "due-date"}


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of one fact's value. `operator` is a key of `OPERATORS`."""

    fact: str
    operator: str
    value: Any

    def evaluate(self, answers: Answers) -> Truth:
        answer = answers.get(self.fact)
        if answer is None:
            return frozenset((DERIVED_FROM.get(self.fact, self.fact),))
        if answer == UNSURE_ANSWER:
            return UNSURE
        return OPERATORS[self.operator](answer, self.value)

    def open_facts(self, answers: Answers) -> frozenset[str]:
        return frozenset() if answers.get(self.fact) is not None else self.facts()

    def facts(self) -> frozenset[str]:
        return frozenset((DERIVED_FROM.get(self.fact, self.fact),))

    def explain(self, answers: Answers) -> frozenset[str]:
        return self.facts() if self.evaluate(answers) is not False else frozenset()


def _one_of(answer: Any, wanted: tuple[Any, ...]) -> bool:
    if isinstance(answer, (list, tuple)):
        return any(item in wanted for item in answer)
    return answer in wanted


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq,
    "one_of": _one_of,
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}


@dataclass(frozen=True, slots=True)
class Known:
    """True when the fact has an answer that is not "unsure". Never itself unknown."""

    fact: str

    def evaluate(self, answers: Answers) -> Truth:
        return bool(answers.get(self.fact, UNSURE_ANSWER) != UNSURE_ANSWER)

    def open_facts(self, answers: Answers) -> frozenset[str]:
        return frozenset() if answers.get(self.fact) is not None else self.facts()

    def facts(self) -> frozenset[str]:
        return frozenset((DERIVED_FROM.get(self.fact, self.fact),))

    def explain(self, answers: Answers) -> frozenset[str]:
        return self.facts() if self.evaluate(answers) is True else frozenset()


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is true, false as soon as one is false. Without parts: always true."""

    parts: tuple[Node, ...]

    def evaluate(self, answers: Answers) -> Truth:
        unknown: frozenset[str] | None = None
        for part in self.parts:
            truth = part.evaluate(answers)
            if truth is False:
                return False
            if truth is not True:
                unknown = truth if unknown is None else unknown | truth
        return True if unknown is None else unknown

    def open_facts(self, answers: Answers) -> frozenset[str]:
        return _open_unless(False, self.parts, answers)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))

    def explain(self, answers: Answers) -> frozenset[str]:
        return frozenset().union(*(part.explain(answers) for part in self.parts))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True as soon as one part is true, false when every part is. Without parts: never true."""

    parts: tuple[Node, ...]

    def evaluate(self, answers: Answers) -> Truth:
        unknown: frozenset[str] | None = None
        for part in self.parts:
            truth = part.evaluate(answers)
            if truth is True:
                return True
            if truth is not False:
                unknown = truth if unknown is None else unknown | truth
        return False if unknown is None else unknown

    def open_facts(self, answers: Answers) -> frozenset[str]:
        return _open_unless(True, self.parts, answers)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))

    def explain(self, answers: Answers) -> frozenset[str]:
        """The facts of the parts that hold, or, where none does, of those that are unsure."""
        truths = [(part, part.evaluate(answers)) for part in self.parts]
        holding = [part for part, truth in truths if truth is True] or [
            part for part, truth in truths if truth is not False
        ]
        return frozenset().union(*(part.explain(answers) for part in holding))


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    part: Node

    def evaluate(self, answers: Answers) -> Truth:
        truth = self.part.evaluate(answers)
        return not truth if isinstance(truth, bool) else truth

    def open_facts(self, answers: Answers) -> frozenset[str]:
        return self.part.open_facts(answers)

    def facts(self) -> frozenset[str]:
        return self.part.facts()

    def explain(self, answers: Answers) -> frozenset[str]:
        return self.part.facts() if self.evaluate(answers) is not False else frozenset()


@dataclass(frozen=True, slots=True)
class CountAtLeast:
    """True when `count` of the parts are true; false when that can no longer be reached."""

    count: int
    parts: tuple[Node, ...]

    def evaluate(self, answers: Answers) -> Truth:
        truths = [part.evaluate(answers) for part in self.parts]
        sure = sum(truth is True for truth in truths)
        if sure >= self.count:
            return True
        unknown = [truth for truth in truths if not isinstance(truth, bool)]
        if sure + len(unknown) < self.count:
            return False
        return frozenset().union(*unknown)

    def open_facts(self, answers: Answers) -> frozenset[str]:
        """Settled parts alone may decide; a part with `known` in it is settled only when its fact is answered."""
        still_open = [part.open_facts(answers) for part in self.parts]
        settled = [part.evaluate(answers) for part, facts in zip(self.parts, still_open, strict=True) if not facts]
        possible = len(self.parts) - settled.count(False)
        if settled.count(True) >= self.count or possible < self.count:
            return frozenset()
        return frozenset().union(*still_open)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))

    def explain(self, answers: Answers) -> frozenset[str]:
        return frozenset().union(*(part.explain(answers) for part in self.parts))


Node = Compare | Known | All | AnyOf | Not | CountAtLeast
ALWAYS = All(())
NEVER = AnyOf(())


def at_best(node: Node, answers: Answers, missing: bool = False) -> Truth:
    """The truth when every missing answer turns out as harmless as it can: no answer to come takes the rule below this.

    An unsure answer stays unsure. `missing` is what a missing comparison counts as; a negation turns it round.
    """
    if isinstance(node, Compare):
        return missing if answers.get(node.fact) is None else node.evaluate(answers)
    if isinstance(node, Known):
        return node.evaluate(answers)
    if isinstance(node, Not):
        truth = at_best(node.part, answers, not missing)
        return not truth if isinstance(truth, bool) else truth
    truths = [at_best(part, answers, missing) for part in node.parts]
    sure = sum(truth is True for truth in truths)
    possible = sum(truth is not False for truth in truths)
    wanted = _wanted(node)
    return True if sure >= wanted else UNSURE if possible >= wanted else False


def _wanted(node: All | AnyOf | CountAtLeast) -> int:
    """How many parts must be true."""
    if isinstance(node, CountAtLeast):
        return node.count
    return len(node.parts) if isinstance(node, All) else 1


def _open_unless(settles: bool, parts: tuple[Node, ...], answers: Answers) -> frozenset[str]:
    """The open facts of the parts, or none when one part settles the whole for good."""
    found: frozenset[str] = frozenset()
    for part in parts:
        still_open = part.open_facts(answers)
        if not still_open and part.evaluate(answers) is settles:
            return frozenset()
        found |= still_open
    return found
