"""A programme as printed is the document's own: each line quotes a name that its exercise keeps from that document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library
from backwise.engine.model import PrintedEntry, PrintedProgramme

from ..files import Files
from ..findings import Finding
from ..layout import PROGRAMME

DOSE = ("hold_seconds", "repetitions", "sets")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for programme in library.programmes.values():
        path = PROGRAMME.path(programme.id)
        if not programme.entries:
            yield Finding(path, "entries", "is empty.", "Add the exercises in printed order.")
        for place, entry in enumerate(programme.entries):
            yield from _quoted(path, f"entries[{place}]", entry, programme, library)


def _quoted(
    path: str, key: str, entry: PrintedEntry, programme: PrintedProgramme, library: Library
) -> Iterator[Finding]:
    exercise = library.exercises.get(entry.exercise)
    if exercise is None:
        return
    printed = [item for item in exercise.described_in if item.document == programme.document]
    same = [item for item in printed if entry.as_printed in (item.name, item.name_local)]
    if not same:
        names = ", ".join(item.name for item in printed) or "nothing"
        what = f"is {entry.as_printed!r}, but {entry.exercise} keeps {names} from this document."
        yield Finding(path, f"{key}.as_printed", what, "Quote the name that stands in described_in.")
    for variable in DOSE:
        value, known = getattr(entry, variable), [getattr(item, variable) for item in same]
        if same and value not in known:
            what = f"is {value}, but described_in of {entry.exercise} says {known[0]}."
            yield Finding(path, f"{key}.{variable}", what, "Read the document again and make both the same.")
