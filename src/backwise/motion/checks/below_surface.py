"""Nothing sinks into what it lies, stands or leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import Fault, all_samples, finding, worst
from ..surfaces import nearest, surfaces_of

# Flesh and cloth give way by as much (cm).
GIVES = 2.5


def check(motion: Motion) -> Iterable[Finding]:
    for sample, subject, depth in worst(_sunk(motion)):
        mend = "Move the body or the limb out of it, or the surface away."
        yield finding(sample, f"{subject}, by {depth:.1f} cm.", mend)


def _sunk(motion: Motion) -> Iterator[Fault]:
    surfaces = surfaces_of(motion)
    for sample in all_samples(motion):
        gaps, names = nearest(surfaces, sample.flesh)
        for row in (gaps < -GIVES).nonzero()[0]:
            yield sample, f"{sample.flesh.names[row]} sinks into {names[row]}", -float(gaps[row])
