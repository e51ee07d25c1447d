"""Words to be: ids of messages with values that may be phrases themselves, so that every language can put them in its own order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from backwise.engine.messages import Message
from backwise.library.texts import say

PREFIX = "figure."


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text `figure.<id>`; `values` fill its placeholders."""

    id: str
    values: Mapping[str, Phrase | int] = field(default_factory=dict)


def phrase(key: str, **values: Phrase | int) -> Phrase:
    return Phrase(key, values)


def said(words: Phrase, texts: Mapping[str, str]) -> str:
    """The words of a phrase. A missing text shows its id."""
    values = {key: said(value, texts) if isinstance(value, Phrase) else value for key, value in words.values.items()}
    return say(Message(f"{PREFIX}{words.id}", values), texts)


def sentence(words: Phrase, texts: Mapping[str, str]) -> str:
    """The words of a phrase that is a whole sentence, its first letter a capital where the script has capitals."""
    text = said(words, texts)
    return text[:1].upper() + text[1:]


def joined(sentences: Sequence[Phrase], texts: Mapping[str, str]) -> str:
    """Sentences one after the other, as the language puts them together."""
    frame = f"{PREFIX}sentences"
    written = [sentence(words, texts) for words in sentences]
    return reduce(lambda first, second: say(Message(frame, {"first": first, "second": second}), texts), written)
