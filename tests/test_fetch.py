"""Addresses: fetched only on request, from public addresses only, also after redirects; tried on the loopback."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from briefing.errors import TooLarge, UnreadableDocument, UnsupportedFormat
from briefing.readers import Limits, load
from briefing.readers import fetch as fetching
from briefing.readers.fetch import fetch, is_public
from briefing.readers.limits import DEFAULT

TEXT = "Министр встретился в понедельник с посланником, и они говорили о плотине на реке. Они говорили долго."
PAGE = f"<html><head><title>Dam</title></head><body><article><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def server(socket_enabled):
    """A server on the loopback address; it remembers what it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            name = self.path.strip("/").split("?")[0]
            if name.startswith("to-"):
                self.send_response(302)
                self.send_header("Location", TARGETS[name])
                self.end_headers()
                return
            self.send_response(404 if name == "missing" else 200)
            body = PAGE.encode("cp1251")
            self.send_header("Content-Type", "text/html; charset=windows-1251")
            if name == "bomb":
                body = gzip.compress(bytes(3 << 20))
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body) + (5 if name == "short" else 0)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()


TARGETS = {
    "to-page": "/page?x=1#part",
    "to-itself": "/to-itself",
    "to-file": "file:///etc/hostname",
    "to-private": "http://10.0.0.1/admin",
    "to-metadata": "http://169.254.169.254/latest/",
}


def anywhere(_):
    return True


def only_loopback(address):
    return address == "127.0.0.1"


def test_a_page_is_fetched_with_its_encoding_and_its_last_address(server, monkeypatch):
    base, asked = server
    monkeypatch.setattr(fetching, "is_public", only_loopback)
    found = fetch(f"{base}/to-page", DEFAULT, only_loopback)
    assert (found.uri, found.charset) == (f"{base}/page?x=1", "windows-1251")
    assert [path for path, _ in asked] == ["/to-page", "/page?x=1"]
    headers = asked[0][1]
    assert set(headers) == {"Host", "User-Agent", "Accept-Encoding"}
    assert headers["Host"] == base.removeprefix("http://")


def test_make_reads_what_was_fetched(server, monkeypatch):
    base, _ = server
    monkeypatch.setattr(fetching.fetch, "__defaults__", (only_loopback,))
    (document,), skipped = load([f"{base}/page"], fetch=True)
    assert not skipped
    assert document.text == TEXT
    assert document.uri == f"{base}/page"


def test_nothing_is_fetched_unless_it_is_asked_for(server):
    base, asked = server
    with pytest.raises(UnsupportedFormat, match="nothing is fetched without --fetch"):
        load([f"{base}/page"])
    assert asked == []


def test_this_machine_is_not_fetched_from(server):
    base, asked = server
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"):  # noqa: S104 - refused, not bound
        address = base.replace("127.0.0.1", host)
        with pytest.raises(
            UnreadableDocument, match=r"a private address, which is not fetched|there is no host"
        ):
            load([f"{address}/page"], fetch=True)
    assert asked == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("to-private", "10.0.0.1, a private address"),
        ("to-metadata", "169.254.169.254, a private address"),
        ("to-file", "leads to file:///etc/hostname, which is not fetched"),
        ("to-itself", "sends on more than 5 times"),
        ("missing", "the server answers 404"),
        ("short", "cannot be fetched"),
    ],
)
def test_an_address_that_leads_astray_is_one_sentence(server, name, words):
    base, _ = server
    with pytest.raises(UnreadableDocument, match=words) as caught:
        fetch(f"{base}/{name}", DEFAULT, only_loopback)
    assert "\n" not in str(caught.value)
    assert "0x" not in str(caught.value)


def test_what_is_packed_counts_by_what_it_unpacks_to(server):
    base, _ = server
    with pytest.raises(TooLarge, match=r"larger than 1 MiB \(--max-file-size\)"):
        fetch(f"{base}/bomb", Limits(file_size=1 << 20), only_loopback)


def test_a_name_is_looked_up_once_and_the_connection_goes_there(server, monkeypatch):
    base, asked = server
    port = int(base.rpartition(":")[2])
    known = fetching.socket.getaddrinfo
    answers = iter(["127.0.0.1", "10.0.0.1"])

    def resolve(host, at, *more, **options):
        if host != "news.example":
            return known(host, at, *more, **options)
        return [(2, 1, 6, "", (next(answers), at))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    found = fetch(f"http://news.example:{port}/page", DEFAULT, only_loopback)
    assert found.uri == f"http://news.example:{port}/page"
    assert asked[0][1]["Host"] == f"news.example:{port}"


def test_one_private_answer_among_several_is_enough_to_refuse(monkeypatch):
    rows = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("192.168.1.1", 80))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(UnreadableDocument, match="a private address"):
        fetch("http://news.example/", DEFAULT)


def test_a_password_in_an_address_is_not_printed(server):
    base, _ = server
    found = fetch(f"{base.replace('//', '//ann:secret@')}/page", DEFAULT, only_loopback)
    assert "secret" not in found.uri


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - refused, not bound
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_what_is_public(address, public):
    assert is_public(address) is public
