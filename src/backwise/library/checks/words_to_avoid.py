"""Words that frighten, blame or promise are not ours. What documents print may be quoted where it is quoted as theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..wording import shown_texts

# Each with what to say instead. Add a line here; nothing else changes.
AVOID = {
    r"good backs?": "say what the back can do",
    r"bad backs?": "say back pain",
    r"weak (low(er)? )?backs?": "say what gets easier",
    r"damag\w*": "say hurt or harm, or leave it out",
    r"wear and tear": "say changes with age",
    r"worn([ -]out)?": "say changes with age",
    r"crumbl\w*": "say changes with age",
    r"no pain,? no gain": "say that easy steps work",
    r"cures?|cured|curing": "say eases or helps",
    r"champions?": "say what was done",
    r"guarante\w*": "say often or most people",
}


def check(library: Library, files: Files) -> Iterable[Finding]:
    patterns = [(re.compile(rf"\b({word})\b", re.IGNORECASE), instead) for word, instead in AVOID.items()]
    for path, key, text in shown_texts(files):
        for pattern, instead in patterns:
            if match := pattern.search(text):
                yield Finding(path, key, f"says {match.group()!r}.", f"Use other words: {instead}.")
