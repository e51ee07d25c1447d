"""`backwise serve`: checks, backs up, migrates, then answers until Ctrl-C."""

from __future__ import annotations

import os
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from backwise.library.checks import run_checks
from backwise.library.load import KnowledgeError, load_library

from . import passphrase
from .folder import CannotStart, data_folder, open_folder, secret_key
from .place import Place, find_place

BAD_INPUT = 2
Paths = Sequence[str | Path]


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    data: str | Path | None = None,
    certificate: str | Path | None = None,
    key: str | Path | None = None,
    public_url: str | None = None,
    overlays: Paths = (),
) -> None:
    """Serve the site until Ctrl-C. What cannot be done as asked is said in a sentence, with exit code 2."""
    # Whatever is written from here on is for its owner alone.
    os.umask(0o077)
    try:
        tls = _tls(certificate, key)
        place = find_place(host, port, public_url, tls is not None)
        folder = data_folder(data)
        open_folder(folder)
        secret_key(folder)
        if place.phones and passphrase.kept(folder) is None:
            raise CannotStart(_needs_passphrase(place, data))
        _load(tuple(Path(overlay) for overlay in overlays))
        _run(place, folder, tls, public_url, overlays)
    except (CannotStart, KnowledgeError) as error:
        _stop(str(error))


def _load(overlays: tuple[Path, ...]) -> None:
    """Read the knowledge once before serving; with overlays it must pass every check. Raises KnowledgeError."""
    load_library(overlays)
    if overlays and (findings := run_checks(overlays)):
        raise KnowledgeError(findings)


def _run(place: Place, folder: Path, tls: tuple[Path, Path] | None, public_url: str | None, overlays: Paths) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "backwise.web.settings",
        "BACKWISE_DATA": str(folder),
        "BACKWISE_PORT": str(place.port),
        "BACKWISE_HOSTS": ",".join(place.names),
        "BACKWISE_ADDRESS": place.phones,
        "BACKWISE_PUBLIC_URL": place.phones if public_url else "",
        "BACKWISE_KNOWLEDGE": os.pathsep.join(str(Path(overlay).absolute()) for overlay in overlays),
    }
    # Only now: Django's settings read the environment when they are first touched.
    import django

    from .database import prepare_database
    from .server import run

    django.setup()
    prepare_database(folder)
    run(place.host, place.port, tls, lambda: _announce(place))


def set_passphrase(words: str, *, data: str | Path | None = None) -> None:
    """Set the passphrase of a data folder (for `backwise passphrase`). What cannot be done is said, with exit code 2."""
    folder = data_folder(data)
    try:
        open_folder(folder)
        passphrase.keep(folder, words)
    except CannotStart as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"The passphrase cannot be kept in {folder} ({error.strerror}). Make room there, then try again.")


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(BAD_INPUT)


def _tls(certificate: str | Path | None, key: str | Path | None) -> tuple[Path, Path] | None:
    """The certificate and its key, tried. Raises CannotStart."""
    if not certificate and not key:
        return None
    if not certificate or not key:
        raise CannotStart("A certificate needs its key, and a key its certificate: --certificate FILE --key FILE")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "reason", None) or error.strerror
        raise CannotStart(
            f"The certificate {certificate} with the key {key} cannot be used ({reason}). "
            "Both must be PEM files that belong together, the key without a password."
        ) from None
    return Path(certificate).absolute(), Path(key).absolute()


def _needs_passphrase(place: Place, data: str | Path | None) -> str:
    command = f"backwise passphrase --data {data}" if data else "backwise passphrase"
    return (
        f"Other devices could open Backwise at {place.phones}, so it needs a passphrase first. Set one with: {command}"
    )


def _announce(place: Place) -> None:
    others = f", on other devices at {place.phones}" if place.phones and place.phones != place.address else ""
    print(f"Backwise is open at {place.address}{others} (Ctrl-C stops it)", flush=True)
    if place.insecure:
        print(
            "Over plain http other devices can use Backwise only while this computer is on. Working offline, keeping the screen\n"
            "awake and reminders are missing there: browsers allow them over https only (--certificate and --key, or --public-url).",
            flush=True,
        )
