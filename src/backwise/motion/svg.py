"""A display list as SVG: presentation attributes only, so that a strict page policy lets it stand inline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import numpy as np

from .colours import mix
from .shapes import Dots, Flat, Form, Line, Outline, Patch, Shape
from .vectors import Points

# Where the light comes from: a form's lit shape is moved by as much (cm).
LIGHT = (-1.1, -2.2)
# Print patterns, tiles of 4 cm: dots for work, stripes for stretch.
TILES = {
    "work": '<circle cx="1.2" cy="1.2" r=".75" fill="#fff"/><circle cx="3.2" cy="3.2" r=".75" fill="#fff"/>',
    "stretch": '<path d="M-1 1l2-2M0 4l4-4M3 5l2-2" stroke="#fff" stroke-width="1.1"/>',
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a list is painted. `plain`: without form shade, fewer points, thicker ink. `pattern`: work and stretch differ without colour."""

    plain: bool = False
    pattern: bool = False


FULL, THUMB, PRINT = Style(), Style(plain=True), Style(pattern=True)
THUMB_INK, FULL_INK = 1.7, 1.0


@dataclass
class Writer:
    """Writes shapes; `prefix` makes the ids of this picture its own."""

    prefix: str
    colours: dict[str, str]
    style: Style
    parts: list[str] = field(default_factory=list)
    ids: int = 0

    def write(self, shapes: Iterable[Shape]) -> str:
        """The shapes as SVG elements, back to front."""
        for shape in shapes:
            getattr(self, type(shape).__name__.lower())(shape)
        return "".join(self.parts)

    def fresh(self) -> str:
        self.ids += 1
        return f"{self.prefix}{self.ids}"

    def path(self, polys: Sequence[Points], exact: bool = False) -> str:
        """Closed outlines. A small picture needs no more than every second point of a round one, to half a centimetre."""
        if self.style.plain and not exact:
            polys = [np.rint(poly[::2] * 2) / 2 for poly in polys]
        return "".join(path_of(poly, closed=True) for poly in polys)

    def form(self, form: Form) -> None:
        ink, data = self.colours["ink"], self.path(form.polys)
        width = number(2 * form.width * (THUMB_INK if self.style.plain else FULL_INK))
        outline = f'stroke="{ink}" stroke-width="{width}" stroke-linejoin="round" paint-order="stroke"'
        if self.style.plain:
            self.parts.append(f'<path d="{data}" fill="{form.fill}" {outline}/>')
            return
        name = self.fresh()
        dark = mix(form.fill, self.colours["shade"], form.shade)
        self.parts.append(
            f'<clipPath id="{name}"><path id="{name}p" d="{data}"/></clipPath><use href="#{name}p" fill="{dark}" {outline}/>'
            f'<g clip-path="url(#{name})"><use href="#{name}p" fill="{form.fill}" x="{LIGHT[0]}" y="{LIGHT[1]}"/></g>'
        )

    def flat(self, flat: Flat) -> None:
        self.parts.append(
            f'<path d="{self.path(flat.polys, _cornered(flat))}" fill="{flat.fill}"{_opacity(flat.opacity)}/>'
        )

    def outline(self, shape: Outline) -> None:
        self.parts.append(
            f'<path d="{self.path(shape.polys, _cornered(shape))}" fill="{shape.fill}" stroke="{shape.stroke}" stroke-width="{number(shape.width)}"'
            f' stroke-linejoin="round" paint-order="stroke"{_opacity(shape.opacity)}/>'
        )

    def line(self, line: Line) -> None:
        data = curve_of(line.points) if line.smooth else path_of(line.points, closed=False)
        self.parts.append(
            f'<path d="{data}" fill="none" stroke="{line.stroke}" stroke-width="{number(line.width)}" stroke-linecap="round"'
            f' stroke-linejoin="round"{_opacity(line.opacity)}/>'
        )

    def dots(self, dots: Dots) -> None:
        circles = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" r="{dots.radius}"/>' for x, y in dots.points)
        self.parts.append(f'<g fill="{dots.fill}">{circles}</g>')

    def patch(self, patch: Patch) -> None:
        name, colour, hulls = self.fresh(), self.colours[patch.does], self.path(patch.hulls)
        self.parts.append(
            f'<clipPath id="{name}"><path d="{self.path(patch.clip)}"/></clipPath><g clip-path="url(#{name})"{_opacity(patch.opacity)}>'
            f'<path d="{self.path(patch.edges)}" fill="#fff" fill-opacity=".9"/><path d="{hulls}" fill="{colour}"/>'
        )
        if self.style.pattern:
            tile = f'<pattern id="{name}t" width="4" height="4" patternUnits="userSpaceOnUse">{TILES[patch.does]}</pattern>'
            self.parts.append(f'{tile}<path d="{hulls}" fill="url(#{name}t)"/>')
        self.parts.append("</g>")


def document(body: str, view: tuple[float, float, float, float], width: int | None, label: str, mirror: bool) -> str:
    """A whole SVG around painted shapes. With a label it is an image with that name, without one it is decoration."""
    x, _, w, h = view
    if mirror:
        # The mirror image of a person doing the right side is a person doing the left side.
        body = f'<g transform="translate({number(2 * x + w)}) scale(-1 1)">{body}</g>'
    size = f' width="{width}" height="{round(width * h / w)}"' if width else ""
    words = escape(label)
    name = f'role="img" aria-label="{words}"><title>{words}</title>' if label else 'aria-hidden="true">'
    frame = " ".join(number(value) for value in view)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}"{size} {name}{body}</svg>'


def _cornered(shape: Flat | Outline) -> bool:
    """Props and arrows have corners, where every point counts."""
    return shape.name.startswith(("prop.", "arrow."))


def _opacity(value: float) -> str:
    return "" if value >= 1 else f' opacity="{number(value, 2)}"'


def number(value: float, digits: int = 1) -> str:
    """As short as it can be written."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text in ("-0", "0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def path_of(points: Points, closed: bool) -> str:
    """Straight lines in tenths of a centimetre, each from the one before: short, and it packs well."""
    tenths = np.rint(points * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    moved = steps[steps.any(axis=1)].ravel().tolist()
    words = [tenth(value) for value in (*tenths[0].tolist(), *moved)]
    # A minus sign parts two numbers as well as a space does.
    text = "".join(word if word[0] == "-" else f" {word}" for word in words[2:])
    start = f"M{words[0]}{words[1] if words[1][0] == '-' else f' {words[1]}'}"
    return start + (f"l{text.lstrip()}" if text else "") + ("z" if closed else "")


@lru_cache(maxsize=8192)
def tenth(value: int) -> str:
    """So many tenths, as short as can be."""
    return number(value / 10)


def curve_of(points: Points) -> str:
    """A smooth curve through points (Catmull-Rom as cubic pieces)."""
    padded = np.concatenate((points[:1], points, points[-1:]))
    data = "M" + " ".join(number(value) for value in points[0])
    for place in range(1, len(points)):
        before, here, after, beyond = padded[place - 1 : place + 3]
        controls = (*(here + (after - before) / 6), *(after - (beyond - here) / 6), *after)
        data += "C" + " ".join(number(value) for value in controls)
    return data
