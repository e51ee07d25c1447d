"""The listings as lines of text for a terminal, a file or a printer: no colours, no boxes, never wider than asked."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from backwise.engine.explain import maternity_first, what_to_do
from backwise.engine.library import Library
from backwise.engine.model import Line, Region
from backwise.engine.safety import Screening
from backwise.library.texts import say

from .answer_files import AnswerFile
from .listings import Plain, name_of, text_of
from .programme import PERSONAL

MOST_OPTIONS = 12
STEP = "  "


class Heading(str):
    """A line that begins a part."""

    __slots__ = ()


def wrapped(text: str, width: int, indent: str = "", after: str | None = None) -> list[str]:
    """The text in lines of at most `width` signs, later lines indented by `after`. Words and ids stay whole."""
    wrapper = TextWrapper(
        width=width,
        initial_indent=indent,
        subsequent_indent=indent if after is None else after,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text)


def headings(text: str, width: int) -> list[str]:
    return [Heading(line) for line in wrapped(text, width, after=STEP)]


def questions_text(questions: list[Plain], library: Library, width: int) -> Iterator[str]:
    """The questions, page by page."""
    page: str | None = ""
    for question in questions:
        asked = question["when_asked"]
        if (asked and asked["page_id"]) != page:
            page = asked and asked["page_id"]
            if question is not questions[0]:
                yield ""
            yield from headings(_page_title(asked, library), width)
        yield from _question(question, library, width)


def _page_title(asked: Plain | None, library: Library) -> str:
    if asked is None:
        return "On no page: a file may answer these"
    follow_up = ", only while a rule needs it" if asked["follow_up"] else ""
    title = text_of("page.{page_id}.title".format(**asked), library)
    return f"Page {asked['page']}{follow_up}: {title}"


def _question(question: Plain, library: Library, width: int) -> Iterator[str]:
    inner = STEP * 2
    yield from wrapped(f"{question['id']} ({_kind(question)})", width, STEP, inner)
    yield from wrapped(question["text"], width, inner)
    options = question["options"]
    if len(options) > MOST_OPTIONS:
        yield from wrapped(f"Options: the {len(options)} ids of `backwise exercises`.", width, inner)
    else:
        for option in options:
            yield from wrapped(f"{option['id']} = {option['text']}", width, inner, inner + STEP)
    if question["when_asked"] and (applies := question["when_asked"]["applies_when"]):
        yield from wrapped(f"Asked when {applies}.", width, inner)
    yield from wrapped(f"Needed by: {needed_by(question)}.", width, inner, inner + STEP)


def _kind(question: Plain) -> str:
    if question["minimum"] is None:
        return str(question["kind"])
    unit = f", {question['unit']}" if question["unit"] else ""
    return f"{question['kind']} from {question['minimum']:g} to {question['maximum']:g}{unit}"


def needed_by(question: Plain) -> str:
    """The rules that read a question, by id; without one it shapes the programme or is asked so that others apply."""
    rules = [*question["needed_by"]["red_flags"], *question["needed_by"]["conditions"]]
    return ", ".join(dict.fromkeys(rules)) or "the choice of exercises or advice"


def exercises_text(exercises: list[Plain], library: Library, width: int) -> Iterator[str]:
    """The exercises, a paragraph each."""
    for exercise in exercises:
        if exercise is not exercises[0]:
            yield ""
        yield from headings(f"{exercise['name']} ({exercise['id']})", width)
        roles, positions = ", ".join(exercise["roles"]), ", ".join(exercise["positions"])
        needs = ", ".join(exercise["equipment"]) or "nothing"
        yield from wrapped(f"{exercise['level']}; {roles}; {positions}; needs {needs}", width, STEP)
        yield from wrapped(f"Start: {dose_words(exercise['dose'])}", width, STEP)
        for key in ("easier", "harder"):
            if exercise[key]:
                yield from wrapped(f"{key.capitalize()}: {', '.join(exercise[key])}", width, STEP, STEP * 2)
        for verdict, words in (("never", "Never with"), ("caution", "With care with")):
            found = [item["condition"] for item in exercise["avoid_when"] if item["verdict"] == verdict]
            if found:
                yield from wrapped(f"{words}: {', '.join(found)}", width, STEP, STEP * 2)
        if exercise["described_in"]:
            names = ", ".join(dict.fromkeys(library.sources[item["source"]].name for item in exercise["described_in"]))
            yield from wrapped(f"Described by: {names}", width, STEP, STEP * 2)


def dose_words(dose: Plain) -> str:
    """A dose in words: "1 set of 5, hold 5 seconds, on each side, rest 10 seconds, every day"."""
    if dose["minutes"] is not None:
        parts = [counted(dose["minutes"], "minute")]
    else:
        parts = [f"{counted(dose['sets'] or 1, 'set')} of {dose['repetitions'] or 1}"]
    if dose["hold_seconds"]:
        parts.append(f"hold {counted(dose['hold_seconds'], 'second')}")
    if dose["per_side"]:
        parts.append("on each side")
    if dose["rest_seconds"]:
        parts.append(f"rest {counted(dose['rest_seconds'], 'second')}")
    days = dose["days_per_week"]
    parts.append("every day" if days == 7 else f"{counted(days, 'day')} a week")
    return ", ".join(parts)


def counted(number: int, unit: str) -> str:
    """ "1 set", "2 sets"."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def screen_text(screen: Plain, result: Screening, file: AnswerFile, library: Library, width: int) -> Iterator[str]:
    """The level in words, what fired, and what is still open."""
    words = f"level.{_words_of(result, file, library)}"
    yield from headings(f"{_filled(f'{words}.title', file, library)} ({screen['level']})", width)
    yield from wrapped(_filled(f"{words}.lead", file, library), width)
    yield from wrapped(_filled(f"{words}.body", file, library), width)
    yield from _lines_to_call(result, file, library, width)
    for flag, fired in zip(screen["flags"], result.flags, strict=True):
        yield ""
        title = text_of(f"red-flag.{flag['id']}.title", library)
        yield from headings(f"{title} ({flag['id']}, {flag['level']})", width)
        yield from wrapped(flag["why"], width, STEP)
        yield from wrapped(say(what_to_do(fired, library), library.texts), width, STEP)
        names = "; ".join(library.sources[source].name for source in flag["sources"])
        yield from wrapped(f"Sources: {names}", width, STEP, STEP * 2)
    if screen["unanswered"]:
        yield ""
        yield from headings(f"{counted(len(screen['unanswered']), 'question')} still open:", width)
        for fact in screen["unanswered"]:
            yield from wrapped(f"{fact}: {text_of(f'fact.{fact}.question', library)}", width, STEP, STEP * 2)


def _words_of(result: Screening, file: AnswerFile, library: Library) -> str:
    """The words of the level; in an emergency of pregnancy alone the maternity unit comes first."""
    pregnancy = maternity_first(result.flags, file.facts.values, library)
    return "emergency.pregnancy" if pregnancy else str(result.level)


def _filled(key: str, file: AnswerFile, library: Library) -> str:
    region = file.region
    return text_of(key, library).format(
        emergency=region.emergency.number if region else text_of("level.emergency-unknown", library),
        urgent=_number(region.urgent_advice if region else None) or text_of("level.urgent-unknown", library),
    )


def _number(line: Line | None) -> str:
    return line.number if line else ""


def _lines_to_call(result: Screening, file: AnswerFile, library: Library, width: int) -> Iterator[str]:
    """The maternity unit's line, where the region has one and an emergency of pregnancy needs it."""
    region: Region | None = file.region
    if (
        region is not None
        and region.maternity is not None
        and _words_of(result, file, library) == "emergency.pregnancy"
    ):
        yield from wrapped(f"{region.maternity.name}: {region.maternity.number}", width)


def plan_text(plan: Plain, result: Screening, file: AnswerFile, library: Library, width: int) -> Iterator[str]:
    """The programme with its reasons, after the result of the screening; for who is not cleared the screening alone."""
    yield from screen_text(plan["screen"], result, file, library, width)
    if plan["stage"] is None:
        yield ""
        yield from wrapped("So there is no programme yet.", width)
        return
    yield ""
    name = text_of("programme.{programme}.name".format(**plan), library)
    yield from headings(f"{name} ({plan['programme']}), from {plan['today']}", width)
    times = "once" if plan["sessions_per_day"] == 1 else f"{plan['sessions_per_day']} times"
    yield from wrapped(f"{times} a day, about {counted(plan['minutes'], 'minute')} each time".capitalize() + ".", width)
    if plan["programme"] == PERSONAL:
        yield from wrapped(text_of(f"why.stage.{plan['stage']}", library), width)
    for place, entry in enumerate(plan["exercises"], start=1):
        yield from _entry(place, entry, width)
    yield from _part("Left out for you", [_left_out(item, library) for item in plan["left_out"]], width)
    yield from _part("Advice", plan["advice"], width)
    if stop_rule := library.texts.get("programme.{programme}.stop_rule".format(**plan)):
        yield from _part("What the printed programme says", [stop_rule], width)
    yield from _part("Stop at once if you notice one of these", danger_signs(library), width)


def _entry(place: int, entry: Plain, width: int) -> Iterator[str]:
    yield ""
    yield from headings(f"{place}. {entry['name']} ({entry['id']})", width)
    yield from wrapped(f"{dose_words(entry['dose']).capitalize()}.", width, STEP)
    for line in (*entry["instructions"], *entry["why"]):
        yield from wrapped(line, width, STEP)


def _left_out(item: Plain, library: Library) -> str:
    return f"{name_of(item['id'], library)}: {item['why']}"


def _part(title: str, items: list[str], width: int) -> Iterator[str]:
    if items:
        yield ""
        yield from headings(f"{title}:", width)
        for item in items:
            yield from wrapped(f"- {item}", width, STEP, STEP * 2)


def danger_signs(library: Library) -> list[str]:
    """What ends a session, and what to do then."""
    rules = [f"stop-rule.{key}" for key, rule in library.stop_rules.items() if rule.kind == "danger"]
    return [f"{text_of(f'{rule}.title', library)}. {text_of(f'{rule}.do', library)}" for rule in rules]
