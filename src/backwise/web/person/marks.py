"""Template tags for what stands on every screen many times: icons, drawings, doses, addresses of exercises. Each is made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template, select_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
EVERY_DAY = 7


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """The icon of templates/icons/NAME.html."""
    return mark_safe(get_template(f"icons/{name}.html").render())  # noqa: S308 - our own files


@register.simple_tag
def drawing(names: Sequence[str]) -> SafeString:
    """The first line drawing that exists of these templates."""
    return _drawing(tuple(names))


@lru_cache(maxsize=64)
def _drawing(names: tuple[str, ...]) -> SafeString:
    return mark_safe(select_template(names).render())  # noqa: S308 - our own files


@register.simple_tag
@lru_cache(maxsize=512)
def exercise_address(exercise: str) -> str:
    """Where the page of an exercise is."""
    return reverse("exercise", args=(exercise,))


@register.simple_tag
def dose_words(dose: Mapping[str, Any], per_side: bool, days: int = EVERY_DAY) -> str:
    """A dose as a sentence reads it: "5 times, hold 5 seconds, each side · 3 days a week"."""
    value = dose.get if isinstance(dose, Mapping) else lambda key: getattr(dose, key)
    parts = [_amount(value)]
    if per_side:
        parts.append(_("each side"))
    words = ", ".join(parts)
    if days and days < EVERY_DAY:
        words += " · " + ngettext("%(n)s day a week", "%(n)s days a week", days) % {"n": days}
    return words


def _amount(value: Any) -> str:
    if minutes := value("minutes"):
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    repetitions, sets, hold = value("repetitions") or 1, value("sets") or 1, value("hold_seconds")
    words = ngettext("%(n)s time", "%(n)s times", repetitions) % {"n": repetitions}
    if sets > 1:
        words = _("%(n)s rounds of") % {"n": sets} + " " + words
    if hold:
        words += ", " + ngettext("hold %(n)s second", "hold %(n)s seconds", hold) % {"n": hold}
    return words
