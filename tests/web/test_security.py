"""Other web pages, other names and other programs on this computer get nothing and change nothing (contracts 6)."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from backwise.web import passphrase, problems, urls
from backwise.web.logs import WithoutValues
from backwise.web.models import LoggedEvent
from tests.served import HOST, ORIGIN
from tests.web.addresses import PAGES
from tests.web.phone import sent

pytestmark = pytest.mark.django_db

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
    "font-src 'self'",
}
TOKEN = "a" * 32
WORDS = "four plain little words"


WRONG = ["/no-such-page/", "/join/WRONGCODE/", "/events", "/static/no-such-file.css"]


def setting(value: str = "TW") -> str:
    return json.dumps([sent("SettingChanged", {"key": "region", "value": value})])


def strict_client(**headers: str) -> Client:
    """A browser whose forms must carry the token, as in real life; it has the token."""
    client = Client(enforce_csrf_checks=True, headers={"host": HOST, **headers})
    client.cookies[django_settings.CSRF_COOKIE_NAME] = TOKEN
    return client


def post(client: Client, token: str = TOKEN, kind: str = "application/json", **extra: Any) -> HttpResponse:
    response: HttpResponse = client.post(
        "/events", setting(), content_type=kind, headers={"X-CSRFToken": token}, **extra
    )
    return response


def test_our_own_page_can_post() -> None:
    assert post(strict_client(origin=ORIGIN)).status_code == 200
    assert LoggedEvent.objects.filter(body__type="SettingChanged").count() == 1


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:3000",
        "http://127.0.0.1:8001",
        "https://127.0.0.1:8000",
        "http://127.0.0.1",
        "http://127.0.0.1:8000.evil.example",
        "",
    ],
)
def test_a_post_from_a_foreign_origin_is_refused_even_with_the_token(origin: str) -> None:
    assert post(strict_client(origin=origin)).status_code == 403
    assert not LoggedEvent.objects.exists()


def test_a_post_without_origin_is_refused_even_with_the_token() -> None:
    response = post(strict_client())
    assert response.status_code == 403
    assert "Open Backwise itself" in response.content.decode()
    assert not LoggedEvent.objects.exists()


def test_a_post_without_the_token_is_refused_even_from_our_origin() -> None:
    response = post(strict_client(origin=ORIGIN), token="b" * 32)
    assert response.status_code == 403
    assert response.json()["error"] == "This form is too old"
    assert not LoggedEvent.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "", "application/xml", "text/plain; x=application/json"])
def test_a_post_of_another_kind_is_refused(kind: str) -> None:
    """Kinds that a foreign page may send without being asked first (no CORS preflight)."""
    assert post(strict_client(origin=ORIGIN), kind=kind).status_code == 415
    assert not LoggedEvent.objects.exists()


@pytest.mark.parametrize("address", ["/join/", "/check/", "/no-such-page/"])
def test_every_address_takes_only_json_and_forms(address: str) -> None:
    client = strict_client(origin=ORIGIN)
    response = client.post(address, "a=1", content_type="text/plain", headers={"X-CSRFToken": TOKEN})
    assert response.status_code == 415


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_events_are_json_and_never_a_form(kind: str) -> None:
    assert post(strict_client(origin=ORIGIN), kind=kind).status_code in (403, 415)
    assert not LoggedEvent.objects.exists()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.168.1.5:8000", "a b"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_rebound_name_gets_400_and_a_plain_sentence(host: str, method: str) -> None:
    """DNS rebinding: a foreign name that points at this computer. Its Origin would even match."""
    client = Client(headers={"host": host, "origin": f"http://{host}"})
    response = getattr(client, method)("/")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert "does not answer to this name" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "localhost"])
def test_loopback_names_are_ours(host: str) -> None:
    assert Client(headers={"host": host}).get("/").status_code == 200


def test_more_than_one_megabyte_is_refused_before_it_is_read() -> None:
    client = strict_client(origin=ORIGIN)
    body = json.dumps([{"filler": "x" * django_settings.BODY_LIMIT}])
    response = client.post("/events", body, content_type="application/json", headers={"X-CSRFToken": TOKEN})
    assert response.status_code == 413
    assert "1 MB" in response.json()["what"]


def test_a_large_upload_is_refused_too(client: Client) -> None:
    """Files in forms are not counted by Django's own limit."""
    file = BytesIO(b"x" * django_settings.BODY_LIMIT)
    assert client.post("/join/", {"file": file}).status_code == 413


@pytest.mark.parametrize("address", PAGES + WRONG)
def test_every_answer_carries_the_strict_headers(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code < 500
    policy = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert policy == CSP
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert {"no-cache", "no-store", "max-age=0"} & set(response["Cache-Control"].split(", "))
    assert "Access-Control-Allow-Origin" not in response


def third_parties(text: str) -> list[str]:
    """Addresses that a browser would load, or names of others anywhere; names of XML formats and plain links are none."""
    text = re.sub(r'xmlns(:\w+)?="[^"]*"|<a\b[^>]*>', "", text)
    return re.findall(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s\"'<]*", text)


@pytest.mark.parametrize("address", PAGES + WRONG)
def test_no_answer_loads_anything_from_elsewhere(client: Client, address: str) -> None:
    assert third_parties(client.get(address, follow=True).content.decode()) == []


def test_the_search_for_third_parties_finds_them() -> None:
    assert third_parties('<script src="https://cdn.example.com/x.js">') == ["https://cdn.example.com/x.js"]
    assert third_parties('<link href="//fonts.example.com/a">') == ["//fonts.example.com/a"]
    assert third_parties('<svg xmlns="http://www.w3.org/2000/svg"><a href="https://www.nhs.uk/">') == []


@pytest.mark.parametrize("address", PAGES + WRONG)
def test_no_page_has_inline_styles_or_scripts(client: Client, address: str) -> None:
    """The policy forbids them: a browser would silently drop them."""
    page = client.get(address, follow=True).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)", page)


@pytest.fixture
def with_passphrase(settings: Any) -> Iterator[None]:
    passphrase.keep(settings.DATA, WORDS)
    yield
    (settings.DATA / "passphrase").unlink()


@pytest.mark.usefixtures("with_passphrase")
def test_cookies_are_for_this_port_this_site_and_no_script(client: Client) -> None:
    page = client.get("/passphrase/")
    entered = client.post("/passphrase/", {"passphrase": WORDS})
    cookies = {**page.cookies, **entered.cookies}
    assert set(cookies) == {"backwise-csrf-8000", "backwise-8000"}
    for cookie in cookies.values():
        assert cookie["samesite"] == "Strict"
        assert cookie["httponly"] is True
        assert not cookie["domain"]
        assert not cookie["secure"]


@pytest.fixture
def public(settings: Any) -> None:
    """As served with --public-url https://back.example behind a proxy."""
    settings.PUBLIC_ORIGIN = "https://back.example"
    settings.CSRF_TRUSTED_ORIGINS = ["https://back.example"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "back.example"]


@pytest.mark.usefixtures("public")
def test_behind_a_proxy_our_public_origin_is_ours_and_only_over_https() -> None:
    assert post(strict_client(origin="https://back.example", host="back.example")).status_code == 200
    assert post(strict_client(origin="http://back.example", host="back.example")).status_code == 403


@pytest.mark.usefixtures("public", "with_passphrase")
def test_cookies_are_secure_over_https_and_work_here_without() -> None:
    for host, secure in (("back.example", True), (HOST, "")):
        page = Client(headers={"host": host}).get("/passphrase/")
        assert {cookie["secure"] for cookie in page.cookies.values()} == {secure}


def test_debug_is_off() -> None:
    assert django_settings.DEBUG is False


def failing(request: HttpRequest) -> HttpResponse:
    raise KeyError("ces-leaking-urine: new")


def full(request: HttpRequest) -> HttpResponse:
    raise DatabaseError("database or disk is full")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    addresses = [path("failing/", failing), path("full/", full), *urls.urlpatterns]
    broken = ModuleType("broken")
    vars(broken).update(urlpatterns=addresses, handler500=problems.server_error)
    settings.ROOT_URLCONF = broken
    return Client(raise_request_exception=False, headers={"host": HOST})


def test_a_fault_of_ours_gives_a_kind_page_without_a_traceback(broken: Client) -> None:
    response = broken.get("/failing/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "This is a fault in Backwise, not yours" in page
    assert "Traceback" not in page
    assert "ces-leaking-urine" not in page
    assert response["Content-Security-Policy"]


def test_a_fault_is_logged_by_place_without_anybodys_answer(broken: Client, caplog: pytest.LogCaptureFixture) -> None:
    broken.get("/failing/")
    (record,) = [item for item in caplog.records if item.levelno >= logging.ERROR]
    line = WithoutValues().format(record)
    assert "in failing" in line
    assert "KeyError" in line
    assert "ces-leaking-urine: new" not in line.replace('raise KeyError("ces-leaking-urine: new")', "")


def test_a_full_disk_is_said_and_nothing_is_called_saved(broken: Client) -> None:
    response = broken.get("/full/")
    assert response.status_code == 503
    assert "was not saved" in response.content.decode()


def test_a_script_gets_its_errors_as_json(broken: Client) -> None:
    response = broken.get("/full/", headers={"accept": "application/json"})
    assert set(response.json()) == {"error", "what", "mend"}


def test_a_page_whose_frame_is_broken_still_says_what_is_wrong(broken: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_frame(*arguments: Any) -> str:
        raise RuntimeError

    monkeypatch.setattr(problems, "render_to_string", no_frame)
    response = broken.get("/failing/")
    assert response.status_code == 500
    assert "This is a fault in Backwise" in response.content.decode()


def test_an_unknown_page_says_so_kindly(client: Client) -> None:
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_static_files_are_asked_for_again_and_mostly_not_changed(client: Client) -> None:
    """Their names carry no hash: an update must arrive at the next visit, and cost nothing when there is none."""
    first = client.get("/static/app.css")
    assert first.status_code == 200
    assert first["Cache-Control"].startswith("max-age=0")
    assert first["Content-Security-Policy"]
    again = client.get("/static/app.css", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
