"""Each check is run on a motion with something broken in it that it must find, and on one where all is well."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from backwise.library.findings import Finding
from tests.motion.motions import motion_of, motion_with

Change = Callable[[dict[str, Any]], object]


class Found:
    """What a check finds in a motion: `found(check, "bridge", change)`; `found.made(check, table)` in one of our own making."""

    def __call__(
        self, check: ModuleType, exercise: str, change: Change = lambda table: None, look: str | None = None
    ) -> list[Finding]:
        return sorted(set(check.check(motion_with(exercise, change, look))))

    def made(self, check: ModuleType, table: dict[str, Any], look: str | None = None) -> list[Finding]:
        return sorted(set(check.check(motion_of(table, look))))


@pytest.fixture
def found() -> Found:
    return Found()


@pytest.fixture
def standing() -> dict[str, Any]:
    """Somebody who stands upright on a floor, twice."""
    feet = {"legR": {"plant": {"at": [8, 9]}}, "legL": {"plant": {"at": [8, -9]}}}
    pose = {"rest": ["stand", 0.998], "head": 0, **feet, "arm": {"flex": 3, "abd": 7, "elbow": 10}}
    return {"props": [{"type": "floor"}], "keys": {"start": pose, "hold": {"from": "start"}}}


@pytest.fixture
def lying() -> dict[str, Any]:
    """Somebody who lies on the back on a mat, knees bent, twice."""
    return {"props": [{"type": "mat"}], "keys": {"start": {"use": "hooklying"}, "hold": {"from": "start"}}}
