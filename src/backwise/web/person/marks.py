"""What stands on every screen many times: icons and doses. Templates call these; each icon is read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

EVERY_DAY = 7
PARTS = ("minutes", "repetitions", "sets", "hold_seconds")


@lru_cache(maxsize=64)
def icon(name: str) -> Markup:
    """The icon of templates/icons/NAME.html."""
    return Markup(get_template(f"icons/{name}.html").render())  # noqa: S704 our own files


def dose_words(dose: Mapping[str, Any], per_side: bool, days: int = EVERY_DAY) -> str:
    """A dose as a sentence reads it: "5 times, hold 5 seconds, each side · 3 days a week"."""
    value = dose.get if isinstance(dose, Mapping) else lambda key: getattr(dose, key)
    return _sentence(get_language(), *map(value, PARTS), per_side, days)


@lru_cache(maxsize=1024)
def _sentence(
    language: str,
    minutes: int | None,
    repetitions: int | None,
    sets: int | None,
    hold: int | None,
    per_side: bool,
    days: int,
) -> str:
    parts = [_amount(minutes, repetitions or 1, sets or 1, hold)]
    if per_side:
        parts.append(_("each side"))
    words = ", ".join(parts)
    if days and days < EVERY_DAY:
        words += " · " + ngettext("%(n)s day a week", "%(n)s days a week", days) % {"n": days}
    return words


def _amount(minutes: int | None, repetitions: int, sets: int, hold: int | None) -> str:
    if minutes:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    words = ngettext("%(n)s time", "%(n)s times", repetitions) % {"n": repetitions}
    if sets > 1:
        words = _("%(n)s rounds of") % {"n": sets} + " " + words
    if hold:
        words += ", " + ngettext("hold %(n)s second", "hold %(n)s seconds", hold) % {"n": hold}
    return words
