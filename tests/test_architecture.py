"""The shape of the house: arrows run one way, the engine is pure, nothing grows without end."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "backwise"

# Each part and what it may import of Backwise. `web` and `cli` stand on top; nothing imports them but each other's doors.
MAY_IMPORT = {
    "engine": {"engine"},
    "library": {"engine", "library"},
    "motion": {"engine", "library", "motion"},
    "leaflet": {"engine", "library", "motion", "leaflet"},
    "care": {"engine", "library", "care"},
    "web": {"engine", "library", "motion", "leaflet", "care", "web"},
    "cli": {"engine", "library", "motion", "leaflet", "care", "web", "cli"},
}
FUNCTION_LINES = 60
FILE_LINES = 500


def python_files(folder: Path = SOURCE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.Module, path: Path) -> Iterator[str]:
    """Every imported module by its full name, relative imports resolved."""
    package = ("backwise", *path.relative_to(SOURCE).parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join((*base, node.module or "")).rstrip(".")


def wrong_arrows(path: Path, text: str) -> list[str]:
    part = part_of(path)
    found = []
    for name in imports(ast.parse(text), path):
        root, _, rest = name.partition(".")
        if root == "backwise":
            target = rest.partition(".")[0]
            if target and part in MAY_IMPORT and target not in MAY_IMPORT[part]:
                found.append(f"{part} imports {name}")
        elif part == "engine" and root not in sys.stdlib_module_names:
            found.append(f"engine imports {name}")
    return found


IMPURE = {
    "time",
    "random",
    "os",
    "pathlib",
    "io",
    "gettext",
    "socket",
    "subprocess",
    "secrets",
    "tempfile",
    "threading",
}
CLOCKS = {"now", "today", "utcnow"}


def impurities(path: Path, text: str) -> list[str]:
    """Clock, chance, files: everything that would make the engine's answer depend on more than its arguments."""
    tree = ast.parse(text)
    found = [name for name in imports(tree, path) if name.partition(".")[0] in IMPURE]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            found.append(f"calls .{node.func.attr}()")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            found.append("opens a file")
    return found


@pytest.mark.parametrize("path", python_files(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_arrows_run_one_way(path):
    assert wrong_arrows(path, path.read_text()) == []


@pytest.mark.parametrize("path", python_files(SOURCE / "engine"), ids=lambda path: path.name)
def test_the_engine_has_no_clock_chance_or_files(path):
    assert impurities(path, path.read_text()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("engine/x.py", "from backwise.library import load_library"),
        ("engine/x.py", "import django"),
        ("engine/x.py", "from ..care import visit"),
        ("library/x.py", "from backwise.care.visit import Visit"),
        ("care/x.py", "import backwise.web.store"),
    ],
)
def test_an_arrow_the_wrong_way_is_found(name, text):
    assert wrong_arrows(SOURCE / name, text)


@pytest.mark.parametrize(
    "text", ["import random", "from datetime import date\ndate.today()", "open('x')", "import time\ntime.time()"]
)
def test_an_impurity_is_found(text):
    assert impurities(SOURCE / "engine/x.py", text)


def too_long(text: str) -> list[str]:
    tree = ast.parse(text)
    found = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        and not isinstance(node, ast.Lambda)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    lines = text.count("\n") + 1
    return [*found, f"{lines} lines"] if lines > FILE_LINES else found


@pytest.mark.parametrize("path", python_files(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_function_or_file_is_longer_than_its_cap(path):
    assert too_long(path.read_text()) == []


def test_a_long_function_is_found():
    assert too_long("def f():\n" + "    x = 1\n" * 70)


def test_the_knowledge_holds_no_python():
    assert not list((SOURCE / "knowledge").rglob("*.py"))


def test_only_the_screen_makes_a_cleared():
    """The key is private to safety.py: no other file touches it."""
    users = [path.name for path in python_files() if re.search(r"\b_KEY\b", path.read_text())]
    assert users == ["safety.py"]
