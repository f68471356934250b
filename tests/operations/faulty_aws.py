"""An AWS over HTTP that fails on demand: one port a Region, before a simulated AWS or the embedded one."""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LOOPBACK = "127.0.0.1"


class Fault(StrEnum):
    """A way for a call to fail."""

    THROTTLED = "throttled"
    SERVER_ERROR = "server error"
    TIME_OUT = "time-out"
    RESET = "reset"
    DENIED = "denied"
    LOST = "answer lost"
    """It takes effect, and the connection is reset before the answer."""


_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODES = {
    Fault.THROTTLED: (400, "ThrottlingException", "Rate exceeded"),
    Fault.SERVER_ERROR: (500, "InternalFailure", "An internal error occurred"),
    Fault.DENIED: (400, "AccessDeniedException", "You are not authorized to perform this"),
}


@dataclass(frozen=True)
class Request:
    """A request as it came in.

    Attributes:
        region: code of the Region whose port it came to.
        method: of HTTP.
        target: of HTTP: path and query, or a URL where the client takes the port for a proxy.
        headers: of HTTP, keys in lower case.
        body: of HTTP.
    """

    region: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def protocol(self) -> str:
        """``json``, ``query`` or ``rest``."""
        if "x-amz-target" in self.headers:
            return "json"
        return "query" if b"Action=" in self.body else "rest"

    @property
    def service(self) -> str:
        """The service that it was signed for."""
        scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", self.headers.get("authorization", ""))
        return scope[1] if scope else ""

    @property
    def operation(self) -> str:
        """The API's name; of REST services the method and the path."""
        if self.protocol == "json":
            return str(self.headers["x-amz-target"]).rpartition(".")[2]
        if self.protocol == "query":
            return str(self.parameters["Action"])
        return f"{self.method} {urlsplit(self.target).path}"

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the call is about."""
        if self.protocol == "json":
            given: dict[str, Any] = json.loads(self.body or b"{}")
            return given
        if self.protocol == "query":
            return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}
        return {}

    @property
    def label(self) -> str:
        """Region, service, operation and what it is about: the same in every run of the same promotion."""
        about = [value for value in self.parameters.values() if isinstance(value, str) and len(value) < 200]
        return " ".join(
            (self.region, self.service, self.operation, *sorted(_UUID.sub("*", it) for it in about))
        )


@dataclass(frozen=True)
class Response:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Upstream = Callable[[Request], Response]


@dataclass
class Faults:
    """What is to fail: the n-th call (from 1) of a label, or every one; and what came in."""

    planned: dict[tuple[str, int], Fault] = field(default_factory=dict)
    always: dict[str, Fault] = field(default_factory=dict)
    silent_regions: set[str] = field(default_factory=set)
    closed_regions: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)
    before: Callable[[Request, int], None] = lambda _request, _number: None
    """Called before a call takes effect, with its number among those of its label."""
    after: Callable[[Request, int], None] = lambda _request, _number: None
    """Called after it took effect, before the answer."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def number(self, label: str) -> int:
        """Count a call."""
        with self.lock:
            self.calls[label] += 1
            return self.calls[label]

    def of(self, label: str, number: int) -> Fault | None:
        """What is to happen to a call."""
        return self.planned.get((label, number)) or self.always.get(label)

    def forget(self) -> None:
        """Plan nothing, and count from one again."""
        self.planned.clear()
        self.always.clear()
        self.silent_regions.clear()
        self.closed_regions.clear()
        self.calls.clear()
        self.before = self.after = lambda _request, _number: None


@contextmanager
def serving(regions: tuple[str, ...], upstream: Upstream, faults: Faults) -> Iterator[Mapping[str, str]]:
    """Serve each Region on a port of its own; yields the URLs by the Region's code."""
    servers = {code: _server(code, upstream, faults) for code in regions}
    threads = [threading.Thread(target=each.serve_forever, args=(0.02,)) for each in servers.values()]
    for thread in threads:
        thread.start()
    try:
        yield {code: f"http://{LOOPBACK}:{each.server_port}" for code, each in servers.items()}
    finally:
        for each in servers.values():
            each.shutdown()
            each.server_close()
        for thread in threads:
            thread.join()


def forward_to(urls: Mapping[str, str]) -> Upstream:
    """An upstream that is another AWS over HTTP, by the Region's code."""

    def forward(request: Request) -> Response:
        url = urlsplit(urls[request.region])
        connection = HTTPConnection(str(url.hostname), url.port, timeout=30)
        try:
            connection.request(request.method, request.target, request.body, dict(request.headers))
            answer = connection.getresponse()
            body = answer.read()
            kept = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP}
            return Response(answer.status, kept, body)
        finally:
            connection.close()

    return forward


_HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length", "server"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that were killed, as tests want it."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _server(  # noqa: C901 # http.server wants a class of handlers, and this one needs what is around it
    region: str, upstream: Upstream, faults: Faults
) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            request = self._read()
            if request is not None:
                self._serve_request(request)

        def _read(self) -> Request | None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length)
            if len(body) < length:  # the client was killed in the middle of it
                self.close_connection = True
                return None
            headers = {name.lower(): value for name, value in self.headers.items()}
            return Request(region, self.command, self.path, headers, body)

        def _serve_request(self, request: Request) -> None:
            number = faults.number(request.label)
            fault = faults.of(request.label, number)
            if region in faults.silent_regions or fault is Fault.TIME_OUT:
                self._wait_until_client_goes()
                return
            if region in faults.closed_regions or fault is Fault.RESET:
                self._reset()
                return
            faults.before(request, number)
            answer = _fault(request, fault) if fault in _CODES else upstream(request)
            faults.after(request, number)
            if fault is Fault.LOST:
                self._reset()
            else:
                self._answer(answer)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 # http.server's names

        def _answer(self, answer: Response) -> None:
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name.lower() != "date":
                        self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)
            except OSError:  # the client was killed, as tests want it
                self.close_connection = True

        def _reset(self) -> None:
            """End the connection by a reset, without an answer."""
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            self.connection.close()

        def _wait_until_client_goes(self) -> None:
            self.close_connection = True
            with suppress(OSError):
                self.connection.recv(1)

        def log_message(self, *_: object) -> None:
            pass

    return _Server((LOOPBACK, 0), Handler)


def _fault(request: Request, fault: Fault | None) -> Response:
    assert fault is not None
    status, code, message = _CODES[fault]
    if request.protocol == "json":
        body = json.dumps({"__type": code, "message": message})
        return Response(status, {"content-type": "application/x-amz-json-1.1"}, body.encode())
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    if request.protocol == "query":
        error = f"<ErrorResponse>{error}<RequestId>0</RequestId></ErrorResponse>"
    return Response(status, {"content-type": "text/xml"}, error.encode())
