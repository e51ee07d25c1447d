"""Builds questions, pages, red flags, stop rules, movements and conditions from their files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backwise.engine.library import DANGER_LEVELS
from backwise.engine.model import (
    NO_LIMITS,
    Asked,
    CautionForm,
    Condition,
    FactDefinition,
    Level,
    Limits,
    Movement,
    Page,
    RedFlag,
    StopRule,
    Verdict,
)
from backwise.engine.safety import SINCE_SEEN

from .files import Files
from .reader import Reader

KINDS = ("boolean", "choice", "choices", "integer", "number", "date")
FORMS = ("limit", "only", "instead", "never")


def build_facts(files: Files) -> dict[str, FactDefinition]:
    """All questions of the folders, keyed by id."""
    return {key: _fact(key, _reader(files, path)) for key, path in files.folders("facts", "fact.toml")}


def _reader(files: Files, path: str) -> Reader:
    return Reader(path, files.tables[path], files.findings)


def _fact(key: str, reader: Reader) -> FactDefinition:
    kind = reader.one_of("kind", KINDS)
    options_from = reader.text("options_from", "")
    fact = FactDefinition(
        id=key,
        kind=kind,
        options=(f"@{options_from}",)
        if options_from
        else reader.texts("options", [] if kind not in ("choice", "choices") else ...),
        minimum=reader.number("minimum", None if kind not in ("integer", "number") else ...),
        maximum=reader.number("maximum", None if kind not in ("integer", "number") else ...),
        unit=reader.text("unit", ""),
        default=_default(reader.table.get("default")),
        answered_by=reader.one_of("answered_by", ("person", "clinician"), "person"),
        applies_when=reader.expression("applies_when") if "applies_when" in reader.table else None,
        impossible_otherwise=reader.flag("impossible_otherwise", False),
        required=reader.flag("required", False),
        asked=_asked(reader.table_of("asked")) if "asked" in reader.table else None,
    )
    reader.done("default", "asked", "sources", "review", "code", "rules", "options", "needed_because")
    return fact


def _default(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _asked(reader: Reader) -> Asked:
    asked = Asked(
        reader.text("page"),
        reader.one_of("as", ("row", "question")),
        int(reader.number("order")),
        reader.text("row", ""),
        reader.flag("inverted", False),
    )
    reader.done()
    return asked


def since_seen_facts(red_flags: dict[str, RedFlag]) -> dict[str, FactDefinition]:
    """The question "New or worse since then?" of every flag that a clinician can clear."""
    plain = FactDefinition("", "boolean", (), None, None, "", None, "person", None, False, False, None)
    return {
        SINCE_SEEN + key: replace(plain, id=SINCE_SEEN + key)
        for key, flag in red_flags.items()
        if flag.level in DANGER_LEVELS
    }


def build_pages(files: Files) -> dict[str, Page]:
    """The pages of the questionnaire in the order of the way."""
    pages = []
    for key, path in files.folders("pages", "page.toml"):
        reader = _reader(files, path)
        rows = {row.text("id"): int(row.number("order")) for row in reader.tables("rows")}
        next_button = reader.one_of("next", ("none-of-these", "i-can-do-all", "next"))
        page = Page(
            key,
            int(reader.number("number")),
            int(reader.number("order")),
            reader.flag("follow_up", False),
            next_button,
            rows,
        )
        pages.append(page)
        reader.done("sources", "review", "rules")
    return {page.id: page for page in sorted(pages, key=lambda page: page.order)}


def build_red_flags(files: Files) -> dict[str, RedFlag]:
    """The rules of triage."""
    flags = {}
    for key, path in files.folders("safety/red-flags", "rule.toml"):
        reader = _reader(files, path)
        level = Level(reader.one_of("level", [level for level in Level if level is not Level.ASK]))
        flags[key] = RedFlag(
            key, reader.text("code", ""), level, reader.expression("when"), reader.texts("sources"), reader.review()
        )
        reader.done("rules")
    return flags


def build_stop_rules(files: Files) -> dict[str, StopRule]:
    """The rules that stop a session or an exercise."""
    rules = {}
    for key, path in files.folders("safety/stop-rules", "rule.toml"):
        reader = _reader(files, path)
        kind = reader.one_of("kind", ("danger", "exercise"))
        rules[key] = StopRule(key, kind, reader.expression("when"), reader.texts("sources"), reader.review())
        reader.done("rules", "code")
    return rules


def _form(reader: Reader, text: str) -> CautionForm:
    limits = Limits(
        reader.number("hold_seconds", None), reader.number("repetitions", None), reader.number("minutes", None)
    )
    form = CautionForm(
        reader.one_of("kind", FORMS), reader.texts("exercises", []), NO_LIMITS if limits == NO_LIMITS else limits, text
    )
    reader.done()
    return form


def build_movements(files: Files) -> dict[str, Movement]:
    """The movement tags."""
    movements = {}
    for key, path in files.folders("movements", "movement.toml"):
        reader = _reader(files, path)
        movements[key] = Movement(
            id=key,
            kind=reader.one_of("kind", ("position", "movement")),
            column=reader.text("column", ""),
            no_column_because=reader.text("no_column_because", ""),
            never_counts_as_caution=reader.flag("never_counts_as_caution", False),
            caution=_form(reader.table_of("caution"), f"movement.{key}.caution") if "caution" in reader.table else None,
            sources=reader.texts("sources"),
            review=reader.review(),
        )
        reader.done("caution", "rules")
    return movements


def build_conditions(files: Files) -> dict[str, Condition]:
    """The rows of the matrix."""
    return {key: _condition(key, _reader(files, path)) for key, path in files.folders("conditions", "condition.toml")}


def _condition(key: str, reader: Reader) -> Condition:
    forms = reader.table_of("forms", required=False)
    unknown = reader.table_of("unknown", required=False)
    condition = Condition(
        id=key,
        code=reader.text("code", ""),
        when=reader.expression("when"),
        strict=reader.flag("strict", False),
        unknown_counts=unknown.one_of("treat_as", ("present", "absent"), "present") == "present",
        switched_on_by=reader.text("switched_on_by", ""),
        verdicts=_verdicts(reader.table_of("verdicts")),
        exercise_verdicts=_verdicts(reader.table_of("exercises", required=False)),
        forms={tag: _form(forms.table_of(tag), f"condition.{key}.forms.{tag}") for tag in forms.table},
        sources=reader.texts("sources"),
        review=reader.review(),
    )
    reader.done("rules")
    return condition


def _verdicts(reader: Reader) -> dict[str, Verdict]:
    allowed: Any = list(Verdict)
    return {tag: Verdict(reader.one_of(tag, allowed)) for tag in reader.table}
