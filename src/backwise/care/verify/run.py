"""Runs the three parts, on two cores, or a fixed sample of them on one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any, Self

from backwise.engine.library import Library

from . import bars, programmes, screens
from .cases import condition_sets
from .report import Findings, Progress, Report, report_of

PROCESSES = 2
# So many condition sets, people or answers are handed to a process at once.
CHUNK = 8

Task = tuple[Any, ...]
Work = Callable[[Task, Library], tuple[Findings, Any]]


def run(
    library: Library,
    *,
    sample: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    processes: int = PROCESSES,
) -> Report:
    """Check everything; with `sample`, everything that is single and so many pairs, people and rows, drawn by `seed`, on one core.

    `progress` is told the part, how much of it is done and how much there is.
    """
    draw = Draw(sample, Random(seed))  # noqa: S311 (a fixed sample, no secret)
    with Workers(library, 1 if sample is not None else processes) as workers:
        plan = Plan(library, draw, workers, progress or _silent)
        return report_of((plan.bars(), plan.programmes(), plan.screens()))


def _silent(part: str, done: int, total: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which of many things are looked at: all, or so many."""

    sample: int | None
    random: Random

    def some(self, things: Sequence[Any]) -> list[Any]:
        """The things themselves, or a sample in their order."""
        if self.sample is None or self.sample >= len(things):
            return list(things)
        return [things[place] for place in sorted(self.random.sample(range(len(things)), self.sample))]


class Workers:
    """Processes that hold the library, or this process alone. Answers come in the order of the tasks."""

    def __init__(self, library: Library, processes: int) -> None:
        self.library = library
        # Spawned, not forked: the same on every system, and no lock of this process is inherited.
        context = multiprocessing.get_context("spawn")
        self.pool = context.Pool(processes, _start, (library,)) if processes > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.terminate()
            self.pool.join()

    def each(self, work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Findings, Any]]:
        """Do every task."""
        if self.pool is None:
            return (work(task, self.library) for task in tasks)
        return self.pool.imap(partial(_do, work), tasks, CHUNK)


_held: list[Library] = []


def _start(library: Library) -> None:
    _held[:] = [library]


def _do(work: Work, task: Task) -> tuple[Findings, Any]:
    return work(task, _held[0])


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks of each part."""

    library: Library
    draw: Draw
    workers: Workers
    progress: Progress

    def bars(self) -> Findings:
        """Part 1."""
        return self._gather(bars.PART, _bars, self._condition_sets())[0]

    def programmes(self) -> Findings:
        """Part 2: find the people that differ, then prescribe to each of them."""
        findings, found = self._gather(programmes.PART, _people, self._condition_sets())
        people: dict[str, Any] = {}
        for some in found:
            people |= {key: answers for key, answers in some.items() if key not in people}
        findings.counts["people who differ"] = len(people)
        chosen = self.draw.some(list(people.values()))
        findings.add(self._gather(programmes.PART, _printed, [(answers,) for answers in chosen])[0])
        wishes = programmes.wishes_of_all(chosen, self.library)
        findings.add(self._gather(programmes.PART, _personal, [(answers,) for answers in wishes])[0])
        return findings

    def screens(self) -> Findings:
        """Part 3."""
        count, people = len(screens.items(self.library)), len(screens.plain_people(self.library))
        alone = [(who, place, ()) for who in range(people) for place in range(count)]
        rows = [(who, place, range(place + 1, count)) for who, place, _ in alone]
        chosen = rows if self.draw.sample is None else [*alone, *self.draw.some(rows)]
        return self._gather(screens.PART, _screens, chosen)[0]

    def _condition_sets(self) -> list[Task]:
        sets = [(names,) for names in condition_sets(self.library)]
        single = [item for item in sets if len(item[0]) < 2]
        return [*single, *self.draw.some([item for item in sets if len(item[0]) == 2])]

    def _gather(self, part: str, work: Work, tasks: Sequence[Task]) -> tuple[Findings, list[Any]]:
        findings, found = Findings(part), []
        for done, (more, something) in enumerate(self.workers.each(work, tasks), start=1):
            findings.add(more)
            found.append(something)
            self.progress(part, done, len(tasks))
        return findings, found


def _bars(task: Task, library: Library) -> tuple[Findings, Any]:
    findings = Findings(bars.PART)
    bars.check_conditions(task[0], library, findings)
    return findings, None


def _people(task: Task, library: Library) -> tuple[Findings, Any]:
    findings = Findings(programmes.PART)
    return findings, programmes.people_of(task[0], library, findings)


def _printed(task: Task, library: Library) -> tuple[Findings, Any]:
    findings = Findings(programmes.PART)
    programmes.check_person(task[0], library, findings)
    return findings, None


def _personal(task: Task, library: Library) -> tuple[Findings, Any]:
    findings = Findings(programmes.PART)
    programmes.check_wishes(task[0], library, findings)
    return findings, None


def _screens(task: Task, library: Library) -> tuple[Findings, Any]:
    findings = Findings(screens.PART)
    who, place, later = task
    screens.check_row(who, place, later, library, findings)
    return findings, None
