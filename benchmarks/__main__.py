"""python -m benchmarks: everything in one table."""

from __future__ import annotations

import os
import platform

from . import engine, figures, pages, processes
from .table import table


def main() -> None:
    """Measure and print."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    print(table([row for part in (engine, figures, processes, pages) for row in part.rows()]))


if __name__ == "__main__":
    main()
