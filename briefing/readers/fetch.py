"""Addresses, only when the user asks for it: over HTTP and HTTPS, from public addresses, within limits.

Each name is resolved once, all that it resolves to is held against the private ranges, and the connection goes to
the very address that was looked at: a name that answers otherwise the second time gains nothing. No proxy, cookie,
password or other part of the environment is used.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from briefing import __version__
from briefing.errors import TooLarge, UnreadableDocument
from briefing.layout import one_line
from briefing.readers.limits import size
from briefing.readers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.readers.limits import Limits

REDIRECTS = 5
"""So many times a server may send on to another address."""

CONNECT = 10
"""Seconds to wait for a connection."""

_PORTS = {"http": 80, "https": 443}
_SENT_ON = (301, 302, 303, 307, 308)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the Internet, and not to this machine, its network or nobody.

    An IPv6 address that carries an IPv4 address is as public as that.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def fetch(address: str, limits: Limits, allowed: Callable[[str], bool] = is_public) -> Part:
    """Get what stands at an address.

    Args:
        address: begins with http:// or https://.
        limits: `file_size` and `seconds` of them hold.
        allowed: says of an IP address whether it may be connected to.

    Returns:
        Its bytes, under the address where it was found, after redirects.

    Raises:
        TooLarge: if it is over a limit.
        UnreadableDocument: if it cannot be had.
    """
    until = monotonic() + limits.seconds
    asked = address
    for _ in range(REDIRECTS + 1):
        answer, pool = _open(asked, address, until, allowed)
        try:
            sent_on = answer.headers.get("Location") if answer.status in _SENT_ON else None
            if sent_on is None:
                if answer.status != 200:
                    raise UnreadableDocument(address, f"the server answers {answer.status}")
                charset = _charset(str(answer.headers.get("Content-Type", "")))
                return Part(_bare(asked), _body(answer, address, limits, until), charset)
            asked = urljoin(asked, sent_on)
        finally:
            answer.close()
            pool.close()
    raise UnreadableDocument(address, f"the server sends on more than {REDIRECTS} times")


def _open(asked: str, address: str, until: float, allowed: Callable[[str], bool]) -> tuple[Any, Any]:
    """The answer to one request, its body not read yet, and the pool that holds its connection."""
    import urllib3

    parts = _split(asked, address)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    target = _resolved(host, port, address, allowed)
    timeout = urllib3.Timeout(connect=CONNECT, read=max(0.1, until - monotonic()))
    shared: dict[str, Any] = {"port": port, "timeout": timeout, "retries": False, "maxsize": 1}
    pool: Any
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(target, server_hostname=host, assert_hostname=host, **shared)
    else:
        pool = urllib3.HTTPConnectionPool(target, **shared)
    name = f"[{host}]" if ":" in host else host
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        answer = pool.urlopen(
            "GET",
            path,
            headers={
                "Host": name if port == _PORTS[parts.scheme] else f"{name}:{port}",
                "User-Agent": f"briefing/{__version__}",
                "Accept-Encoding": "gzip, deflate",
            },
            redirect=False,
            preload_content=False,
        )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        pool.close()
        raise UnreadableDocument(address, f"cannot be fetched: {_reason(error)}") from error
    return answer, pool


def _split(asked: str, address: str) -> Any:
    try:
        parts = urlsplit(asked)
        _ = parts.port
    except ValueError as error:
        raise UnreadableDocument(address, "is no address that can be fetched") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UnreadableDocument(address, f"leads to {one_line(asked)[:100]}, which is not fetched")
    return parts


def _resolved(host: str, port: int, address: str, allowed: Callable[[str], bool]) -> str:
    """The IP address to connect to.

    Raises:
        UnreadableDocument: if there is none, or if one of them is not allowed.
    """
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise UnreadableDocument(address, f"there is no host {one_line(host)}") from error
    if not found or not all(map(allowed, found)):
        raise UnreadableDocument(
            address, f"leads to {one_line(host)}, a private address, which is not fetched"
        )
    return found[0]


def _body(answer: Any, address: str, limits: Limits, until: float) -> bytes:
    import urllib3

    parts: list[bytes] = []
    length = 0
    try:
        for part in answer.stream(65536, decode_content=True):
            length += len(part)
            if length > limits.file_size:
                raise TooLarge(address, f"is larger than {size(limits.file_size)} (--max-file-size)")
            if monotonic() > until:
                raise TooLarge(address, f"takes more than {limits.seconds} seconds to fetch (--max-seconds)")
            parts.append(part)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise UnreadableDocument(address, f"cannot be fetched: {_reason(error)}") from error
    return b"".join(parts)


def _charset(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


def _bare(address: str) -> str:
    """An address as it can be printed: without a user's name and password, and without its fragment."""
    parts = urlsplit(address)
    return one_line(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl())


def _reason(error: Exception) -> str:
    """What went wrong, by the name of its class: the library's own sentences name memory addresses."""
    inner = getattr(error, "reason", None)
    kind = type(inner if isinstance(inner, Exception) else error).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.removesuffix("Error")).lower()
