"""Every sentence that the engine asks for exists, with exactly the placeholders that the engine fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter

from backwise.engine.library import Library
from backwise.engine.model import Level, Stage

from ..build_content import ROLES
from ..files import Files
from ..findings import Finding
from ..wording import shown_texts

NOTHING: frozenset[str] = frozenset()
# An emergency of a pregnancy has words of its own: the maternity unit comes first (contracts 12).
PREGNANCY = "emergency.pregnancy"
# message id -> the placeholders that are filled
ALONE: dict[str, frozenset[str]] = {
    "why.liked": NOTHING,
    "why.instead-of": frozenset(("exercise",)),
    "why.as-printed": frozenset(("name",)),
    "why.less-than-printed": NOTHING,
    "why.instead-of-printed": frozenset(("name",)),
    "why.sources-differ.hold-seconds": frozenset(("lowest", "highest")),
    "why.sources-differ.repetitions": frozenset(("lowest", "highest")),
    "left-out.because.movement": frozenset(("condition", "movement")),
    "left-out.because.exercise": frozenset(("condition",)),
    "left-out.not-answered.movement": frozenset(("condition", "movement")),
    "left-out.not-answered.exercise": frozenset(("condition",)),
    "left-out.disliked": NOTHING,
    "answer.yes": NOTHING,
    "answer.no": NOTHING,
    "answer.unsure": NOTHING,
    "answer.none": NOTHING,
    "answer.nothing": NOTHING,
    "red-flag-seen.do": NOTHING,
    "red-flag-unsure.do": NOTHING,
    "handover.notice": NOTHING,
    "level.emergency.lead": frozenset(("emergency",)),
    f"level.{PREGNANCY}.lead": frozenset(("emergency",)),
    "level.same-day.lead": frozenset(("urgent",)),
    "level.call": frozenset(("emergency",)),
    "level.emergency-unknown": NOTHING,
    "level.urgent-unknown": NOTHING,
}


def expected(library: Library) -> dict[str, frozenset[str]]:
    """Each message id that the engine, or a page of results, can ask for, with its placeholders."""
    wanted = {f"why.role.{role}": NOTHING for role in ROLES}
    wanted |= {f"why.stage.{stage}": NOTHING for stage in Stage}
    for pattern in library.personal.patterns.values():
        if pattern.lean:
            wanted[f"why.pattern.{pattern.id}"] = NOTHING
        if pattern.leave_out:
            wanted[f"left-out.pattern.{pattern.id}"] = NOTHING
    for result in (*Level, PREGNANCY):
        wanted |= {f"level.{result}.{part}": NOTHING for part in ("title", "lead", "body", "short")}
    return wanted | ALONE


def check(library: Library, files: Files) -> Iterable[Finding]:
    placed = dict(_placed(files))
    for key, placeholders in expected(library).items():
        if key not in placed:
            yield Finding("messages", key, "is missing.", "The engine says it: write the sentence.")
        elif (found := _placeholders(library.texts.get(key, ""))) is not None and found != placeholders:
            what = f"has the placeholders {_listed(found)}."
            yield Finding(placed[key], key, what, f"Use exactly {_listed(placeholders)}.")
    yield from _twice(files)
    yield from _braces(files)


def _placed(files: Files) -> Iterator[tuple[str, str]]:
    """(message id, file) of every message."""
    for _, path in files.singles("messages"):
        yield from ((key, path) for key in files.tables[path].get("messages", {}))


def _twice(files: Files) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key, path in _placed(files):
        if key in seen:
            yield Finding(path, key, f"stands in {seen[key]} too.", "Keep one of the two.")
        seen[key] = path


def _braces(files: Files) -> Iterator[Finding]:
    """Only messages are filled: a brace anywhere else would be shown as it is."""
    for path, key, text in shown_texts(files):
        found = _placeholders(text)
        if found is None:
            yield Finding(path, key, "has braces that do not match.", "Write a placeholder as {name}.")
        elif found and not path.startswith("messages/"):
            yield Finding(
                path, key, f"has the placeholders {_listed(found)}.", "Nothing fills them here: write the words."
            )


def _placeholders(text: str) -> frozenset[str] | None:
    """The names in braces; None where the braces do not match."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
