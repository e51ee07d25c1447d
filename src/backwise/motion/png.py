"""SVG as PNG."""

from __future__ import annotations

import resvg_py


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """The picture as PNG, so many pixels wide; without a background it is transparent."""
    # There are no words in a picture, and looking for fonts takes longer than drawing.
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background, skip_system_fonts=True))
