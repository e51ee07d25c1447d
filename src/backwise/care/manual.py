"""The generated pages of the manual: docs/manual is written from the code and the knowledge, never by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from backwise.engine.answers import read_answers
from backwise.engine.facts import facts_from
from backwise.engine.library import Library
from backwise.engine.model import Description
from backwise.engine.safety import NO_CLEARANCES, screen
from backwise.library.cases import baseline_answers, baseline_day
from backwise.library.files import read_files

from . import listings
from .listings import Plain, text_of
from .plain_text import needed_by
from .programme import PERSONAL

GENERATED = "<!-- Written by `make manual`. Change the code or the knowledge, then write it anew. -->"
LINE = 100
# A document that prints everything and one that prints a name alone, for the shape of `described_in`.
PRINTED = Description("", "", "", "", "", (5, 10), (5, 10), (1, 2), True, (1, 2), "", "")
SILENT = Description("", "", "", None, None, None, None, None, None, None, None, None)

ANSWER_FILE = """
## The answer file

`screen` and `plan` read a JSON file; `-` means standard input. `examples/` holds files to begin with.

```json
{"answers": {"birth-year": 1980, "pain-now": 4, "leg-weakness": "unsure"}, "today": "2026-11-21", "stage": "build", "region": "TW"}
```

- `answers`: question id and value. Values: `true`, `false`, an option's id, a list of option ids, a number, a day as `YYYY-MM-DD`, or `"unsure"`.
  A question that is missing (or `null`) counts as not answered, never as no. [questions.md](questions.md) lists all of them.
- `today`: optional; without it the computer's day counts, which begins at 03:00.
- `stage`: optional, `calm`, `restore`, `build` or `maintain`; without it the answers decide between `calm` and `restore`.
- `region`: optional, whose emergency number is shown: {regions}.

Anything that cannot be right is refused: one line for each problem, with the file, the key and the mend.

## Exit codes

| code | means |
|---|---|
| 0 | done; `screen` gives 0 at every level |
| 1 | `check` or `verify` found something |
| 2 | the input cannot be used; the reason stands on standard error |
| 3 | `plan` only: the safety questions do not clear this person, so there is no programme |
"""


def questions_page(library: Library) -> str:
    """docs/manual/questions.md: every question with its page, its answers and the rules that need it."""
    found = listings.questions(library)
    parts = [GENERATED, "# The questions", _about(found, library)]
    for page in library.pages.values():
        rows = [item for item in found if item["when_asked"] and item["when_asked"]["page_id"] == page.id]
        follow_up = " Shown only while a rule still needs one of its answers." if page.follow_up else ""
        parts.append(
            f"## Page {page.number}: {text_of(f'page.{page.id}.title', library)}\n\nPage `{page.id}`.{follow_up}"
        )
        parts.append(_table(rows))
    parts.append("## On no page\n\nA file may answer these; the site asks them where they come up.")
    parts.append(_table([item for item in found if item["when_asked"] is None]))
    parts.append("## In a session\n\nAsked before, during and after a session. A file cannot answer them.")
    parts.append("\n".join(_session_questions(library)))
    return "\n\n".join(parts) + "\n"


def _about(found: Sequence[Plain], library: Library) -> str:
    danger = len(library.danger_facts & {item["id"] for item in found})
    return (
        f"{len(found)} questions that an answer file may answer; `backwise questions --json` gives the same as JSON. {danger} of them are\n"
        "danger questions: a rule that can stop a programme needs them. Nobody is asked all of them: a follow-up page shows only\n"
        'while a rule needs it. Every question also takes `"unsure"`.'
    )


def _table(rows: Iterable[Plain]) -> str:
    head = "| id | question | answers | needed by |\n|---|---|---|---|\n"
    return head + "\n".join(f"| `{row['id']}` | {_text(row)} | {_answers(row)} | {needed_by(row)} |" for row in rows)


def _text(row: Plain) -> str:
    applies = row["when_asked"] and row["when_asked"]["applies_when"]
    return f"{row['text']} (asked when {applies})" if applies else str(row["text"])


def _answers(row: Plain) -> str:
    if row["kind"] == "boolean":
        return "`true`, `false`"
    if row["minimum"] is not None:
        return f"{row['kind']} {row['minimum']:g} to {row['maximum']:g}"
    if not row["options"]:
        return str(row["kind"])
    if len(row["options"]) > 12:
        return "list of exercise ids"
    options = ", ".join(f"`{option['id']}`" for option in row["options"])
    return f"list of {options}" if row["kind"] == "choices" else options


def _session_questions(library: Library) -> Iterator[str]:
    allowed = {item["id"] for item in listings.questions(library)}
    yield "| id | question | needed by |\n|---|---|---|"
    for fact in library.facts:
        rules = [key for key, rule in library.stop_rules.items() if fact in rule.when.facts()]
        if rules and fact not in allowed:
            yield f"| `{fact}` | {text_of(f'fact.{fact}.question', library)} | {', '.join(rules)} |"


def commands_page(top: Any, library: Library) -> str:
    """docs/manual/commands.md: every command and option of `top` (the command line's own description of itself), then the
    answer file, exit codes and JSON."""
    file = ANSWER_FILE.strip().replace("{regions}", ", ".join(library.regions))
    parts = (
        "# The command line",
        "`backwise [OPTIONS] COMMAND`",
        _options(top),
        *_commands(top),
        file,
        _programmes(library),
        *_shapes(library),
    )
    return "\n\n".join(part for part in (GENERATED, *parts) if part) + "\n"


def _programmes(library: Library) -> str:
    rows = [f"| `{key}` | {text_of(f'programme.{key}.name', library)} |" for key in listings.programmes(library)]
    return "\n".join(("## Programmes", "", "| `--programme` | name |", "|---|---|", *rows))


def _commands(top: Any) -> Iterator[str]:
    for name, command in top.commands.items():
        if not command.hidden:
            arguments = [item.metavar for item in command.params if item.param_type_name == "argument"]
            options = ["[OPTIONS]"] if len(command.params) > len(arguments) else []
            yield f"## {name}"
            yield f"`{' '.join(('backwise', name, *arguments, *options))}`"
            yield command.help
            yield _options(command)


def _options(command: Any) -> str:
    rows = ["| option | means |", "|---|---|"]
    for item in command.params:
        value = f" {item.metavar}" if item.metavar and item.param_type_name == "option" else ""
        names = item.metavar if item.param_type_name == "argument" else ", ".join(item.opts)
        default = "" if item.default in (None, False) else f" Default: {item.default}."
        rows.append(f"| `{names}{value}` | {item.help}{default} |")
    return "\n".join(rows) if command.params else ""


def _shapes(library: Library) -> Iterator[str]:
    """What `--json` prints, read off from real values."""
    yield "## JSON\n\nThese shapes are stable: keys are only ever added."
    exercises = listings.exercises(library)
    cleared, asked = _sample(library, {"lost-height": True, "slipped-disc": True}), _sample(library, {"pregnant": None})
    shown: Mapping[str, list[Any]] = {
        "questions": [listings.questions(library)],
        "exercises": [
            exercises,
            [exercises[0] | {"described_in": [listings.description(item) for item in (PRINTED, SILENT)]}],
        ],
        "screen": [cleared["screen"], asked["screen"]],
        "plan": [cleared, asked],
    }
    for command, values in shown.items():
        yield f"`{command} --json`:\n\n```\n{shape(values)}\n```"


def _sample(library: Library, changes: Mapping[str, Any]) -> Plain:
    """The plan of the baseline person with a few other answers."""
    files = read_files()
    today = baseline_day(files)
    answers, _ = read_answers({**baseline_answers(files), **changes}, library.facts, today)
    facts = facts_from(answers, library.facts, today)
    result = screen(facts, NO_CLEARANCES, library, today)
    return listings.plan(result, facts, programme=PERSONAL, stage=None, library=library)


def shape(values: Sequence[Any], indent: str = "") -> str:
    """What these values have in common: their keys and the kinds of what stands there."""
    found = []
    tables = [value for value in values if isinstance(value, dict)]
    if tables:
        keys = dict.fromkeys(key for table in tables for key in table)
        inner = [f'"{key}": {shape([table[key] for table in tables if key in table], indent + "  ")}' for key in keys]
        found.append(_braced(inner, indent))
    lists = [value for value in values if isinstance(value, list)]
    if lists:
        found.append(f"[{shape([item for value in lists for item in value], indent)}]")
    kinds = {type(value) for value in values}
    names = {bool: "true or false", str: "text", int: "number", float: "number", type(None): "null"}
    found.extend(dict.fromkeys(name for kind, name in names.items() if kind in kinds))
    return " or ".join(found)


def _braced(inner: Sequence[str], indent: str) -> str:
    """On one line where it fits, else a line for each key."""
    line = "{" + ", ".join(inner) + "}"
    if len(indent) + len(line) <= LINE and "\n" not in line:
        return line
    return "{\n" + ",\n".join(f"{indent}  {item}" for item in inner) + f"\n{indent}}}"
