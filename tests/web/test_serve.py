"""`backwise serve` as a real process: it starts fast, keeps what it answered, and says plainly what it cannot do."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from backwise.web.serve import set_passphrase
from tests.served import Serve
from tests.web.far_phone import Phone, stored

WARM_START_SECONDS = 3
WORDS = "lamp river orange stairs"


def test_a_second_start_answers_within_three_seconds_with_everything_still_there(serve_process: Serve) -> None:
    first = serve_process()
    first.wait()
    phone = Phone(first)
    event = phone.event()
    assert phone.post([event])[1]["stored"] == [event["id"]]
    key = (first.data / "secret-key").read_text()
    assert first.stop() == 0
    began = time.monotonic()
    second = serve_process()
    second.wait()
    assert time.monotonic() - began < WARM_START_SECONDS
    assert Phone(second).person == phone.person
    assert event["id"] in stored(second.data)
    assert (second.data / "secret-key").read_text() == key


def test_it_prints_one_line_with_the_address_and_ctrl_c_ends_it_quietly(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    assert served.stop(signal.SIGINT) == 0
    said, errors = served.process.communicate()
    assert said == f"Backwise is open at {served.url} (Ctrl-C stops it)\n"
    assert errors == ""


def test_what_it_says_is_true_at_once(serve_process: Serve) -> None:
    """Who reads the line may open the address: nothing has to be tried twice."""
    served = serve_process()
    assert served.process.stdout is not None
    assert served.process.stdout.readline().startswith("Backwise is open")
    assert served.answers()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_even_at_the_very_moment_it_opens(serve_process: Serve, how: int) -> None:
    served = serve_process()
    assert served.process.stdout is not None
    assert served.process.stdout.readline().startswith("Backwise is open")
    served.process.send_signal(how)
    assert served.process.wait(10) == 0


def test_ctrl_c_does_not_wait_for_a_browser_that_keeps_its_connection(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    phone = Phone(served)
    began = time.monotonic()
    assert served.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 5
    phone.connection.close()


def test_a_polite_end_by_the_system_works_too(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    assert served.stop(signal.SIGTERM) == 0
    assert not served.answers()


def test_a_killed_process_loses_nothing_that_was_answered(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    phone = Phone(served)
    answered: list[str] = []

    def keep_sending() -> None:
        try:
            while True:
                status, reply = phone.post([phone.event("x" * 200)])
                assert status == 200
                answered.extend(reply["stored"])
        except (OSError, http.client.HTTPException, ValueError):
            return

    sender = threading.Thread(target=keep_sending)
    sender.start()
    end = time.monotonic() + 20
    while len(answered) < 30 and time.monotonic() < end:
        time.sleep(0.005)
    served.process.kill()
    sender.join()
    assert len(answered) >= 30
    # The port is free at once: nothing was left running.
    again = serve_process(port=int(served.url.rsplit(":", 1)[1]))
    again.wait()
    assert set(answered) <= stored(again.data)


def test_two_at_once_write_both(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    phones = [Phone(served) for _ in range(4)]
    sent: list[list[str]] = [[] for _ in phones]

    def send(number: int) -> None:
        for _ in range(15):
            status, reply = phones[number].post([phones[number].event()])
            assert status == 200
            sent[number].extend(reply["stored"])

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(ids) for ids in sent] == [15] * 4
    assert {event for ids in sent for event in ids} <= stored(served.data)


def test_a_taken_port_is_one_sentence_with_the_line_that_helps(serve_process: Serve) -> None:
    first = serve_process()
    first.wait()
    port = int(first.url.rsplit(":", 1)[1])
    said = serve_process(port=port).refusal()
    assert said == f"Port {port} is taken by another program. Use another one: backwise serve --port {port + 10}\n"
    assert first.answers()


@pytest.mark.parametrize("options", [{"host": "0.0.0.0"}, {"public_url": "https://back.example"}])
def test_beyond_this_computer_it_needs_a_passphrase(serve_process: Serve, options: dict[str, str]) -> None:
    served = serve_process(**options)
    assert f"Set one with: backwise passphrase --data {served.data}" in served.refusal()
    assert not served.answers()


def test_the_home_network_with_a_passphrase_says_what_plain_http_lacks(serve_process: Serve, tmp_path: Path) -> None:
    set_passphrase(WORDS, data=tmp_path / "data")
    served = serve_process(host="0.0.0.0")
    served.wait()
    assert served.answers("/")
    served.stop()
    said, _ = served.process.communicate()
    first, *rest = said.splitlines()
    assert first.startswith("Backwise is open at http://")
    assert all(word in " ".join(rest) for word in ("offline", "awake", "reminders", "https only"))


def test_a_short_passphrase_ends_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        set_passphrase("short", data=tmp_path / "data")
    assert ended.value.code == 2
    assert "at least 8 characters" in capsys.readouterr().err


def test_the_settings_are_safe_to_read_twice_in_another_process(tmp_path: Path) -> None:
    """Every process of the same folder signs with the same key."""
    environment = {**os.environ, "BACKWISE_DATA": str(tmp_path / "data")}
    code = "from backwise.web import settings; print(settings.SECRET_KEY)"
    keys = {subprocess.check_output([sys.executable, "-c", code], env=environment) for _ in range(2)}
    assert len(keys) == 1


@contextmanager
def certificate(folder: Path) -> Iterator[tuple[Path, Path]]:
    made = (folder / "certificate.pem", folder / "key.pem")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-out", str(made[0]), "-keyout", str(made[1])]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    yield made


def test_with_a_certificate_it_speaks_https_and_its_cookies_are_secure(serve_process: Serve, tmp_path: Path) -> None:
    set_passphrase(WORDS, data=tmp_path / "data")
    with certificate(tmp_path) as (public, key):
        served = serve_process(certificate=str(public), key=str(key))
        port = int(served.url.rsplit(":", 1)[1])
        context = ssl.create_default_context(cafile=str(public))
        end = time.monotonic() + 20
        while True:
            try:
                connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=5)
                connection.request("GET", "/passphrase/")
                break
            except ConnectionError:
                assert time.monotonic() < end
                time.sleep(0.02)
        response = connection.getresponse()
        assert response.status == 200
        assert "Secure" in (response.getheader("Set-Cookie") or "")
        connection.close()
        served.stop()
        said, _ = served.process.communicate()
        assert said.startswith(f"Backwise is open at https://127.0.0.1:{port}")


@pytest.mark.parametrize(
    "given", [{"certificate": "/no/such"}, {"key": "/no/such"}, {"certificate": "/no/a", "key": "/no/b"}]
)
def test_a_certificate_that_cannot_be_used_is_said(serve_process: Serve, given: dict[str, str]) -> None:
    said = serve_process(**given).refusal()
    assert "certificate" in said


def test_a_file_that_is_no_certificate_is_said(serve_process: Serve, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("hello")
    assert "Both must be PEM files" in serve_process(certificate=str(wrong), key=str(wrong)).refusal()


def test_knowledge_that_cannot_be_used_is_said_with_its_file(serve_process: Serve, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    (overlay / "conditions" / "broken").mkdir(parents=True)
    (overlay / "conditions" / "broken" / "condition.toml").write_text("= nothing")
    assert "conditions/broken/condition.toml" in serve_process(overlays=[str(overlay)]).refusal()
    assert "is not a folder" in serve_process(overlays=[str(tmp_path / "missing")]).refusal()


def test_it_listens_on_loopback_only_unless_told(serve_process: Serve) -> None:
    served = serve_process()
    served.wait()
    port = int(served.url.rsplit(":", 1)[1])
    with closing(socket.socket()) as elsewhere:
        # The port of another address is free: we did not take it.
        elsewhere.bind(("127.0.0.2", port))
