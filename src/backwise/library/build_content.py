"""Builds exercises, programmes, cards, regions, sources and numbers from their files."""

from __future__ import annotations

from typing import Any

from backwise.engine.conditions import ALWAYS
from backwise.engine.model import (
    Card,
    Description,
    Dose,
    DoseRange,
    Exercise,
    LadderStep,
    Line,
    Number,
    Pattern,
    PersonalRules,
    PrintedEntry,
    PrintedProgramme,
    Recipe,
    Region,
    Slot,
    Source,
    Stage,
)

from .files import Files
from .reader import Reader

LEVELS = ("beginner", "intermediate", "advanced")
ROLES = (
    "mobility",
    "deep-control",
    "abdominal",
    "back-extensor",
    "hip-and-leg",
    "stretch",
    "relief",
    "aerobic",
    "balance",
)
DOSE_KINDS = ("strength", "mobility", "control", "stretch", "relief", "aerobic", "balance")
EQUIPMENT = ("chair", "wall", "bed", "towel", "pool", "bicycle")
TOPICS = ("sport", "daily", "heat-cold", "medicines", "first-aid", "help")
PERSONAL = "programmes/personal/rules.toml"


def _reader(files: Files, path: str) -> Reader:
    return Reader(path, files.tables[path], files.findings)


def build_exercises(files: Files) -> dict[str, Exercise]:
    """All exercises, keyed by id."""
    return {key: _exercise(key, _reader(files, path)) for key, path in files.folders("exercises", "exercise.toml")}


def _exercise(key: str, reader: Reader) -> Exercise:
    roles = reader.table_of("roles")
    exercise = Exercise(
        id=key,
        level=reader.one_of("level", LEVELS),
        positions=reader.texts("positions"),
        movements=reader.texts("movements"),
        per_side=reader.flag("per_side"),
        equipment=frozenset(reader.texts("equipment")),
        muscles_worked=reader.texts("muscles_worked", []),
        muscles_stretched=reader.texts("muscles_stretched", []),
        easier=reader.texts("easier", []),
        harder=reader.texts("harder", []),
        substitutes=reader.texts("substitutes", []),
        roles={role: int(roles.number(role)) for role in roles.table},
        dose=_dose_range(reader.table_of("dose")),
        described_in=tuple(_description(item) for item in reader.tables("described_in")),
        doses_elsewhere=tuple(dict(item.table) for item in reader.tables("doses_elsewhere")),
        notes=reader.texts("notes", []),
        sources=reader.texts("sources"),
        review=reader.review(),
    )
    reader.done("rules")
    return exercise


def _dose_range(reader: Reader) -> DoseRange:
    dose = DoseRange(
        reader.one_of("kind", DOSE_KINDS),
        _dose(reader.table_of("start")),
        _dose(reader.table_of("ceiling")),
        int(reader.number("out_seconds", 0)),
        int(reader.number("back_seconds", 0)),
    )
    reader.done("sources", "evidence", "note", "review")
    return dose


def _dose(reader: Reader) -> Dose:
    names = ("sets", "repetitions", "hold_seconds", "rest_seconds", "minutes")
    dose = Dose(*(reader.number(name, None) for name in names))
    reader.done()
    return dose


def _description(reader: Reader) -> Description:
    description = Description(
        source=reader.text("source"),
        document=reader.text("document"),
        name=reader.text("name"),
        name_local=reader.optional_text("name_local"),
        level=reader.one_of("level", LEVELS) if "level" in reader.table else None,
        hold_seconds=reader.span("hold_seconds"),
        repetitions=reader.span("repetitions"),
        sets=reader.span("sets"),
        per_side=reader.flag("per_side") if "per_side" in reader.table else None,
        times_per_day=reader.span("times_per_day"),
        avoid=reader.optional_text("avoid"),
        note=reader.optional_text("note"),
    )
    reader.done()
    return description


def build_programmes(files: Files) -> dict[str, PrintedProgramme]:
    """The programmes as printed."""
    return {key: _programme(key, _reader(files, path)) for key, path in files.folders("programmes", "programme.toml")}


def _programme(key: str, reader: Reader) -> PrintedProgramme:
    programme = PrintedProgramme(
        id=key,
        source=reader.text("source"),
        document=reader.text("document"),
        times_per_day=reader.span("times_per_day"),
        entries=tuple(_printed_entry(item) for item in reader.tables("entries")),
        sources=reader.texts("sources"),
        review=reader.review(),
    )
    reader.done("rules", "note", "notes")
    return programme


def _printed_entry(reader: Reader) -> PrintedEntry:
    entry = PrintedEntry(
        reader.text("exercise"),
        reader.text("as_printed"),
        reader.text("section", ""),
        reader.span("hold_seconds"),
        reader.span("repetitions"),
        reader.span("sets"),
    )
    reader.done("per_side", "times_per_day", "note", "level", "name_local", "avoid")
    return entry


def build_personal(files: Files) -> PersonalRules:
    """The selection rules of the personal programme."""
    reader = Reader(PERSONAL, files.tables.get(PERSONAL, {}), files.findings)
    recipes = reader.table_of("recipes")
    patterns = reader.table_of("patterns")
    rules = PersonalRules(
        recipes={stage: _recipe(stage, recipes.table_of(stage)) for stage in Stage},
        patterns={key: _pattern(key, patterns.table_of(key)) for key in patterns.table},
        position_order=reader.texts("position_order"),
        balance_from_age=int(reader.number("balance_from_age")),
        sources=reader.texts("sources"),
    )
    reader.review()
    reader.done("rules")
    return rules


def _recipe(stage: Stage, reader: Reader) -> Recipe:
    days = reader.table_of("days_per_week", required=False)
    recipe = Recipe(
        stage=stage,
        slots=tuple(
            Slot(slot.texts("roles"), int(slot.number("least")), int(slot.number("most")), slot.flag("required"))
            for slot in reader.tables("slots")
        ),
        most=int(reader.number("most")),
        sessions_per_day=int(reader.number("sessions_per_day")),
        days_per_week={role: int(days.number(role)) for role in days.table},
    )
    reader.done()
    return recipe


def _pattern(key: str, reader: Reader) -> Pattern:
    return Pattern(key, frozenset(reader.texts("leave_out")), frozenset(reader.texts("lean")))


def build_cards(files: Files, kind: str) -> dict[str, Card]:
    """Education messages or advice."""
    cards = {}
    for key, path in files.folders(kind, f"{kind}.toml"):
        reader = _reader(files, path)
        cards[key] = Card(
            id=key,
            kind=kind,
            code=reader.text("code", ""),
            topic=reader.one_of("topic", TOPICS) if kind == "advice" else "",
            when=reader.expression("when", ALWAYS),
            sources=reader.texts("sources"),
            review=reader.review(),
        )
        reader.done("rules", "notes", "note")
    return cards


def build_regions(files: Files) -> dict[str, Region]:
    """Whom to call, by region."""
    regions = {}
    for key, path in files.folders("regions", "region.toml"):
        reader = _reader(files, path)
        emergency = _line(reader, "emergency")
        if emergency is None:
            reader.wrong("emergency", "is missing.", "Add { number, name }.")
            emergency = Line("", "")
        regions[key] = Region(
            id=key,
            emergency=emergency,
            urgent_advice=_line(reader, "urgent_advice"),
            maternity=_line(reader, "maternity"),
            poison=_line(reader, "poison"),
            crisis=_line(reader, "crisis"),
            time_zones=reader.texts("time_zones"),
        )
        reader.texts("sources")
        reader.review()
        reader.done("rules", "notes", "note")
    return regions


def _line(reader: Reader, key: str) -> Line | None:
    if key not in reader.table:
        reader.read.add(key)
        return None
    line = reader.table_of(key)
    return Line(line.text("number"), line.text("name", ""))


def build_sources(files: Files) -> dict[str, Source]:
    """Where facts come from."""
    kinds = ("document", "guideline", "trial", "review", "website", "agreement", "study", "book")
    sources = {}
    for key, path in files.singles("sources"):
        reader = _reader(files, path)
        names = (
            reader.text("name"),
            reader.text("citation"),
            reader.text("link", ""),
            reader.one_of("kind", kinds),
            reader.text("grade", ""),
        )
        sources[key] = Source(key, *names)
    return sources


def build_numbers(files: Files) -> dict[str, Number]:
    """Every clinical number of progression/."""
    numbers: dict[str, Number] = {}
    for _, path in files.singles("progression"):
        table = _reader(files, path).table_of("numbers", required=False)
        for key in table.table:
            reader = table.table_of(key)
            value: Any = reader.table.get("value")
            numbers[key] = Number(key, value, reader.text("unit"), reader.texts("sources"), reader.text("evidence"))
    return numbers


def build_ladders(files: Files) -> dict[str, tuple[LadderStep, ...]]:
    """The rungs of each kind of dose."""
    path = "progression/ladders.toml"
    table = Reader(path, files.tables.get(path, {}), files.findings).table_of("ladders")
    ladders = {}
    for key in table.table:
        steps = table.table_of(key).tables("steps")
        ladders[key] = tuple(
            LadderStep(step.text("variable"), int(step.number("by", 0)), step.number("until", None)) for step in steps
        )
    return ladders
