"""Every file stands where the format says, and every folder has all its files."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import ALONE, KINDS, LANGUAGES, SINGLES


def check(library: Library, files: Files) -> Iterable[Finding]:
    known = set(ALONE)
    for kind in KINDS:
        for key in kind.keys(files):
            for name in (kind.main, *kind.needs):
                path = f"{kind.folder}/{key}/{name}"
                known.add(path)
                if path not in files.tables:
                    yield Finding(path, "-", "is missing.", f"Every {kind.name} has this file: add it.")
            known.update(f"{kind.folder}/{key}/{name}" for name in kind.may)
    for path in files.tables:
        if path not in known and not path.startswith(LANGUAGES) and path.rpartition("/")[0] not in SINGLES:
            yield Finding(path, "-", "is a file that nothing reads.", "Check folder and name against the format.")
