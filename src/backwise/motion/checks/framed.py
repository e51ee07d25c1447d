"""The whole figure stays inside the frame with some air around it, on the way too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..picture import camera_of, view_of
from ..samples import Fault, all_samples, finding, worst
from ..scene import Moment, extent_of

# Between the figure and the edge there is at least as much (cm).
AIR = 2.0
EDGES = ("left", "top", "right", "bottom")


def check(motion: Motion) -> Iterable[Finding]:
    for sample, edge, short in worst(_short(motion)):
        what = f"the figure comes within {AIR - short:.1f} cm of the {edge} edge."
        yield finding(sample, what, "Add the widest moment as a key pose that is passed through (`pass = true`).")


def _short(motion: Motion) -> Iterator[Fault]:
    camera, (left, top, width, height) = camera_of(motion), view_of(motion)
    cropped = motion.description.focus is not None
    for sample in all_samples(motion):
        points = extent_of(motion, Moment(sample.pose, camera))
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        rooms = (x0 - left, y0 - top, left + width - x1, top + height - y1)
        for edge, room in zip(EDGES, rooms, strict=True):
            if room < AIR and not (cropped and edge in ("left", "right")):
                yield sample, edge, AIR - float(room)
