"""The exhaustive safety check (contracts 9): bars by mask, programmes once for each that differs, screens by single answers and pairs.

What the engine does is held against a second reading of the same knowledge, made without masks (`tables`, `second_reading`).
"""

from .report import Report, Violation
from .run import run

__all__ = ["Report", "Violation", "run"]
