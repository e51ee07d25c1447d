"""docs/manual/motion-format.md names every field, prop and check."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from backwise.library.files import BUILT_IN
from backwise.motion import checks, fields

PAGE = (Path(__file__).parents[2] / "docs" / "manual" / "motion-format.md").read_text("utf-8")
NAMED = set(re.findall(r"[a-z_]+[RL]?", PAGE))


def names(table):
    for name, value in table.items():
        yield name
        if isinstance(value, dict):
            yield from names(value)


@pytest.mark.parametrize("table", ["MOTION", "KEY", "LEG", "ARM", "ARROW", "PROPS"])
def test_every_field_is_in_the_page(table):
    assert sorted(set(names(getattr(fields, table))) - NAMED) == []


def test_every_check_is_in_the_page_and_nothing_else():
    part = PAGE.partition("## The checks")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == {name for name, _ in checks.checks()}


def test_every_part_of_the_skeleton_is_in_the_page():
    skeleton = tomllib.loads((BUILT_IN / "skeleton.toml").read_text("utf-8"))
    part = PAGE.partition("## skeleton.toml")[2].partition("\n## ")[0]
    assert set(skeleton) - {"sources", "review"} == set(re.findall(r"`(\w+)`", part)) - {"bone", "at", "radii", "_"}


def test_a_field_that_is_not_there_is_found():
    assert "hop" not in NAMED


def row(check):
    part = PAGE.partition("## The checks")[2]
    return re.search(rf"^\| `{check}` \|.*$", part, re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("check", "limits"),
    [
        ("below_surface", ("GIVES",)),
        ("pinned_feet", ("MISSES", "SLIDES")),
        ("pinned_hands", ("HAND", "ELBOW")),
        ("limbs_apart", ("GIVES", "HOLDS")),
        ("carried", ("FLOATS", "SOLE_FLOATS")),
        ("balanced", ("MARGIN",)),
        ("neutral_spine", ("MOST",)),
        ("knees_over_feet", ("MOST",)),
        ("flat_feet", ("MOST",)),
        ("flat_hands", ("MOST",)),
        ("smooth", ("STEP", "START")),
        ("timing", ("SHORTEST", "LONGEST", "FASTEST", "FASTEST_IN_A_CYCLE")),
        ("highlights", ("AREA",)),
        ("framed", ("AIR",)),
        ("legible", ("WIDTH", "HEAD", "INK", "CHANGED")),
    ],
)
def test_the_limits_in_the_page_are_those_of_the_checks(check, limits):
    module = import_module(f"backwise.motion.checks.{check}")
    numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", row(check))}
    assert {name for name in limits if float(getattr(module, name)) not in numbers} == set()
