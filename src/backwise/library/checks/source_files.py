"""Every source can be found again: who and what it is, a link where it is not a document of ours, and when it was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from .regions import is_telephone

# A document lies in the repository's own sources, an agreement is ours: neither has a page to open.
WITHOUT_LINK = ("document", "agreement", "book")


def check(library: Library, files: Files) -> Iterable[Finding]:
    for key, path in files.singles("sources"):
        source, table = library.sources[key], files.tables[path]
        if not source.link and source.kind not in WITHOUT_LINK and not str(table.get("note", "")).strip():
            yield Finding(path, "link", "is empty.", "Add the page's address, or say in note why there is none.")
        if source.link and not source.link.startswith(("https://", "http://")):
            yield Finding(path, "link", f"is {source.link!r}.", "Write the whole address, beginning with https://.")
        if not isinstance(table.get("reviewed_on"), date):
            yield Finding(path, "reviewed_on", "is not a date.", "Write the day when it was last read, as YYYY-MM-DD.")
        if source.kind == "document" and not table.get("document"):
            yield Finding(path, "document", "is missing.", "Name the document's file without its ending.")
        for place, contact in enumerate(table.get("contacts", [])):
            if not is_telephone(str(contact.get("phone", ""))):
                what = f"is {contact.get('phone')!r}."
                yield Finding(
                    path, f"contacts[{place}].phone", what, "Use digits, with spaces or hyphens between them."
                )
