"""Reads an answer file: `{"answers": {fact: value}, "today"?, "stage"?, "region"?}`. Every problem at once, each with its mend."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, BinaryIO

from backwise.engine.answers import Problem, read_answers, shown
from backwise.engine.facts import Facts, facts_from
from backwise.engine.library import Library
from backwise.engine.model import FactDefinition, Region, Stage
from backwise.engine.safety import SINCE_SEEN

STANDARD_INPUT = "-"
KEYS = ("answers", "today", "stage", "region")
LIMIT_BYTES = 1_000_000
MOST_ANSWERS = 1000
DEEPEST = 6
LONGEST_TEXT = 160
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# With a day that cannot be read, what follows from the day is not judged: it would blame a right answer.
JUDGED_BY_THE_DAY = frozenset(("birth-year", "due-date", "pregnant"))


class AnswerFileError(Exception):
    """The file cannot be used; `problems` are sentences that name the file, the key and the mend."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file says. `stage` and `region` are None where it is silent; the day stands in `facts.today`."""

    facts: Facts
    stage: Stage | None
    region: Region | None


@dataclass(frozen=True, slots=True)
class Constant:
    """NaN, Infinity or -Infinity: Python reads them, JSON has none of them."""

    name: str

    def __repr__(self) -> str:
        return self.name


def file_facts(library: Library) -> dict[str, FactDefinition]:
    """The questions that a file may answer: not those of a session, nor "New or worse since then?", which need a log."""
    asked_in_sessions: frozenset[str] = frozenset().union(*(rule.when.facts() for rule in library.stop_rules.values()))
    session_only = asked_in_sessions.difference(
        *(rule.when.facts() for rule in library.red_flags.values()),
        *(condition.when.facts() for condition in library.conditions.values()),
    )
    return {
        key: fact
        for key, fact in library.facts.items()
        if not key.startswith(SINCE_SEEN) and (fact.asked is not None or key not in session_only)
    }


def read_answer_file(*, name: str, standard_input: BinaryIO | None, library: Library, today: date) -> AnswerFile:
    """Read and check one file; `name` "-" means standard input. `today` counts where the file names no day.

    Raises AnswerFileError with every problem that can be found at once.
    """
    label = "standard input" if name == STANDARD_INPUT else shown_key(name)
    try:
        table, problems = _parsed(_content(name, standard_input))
    except ValueError as error:
        raise AnswerFileError([f"{label}: {error}"]) from None
    reading = _Reading(table, library, problems)
    day = reading.day(today)
    stage, region = reading.stage(), reading.region()
    reading.unknown_keys()
    answers = reading.answers(day or today, day is not None)
    if reading.problems:
        raise AnswerFileError(
            f"{label}: {shown_key(problem.key)}: {problem.what} {problem.mend}" for problem in reading.problems
        )
    return AnswerFile(facts_from(answers, library.facts, day or today), stage, region)


def shown_key(key: str) -> str:
    """A name from outside on one line: long ones are cut, signs that cannot be printed are escaped."""
    short = key if len(key) <= LONGEST_TEXT else f"{key[:LONGEST_TEXT]}…"
    return short if short.isprintable() and short else ascii(short)


def _content(name: str, standard_input: BinaryIO | None) -> bytes:
    """The bytes, at most one more than is allowed. Raises ValueError with what is wrong."""
    try:
        if name == STANDARD_INPUT:
            if standard_input is None:
                raise ValueError("is closed. Name a file, or send the answers through a pipe.")
            return standard_input.read(LIMIT_BYTES + 1)
        with open(name, "rb") as file:
            return file.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise ValueError("there is no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise ValueError("is a folder. Name a file in it.") from None
    except PermissionError:
        raise ValueError("may not be read. Ask its owner for the right to read it, or use a copy.") from None
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror}). Check the name and the disk.") from None


def _parsed(content: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """The JSON object and its keys that stand twice. Raises ValueError when there is no such object."""
    if len(content) > LIMIT_BYTES:
        raise ValueError("is larger than 1 MB, and answers take a few kilobytes. Name the file with the answers.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValueError("is not a text in UTF-8. Save it as plain text (UTF-8) that holds JSON.")
    if not text.strip():
        raise ValueError('is empty. Write {"answers": {}} to begin.')
    problems: list[Problem] = []
    value = _json(text, problems)
    if not isinstance(value, dict):
        raise ValueError('holds no JSON object. Write {"answers": { … }} with your answers inside.')
    if _deeper_than(value, DEEPEST):
        raise ValueError('is nested too deep. Write each answer as "question": value inside "answers".')
    return value, problems


def _json(text: str, problems: list[Problem]) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key, value in pairs:
            if key in table and len(problems) < MOST_ANSWERS:
                problems.append(Problem(key, "stands twice.", "Keep one of the two."))
            table[key] = value
        return table

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=Constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"{where}: is not JSON ({error.msg}). Check quotes, commas and brackets there.") from None
    except RecursionError:
        raise ValueError('is nested too deep. Write each answer as "question": value inside "answers".') from None
    except ValueError:
        # Python refuses to read whole numbers of thousands of digits.
        raise ValueError("holds a number with thousands of digits. Write numbers as people say them.") from None


def _deeper_than(value: Any, levels: int) -> bool:
    layer = [value]
    for _ in range(levels):
        layer = [inner for item in layer for inner in _inside(item)]
        if not layer:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


class _Reading:
    """Reads the keys of one file's object and notes every problem."""

    def __init__(self, table: Mapping[str, Any], library: Library, problems: list[Problem]) -> None:
        self.table, self.library, self.problems = table, library, problems

    def wrong(self, key: str, what: str, mend: str) -> None:
        self.problems.append(Problem(key, what, mend))

    def unknown_keys(self) -> None:
        unknown = [key for key in self.table if key not in KEYS]
        for key in unknown[:MOST_ANSWERS]:
            mend = 'Move it into "answers".' if key in self.library.facts else did_you_mean(key, KEYS)
            self.wrong(key, "does not belong beside the answers.", mend)

    def day(self, today: date) -> date | None:
        """The day that the file names, or today; None when it cannot be one."""
        value = self.table.get("today")
        if value is None:
            return today
        try:
            day = date.fromisoformat(value) if ISO_DATE.fullmatch(value) else None
        except (TypeError, ValueError):
            day = None
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            mend = f"Write a day from {FIRST_DAY} to {LAST_DAY} as YYYY-MM-DD, or leave it out."
            self.wrong("today", f"{shown(value)} is not a day that we can plan for.", mend)
            return None
        return day

    def stage(self) -> Stage | None:
        value = self._one_of("stage", tuple(Stage), str.lower)
        return None if value is None else Stage(value)

    def region(self) -> Region | None:
        value = self._one_of("region", tuple(self.library.regions), str.upper)
        return None if value is None else self.library.regions[value]

    def _one_of(self, key: str, options: tuple[str, ...], spelled: Callable[[str], str]) -> str | None:
        value = self.table.get(key)
        if value is None or (isinstance(value, str) and value in options):
            return value
        guess = spelled(value) if isinstance(value, str) else ""
        self.wrong(key, f"{shown(value)} is not a {key} that we know.", did_you_mean(guess, options))
        return None

    def answers(self, day: date, day_is_sure: bool) -> dict[str, Any]:
        raw = self.table.get("answers")
        if not isinstance(raw, dict):
            what = "is missing." if "answers" not in self.table else f"is {shown(raw)}."
            self.wrong("answers", what, 'Write "answers": { … } with a line for each question.')
            return {}
        if len(raw) > MOST_ANSWERS:
            self.wrong("answers", f"holds {len(raw)} keys.", "Keep the questions that `backwise questions` lists.")
            return {}
        allowed = file_facts(self.library)
        answers, problems = read_answers(self._plain_values(raw, allowed), allowed, day)
        self.problems.extend(item for item in problems if day_is_sure or item.key not in JUDGED_BY_THE_DAY)
        return answers

    def _plain_values(self, raw: Mapping[str, Any], allowed: Mapping[str, FactDefinition]) -> dict[str, Any]:
        """The answers without those that are noted here: a session's questions, and numbers that JSON has not."""
        kept = {}
        for key, value in raw.items():
            constants = [item for item in (value, *_inside(value)) if isinstance(item, Constant)]
            if key in self.library.facts and key not in allowed:
                self.wrong(key, "is asked in a session, not in a file.", "Leave it out here.")
            elif constants:
                self.wrong(key, f"{constants[0]} is not a number in JSON.", "Write a number, or leave the key out.")
            else:
                kept[key] = value
        return kept


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """The mend for a word that is not among the options: the closest one, or all of them."""
    close = get_close_matches(word, list(options), 1)
    return f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(options)}."
