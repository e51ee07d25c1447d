"""Nothing floats: something carries the body, and a leg or head that should lie does lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.library.findings import Finding

from ..motion import Motion
from ..samples import Sample, finding, key_samples
from ..skeleton import SIDES
from ..stance import contacts, lies, touching
from ..surfaces import has

# What should lie is no farther from its surface than this (cm).
FLOATS = 2.5
# A shank is level within this rise (sine of 8 degrees); its knee is low when nothing is far below it (cm).
LEVEL, LOW_KNEE = 0.14, 8.0
STRAIGHT = 12.0
# A face that looks up as steeply (sine) belongs to a head that rests.
FACE_UP = 0.96
# A level sole (cosine of 6 degrees) between these heights floats: nearer it stands, higher it is lifted (cm).
LEVEL_SOLE, SOLE_FLOATS, LIFTED = 0.995, 1.0, 5.0
FRONT, BACK = ("toes", "ball", "instep"), ("heel",)


def check(motion: Motion) -> Iterable[Finding]:
    if has(motion, "pool"):
        return
    for sample in key_samples(motion):
        if not touching(sample):
            yield finding(
                sample, "nothing touches a surface: the body floats.", "Say in `rest` or `plant` what rests where."
            )
        if sample.first not in motion.description.passed:
            yield from _legs(sample)
            yield from _soles(sample)
        yield from _head(sample)


def _legs(sample: Sample) -> Iterator[Finding]:
    """A level shank with a low knee lies: the calf and heel of one on its back, the knee and foot of any other."""
    for side in SIDES:
        shank = sample.bones[f"shank_{side}"][1]
        if abs(shank[1, 1]) > LEVEL or _gap(sample, side, "knee", "knee-low") > LOW_KNEE:
            continue
        if shank[1, 0] > 0.5:
            parts: dict[str, tuple[str, ...]] = {"calf": ("calf",), "heel": BACK}
        elif sample.pose.legs[side].knee < STRAIGHT:
            # A straight leg may slope from a hip that lies high down to its foot.
            parts = {"foot": (*FRONT, *BACK)}
        else:
            parts = {"knee": ("knee", "knee-low"), "foot": (*FRONT, *BACK)}
        for part, blobs in parts.items():
            gap = _gap(sample, side, *blobs)
            if gap > FLOATS:
                what = f"{part}_{side} floats {gap:.1f} cm above what it should lie on."
                yield finding(sample, what, "Lower the leg (hip, knee or aim), or the foot (ankle).")


def _soles(sample: Sample) -> Iterator[Finding]:
    """A sole that is level a little above the ground should stand on it."""
    for side in SIDES:
        level = float(sample.bones[f"foot_{side}"][1][1, 1]) > LEVEL_SOLE
        gap = _gap(sample, side, *FRONT, *BACK)
        if level and SOLE_FLOATS < gap < LIFTED:
            what = f"the sole of foot_{side} floats {gap:.1f} cm above what it should stand on."
            yield finding(sample, what, "Plant the foot (`plant`), or lift it clearly.")


def _head(sample: Sample) -> Iterator[Finding]:
    """The head of somebody on the back rests, unless the chest is lifted with it."""
    gaps = contacts(sample)
    face_up = float(sample.bones["head"][1][1, 0]) > FACE_UP
    back = min(gaps[blob][0] for blob in ("chest", "chest-top", "shoulders"))
    if face_up and lies(sample) and back < FLOATS and gaps["skull"][0] > FLOATS:
        what = f"the head floats {gaps['skull'][0]:.1f} cm above what it should lie on."
        yield finding(sample, what, "Give `head` another pitch, or a pillow.")


def _gap(sample: Sample, side: str, *blobs: str) -> float:
    return min(contacts(sample)[f"{blob}_{side}"][0] for blob in blobs)
