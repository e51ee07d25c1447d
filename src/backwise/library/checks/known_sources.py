"""Every source that is named exists, and every printed description names the document of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding, unknown
from ..layout import EXERCISE, PROGRAMME, walk


def check(library: Library, files: Files) -> Iterable[Finding]:
    for path, table in files.tables.items():
        for place, key, value in walk(table):
            if key == "sources" and isinstance(value, list):
                named = [str(item) for item in value]
            elif key == "source" and isinstance(value, str):
                named = [value]
            else:
                continue
            yield from (
                unknown(path, place, name, "source", library.sources) for name in named if name not in library.sources
            )
    yield from _documents(library, files)


def _documents(library: Library, files: Files) -> Iterator[Finding]:
    """The five documents are the sources that carry a `document`."""
    documents = {key: files.tables[path].get("document") for key, path in files.singles("sources")}
    placed = [
        (EXERCISE.path(key), f"described_in[{place}].document", item.source, item.document)
        for key, exercise in library.exercises.items()
        for place, item in enumerate(exercise.described_in)
    ]
    placed += [
        (PROGRAMME.path(key), "document", item.source, item.document) for key, item in library.programmes.items()
    ]
    for path, place, source, document in placed:
        if document not in documents.values():
            yield unknown(path, place, document, "document", [name for name in documents.values() if name])
        elif documents.get(source) != document:
            yield Finding(
                path, place, f"is not the document of the source {source!r}.", "Name the document's own source."
            )
