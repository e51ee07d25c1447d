"""The drawings over HTTP. Their addresses hold a version, so browsers ask once and keep them."""

from __future__ import annotations

from collections.abc import Callable
from gzip import decompress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backwise.web import problems

from . import addresses

SVG = "image/svg+xml"
JSON = "application/json"
KEPT = "public, max-age=31536000, immutable"
# A picture that is opened by itself is a document: it may do nothing at all.
ALONE = "default-src 'none'; sandbox"


@require_safe
def still(request: HttpRequest, version: str, look: str, exercise: str, pose: str, style: str) -> HttpResponse:
    """A key pose as SVG."""
    return _send(request, version, SVG, lambda pictures: pictures.still(exercise, look, pose, style))


@require_safe
def movement(request: HttpRequest, version: str, look: str, exercise: str) -> HttpResponse:
    """What figure.js moves."""
    return _send(request, version, JSON, lambda pictures: pictures.movement(exercise, look))


@require_safe
def body(request: HttpRequest, version: str) -> HttpResponse:
    """The body that all movements share."""
    return _send(request, version, JSON, lambda pictures: pictures.body())


@require_safe
def shortcut(request: HttpRequest, exercise: str, pose: str) -> HttpResponse:
    """An address to remember: leads to the picture of today, shown by the look that this device has chosen."""
    return redirect(addresses.still(exercise, pose, look=addresses.look_of(request)))


def _send(request: HttpRequest, version: str, media: str, make: Callable[[Any], bytes]) -> HttpResponse:
    now = addresses.version()
    if version != now and request.resolver_match:
        # From a page that was opened before an update: it gets today's, and nobody keeps that under the old address.
        return redirect(request.resolver_match.view_name, **(request.resolver_match.kwargs | {"version": now}))
    # Only here: numpy and the motion model are loaded when the first drawing is asked for, not when the site starts.
    from . import pictures

    try:
        packed = make(pictures)
    except pictures.UnknownName as error:
        return _unknown(request, error)
    packs = _takes_gzip(request)
    response = HttpResponse(packed if packs else decompress(packed), content_type=media)
    if packs:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = KEPT
    response["Content-Security-Policy"] = ALONE
    # What is at an address never changes. Weak, because it may come packed or not.
    response["ETag"] = etag = f'W/"{now}"'
    return get_conditional_response(request, etag=etag, response=response) or response


def _takes_gzip(request: HttpRequest) -> bool:
    for offer in request.headers.get("Accept-Encoding", "").split(","):
        name, _, weight = offer.replace(" ", "").partition(";q=")
        if name == "gzip":
            return not weight or bool(weight.strip("0."))
    return False


def _unknown(request: HttpRequest, error: LookupError) -> HttpResponse:
    title, mend = _("There is no such picture"), _("Go to the first page and look from there.")
    return problems.refuse(request, 404, title, str(error), mend)
