"""The way through the questions, derived from the rules: which page comes next, and what on it is still open (contracts 2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backwise.engine.conditions import Compare, Known, Node, Not
from backwise.engine.facts import Facts
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition, Page
from backwise.engine.safety import SINCE_SEEN, Refer, Screening

# The pages that only shape a programme: not asked of people who are to see someone first.
PROGRAMME_PAGES = frozenset((8, 9))
SINCE_SEEN_PAGE = "since-seen"
Reading = tuple[Node, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """What to ask next. `kind`:

    - `page`: a whole page; its rows and questions are `facts`
    - `options`: rows that were ticked and have answers of their own
    - `which`: a ticked row (`row`) that holds several facts
    - `follow-up`: the open questions of a follow-up page
    - `since-seen`: "New or worse since then?" for each flag that a clinician cleared
    """

    page: str
    number: int
    kind: str
    facts: tuple[str, ...]
    row: str = ""


def next_step(facts: Facts, library: Library, result: Screening) -> Step | None:
    """The first thing that is still to be asked; None when nothing is open."""
    since = tuple(fact for fact in result.unanswered if fact.startswith(SINCE_SEEN))
    if since:
        return Step(SINCE_SEEN_PAGE, 1, "since-seen", since)
    needed = needed_facts(facts, library, isinstance(result, Refer))
    for page in library.pages.values():
        if isinstance(result, Refer) and page.number in PROGRAMME_PAGES:
            continue
        step = _follow_up(page, facts, needed, library) if page.follow_up else _main(page, facts, library)
        if step is not None:
            return step
    return None


def needed_facts(facts: Facts, library: Library, danger_only: bool = False) -> frozenset[str]:
    """The missing facts that could still change a flag or a condition."""
    rules, conditions = _readings(library)
    found = _open(rules, facts)
    return found & library.danger_facts if danger_only else found | _open(conditions, facts)


def _open(nodes: tuple[Reading, ...], facts: Facts) -> frozenset[str]:
    known = {fact for fact, value in facts.values.items() if value is not None}
    # Where everything is known nothing is open: most rules of most people need no closer look.
    return frozenset().union(*(node.open_facts(facts.values) for node, reads in nodes if not reads <= known))


@lru_cache(maxsize=8)
def _readings(library: Library) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The red flags and the conditions that answers decide, each with the facts that it reads."""
    flags = tuple((rule.when, _reads(rule.when)) for rule in library.red_flags.values())
    return flags, tuple((item.when, _reads(item.when)) for item in library.conditions_by_fact)


def _reads(node: Node) -> frozenset[str]:
    """The facts as they are read: an age, not the year of birth that it comes from."""
    if isinstance(node, Compare | Known):
        return frozenset((node.fact,))
    parts = (node.part,) if isinstance(node, Not) else node.parts
    return frozenset().union(*map(_reads, parts))


def applicable(page: Page, facts: Facts, library: Library) -> tuple[FactDefinition, ...]:
    """The questions of a page that apply to this person, in order."""
    return tuple(fact for fact in library.facts_on(page.id) if _applies(fact, facts))


def _applies(fact: FactDefinition, facts: Facts) -> bool:
    if fact.applies_when is None or facts.given.get(fact.id) is not None:
        return True
    return fact.applies_when.evaluate(facts.values) is not False


def _main(page: Page, facts: Facts, library: Library) -> Step | None:
    """A main page is asked whole; when it was answered in part, what its ticked rows left open."""
    if all(fact.id in facts.values for fact in library.facts_on(page.id)):
        return None
    asked = applicable(page, facts, library)
    missing = [fact for fact in asked if fact.id not in facts.values]
    if not missing:
        return None
    # A ticked row is given as None until its own question is answered: with every row ticked nothing else is there.
    if len(missing) < len(asked) or any(fact.id in facts.given for fact in missing):
        if options := tuple(
            fact.id for fact in missing if fact.kind == "choice" and fact.asked and fact.asked.style == "row"
        ):
            return Step(page.id, page.number, "options", options)
        for row in sorted(page.rows, key=lambda item: page.rows[item]):
            if which := tuple(fact.id for fact in missing if fact.asked and fact.asked.row == row):
                return Step(page.id, page.number, "which", which, row)
    return Step(page.id, page.number, "page", tuple(fact.id for fact in asked))


def _follow_up(page: Page, facts: Facts, needed: frozenset[str], library: Library) -> Step | None:
    still_open = tuple(fact.id for fact in library.facts_on(page.id) if fact.id in needed and _applies(fact, facts))
    return Step(page.id, page.number, "follow-up", still_open) if still_open else None
