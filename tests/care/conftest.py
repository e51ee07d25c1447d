"""A person at a phone: a visit with an in-memory log and a clock that tests move."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from backwise.care.screening import Status, give_answers, status_of
from backwise.care.store import MemoryStore
from backwise.care.visit import Visit
from backwise.engine.ids import uuid7
from backwise.library import load_library
from backwise.library.files import read_files

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def new_ids() -> Iterator[UUID]:
    for number in count():
        yield uuid7(1_795_000_000_000 + number, number.to_bytes(10, "big"))


@pytest.fixture(scope="session")
def well():
    """The answers of a person to whom nothing applies."""
    return dict(read_files().tables["baseline.toml"]["answers"])


@pytest.fixture
def visit():
    ids = new_ids()
    return Visit("person-1", "phone-1", "Asia/Taipei", START, MemoryStore(), load_library(), lambda: next(ids))


@pytest.fixture
def later():
    """The same visit some time on."""
    return lambda visit, **span: replace(visit, now=visit.now + timedelta(**span))


def walk(visit: Visit, answers: dict, stop_at: str = "") -> Status:
    """Answer page by page as the site does, until nothing is open, someone is to be seen, or `stop_at` comes up.

    What `answers` does not hold is answered with no.
    """
    status = status_of(visit)
    for _ in range(40):
        if status.locked or status.step is None or status.step.page == stop_at:
            return status
        given = {fact: answers.get(fact, False) for fact in status.step.facts}
        status = give_answers(visit, given)
    raise AssertionError("the questionnaire does not end")
