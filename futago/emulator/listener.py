"""One loopback port that serves an ASGI app and can go dark."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import unquote, urlsplit

from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config
from hypercorn.events import Event, RawData
from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope
from hypercorn.utils import wrap_app

from futago.emulator.darkness import DarkEndpointError, Light

LOOPBACK = "127.0.0.1"
BACKLOG_CONNECTIONS = 1024
IDLE_TIMEOUT_SECONDS = 3600
REQUESTS_MAX = 1_000_000
"""On one connection. Hypercorn would end each after 1,000, which Terraform makes in one apply."""
RELEASE_TIMEOUT_SECONDS = 2


class Listener:
    """A port on 127.0.0.1, with the connections made to it.

    The port stays this process's own while it is closed: a socket that is bound and does not listen
    refuses connections, and nobody else is given the number.

    Args:
        app: the ASGI app to serve.
        port: the port's number, or 0 for one that the operating system finds free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, app: ASGIFramework, port: int = 0) -> None:
        self.app = app
        self._socket = _reserve(port)
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}
        self.config = Config()
        # An SDK keeps connections for minutes; closing an idle one under it would look like darkness.
        self.config.keep_alive_timeout = IDLE_TIMEOUT_SECONDS
        self.config.keep_alive_max_requests = REQUESTS_MAX
        self.context = WorkerContext(None)
        self.port: int = self._socket.getsockname()[1]
        self.light = Light.CLOSED
        self._changing = asyncio.Lock()

    @property
    def url(self) -> str:
        """The port's address, such as ``http://127.0.0.1:40123``."""
        return f"http://{LOOPBACK}:{self.port}"

    async def become(self, light: Light) -> None:
        """Go lit, closed or silent, whatever the port was before; when this returns, every client sees it."""
        async with self._changing:
            if light is self.light:
                return
            was_silent = self.light is Light.SILENT
            self.light = light
            if light is Light.CLOSED:
                await self._close_socket()
                self._socket = _reserve(self.port)
            if light is Light.CLOSED or was_silent:
                # Requests swallowed in silence will never be answered: their connections can't go on.
                await self._reset_connections()
            if light is not Light.CLOSED and self._server is None:
                self._server = await asyncio.start_server(
                    self._serve, sock=self._socket, backlog=BACKLOG_CONNECTIONS
                )

    async def release(self) -> None:
        """Give the port back and drop its connections; the listener is of no use afterwards."""
        self.light = Light.CLOSED
        await self._close_socket()
        await self._reset_connections()
        if self._connections:
            _ended, working = await asyncio.wait(self._connections.values(), timeout=RELEASE_TIMEOUT_SECONDS)
            for connection in working:
                connection.cancel()

    async def _close_socket(self) -> None:
        if self._server is None:
            self._socket.close()
            return
        # asyncio makes a transport of what it has accepted one round later, and can't if its server is
        # closed by then: it would leave the client waiting. So first no more is accepted.
        asyncio.get_running_loop().remove_reader(self._socket)
        await asyncio.sleep(0)
        self._server.close()  # closes the socket too
        self._server = None

    async def _reset_connections(self) -> None:
        open_now = tuple(self._connections)
        for writer in open_now:
            writer.transport.abort()
        # asyncio closes the sockets in its next round only. A client that was told before then that the
        # Region is lit would send its next request on a connection that is about to end.
        await asyncio.gather(*(writer.wait_closed() for writer in open_now), return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.light is Light.CLOSED:
            writer.transport.abort()
            return
        connection = asyncio.ensure_future(_Connection(self, reader, writer).run())
        self._connections[writer] = connection
        try:
            await asyncio.wait({connection})  # a connection that was cancelled is no failure of the server
        finally:
            del self._connections[writer]


class _Connection(TCPServer):
    """Hypercorn's connection, able to leave requests unanswered, and with answers in one piece.

    Hypercorn writes the head of an answer and then its body. The AWS SDK for Go can close a connection
    between the two, and asks again for what has taken effect (aws-sdk-go-v2, issue 2737, "use of closed
    network connection"): about 1 in 400 of Terraform's requests came twice, and creations were refused.
    """

    def __init__(
        self, listener: Listener, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        app = wrap_app(self._answer, listener.config.wsgi_max_body_size, "asgi")
        loop = asyncio.get_running_loop()
        super().__init__(app, loop, listener.config, listener.context, {}, reader, writer)
        self._listener = listener
        self._muted = False
        self._head = b""

    @property
    def _is_silent(self) -> bool:
        return self._muted or self._listener.light is Light.SILENT

    async def _answer(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Hand a request to the app, unless the port is silent: then it takes no effect either."""
        if self._is_silent:
            return
        try:
            await self._listener.app(_in_origin_form(scope), receive, send)
        except DarkEndpointError as dark:
            self._muted = True
            if dark.light is Light.CLOSED:
                self.writer.transport.abort()

    async def protocol_send(self, event: Event) -> None:
        if self._is_silent:
            return
        if isinstance(event, RawData):
            if _is_head(event.data):
                self._head = event.data  # its end follows in any case, if only as no bytes
                return
            event = RawData(self._head + event.data)
            self._head = b""
        await super().protocol_send(event)

    async def _read_data(self) -> None:
        await super()._read_data()
        # The client is gone; Hypercorn would keep the task until the idle timeout.
        await self.idle_task.stop()


def _is_head(data: bytes) -> bool:
    """Whether an answer begins with this; ``100 Continue`` is none, the client waits for it."""
    return data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 1")


def _in_origin_form(scope: Scope) -> Scope:
    """The scope of a request whose target may be a whole URL, as clients write it to a proxy.

    A server must take both forms (RFC 9112, "absolute-form"). SDKs come this way for S3 Control, whose host
    they put the account before: no address belongs to ``123456789012.127.0.0.1``.
    """
    if scope["type"] != "http" or scope["path"].startswith("/"):
        return scope
    raw_path = urlsplit(scope["raw_path"]).path
    return {**scope, "raw_path": raw_path, "path": unquote(raw_path.decode("ascii"))}


def _reserve(port: int) -> socket.socket:
    """Bind a port of the loopback interface without listening on it yet."""
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer takes 40 ms.
    reserved = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reserved.bind((LOOPBACK, port))
    except OSError:
        reserved.close()
        raise
    return reserved
