"""The way through the questions as somebody walks it in a browser, counting taps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

# What a person to whom nothing applies taps: the questions of pages 1, 7, 8 and 9. Rows are never ticked.
WELL: dict[str, Any] = {
    "birth-year": "1986",
    "sex": "female",
    "pain-places": ["low-back"],
    "pain-duration": "3-to-12-months",
    "pain-now": "3",
    "worse-with": "neither",
    "minutes-a-day": "15",
}
MAIN_PAGES = 9


@dataclass
class Walk:
    """A person at the site. `answers` are the words of the controls, `ticks` the rows to tap."""

    page: Page
    url: str
    answers: dict[str, Any] = field(default_factory=lambda: dict(WELL))
    ticks: frozenset[str] = frozenset()
    taps: int = 0
    screens: int = 0

    def begin(self) -> Walk:
        self.page.goto(self.url + "/")
        self.page.get_by_role("link", name="Begin").click()
        return self

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def fill_screen(self) -> None:
        """Answer what this screen asks, and tick the rows that are to be ticked."""
        for fact in self.values("asked"):
            answer = self.answers.get(fact, "no")
            for one in answer if isinstance(answer, list) else [answer]:
                self._answer(fact, one)
        for row in self.values("shown"):
            if row in self.ticks:
                self.tap(self.row(row))

    def _answer(self, fact: str, answer: str) -> None:
        control = self.page.locator(f'label:has(input[name="{fact}"][value="{answer}"])')
        if control.count():
            self.tap(control)
        else:
            self.taps += 1
            self.page.locator(f'[name="{fact}"]').fill(answer)

    def values(self, name: str) -> list[str]:
        return [item.get_attribute("value") or "" for item in self.page.locator(f'form input[name="{name}"]').all()]

    def row(self, row: str) -> Locator:
        """The whole tappable row."""
        return self.page.locator(f'label:has(input[name="tick"][value="{row}"])')

    def next(self) -> None:
        self.screens += 1
        with self.page.expect_navigation():
            self.tap(self.page.locator('button[name="action"][value="next"]'))

    @property
    def asking(self) -> str:
        """The page of questions on the screen, "" when it is another one."""
        field = self.page.locator('form.sheet input[name="page"]')
        return field.get_attribute("value") or "" if field.count() else ""

    def until(self, stop: str = "") -> Walk:
        """Answer screen after screen until that page of questions, or until nothing is asked any more."""
        for _ in range(40):
            if not self.page.url.startswith(self.url + "/check") or self.asking == stop != "":
                return self
            self.fill_screen()
            self.next()
        raise AssertionError("the questions do not end")
