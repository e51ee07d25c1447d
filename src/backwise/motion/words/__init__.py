"""A motion in words: the alternative text of its pictures, measured on the solved poses and never typed for an exercise.

Rules look at the key poses (`body`, `holds`, `legs`, `start`), compare them (`lying`, `upright`, `leg_moves`, `arm_moves`,
`rhythm`) and give phrases, which are ids of messages; `story` picks what is told. All words are the messages `figure.*`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..flesh import blobs_of
from ..motion import Motion
from ..solve import solve
from .body import body_of
from .changes import Step
from .muscles import muscles
from .phrases import Phrase, joined, phrase
from .rhythm import rhythm
from .start import start
from .story import sentences, steps, still

# A key pose is said in so many sentences.
KEY_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Described:
    """`sentence`: the whole text. `keys`: short words for each key pose that is worth a picture, in order."""

    sentence: str
    keys: Mapping[str, str]


def describe(motion: Motion, texts: Mapping[str, str]) -> Described:
    """The words of a motion, in the language of `texts` (message id -> text). A missing text shows its id.

    They are those of the exercise's own look, whoever shows it: a rounder back is no other exercise.
    """
    motion = _own(motion)
    parts = _round(motion, texts) if motion.description.cycle else _there(motion, texts)
    whole = [words for said in parts.values() for words in said]
    keys = {key: joined(said[:KEY_SENTENCES], texts) for key, said in parts.items() if said}
    return Described(joined([*whole, *muscles(motion)], texts), keys)


def _own(motion: Motion) -> Motion:
    """The motion as the look of its own file shows it."""
    if motion.look.id == motion.description.look:
        return motion
    skeleton = motion.skeleton
    look = skeleton.looks[motion.description.look]
    posture = skeleton.postures[look.posture] if look.posture else None
    flesh = blobs_of(skeleton, look.build)
    poses = {name: solve(key, skeleton, posture, flesh) for name, key in motion.description.keys.items()}
    return replace(motion, look=look, poses=poses)


def _there(motion: Motion, texts: Mapping[str, str]) -> dict[str, list[Phrase]]:
    """The sentences of a movement that goes from a start to a target, by the key pose that they lead to."""
    told = steps(motion)
    parts = {motion.keys[0]: start(body_of(motion, motion.keys[0]), texts)}
    parts |= {step.after.key: said for step, said in zip(told, sentences(told), strict=True)}
    if not any(parts[step.after.key] for step in told):
        parts[motion.description.show[1]] = still(motion)
    return parts


def _round(motion: Motion, texts: Mapping[str, str]) -> dict[str, list[Phrase]]:
    """The sentences of a movement that goes round, by the two key poses that are shown."""
    first, second = motion.description.show
    place, turns = rhythm(motion)
    begin = [phrase("start", position=place)] if place else start(body_of(motion, first), texts)
    if not turns:
        turns = next(sentences([Step(body_of(motion, first), body_of(motion, second))]))
    return {first: begin, second: turns}
