"""What stands where in the knowledge folder: one kind of thing a folder, one thing a folder inside it, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .files import Files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: where its folders stand, its main file, the other files that each must have, and may have."""

    name: str
    folder: str
    main: str
    needs: tuple[str, ...] = ("text.toml",)
    may: tuple[str, ...] = ()

    def path(self, key: str) -> str:
        """The main file of the thing `key`."""
        return f"{self.folder}/{key}/{self.main}"

    def text_path(self, key: str) -> str:
        return f"{self.folder}/{key}/text.toml"

    def keys(self, files: Files) -> list[str]:
        """The ids of this kind, in order: every folder that holds any file."""
        prefix = f"{self.folder}/"
        names = {path[len(prefix) :].split("/")[0] for path in files.tables if path.startswith(prefix)}
        return sorted(names - {PERSONAL_FOLDER} if self.name == "programme" else names)


PERSONAL_FOLDER = "personal"
WITH_CASES = ("text.toml", "cases.toml")
FACT = Kind("fact", "facts", "fact.toml")
PAGE = Kind("page", "pages", "page.toml")
RED_FLAG = Kind("red flag", "safety/red-flags", "rule.toml", WITH_CASES)
STOP_RULE = Kind("stop rule", "safety/stop-rules", "rule.toml", WITH_CASES)
MOVEMENT = Kind("movement", "movements", "movement.toml")
CONDITION = Kind("condition", "conditions", "condition.toml", WITH_CASES)
EXERCISE = Kind("exercise", "exercises", "exercise.toml", WITH_CASES, ("motion.toml",))
PROGRAMME = Kind("programme", "programmes", "programme.toml")
EDUCATION = Kind("education card", "education", "education.toml")
ADVICE = Kind("advice card", "advice", "advice.toml")
REGION = Kind("region", "regions", "region.toml")
KINDS = (
    FACT,
    PAGE,
    RED_FLAG,
    STOP_RULE,
    MOVEMENT,
    CONDITION,
    EXERCISE,
    PROGRAMME,
    EDUCATION,
    ADVICE,
    REGION,
)
# Folders of single files, one thing a file.
SINGLES = ("sources", "progression", "messages", "poses", "stories")
ALONE = frozenset(
    (
        "baseline.toml",
        "skeleton.toml",
        f"programmes/{PERSONAL_FOLDER}/rules.toml",
        f"programmes/{PERSONAL_FOLDER}/text.toml",
    )
)
# An overlay may bring a language too; the languages have checks of their own.
LANGUAGES = "languages/"
# Numbers of pictures (angles, lengths) follow the motion model and not the rules for clinical numbers.
PICTURES = ("poses/", "skeleton.toml")


def is_picture(path: str) -> bool:
    return path.startswith(PICTURES) or path.endswith("/motion.toml")


def walk(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """(path of keys, last key, value) of everything in a table, however deep."""
    for key, value in table.items():
        path = f"{prefix}{key}"
        yield path, key, value
        if isinstance(value, dict):
            yield from walk(value, f"{path}.")
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, dict):
                    yield from walk(item, f"{path}[{place}].")
