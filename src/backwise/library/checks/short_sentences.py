"""Sentences stay short: 20 words at most, so that they can be read in pain, aloud and in a second language."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..wording import sentences, shown_texts

MOST_WORDS = 20


def check(library: Library, files: Files) -> Iterable[Finding]:
    for path, key, text in shown_texts(files):
        for sentence in sentences(text):
            words = len(sentence.split())
            if words > MOST_WORDS:
                what = f"has a sentence of {words} words: {sentence!r}."
                yield Finding(path, key, what, f"Make two of it, {MOST_WORDS} words at most each.")
