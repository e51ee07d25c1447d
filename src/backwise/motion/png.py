"""SVG as PNG."""

from __future__ import annotations

import resvg_py


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """The picture as PNG, so many pixels wide; without a background it is transparent."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background))
