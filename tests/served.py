"""Fixtures of the site: the knowledge, a browser-like test client, and real served processes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from backwise.engine.library import Library
from backwise.library.load import load_library

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
START_SECONDS = 20


@pytest.fixture(scope="session")
def library() -> Library:
    """The built-in knowledge."""
    return load_library()


@pytest.fixture
def client() -> Any:
    """Django's test client as a browser on this computer: our own host, and our own Origin on every request."""
    from django.test import Client

    return Client(headers={"host": HOST, "origin": ORIGIN})


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Served:
    """A running `backwise serve`: `url` without a slash at the end, its data folder, its process."""

    url: str
    data: Path
    process: subprocess.Popen[str]

    def answers(self, path: str = "/no-such-page/") -> bool:
        """Does it answer at all?"""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            return False
        finally:
            connection.close()
        return True

    def wait(self) -> None:
        """Until it answers. Fails with what it printed when it does not."""
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                pytest.fail("".join(self.process.communicate()))
            time.sleep(0.02)

    def refusal(self) -> str:
        """What it says when it does not start; it must end by itself with exit code 2, in one sentence or two."""
        said, errors = self.process.communicate(timeout=START_SECONDS)
        assert self.process.returncode == 2, (said, errors)
        assert said == ""
        assert "Traceback" not in errors
        return errors

    def stop(self, how: int = signal.SIGINT) -> int:
        """End it and wait; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


Serve = Callable[..., Served]


@pytest.fixture
def serve_process(tmp_path: Path) -> Iterator[Serve]:
    """Starts `serve(**arguments)` in a process of its own, on a free port and a temporary folder unless told otherwise.

    `before` is Python to run first in that process.
    """
    started: list[Served] = []

    def start(before: str = "", **arguments: Any) -> Served:
        arguments = {"port": free_port(), "data": str(tmp_path / "data"), **arguments}
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("BACKWISE_", "DJANGO_"))}
        process = subprocess.Popen(
            [sys.executable, "-c", f"{before}\nfrom backwise.web.serve import serve\nserve(**{arguments!r})"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        scheme = "https" if arguments.get("certificate") else "http"
        served = Served(f"{scheme}://127.0.0.1:{arguments['port']}", Path(arguments["data"]), process)
        started.append(served)
        return served

    yield start
    for served in started:
        served.stop()
        served.process.communicate()


@pytest.fixture
def live(serve_process: Serve) -> str:
    """The address of a real served process with empty data, e.g. http://127.0.0.1:54321 (no slash at the end)."""
    served = serve_process()
    served.wait()
    return served.url
