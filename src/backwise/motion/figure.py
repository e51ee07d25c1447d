"""The body in a picture: parts in painting order, joins, muscles, face and hair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np

from .camera import Camera
from .colours import mix
from .face import face, hair_behind
from .flesh import blobs_of
from .order import Buffer, buffers, cells, painter_order
from .outline import Silhouettes, Solid, silhouettes
from .pose import Bones, Pose, bones_of
from .shapes import Flat, Form, Patch, Shape, Spine
from .skeleton import SIDES, Ellipsoid, Hair, Join, Look, Muscle, Part, Skeleton
from .vectors import Points, vec

# How much a limb on the far side is tinted, and between which leanings of the body that begins and ends.
FAR, FAR_FROM, FAR_OVER = 0.2, 0.2, 0.3
HEAD_SHADE, FORM_SHADE = 0.12, 0.16
# A big belly carries its colour forward.
BELLY_BONES, BELLY_FROM, BELLY_SHIFT = ("lumbar", "pelvis"), 5.0, vec(4.5, 0, 0)
SEAT = {"hipside": (("seat", "pelvis-top"), ("shirt-hem",)), "": (("seat-low", "buttock-low"),)}
THUMB_WIDTH = 0.8
# A colour fainter than this is not painted.
SEEN = 0.01


@dataclass(frozen=True, slots=True)
class Limb:
    """Something that lies among the limbs and takes part in their order."""

    cells: Buffer
    depth: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Blobs:
    """The blobs of a build as arrays: on which bones, where and how big; `numbers` are their rows by name."""

    numbers: Mapping[str, int]
    bones: tuple[str, ...]
    at: Points
    radii: Points

    def group(self, chain: Iterable[str]) -> list[int]:
        return [self.numbers[name] for name in chain]


@lru_cache(maxsize=8)
def _blobs(skeleton: Skeleton, build: str | None) -> Blobs:
    blobs = blobs_of(skeleton, build)
    at, radii = (np.array([getattr(blob, field) for blob in blobs.values()]) for field in ("at", "radii"))
    return Blobs({name: row for row, name in enumerate(blobs)}, tuple(blob.bone for blob in blobs.values()), at, radii)


@lru_cache(maxsize=8)
def _chains(skeleton: Skeleton) -> tuple[tuple[str, ...], ...]:
    """Every chain that is an outline of a part."""
    return tuple({chain: None for part in skeleton.parts.values() for layer in part.layers for chain in layer.chains})


@lru_cache(maxsize=8)
def _depth_pairs(skeleton: Skeleton) -> dict[str, list[tuple[int, int]]]:
    """What stands for each part in the painter's order, as numbers of blobs."""
    numbers = _blobs(skeleton, None).numbers
    return {part.name: [(numbers[a], numbers[b]) for a, b in part.depth] for part in skeleton.parts.values()}


def _stacked(bones: Bones, names: Sequence[str]) -> tuple[Points, Points]:
    """Origins (n, 3) and axes (n, 3, 3) of bones."""
    origins, axes = zip(*(bones[name] for name in names), strict=True)
    return np.array(origins), np.array(axes)


class Figure:
    """A pose seen by a camera, in the clothes of a look."""

    def __init__(self, pose: Pose, skeleton: Skeleton, look: Look, camera: Camera) -> None:
        self.pose, self.skeleton, self.look, self.camera = pose, skeleton, look, camera
        self.bones: Bones = bones_of(pose, skeleton)
        self.blobs = _blobs(skeleton, look.build)
        origins, self.axes = _stacked(self.bones, self.blobs.bones)
        self.centres: Points = origins + np.einsum("nij,nj->ni", self.axes, self.blobs.at)
        self.seen = Silhouettes(camera, self.centres, self.axes, self.blobs.radii)
        self.clips: dict[str, tuple[Points, ...]] = {}

    @cached_property
    def solids(self) -> dict[str, Solid]:
        """Every blob in the world."""
        rows = zip(self.blobs.numbers, self.centres, self.axes, self.blobs.radii, strict=True)
        return {name: (centre, axes, radii) for name, centre, axes, radii in rows}

    def solid(self, blob: Ellipsoid) -> Solid:
        origin, axes = self.bones[blob.bone]
        return origin + axes @ blob.at, axes, blob.radii

    @cached_property
    def _outlines(self) -> dict[tuple[str, ...], Points]:
        """The hulls of all chains of all parts, made in one go."""
        chains = _chains(self.skeleton)
        return dict(zip(chains, self.seen.hulls([self.blobs.group(chain) for chain in chains]), strict=True))

    @cached_property
    def _joins(self) -> dict[str, tuple[Points, ...]]:
        """The hulls of all joins, made in one go."""
        joins = self.skeleton.joins
        hulls = iter(self.hulls_of([group for join in joins for group in join.hulls]))
        return {join.name: tuple(next(hulls) for _ in join.hulls) for join in joins}

    def hulls(self, chains: Iterable[Sequence[str]]) -> tuple[Points, ...]:
        """The outlines around chains of blobs."""
        known, wanted = self._outlines, [tuple(chain) for chain in chains]
        if all(chain in known for chain in wanted):
            return tuple(known[chain] for chain in wanted)
        return tuple(self.seen.hulls([self.blobs.group(chain) for chain in wanted]))

    def hulls_of(self, groups: Sequence[Sequence[Ellipsoid]]) -> tuple[Points, ...]:
        """The outlines around groups of ellipsoids that are no blobs of the body."""
        items = [item for group in groups for item in group]
        origins, axes = _stacked(self.bones, [item.bone for item in items])
        at, radii = np.array([item.at for item in items]), np.array([item.radii for item in items])
        seen = Silhouettes(self.camera, origins + np.einsum("nij,nj->ni", axes, at), axes, radii)
        ends = list(accumulate(len(group) for group in groups))
        return tuple(seen.hulls([range(end - len(group), end) for group, end in zip(groups, ends, strict=True)]))

    def extent(self) -> tuple[Points, Points]:
        """Where flesh and hair are in the picture, and how far they reach (n, 2)."""
        cap = Ellipsoid("head", self.hair.cap.at, self.hair.cap.radii)
        hair = silhouettes(self.camera, [self.solid(item) for item in (cap, *self.hair.back, *self.hair.tail)])
        both = (self.seen, hair)
        return np.concatenate([item.centres[:, :2] for item in both]), np.concatenate([item.extent for item in both])

    # -- order

    def buffers(self) -> dict[str, Buffer]:
        """The depth buffer of every part, and of hair that hangs behind the head."""
        found = buffers(_depth_pairs(self.skeleton), self.seen)
        back = self.hair.back
        if back:
            found["hair.back"] = cells([(self.solid(back[0]), self.solid(back[-1]))], self.camera)
        return found

    def depths(self) -> dict[str, float]:
        """How near each part is, where nothing else decides."""
        depth = self.seen.centres[:, 2]
        pairs = _depth_pairs(self.skeleton)
        found = {name: float(depth[list({n for pair in pairs[name] for n in pair})].mean()) for name in pairs}
        back = self.hair.back
        if back:
            found["hair.back"] = self.camera.depth(self.solid(back[0])[0])
        return found

    def always(self) -> list[tuple[str, str]]:
        """Pairs of parts whose first is always painted first."""
        pairs, depths = list(self.skeleton.always), self.depths()
        if "hair.back" in depths:
            behind = depths["hair.back"] < depths["head"]
            pairs.append(("hair.back", "head") if behind else ("head", "hair.back"))
        return pairs

    # -- colours

    def far(self, part: str) -> float:
        """How much a part is tinted because it is on the far side."""
        kind, _, side = part.rpartition("_")
        if side not in SIDES or not kind:
            return 0.0
        bone = "pelvis" if kind in ("thigh", "shank") else "thorax4"
        lateral = float(self.camera.axes[2] @ self.bones[bone][1][:, 2]) * SIDES[side]
        return FAR * min(1.0, max(0.0, (-lateral - FAR_FROM) / FAR_OVER))

    def colour(self, key: str, part: str) -> str:
        plain: str = getattr(self.look, key)
        share = self.far(part)
        return mix(plain, self.skeleton.colours["far"], share) if share else plain

    # -- shapes

    @property
    def hair(self) -> Hair:
        return self.skeleton.hair[self.look.style]

    def layers(self, part: Part) -> list[Form]:
        """The outlines of one part; neighbouring layers of one colour are one."""
        groups: list[tuple[int, str, list[tuple[str, ...]], bool]] = []
        for place, layer in enumerate(part.layers):
            colour = self.colour(layer.colour, part.name)
            if groups and groups[-1][1] == colour and not layer.apart:
                groups[-1][2].extend(layer.chains)
            else:
                groups.append((place, colour, list(layer.chains), layer.thumb))
        shade = HEAD_SHADE if part.name == "head" else FORM_SHADE
        return [
            Form(f"{part.name}.{place}", self.hulls(chains), colour, THUMB_WIDTH if thumb else 1.0, shade)
            for place, colour, chains, thumb in groups
        ]

    def part(self, name: str) -> Iterator[Shape]:
        """Everything that one part paints."""
        if name == "hair.back":
            yield from hair_behind(self)
            return
        forms = self.layers(self.skeleton.parts[name])
        # What a muscle is clipped to: the outermost cloth, and of a hand the hand.
        self.clips[name] = forms[0].polys if name.startswith("hand_") else forms[-1].polys
        if name == "head":
            yield from face(self, forms[0])
        elif name.startswith("hand_") and not self.thumb_in_front(name):
            yield from reversed(forms)
        else:
            yield from forms

    def thumb_in_front(self, hand: str) -> bool:
        tip, palm = self.blobs.group((f"thumb-tip_{hand[-1]}", f"palm_{hand[-1]}"))
        return bool(self.seen.centres[tip, 2] > self.seen.centres[palm, 2])

    def joins(self, name: str, painted: Sequence[str]) -> Iterator[Shape]:
        """The joins that the part painted last makes complete."""
        for join in self.skeleton.joins:
            if name in join.parts and all(part in painted for part in join.parts) and self._joined(join, name):
                colour = self.colour(join.colour, join.of)
                yield Flat(f"join.{join.name}", self._joins[join.name], colour)

    def _joined(self, join: Join, name: str) -> bool:
        if len(join.parts) == 1:
            return self.thumb_in_front(name)
        if join.after and name != join.parts[1]:
            return False
        return not join.same_as or getattr(self.look, join.colour) == getattr(self.look, join.same_as)

    def muscle(self, muscle: Muscle, does: str, opacity: float) -> Patch:
        """A coloured region, with a white edge so that it does not depend on the cloth under it."""
        clip = tuple(polygon for owner in muscle.on for polygon in self._clip(owner, muscle.name))
        groups = [[self.carried(item) for item in group] for group in muscle.hulls]
        return Patch(f"muscle.{muscle.name}", clip, self.hulls_of(groups), does, opacity)

    def _clip(self, owner: str, muscle: str) -> tuple[Points, ...]:
        if owner == "pelvis":
            return self.hulls(SEAT["hipside" if muscle.startswith("hipside") else ""])
        return self.clips["trunk" if owner == "torso" else owner]

    def carried(self, item: Ellipsoid) -> Ellipsoid:
        if self.look.build == "large" and item.bone.startswith(BELLY_BONES) and item.at[0] > BELLY_FROM:
            return Ellipsoid(item.bone, item.at + BELLY_SHIFT, item.radii)
        return item

    def spine(self) -> Spine:
        """The spinal line, drawn where the back itself moves."""
        world = [self.bones[place.bone][0] + self.bones[place.bone][1] @ place.at for place in self.skeleton.line]
        return Spine("spine", self.camera.flat(np.array(world)))


def owners(muscle: Muscle) -> list[str]:
    """The parts that a muscle lies on."""
    return ["trunk" if owner in ("torso", "pelvis") else owner for owner in muscle.on]


def body(
    figure: Figure, muscles: Sequence[tuple[str, str]], shown: float, spine: bool, limbs: Mapping[str, Limb]
) -> list[Shape]:
    """The whole body in painting order. `limbs` are things that lie among the limbs (a pillow between the knees)."""
    covers = figure.buffers() | {name: limb.cells for name, limb in limbs.items()}
    depths = figure.depths() | {name: limb.depth for name, limb in limbs.items()}
    order = painter_order(covers, depths, figure.always())
    regions = [(figure.skeleton.muscles[name], does) for name, does in muscles] if shown > SEEN else []
    painted: list[str] = []
    shapes: list[Shape] = []
    for name in order:
        painted.append(name)
        if name in limbs:
            shapes.extend(limbs[name].shapes)
            continue
        shapes.extend(figure.part(name))
        shapes.extend(figure.joins(name, painted))
        for muscle, does in regions:
            mine = owners(muscle)
            if name in mine and all(part in painted for part in mine):
                shapes.append(figure.muscle(muscle, does, shown))
        if name == "trunk" and spine:
            shapes.append(figure.spine())
    return shapes
