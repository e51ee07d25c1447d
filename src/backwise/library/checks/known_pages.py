"""Every question that is asked stands on a page that exists, at a place of its own, after what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library
from backwise.engine.model import Asked, FactDefinition

from ..files import Files
from ..findings import Finding, unknown
from ..layout import FACT, PAGE


def check(library: Library, files: Files) -> Iterable[Finding]:
    for fact in library.facts.values():
        if fact.asked is None:
            continue
        if fact.asked.page not in library.pages:
            yield unknown(FACT.path(fact.id), "asked.page", fact.asked.page, "page", library.pages)
            continue
        page = library.pages[fact.asked.page]
        if fact.asked.row and fact.asked.row not in page.rows:
            yield unknown(FACT.path(fact.id), "asked.row", fact.asked.row, f"row of the page {page.id}", page.rows)
        if fact.asked.row and fact.asked.style != "row":
            yield Finding(FACT.path(fact.id), "asked.row", "shares a row, but is no row.", 'Make `as` "row".')
        yield from _applies(fact, fact.asked, library)
    yield from _pages(library)


def _applies(fact: FactDefinition, asked: Asked, library: Library) -> Iterator[Finding]:
    """A page cannot leave a question out by an answer that only a later page asks for."""
    if fact.applies_when is None:
        return
    if fact.applies_when.evaluate({}) is False:
        yield Finding(
            FACT.path(fact.id), "applies_when", "never holds.", "Nobody is ever asked: mend it or take it out."
        )
    for other in sorted(fact.applies_when.facts()):
        place = library.facts[other].asked if other in library.facts else None
        if place is None or place.page not in library.pages:
            yield Finding(
                FACT.path(fact.id), "applies_when", f"reads {other}, which no page asks.", "Ask it on a page."
            )
        elif library.pages[place.page].order >= library.pages[asked.page].order:
            what = f"reads {other}, which is not asked before."
            yield Finding(FACT.path(fact.id), "applies_when", what, f"Move it to a page before {asked.page}.")


def _pages(library: Library) -> Iterator[Finding]:
    orders: dict[int, str] = {}
    for page in library.pages.values():
        if page.order in orders:
            what = f"is {page.order}, as on the page {orders[page.order]}."
            yield Finding(PAGE.path(page.id), "order", what, "Give each page a place of its own.")
        orders[page.order] = page.id
        facts = library.facts_on(page.id)
        if not facts:
            yield Finding(PAGE.path(page.id), "-", "asks nothing.", "Put a question on it, or take it out.")
        rows = {fact.asked.row for fact in facts if fact.asked}
        for row in page.rows:
            if row not in rows:
                yield Finding(PAGE.path(page.id), "rows", f"has the row {row!r} without a question.", "Take it out.")
        yield from _places(page.id, facts)


def _places(page: str, facts: tuple[FactDefinition, ...]) -> Iterator[Finding]:
    """Two questions at the same place would stand in an order that nobody chose."""
    seen: dict[tuple[str, int], str] = {}
    for fact in facts:
        if fact.asked is None:
            continue
        place = (fact.asked.row, fact.asked.order)
        if place in seen:
            what = f"is {fact.asked.order}, as for {seen[place]} on the page {page}."
            yield Finding(FACT.path(fact.id), "asked.order", what, "Give each question a place of its own.")
        seen[place] = fact.id
