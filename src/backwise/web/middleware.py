"""Who may ask, and from where (contracts 6): our own names, our own pages, and browsers that know the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from . import problems
from .access.door import Door, door_for

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
FORM_TYPES = frozenset(("application/x-www-form-urlencoded", "multipart/form-data"))


class OnePolicy(CSPMiddleware):
    """The content policy of the settings, built once: every page has it. What may do even less says so itself."""

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self._policy = build_policy()

    def process_request(self, request: HttpRequest) -> None:
        """No page has scripts of its own, so none needs a nonce."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault(HEADER, self._policy)
        return response


class OwnHost:
    """Answers to our own names only, and marks cookies and pages of what passed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            host = request.get_host()
        except DisallowedHost:
            names = ", ".join(settings.ALLOWED_HOSTS)
            said = f"Backwise does not answer to this name. It answers to: {names}. Open it by one of them.\n"
            return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
        if f"https://{host}" == settings.PUBLIC_ORIGIN:
            # A proxy speaks https for us; the public URL says so, no header need be trusted.
            request.META["wsgi.url_scheme"] = "https"
        response = self.get_response(request)
        for cookie in response.cookies.values():
            cookie["secure"] = request.is_secure() or ""
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OwnPagesOnly:
    """What changes something must come from a page of ours, in a form of ours, of a decent size."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        origin = request.headers.get("Origin")
        if origin is None or origin not in (f"{request.scheme}://{request.get_host()}", settings.PUBLIC_ORIGIN):
            return problems.foreign_page(request)
        if request.content_type not in FORM_TYPES | problems.JSON_TYPES:
            return problems.foreign_form(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.BODY_LIMIT:
            return problems.too_large(request)
        return self.get_response(request)


class StorageTrouble:
    """A full disk or a damaged file gives a sentence; the phone keeps what it sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # Their sisters (IntegrityError, ...) are faults of ours.
        return problems.cannot_save(request) if type(exception) in (DatabaseError, OperationalError) else None


class SignedIn:
    """Where a passphrase is set, every browser gives it once, on this computer too: other accounts can reach its port."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], arguments: Any, named: Any
    ) -> HttpResponse | None:
        if getattr(view, "open_to_all", False):
            return None
        door = door_for(request)
        if door is Door.OPEN:
            return None
        if door is Door.NO_PASSPHRASE:
            return problems.no_passphrase(request)
        if request.method not in SAFE_METHODS or problems.wants_json(request):
            return problems.not_signed_in(request)
        return redirect(f"{reverse('passphrase')}?{urlencode({'next': request.get_full_path()})}")
