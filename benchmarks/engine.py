"""The engine on one core: screening, programmes with every reason, loading the knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from backwise.care.answer_files import read_answer_file
from backwise.care.verify.cases import choosable
from backwise.care.verify.people import person_with, today
from backwise.engine.facts import Facts
from backwise.engine.library import Library
from backwise.engine.model import Condition
from backwise.engine.prescribe import bars_for, prescribe
from backwise.engine.safety import NO_CLEARANCES, Cleared, Screening, screen
from backwise.library import load_library
from backwise.library.files import read_files
from backwise.library.load import build_library

from .table import Row, seconds

EXAMPLES = Path(__file__).parent.parent / "examples"
MICRO, MILLI = 1_000_000, 1000
CALLS = 200
PROGRAMME_GOAL = 250


def rows() -> Iterator[Row]:
    """Microseconds, each the median of seven rounds."""
    library = load_library()
    people = dict(_examples(library))
    yield Row("screen one person, median of the examples", _screening(people, library), "µs")
    cleared = {name: result for name, facts in people.items() if isinstance(result := _screen(facts, library), Cleared)}
    whole = {name: MICRO * seconds(partial(prescribe, each, library), CALLS) for name, each in cleared.items()}
    slowest = max(whole, key=whole.__getitem__)
    yield Row("programme with reasons, median of the examples", median(whole.values()), "µs", PROGRAMME_GOAL)
    yield Row(f"programme with reasons, slowest example ({slowest})", whole[slowest], "µs", PROGRAMME_GOAL)
    alone = median(MICRO * seconds(partial(bars_for, each, library), CALLS) for each in cleared.values())
    yield Row("of which: what is barred, median of the examples", alone, "µs")
    worst, count = _with_everything(library)
    most = MICRO * seconds(partial(prescribe, worst, library), CALLS)
    yield Row(f"programme with reasons, {count} conditions at once", most, "µs", beside="worst case, no goal")
    yield Row("load the knowledge", MILLI * seconds(lambda: build_library(read_files()), 1), "ms")


def _examples(library: Library) -> Iterator[tuple[str, Facts]]:
    for path in sorted(EXAMPLES.glob("*.json")):
        read = read_answer_file(name=str(path), standard_input=None, library=library, today=today())
        yield path.stem, read.facts


def _screen(facts: Facts, library: Library) -> Screening:
    return screen(facts, NO_CLEARANCES, library, facts.today)


def _screening(people: dict[str, Facts], library: Library) -> float:
    return median(MICRO * seconds(partial(_screen, facts, library), CALLS) for facts in people.values())


def _with_everything(library: Library) -> tuple[Cleared, int]:
    """Somebody who has as many conditions at once as anybody can who is still cleared."""
    found: list[Condition] = []
    best: Cleared | None = None
    for condition in choosable(library):
        person = person_with([*found, condition], library, {})
        if person is not None and isinstance(person.result, Cleared):
            found, best = [*found, condition], person.result
    if best is None:
        raise RuntimeError("nobody is cleared: there is nothing to measure")
    return best, len(found)
