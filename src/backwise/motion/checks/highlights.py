"""A coloured muscle can be seen in the target: a highlight that an arm hides says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from backwise.library.findings import Finding

from ..figure import Figure, owners
from ..motion import Motion
from ..order import CELL, cells, painter_order, seen_cells
from ..picture import camera_of
from ..samples import finding, key_samples
from ..skeleton import Muscle

# The share of the patch that is in sight, and its area (cm2).
SHARE, AREA = 0.38, 28.0


def check(motion: Motion) -> Iterable[Finding]:
    if not motion.description.muscles:
        return
    target = next(sample for sample in key_samples(motion) if sample.first == motion.description.show[1])
    figure = Figure(target.pose, motion.skeleton, motion.look, camera_of(motion))
    covers = figure.buffers()
    order = painter_order(covers, figure.depths(), figure.always())
    covered = {name: seen_cells(buffer) for name, buffer in covers.items()}
    for region, _ in motion.description.muscles:
        share, area = _in_sight(figure, motion.skeleton.muscles[region], order, covered)
        mend = "Turn the camera, move the arm that covers it, or choose another region."
        if share < SHARE:
            yield finding(target, f"only {share:.0%} of the highlighted {region} can be seen, not {SHARE:.0%}.", mend)
        elif area < AREA:
            yield finding(target, f"only {area:.0f} cm2 of the highlighted {region} can be seen, not {AREA:.0f}.", mend)


def _in_sight(
    figure: Figure, muscle: Muscle, order: list[str], covered: dict[str, set[tuple[int, int]]]
) -> tuple[float, float]:
    """Share and area (cm2) of a patch that nothing painted later covers."""
    mine = owners(muscle)
    pairs = [
        (figure.solid(figure.carried(first)), figure.solid(figure.carried(second)))
        for hull in muscle.hulls
        for first, second in pairwise(hull)
    ]
    patch = seen_cells(cells(pairs, figure.camera)) & set().union(*(covered[part] for part in mine))
    later = order[max(order.index(part) for part in mine) + 1 :]
    seen = patch.difference(*(covered[part] for part in later))
    return len(seen) / max(1, len(patch)), len(seen) * CELL**2
