"""Every exercise that has a motion."""

from __future__ import annotations

from backwise.library.files import BUILT_IN

EXERCISES = sorted(path.parent.name for path in BUILT_IN.glob("exercises/*/motion.toml"))
