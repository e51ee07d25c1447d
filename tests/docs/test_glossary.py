"""Every type of the engine stands in the glossary."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def engine_types() -> set[str]:
    found = set()
    for path in (ROOT / "src/backwise/engine").glob("*.py"):
        found |= {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)}
    return {name for name in found if not name.startswith("_")}


def missing(types: set[str], glossary: str) -> set[str]:
    return {name for name in types if f"`{name}`" not in glossary}


def test_every_type_of_the_engine_is_in_the_glossary():
    # `Slot`s and `Pattern`s stand in the plural.
    assert missing(engine_types(), (ROOT / "GLOSSARY.md").read_text()) == set()


def test_a_type_that_is_not_there_is_found():
    assert missing({"Unheard"}, (ROOT / "GLOSSARY.md").read_text()) == {"Unheard"}
