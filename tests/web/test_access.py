"""Who may come in: with the passphrase, or with a code that the computer shows and that works once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from backwise.web import passphrase, runtime
from backwise.web.access import views
from backwise.web.access.limits import Attempts, Codes
from backwise.web.folder import CannotStart
from tests.served import HOST, ORIGIN
from tests.web.addresses import PAGES

pytestmark = pytest.mark.django_db

WORDS = "lamp river orange stairs"
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ADDRESS = "http://192.168.1.5:8000"


class Clock:
    def __init__(self) -> None:
        self.now = START

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the test moves, and nobody's slips from another test."""
    made = Clock()
    monkeypatch.setattr(runtime, "now", lambda: made.now)
    monkeypatch.setattr(views, "attempts", Attempts(each=5, together=50))
    monkeypatch.setattr(views, "codes", Codes())
    return made


@pytest.fixture
def with_passphrase(settings: Any) -> Iterator[None]:
    passphrase.keep(settings.DATA, WORDS)
    yield
    (settings.DATA / "passphrase").unlink(missing_ok=True)


@pytest.fixture
def at_home(settings: Any, with_passphrase: None) -> None:
    """As served to the home network."""
    settings.ADDRESS = ADDRESS


def browser(**environ: str) -> Client:
    return Client(headers={"host": HOST, "origin": ORIGIN}, **environ)


def sign_in(client: Client, words: str = WORDS, onward: str = "/") -> Any:
    return client.post("/passphrase/", {"passphrase": words, "next": onward})


def is_in(client: Client) -> bool:
    return "passphrase" not in client.get("/").headers.get("Location", "")


def code_on(client: Client) -> str:
    """The code that the computer shows."""
    page = client.post("/join/").content.decode()
    assert "<svg" in page
    (code,) = re.findall(re.escape(ADDRESS) + "/join/([0-9A-Z]+)/", page)
    return str(code)


def test_without_a_passphrase_this_computer_needs_none(client: Client) -> None:
    assert is_in(client)
    assert client.get("/passphrase/").status_code == 302


@pytest.mark.usefixtures("with_passphrase")
def test_with_a_passphrase_every_browser_is_asked_this_computer_too(client: Client) -> None:
    response = client.get("/handover/?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/passphrase/?next=%2Fhandover%2F%3Fa%3D1"


@pytest.mark.usefixtures("with_passphrase")
@pytest.mark.parametrize("address", sorted({*PAGES} - {"/events", "/passphrase/"}))
def test_no_page_shows_anything_before_the_passphrase(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/passphrase/")


@pytest.mark.usefixtures("with_passphrase")
def test_a_form_or_a_script_without_the_passphrase_is_refused(client: Client) -> None:
    assert client.post("/events", "[]", content_type="application/json").status_code == 403
    assert client.get("/handover/", headers={"accept": "application/json"}).status_code == 403


@pytest.mark.usefixtures("with_passphrase")
def test_the_passphrase_lets_this_browser_in_and_no_other(client: Client) -> None:
    response = sign_in(client, onward="/handover/")
    assert (response.status_code, response["Location"]) == (302, "/handover/")
    assert is_in(client)
    assert not is_in(browser())


@pytest.mark.usefixtures("with_passphrase")
def test_a_browser_is_remembered_when_backwise_starts_again(client: Client, clock: Clock) -> None:
    sign_in(client)
    clock.pass_by(days=300)
    again = browser()
    again.cookies = client.cookies
    assert is_in(again)


@pytest.mark.usefixtures("with_passphrase")
@pytest.mark.parametrize("wrong", ["", "lamp river orange", WORDS.upper(), "x" * 10_000, "\x00", "\ud800"[:0]])
def test_a_wrong_passphrase_is_said_and_lets_nobody_in(client: Client, wrong: str) -> None:
    response = sign_in(client, wrong)
    assert response.status_code == 403
    assert "That is not the passphrase" in response.content.decode()
    assert not is_in(client)


@pytest.mark.usefixtures("with_passphrase")
def test_spaces_around_and_another_way_to_write_a_letter_are_forgiven(client: Client, settings: Any) -> None:
    passphrase.keep(settings.DATA, "caf\u00e9 au lait")
    assert sign_in(client, "  cafe\u0301 au lait ").status_code == 302


@pytest.mark.usefixtures("with_passphrase")
def test_after_five_wrong_tries_even_the_right_one_has_to_wait(client: Client, clock: Clock) -> None:
    for _ in range(5):
        assert sign_in(client, "wrong words here").status_code == 403
        clock.pass_by(seconds=30)
    response = sign_in(client)
    assert response.status_code == 429
    assert "Wait 8 minutes" in response.content.decode()
    clock.pass_by(minutes=8)
    assert sign_in(client).status_code == 302


@pytest.mark.usefixtures("with_passphrase")
def test_slips_of_one_device_do_not_lock_out_another() -> None:
    stranger, owner = browser(REMOTE_ADDR="192.168.1.66"), browser(REMOTE_ADDR="192.168.1.7")
    for _ in range(6):
        sign_in(stranger, "wrong words here")
    assert sign_in(stranger).status_code == 429
    assert sign_in(owner).status_code == 302


def test_many_addresses_together_have_a_limit_too() -> None:
    attempts = Attempts(each=5, together=50)
    for number in range(50):
        assert not attempts.wait(f"10.0.0.{number}", START)
        attempts.count_wrong(f"10.0.0.{number}", START)
    assert attempts.wait("10.0.1.1", START + timedelta(minutes=1)) == timedelta(minutes=9)
    assert not attempts.wait("10.0.1.1", START + timedelta(minutes=10))


def test_the_right_answer_forgets_earlier_slips() -> None:
    attempts = Attempts(each=2, together=50)
    attempts.count_wrong("a", START)
    attempts.forget("a")
    attempts.count_wrong("a", START)
    assert not attempts.wait("a", START)


@pytest.mark.usefixtures("with_passphrase")
def test_a_new_passphrase_signs_every_browser_out(client: Client, settings: Any) -> None:
    sign_in(client)
    passphrase.keep(settings.DATA, "another four good words")
    assert not is_in(client)


@pytest.mark.usefixtures("with_passphrase")
def test_a_forged_cookie_lets_nobody_in(client: Client) -> None:
    sign_in(client)
    name = django_settings.ACCESS_COOKIE
    value = client.cookies[name].value
    for forged in (value[:-1] + ("a" if value[-1] != "a" else "b"), value.split(":")[0], "", "x:y:z"):
        other = browser()
        other.cookies[name] = forged
        assert not is_in(other)


@pytest.mark.usefixtures("with_passphrase")
@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "\n/x"]
)
def test_signing_in_never_leads_to_another_site(client: Client, onward: str) -> None:
    assert sign_in(client, onward=onward)["Location"] == "/"


@pytest.mark.usefixtures("with_passphrase")
def test_a_passphrase_file_that_cannot_be_read_lets_nobody_in(client: Client, settings: Any) -> None:
    (settings.DATA / "passphrase").write_text("scrypt broken")
    assert not is_in(client)
    assert sign_in(client).status_code == 403


def test_the_passphrase_is_kept_as_a_hash_for_its_owner_alone(tmp_path: Path) -> None:
    passphrase.keep(tmp_path, WORDS)
    file = tmp_path / "passphrase"
    assert file.stat().st_mode & 0o777 == 0o600
    first = file.read_text()
    assert not any(word in first for word in WORDS.split())
    passphrase.keep(tmp_path, WORDS)
    assert file.read_text() != first
    assert passphrase.matches(passphrase.kept(tmp_path) or "", WORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["passphrase"]


@pytest.mark.parametrize("short", ["", "secret", "       x        "])
def test_a_short_passphrase_is_refused_with_advice(tmp_path: Path, short: str) -> None:
    with pytest.raises(CannotStart, match="at least 8 characters"):
        passphrase.keep(tmp_path, short)
    assert not list(tmp_path.iterdir())


def test_reachable_from_outside_without_a_passphrase_shows_nothing(client: Client, settings: Any) -> None:
    """The file was deleted while we run: nothing opens up."""
    settings.ADDRESS = ADDRESS
    response = client.get("/")
    assert response.status_code == 403
    assert "backwise passphrase" in response.content.decode()


def test_the_page_for_phones_says_how_when_no_phone_can_reach_us(client: Client) -> None:
    page = client.get("/join/").content.decode()
    assert "backwise serve --host 0.0.0.0" in page
    assert "<svg" not in client.post("/join/").content.decode()


@pytest.mark.usefixtures("at_home")
def test_over_plain_http_the_page_says_what_is_missing_and_why(settings: Any) -> None:
    computer = browser()
    sign_in(computer)
    assert "browsers allow that only over https" in computer.get("/join/").content.decode()
    settings.ADDRESS = "https://back.example"
    assert "only over https" not in computer.get("/join/").content.decode()


@pytest.mark.usefixtures("at_home")
def test_a_phone_joins_with_the_code_and_is_remembered(clock: Clock) -> None:
    computer, phone = browser(), browser(REMOTE_ADDR="192.168.1.7")
    sign_in(computer)
    code = code_on(computer)
    assert not is_in(phone)
    clock.pass_by(minutes=9)
    assert "remember this phone" in phone.get(f"/join/{code}/").content.decode()
    response = phone.post(f"/join/{code}/")
    assert (response.status_code, response["Location"]) == (302, "/")
    clock.pass_by(days=100)
    assert is_in(phone)


@pytest.mark.usefixtures("at_home")
def test_looking_at_the_address_does_not_spend_the_code() -> None:
    """Cameras and messengers open addresses for a preview."""
    computer, preview, phone = browser(), browser(), browser()
    sign_in(computer)
    code = code_on(computer)
    preview.get(f"/join/{code}/")
    assert not is_in(preview)
    assert phone.post(f"/join/{code.lower()}/").status_code == 302


@pytest.mark.usefixtures("at_home")
def test_a_code_works_once_only() -> None:
    computer, phone, other = browser(), browser(), browser()
    sign_in(computer)
    code = code_on(computer)
    phone.post(f"/join/{code}/")
    for response in (other.get(f"/join/{code}/"), other.post(f"/join/{code}/")):
        assert response.status_code == 410
        assert "no longer works" in response.content.decode()
    assert not is_in(other)


@pytest.mark.usefixtures("at_home")
def test_a_code_ends_after_ten_minutes(clock: Clock) -> None:
    computer, phone = browser(), browser()
    sign_in(computer)
    code = code_on(computer)
    clock.pass_by(minutes=10)
    assert phone.get(f"/join/{code}/").status_code == 410
    assert phone.post(f"/join/{code}/").status_code == 410
    assert not is_in(phone)


@pytest.mark.usefixtures("at_home")
def test_a_new_code_ends_the_one_before() -> None:
    computer, phone = browser(), browser()
    sign_in(computer)
    old, new = code_on(computer), code_on(computer)
    assert old != new
    assert phone.post(f"/join/{old}/").status_code == 410
    assert phone.post(f"/join/{new}/").status_code == 302


@pytest.mark.usefixtures("at_home")
def test_guessing_codes_is_slowed_down() -> None:
    phone = browser()
    for number in range(5):
        assert phone.get(f"/join/GUESS{number}/").status_code == 410
    assert phone.get("/join/GUESS9/").status_code == 429


@pytest.mark.usefixtures("at_home")
def test_only_who_is_in_can_make_a_code() -> None:
    assert browser().post("/join/").status_code == 403


def test_the_square_code_has_no_inline_style_and_is_black_on_white() -> None:
    picture = views._picture(f"{ADDRESS}/join/ABCDEFGHJKMN/")
    assert "style" not in picture
    assert 'stroke="#000"' in picture
    assert 'fill="#fff"' in picture
