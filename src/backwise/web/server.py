"""The web server: granian, in this very process, so that Ctrl-C or a kill leaves nothing running and no port taken."""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian.constants import Interfaces, SSLProtocols
from granian.server.mt import MTServer

# One person at home: a second thread keeps pages coming while a passphrase or a document is being worked on.
THREADS = 2
STARTS_WITHIN_SECONDS = 10


class WakingEvent(threading.Event):
    """Waits a second at a time: Python would sleep through a signal that comes just before it falls asleep for good."""

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(1):
            pass
        return True


class OneProcess(MTServer):
    """granian's server with threads, which it offers only where Python has no global lock; with one it works as well."""

    def __init__(self, announce: Callable[[], None], **options: Any) -> None:
        super().__init__(**options)
        self.main_loop_interrupt = WakingEvent()
        self._announce = announce

    def _check_gil(self) -> None:
        """A lock is no error here."""

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Start, then say so once somebody really answers."""
        super().startup(spawn_target, target_loader)
        _wait_until_open(self.bind_addr, self.bind_port)
        self._announce()


def run(host: str, port: int, tls: tuple[Path, Path] | None, announce: Callable[[], None]) -> None:
    """Serve the site until Ctrl-C or SIGTERM; `announce` is called when it is open."""
    certificate, key = tls or (None, None)
    server = OneProcess(
        announce,
        target="backwise.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
        ssl_cert=certificate,
        ssl_key=key,
        # Phones that are a few years old know no TLS 1.3.
        ssl_protocol_min=SSLProtocols.tls12,
    )
    # The knowledge and the code stay until the end: looking through them for garbage costs a tenth of every page.
    gc.freeze()
    server.serve()


def _wait_until_open(host: str, port: int) -> None:
    end = time.monotonic() + STARTS_WITHIN_SECONDS
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 compared, not bound
    while time.monotonic() < end:
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
