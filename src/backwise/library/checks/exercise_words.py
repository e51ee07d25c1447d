"""An exercise is told in few words: 1 to 4 steps, short cues that a voice can say, and a line that says when to stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import EXERCISE

# key -> fewest and most lines
LINES = {"steps": (1, 4), "cues": (2, 4), "mistakes": (2, 3), "safety.lines": (1, 3)}
MOST_CUE_WORDS = 6


def check(library: Library, files: Files) -> Iterable[Finding]:
    for exercise in library.exercises:
        path = EXERCISE.text_path(exercise)
        table = files.tables.get(path, {})
        texts: dict[str, Any] = {**table, "safety.lines": table.get("safety", {}).get("lines", [])}
        for key, (least, most) in LINES.items():
            count = len(texts.get(key, []))
            if not least <= count <= most:
                yield Finding(path, key, f"has {count} of {least} to {most} lines.", f"Write {least} to {most}.")
        for place, cue in enumerate(texts.get("cues", [])):
            if len(str(cue).split()) > MOST_CUE_WORDS:
                what = f"has {len(str(cue).split())} words: {cue!r}."
                yield Finding(
                    path, f"cues[{place}]", what, f"Use {MOST_CUE_WORDS} at most: it is spoken during a hold."
                )
        if not any("Stop" in str(line) for line in texts["safety.lines"]):
            yield Finding(path, "safety.lines", "never says when to stop.", "Add a line that begins: Stop if …")
