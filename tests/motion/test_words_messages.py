"""The messages of figures and the code that asks for them fit together: none missing, none unused, each placeholder filled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

from backwise.library.files import read_files
from backwise.library.texts import flatten_texts
from backwise.motion import words
from backwise.motion.words.arm_moves import TAKEN
from backwise.motion.words.holds import Where
from backwise.motion.words.legs import Leg
from backwise.motion.words.start import FOOT_FLAT, Position

TEXTS = flatten_texts(read_files())
PREFIX = "figure."
# Named by what skeleton.toml has: a check of the knowledge looks after them.
ELSEWHERE = ("look.", "region.")
# Functions that take the id of a message.
ASKING = ("phrase", "stays", "follows")
IDS = {key.removeprefix(PREFIX) for key in TEXTS if key.startswith(PREFIX)}


def trees() -> Iterator[ast.Module]:
    for path in sorted(Path(words.__file__).parent.glob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def nodes(kind: type[ast.AST]) -> Iterator[ast.AST]:
    yield from (node for tree in trees() for node in ast.walk(tree) if isinstance(node, kind))


def pattern(node: ast.JoinedStr) -> str:
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values)


def placeholders(key: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(TEXTS[PREFIX + key]) if name}


def families() -> set[str]:
    """The ids that are put together from parts."""
    legs = {str(item) for item in Leg} | {FOOT_FLAT}
    places = {str(item) for item in Where}
    found = {f"legs.{who}.{does}" for who, does in product(("both", "one", "other"), legs)}
    found |= {f"hand.{place}" for place in places} | {f"hands.{place}" for place in places - {Where.FREE}}
    found |= {f"hands.{how}-{which}-thigh" for how, which in product(("behind", "on"), ("that", "one"))}
    found |= {f"grip.{who}.{place}" for who, place in product(("one", "both"), TAKEN)}
    found |= {f"slide.{on}-{way}" for on, way in product((Where.THIGH, Where.SHIN), ("up", "down"))}
    found |= {f"move.{which}-arm-{way}" for which, way in product(("one", "opposite"), ("back", "forward"))}
    found |= {f"muscles.{does}.{count}" for does, count in product(("work", "stretch"), ("one", "several"))}
    plain = (Position.HANDS_AND_KNEES, Position.FOREARMS_AND_KNEES, Position.HALF_KNEELING, Position.CYCLING)
    return found | {f"position.{item}" for item in (*plain, Position.FLOATING, Position.SIDE_ON_FOREARM)}


def test_every_id_that_is_put_together_from_parts_has_a_text():
    assert sorted(families() - IDS) == []


def test_every_id_that_is_asked_for_has_a_text():
    groups = {key.partition(".")[0] for key in IDS if "." in key}
    literals = {
        str(node.value)
        for node in nodes(ast.Constant)
        if isinstance(node.value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+", node.value)
    }
    assert sorted(key for key in literals if key.partition(".")[0] in groups and key not in IDS) == []


def test_no_text_of_a_figure_is_never_asked_for():
    literals = {node.value for node in nodes(ast.Constant)}
    built = [re.compile(pattern(node)) for node in nodes(ast.JoinedStr)]
    unused = {
        key
        for key in IDS
        if key not in literals
        and not key.startswith(ELSEWHERE)
        and not (key in families() and any(form.fullmatch(key) for form in built))
    }
    assert sorted(unused) == []


def test_every_placeholder_is_filled_and_nothing_else():
    for call in nodes(ast.Call):
        name = getattr(call.func, "id", "")
        if name not in ASKING or not call.args:
            continue
        filled = {str(item.arg) for item in call.keywords} if name == "phrase" else set()
        asked = {key for node in ast.walk(call.args[0]) for key in _ids(node)}
        for key in asked:
            assert placeholders(key) == filled, key


def _ids(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Constant) and node.value in IDS:
        return {str(node.value)}
    if isinstance(node, ast.JoinedStr):
        return {key for key in families() if re.fullmatch(pattern(node), key)}
    return set()
