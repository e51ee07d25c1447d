"""Everything that goes wrong, said in plain words: what happened, and what to do next. No traceback ever leaves."""

from __future__ import annotations

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

JSON_TYPES = frozenset(("application/json", "application/x-ndjson", "application/jsonl"))


def refuse(request: HttpRequest, status: int, title: str, what: str, mend: str) -> HttpResponse:
    """A page that says what is wrong and what to do next; to a script, the same as JSON."""
    if wants_json(request):
        return JsonResponse({"error": title, "what": what, "mend": mend}, status=status)
    words = {"title": title, "what": what, "mend": mend}
    try:
        return HttpResponse(render_to_string("errors/problem.html", words, request), status=status)
    except Exception:  # noqa: BLE001 whatever it is
        # The frame of all pages may be what is broken; the words must still arrive.
        return HttpResponse(f"{title}\n\n{what} {mend}\n", status=status, content_type="text/plain; charset=utf-8")


def wants_json(request: HttpRequest) -> bool:
    """Did a script ask, rather than somebody who reads pages?"""
    return request.content_type in JSON_TYPES or request.headers.get("Accept", "").startswith("application/json")


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return refuse(
        request,
        413,
        _("That is too much at once"),
        _("More than 1 MB was sent, so nothing was saved."),
        _("Send it in smaller parts."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    known = str(exception) if isinstance(exception, BadRequest) else ""
    return refuse(
        request,
        400,
        _("That did not arrive in one piece"),
        known or _("Backwise could not read what your browser sent, so nothing was saved."),
        _("Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return refuse(
        request,
        403,
        _("This is not open to you"),
        _("Your browser may not open this page."),
        _("Go back to the first page and start from there."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return refuse(
        request,
        404,
        _("There is no such page"),
        _("The address may be old or mistyped."),
        _("Go to the first page and look from there."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return refuse(
        request,
        500,
        _("Something is wrong on our side"),
        _("This is a fault in Backwise, not yours. What you saved before is safe."),
        _("Go back and try again. If your back or legs worry you, call your doctor now and do not wait for this page."),
    )


def cannot_save(request: HttpRequest) -> HttpResponse:
    """503: the database does not take or give anything."""
    return refuse(
        request,
        503,
        _("Backwise cannot reach its data"),
        _("What you just sent was not saved. The disk may be full, or the data file cannot be written."),
        _("Make room on the computer that runs Backwise, then go back and send it again."),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not carry this browser's token."""
    return refuse(
        request,
        403,
        _("This form is too old"),
        _("It was opened before your browser forgot Backwise, so nothing was saved."),
        _("Go back, load the page again and send it once more. Cookies must be allowed."),
    )


def foreign_page(request: HttpRequest) -> HttpResponse:
    """403: the request was not made by a page of ours."""
    return refuse(
        request,
        403,
        _("This came from another page"),
        _("Only Backwise's own pages may change something here, so nothing was saved."),
        _("Open Backwise itself and do it there."),
    )


def foreign_form(request: HttpRequest) -> HttpResponse:
    """415: neither JSON nor a form."""
    return refuse(
        request,
        415,
        _("That is not a form of ours"),
        _("Backwise takes only its own forms and JSON, so nothing was saved."),
        _("Open Backwise itself and do it there."),
    )


def not_signed_in(request: HttpRequest) -> HttpResponse:
    """403: a script, or a form, from a browser that has not given the passphrase."""
    return refuse(
        request,
        403,
        _("Please sign in first"),
        _("This browser has not given the passphrase yet, so nothing was saved."),
        _("Open the first page, give the passphrase, then try again."),
    )


def no_passphrase(request: HttpRequest) -> HttpResponse:
    """403: other devices can reach us and there is nothing to ask them for."""
    return refuse(
        request,
        403,
        _("Backwise needs a passphrase"),
        _("Other devices can reach this computer, and no passphrase is set, so nothing is shown."),
        _("On this computer run: backwise passphrase"),
    )
