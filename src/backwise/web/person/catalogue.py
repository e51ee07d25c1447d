"""Finding exercises: every filter's options as bit masks over the exercises, and the words that a search looks through."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from backwise.engine.library import Library
from backwise.engine.model import Exercise
from backwise.library.build_content import EQUIPMENT, ROLES

NOTHING_NEEDED = "nothing"
Options = Mapping[str, int]
# "child’s" is found by "childs".
APOSTROPHES = frozenset("'’‘ʼ`")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises in their order; the exercise at place n is bit n of every mask.

    `options` are the filters: for each option the exercises that have it. `words` is what a search looks through, `names` the
    first part of it.
    """

    exercises: tuple[Exercise, ...]
    options: Mapping[str, Options]
    words: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def everything(self) -> int:
        return (1 << len(self.exercises)) - 1

    def mask(self, wanted: Callable[[Exercise], bool]) -> int:
        """The exercises for which this is true."""
        return sum(1 << place for place, exercise in enumerate(self.exercises) if wanted(exercise))

    def search(self, text: str) -> int:
        """The exercises that have every word of a text. Nothing to search for finds everything."""
        wanted = plain(text).split()
        return sum(1 << place for place, words in enumerate(self.words) if all(word in words for word in wanted))

    def inside(self, mask: int) -> Iterator[Exercise]:
        """The exercises of a mask, in order."""
        return (exercise for place, exercise in enumerate(self.exercises) if mask >> place & 1)

    def by_name_first(self, mask: int, text: str) -> list[Exercise]:
        """The exercises of a mask; those that a search finds by their name come first."""
        wanted = plain(text).split()
        found = [place for place in range(len(self.exercises)) if mask >> place & 1]
        found.sort(key=lambda place: not all(word in self.names[place] for word in wanted))
        return [self.exercises[place] for place in found]


@lru_cache(maxsize=4)
def catalogue(library: Library) -> Catalogue:
    """The catalogue of a library, made once: by position, from lying up to standing and into the water, and by name."""
    # Positions that the personal programme does not order stand last.
    order = list(dict.fromkeys((*reversed(library.personal.position_order), *library.movements)))
    names = {key: library.texts.get(f"exercise.{key}.name", key) for key in library.exercises}
    exercises = sorted(library.exercises.values(), key=lambda item: (order.index(item.positions[0]), names[item.id]))
    return Catalogue(
        tuple(exercises),
        {
            "serves": _options(exercises, lambda item: item.roles, ROLES),
            "position": _options(exercises, lambda item: item.positions, order),
            "needs": _options(
                exercises, lambda item: item.equipment or (NOTHING_NEEDED,), (NOTHING_NEEDED, *EQUIPMENT)
            ),
        },
        tuple(plain(" ".join(_said(item, library))) for item in exercises),
        tuple(plain(names[item.id]) for item in exercises),
    )


def _options(
    exercises: Iterable[Exercise], has: Callable[[Exercise], Iterable[str]], order: Iterable[str]
) -> dict[str, int]:
    """The mask of each option, in this order; options that no exercise has are left out."""
    found: dict[str, int] = {}
    for place, exercise in enumerate(exercises):
        for option in has(exercise):
            found[option] = found.get(option, 0) | 1 << place
    return {option: found[option] for option in order if option in found}


def _said(exercise: Exercise, library: Library) -> Iterator[str]:
    """What people may call it: its name, what it is for, and the leaflets' own names."""
    for part in ("name", "purpose"):
        yield library.texts.get(f"exercise.{exercise.id}.{part}", "")
    for item in exercise.described_in:
        yield item.name
        yield item.name_local or ""


def plain(text: str) -> str:
    """Text for comparing: no case, accents, tone marks or apostrophes; full-width letters are letters; other signs are gaps."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign for sign in spread if sign not in APOSTROPHES and not unicodedata.category(sign).startswith("M"))
    return "".join(sign if sign.isalnum() else " " for sign in kept)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter: how many exercises there would be with it, everything else staying as it is."""

    option: str
    count: int
    chosen: bool


def choices(
    filters: Mapping[str, Options], chosen: Mapping[str, frozenset[str]], found: int
) -> tuple[int, Mapping[str, list[Choice]]]:
    """What is left of the exercises `found` under all filters, and each filter's options with their counts.

    Within a filter any of the chosen options is enough; a filter without one lets everything through.
    """
    passed = {name: _passed(options, chosen.get(name, frozenset())) for name, options in filters.items()}
    left = reduce(lambda mask, name: mask & passed[name], passed, found)
    shown = {}
    for name, options in filters.items():
        others = reduce(lambda mask, other: mask & passed[other], (key for key in passed if key != name), found)
        shown[name] = [
            Choice(option, (others & mask).bit_count(), option in chosen.get(name, ()))
            for option, mask in options.items()
        ]
    return left, shown


def _passed(options: Options, chosen: frozenset[str]) -> int:
    """The exercises that a filter lets through, -1 (all bits) when nothing is chosen."""
    masks = [options[option] for option in chosen if option in options]
    return reduce(or_, masks) if masks else -1
