"""Where we listen and how we are reached; what cannot be is said with what to use instead."""

from __future__ import annotations

import pytest

from backwise.web.folder import CannotStart
from backwise.web.place import find_place
from tests.served import free_port


@pytest.mark.parametrize("port", [70000, -1])
def test_a_number_that_is_no_port_is_said(port: int) -> None:
    with pytest.raises(CannotStart, match="is not a port"):
        find_place("127.0.0.1", port, None, tls=False)


@pytest.mark.parametrize("host", ["192.0.2.77", "no such host", ""])
def test_an_address_that_is_not_ours_is_said(host: str) -> None:
    with pytest.raises(CannotStart, match="is not an address of this computer"):
        find_place(host, free_port(), None, tls=False)


@pytest.mark.parametrize(
    "url", ["backwise.example", "ftp://x", "https://", "https://x/path", "https://a@x", "https://x?y=1"]
)
def test_a_public_url_that_is_none_is_said(url: str) -> None:
    with pytest.raises(CannotStart, match="--public-url"):
        find_place("127.0.0.1", free_port(), url, tls=False)


def test_names_of_the_network_are_ours_and_no_others() -> None:
    place = find_place("0.0.0.0", free_port(), "http://Pi.local:8000/", tls=False)
    assert place.phones == "http://pi.local:8000"
    assert "0.0.0.0" not in place.names
    own = find_place("127.0.0.1", free_port(), None, tls=True)
    assert (own.phones, own.names) == ("", ("127.0.0.1",))
    assert own.address.startswith("https://127.0.0.1:")
