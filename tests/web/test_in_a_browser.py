"""What only a real browser can prove: its own Origin, cookies and policy, at home and against another page."""

from __future__ import annotations

import http.server
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from backwise.web.place import find_place
from backwise.web.serve import set_passphrase
from tests.served import Serve, free_port

pytestmark = pytest.mark.browser

WORDS = "lamp river orange stairs"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console complains about: a broken policy shows here."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/join/")
    assert page.url.startswith(f"{url}/passphrase/")
    page.get_by_label("Passphrase").fill(WORDS)
    page.get_by_role("button", name="Open Backwise").click()
    page.wait_for_url(f"{url}/join/")


def test_a_phone_joins_by_the_code_on_the_computer(
    serve_process: Serve, tmp_path: Path, page: Page, browser: Browser, complaints: list[str]
) -> None:
    set_passphrase(WORDS, data=tmp_path / "data")
    served = serve_process(host="0.0.0.0")
    served.wait()
    sign_in(page, served.url)
    page.get_by_role("button", name="Show the code").click()
    square = page.get_by_role("img", name="A square code").bounding_box()
    assert square is not None
    assert square["width"] > 150
    link = page.get_by_text("/join/").last.inner_text()
    assert link.startswith(f"http://{find_place('0.0.0.0', free_port(), None, tls=False).names[0]}:")
    with closing(browser.new_context(viewport={"width": 390, "height": 844})) as phone:
        there = phone.new_page()
        there.goto(link)
        there.get_by_role("button", name="Yes, remember this phone").click()
        there.wait_for_url(lambda url: "/join/" not in url)
        assert "/passphrase/" not in there.url
        there.goto(link.partition("/join/")[0] + "/exercise/bridge/")
        there.locator(".running canvas").wait_for()
        assert there.evaluate("[...document.images].every((picture) => picture.complete && picture.naturalWidth > 0)")
        there.goto(link)
        assert there.get_by_role("heading", name="This code no longer works").is_visible()
        assert {cookie["name"] for cookie in phone.cookies() if not cookie["httpOnly"]} <= {"zone"}
        assert {cookie["sameSite"] for cookie in phone.cookies() if cookie["httpOnly"]} == {"Strict"}
    assert complaints == []


def test_the_passphrase_page_says_what_is_wrong_beside_the_field(
    serve_process: Serve, tmp_path: Path, page: Page, complaints: list[str]
) -> None:
    set_passphrase(WORDS, data=tmp_path / "data")
    served = serve_process()
    served.wait()
    page.goto(served.url)
    page.get_by_label("Passphrase").fill("not the right one")
    page.get_by_role("button", name="Open Backwise").click()
    assert page.get_by_role("alert").inner_text().startswith("That is not the passphrase")
    assert page.get_by_label("Passphrase").get_attribute("aria-invalid") == "true"
    # The browser itself reports the 403.
    assert [text for text in complaints if "403" not in text] == []


EVIL = """<!doctype html><title>evil</title>
<iframe id="frame" src="{url}/"></iframe>
<img id="picture" src="{url}/handover.json">
<form id="form" method="post" enctype="text/plain" action="{url}/events">
  <input name='[{{"type":"x","y":"' value='"}}]'>
</form>
<script>
  window.heard = {{}};
  const events = "{url}/events";
  const tries = {{
    plain: fetch(events, {{method: "POST", body: "[]", mode: "no-cors", credentials: "include"}}),
    json: fetch(events, {{method: "POST", body: "[]", credentials: "include", headers: {{"Content-Type": "application/json"}}}}),
    read: fetch("{url}/handover.json", {{credentials: "include"}}),
  }};
  for (const [name, attempt] of Object.entries(tries))
    attempt.then((reply) => (heard[name] = reply.type + reply.status)).catch(() => (heard[name] = "failed"));
</script>"""


@pytest.fixture
def other_site() -> Iterator[http.server.ThreadingHTTPServer]:
    """Another web page on this computer, of another port: for cookies even the same site."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = EVIL.format(url=self.server.aims_at).encode()  # type: ignore[attr-defined]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_another_page_in_the_same_browser_can_neither_write_nor_read_nor_frame(
    serve_process: Serve, page: Page, other_site: http.server.ThreadingHTTPServer
) -> None:
    served = serve_process()
    served.wait()
    page.goto(served.url)
    other_site.aims_at = served.url  # type: ignore[attr-defined]
    answers: dict[str, int] = {}
    page.on("response", lambda reply: answers.update({f"{reply.request.method} {reply.url}": reply.status}))
    page.goto(f"http://127.0.0.1:{other_site.server_port}/")
    page.wait_for_function("Object.keys(window.heard).length === 3")
    assert page.evaluate("window.heard") == {"plain": "failed", "json": "failed", "read": "failed"}
    frame = page.frame(url=served.url + "/")
    assert frame is None or frame.locator("main").count() == 0
    assert page.evaluate("document.getElementById('picture').naturalWidth") == 0
    with page.expect_navigation():
        page.evaluate("document.getElementById('form').submit()")
    assert answers[f"POST {served.url}/events"] == 403
    with closing(sqlite3.connect(served.data / "backwise.sqlite3")) as database:
        kinds = database.execute("SELECT DISTINCT json_extract(body, '$.type') FROM event").fetchall()
    assert ("x",) not in kinds
