"""python -m pictures: draw every exercise on one page; with --accept, keep the outlines as they are now."""

from __future__ import annotations

import sys
from pathlib import Path

from backwise.motion.motion import load_motion

from . import golden, review

FOLDER = Path(__file__).parent.parent / "build" / "pictures"


def main(arguments: list[str]) -> int:
    """Write the page, or the golden drawings."""
    if arguments not in ([], ["--accept"]):
        print(f"{' '.join(arguments)}: is not known. Use --accept, or nothing.", file=sys.stderr)
        return 2
    motions = [load_motion(path.parent.name) for path in sorted(review.exercises())]
    if arguments:
        golden.accept(motions)
        print(f"The outlines of {len(motions)} exercises are kept in {golden.FOLDER}.")
        return 0
    changed = [line for motion in motions for line in golden.differences(motion)]
    print(f"{len(changed)} pictures are not as they were accepted. Look at {review.write(FOLDER)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
