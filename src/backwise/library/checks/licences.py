"""Nothing of a questionnaire whose licence forbids it is here: such a pack is refused (contracts 14)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..wording import shown_texts

# Rated D in the clinical table E: written permission, fees or a ban on changes stand against open content.
FORBIDDEN = {
    "STarT MSK": r"start[ -]?msk",
    "Oswestry Disability Index": r"oswestry",
    "Quebec Back Pain Disability Scale": r"quebec[ -]back[ -]pain|qbpds",
    "EQ-5D": r"eq-?5d|euroqol",
    "PROMIS": r"promis",
}


def check(library: Library, files: Files) -> Iterable[Finding]:
    for instrument, pattern in FORBIDDEN.items():
        name = re.compile(rf"\b({pattern})\b", re.IGNORECASE)
        mend = "Take it out: its licence does not allow it here. Our own words may ask for the same thing."
        for path in files.tables:
            if name.search(path.replace("/", " ")):
                yield Finding(path, "-", f"is named after {instrument}.", mend)
        for path, key, text in shown_texts(files):
            if name.search(text):
                yield Finding(path, key, f"shows words of {instrument}, or its name.", mend)
