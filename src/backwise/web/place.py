"""Where we listen, and by which addresses we are reached."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from .folder import CannotStart

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Reserved for documentation (RFC 5737, RFC 3849): never anybody's.
ELSEWHERE = {4: "192.0.2.1", 6: "2001:db8::1"}


@dataclass(frozen=True, slots=True)
class Place:
    """`host` and `port` to listen on; `address` to open here; `phones`: where other devices reach us, empty when they cannot;
    `names`: the host names that are ours beside the loopback ones."""

    host: str
    port: int
    address: str
    phones: str
    names: tuple[str, ...]

    @property
    def insecure(self) -> bool:
        """Do other devices come by plain http?"""
        return self.phones.startswith("http:")


def find_place(host: str, port: int, public_url: str | None, tls: bool) -> Place:
    """Where to listen. Raises CannotStart: not an address of ours, port taken, public URL not one."""
    listen = _address_of(host)
    port = _free(listen, port)
    scheme = "https" if tls else "http"
    reached = _reached_at(listen)
    own = f"{scheme}://{_in_url(reached)}:{port}"
    public = _public(public_url)
    phones = public or ("" if listen.is_loopback else own)
    here = f"{scheme}://127.0.0.1:{port}" if listen.is_unspecified else own
    return Place(str(listen), port, public or here, phones, (_in_url(reached),))


def _address_of(host: str) -> Address:
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
        return ipaddress.ip_address(str(found[0][4][0]))
    except (OSError, ValueError):
        raise CannotStart(_not_ours(host)) from None


def _not_ours(host: str) -> str:
    return (
        f"{host} is not an address of this computer. Use --host 127.0.0.1, or --host 0.0.0.0 for your home network too."
    )


def _in_url(address: Address) -> str:
    return f"[{address}]" if address.version == 6 else str(address)


def _free(address: Address, port: int) -> int:
    """The port, or a free one for 0. Raises CannotStart when it cannot be had."""
    with closing(socket.socket(_family(address), socket.SOCK_STREAM)) as probe:
        # Without SO_REUSEPORT: the server sets it, and two of them would share the port unnoticed.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((str(address), port))
        except OverflowError:
            raise CannotStart(f"{port} is not a port. Use one from 1024 to 65535, like --port 8010") from None
        except OSError as error:
            raise CannotStart(_why_not(error, address, port)) from None
        free: int = probe.getsockname()[1]
        return free


def _why_not(error: OSError, address: Address, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 10 if port < 65000 else 8010
        return f"Port {port} is taken by another program. Use another one: backwise serve --port {other}"
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system. Use another one: backwise serve --port 8010"
    return _not_ours(str(address))


def _family(address: Address) -> socket.AddressFamily:
    return socket.AF_INET6 if address.version == 6 else socket.AF_INET


def _reached_at(listen: Address) -> Address:
    """The address by which the home network reaches this computer; itself unless we listen on all."""
    if not listen.is_unspecified:
        return listen
    with closing(socket.socket(_family(listen), socket.SOCK_DGRAM)) as probe:
        try:
            # Only chooses a route: nothing is sent.
            probe.connect((ELSEWHERE[listen.version], 9))
            return ipaddress.ip_address(probe.getsockname()[0])
        except OSError:
            return ipaddress.ip_address("::1" if listen.version == 6 else "127.0.0.1")


def _public(url: str | None) -> str:
    """The public URL without a slash at the end; empty when there is none. Raises CannotStart."""
    if not url:
        return ""
    parts = urlsplit(url)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.username
    ):
        raise CannotStart(
            f"--public-url {url} is not the address of a whole site. Use one like https://backwise.example"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"
