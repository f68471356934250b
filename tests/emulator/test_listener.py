"""What a port's connections carry, and what becomes of them when its light changes."""

from __future__ import annotations

import asyncio
import socket

import pytest
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope

from futago.emulator.darkness import Light
from futago.emulator.listener import LOOPBACK, Listener
from futago.emulator.plain_response import respond

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
WAITING_REQUEST = b"PUT / HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
ROUNDS_UNTIL_SERVED = 6
"""Of the event loop, until a connection that a client has made is served."""


async def answer(_scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """An app that reads every request to its end and answers it."""
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    await respond(send, 200, "text/plain", b"here")


async def lit() -> Listener:
    """A port that answers."""
    listener = Listener(answer)
    await listener.become(Light.LIT)
    return listener


async def connection_to(listener: Listener) -> socket.socket:
    """A client's new connection, which the server may not have noticed yet."""
    client = socket.create_connection((LOOPBACK, listener.port))
    client.setblocking(False)  # noqa: FBT003 - the standard library's
    return client


def has_ended(client: socket.socket) -> bool:
    """Whether the end of a connection has arrived: what an SDK asks before it uses one again."""
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True
    except BlockingIOError:
        return False


@pytest.mark.parametrize(("method", "body"), [(b"GET", b"here"), (b"HEAD", b"")])
def test_an_answer_comes_in_one_piece(monkeypatch: pytest.MonkeyPatch, method: bytes, body: bytes) -> None:
    """Head and body are written at once: between the two the SDK for Go may close the connection."""
    written: list[bytes] = []
    write = asyncio.StreamWriter.write

    def write_down(writer: asyncio.StreamWriter, data: bytes) -> None:
        written.append(data)
        write(writer, data)

    async def ask() -> bytes:
        listener = await lit()
        loop = asyncio.get_running_loop()
        with await connection_to(listener) as client:
            await loop.sock_sendall(client, REQUEST.replace(b"GET", method))
            answered = await loop.sock_recv(client, 1000)
        await listener.release()
        return answered

    monkeypatch.setattr(asyncio.StreamWriter, "write", write_down)
    answered = asyncio.run(ask())
    assert [answered] == [data for data in written if data]
    assert body == answered.partition(b"\r\n\r\n")[2]


def test_a_client_that_waits_is_told_to_go_on() -> None:
    """The body of a request that expects ``100 Continue`` is asked for before there is an answer."""

    async def put() -> tuple[bytes, bytes]:
        listener = await lit()
        loop = asyncio.get_running_loop()
        with await connection_to(listener) as client:
            await loop.sock_sendall(client, WAITING_REQUEST)
            told = await loop.sock_recv(client, 1000)
            await loop.sock_sendall(client, b"body")
            answered = await loop.sock_recv(client, 1000)
        await listener.release()
        return told.split()[1], answered.split()[1]

    assert (b"100", b"200") == asyncio.run(put())


@pytest.mark.parametrize(
    ("lights", "ended"),
    [
        ([Light.SILENT, Light.LIT], True),
        ([Light.SILENT, Light.CLOSED], True),
        ([Light.CLOSED], True),
        ([Light.SILENT], False),
    ],
)
def test_connections_have_ended_when_the_light_has_changed(lights: list[Light], *, ended: bool) -> None:
    """Who is told of a change finds no connection that is just about to end; falling silent ends none."""

    async def change() -> bool:
        listener = await lit()
        loop = asyncio.get_running_loop()
        with await connection_to(listener) as client:
            await loop.sock_sendall(client, REQUEST)
            assert (await loop.sock_recv(client, 1000)).endswith(b"here")
            for light in lights:
                await listener.become(light)
            seen = has_ended(client)
        await listener.release()
        return seen

    assert ended is asyncio.run(change())


@pytest.mark.parametrize("rounds", range(ROUNDS_UNTIL_SERVED))
def test_a_connection_made_just_before_the_dark_is_not_served(rounds: int) -> None:
    """However far the server is with a new connection when its port closes, nothing is answered on it."""

    async def close() -> bytes:
        listener = await lit()
        loop = asyncio.get_running_loop()
        with await connection_to(listener) as client:
            for _ in range(rounds):
                await asyncio.sleep(0)
            await listener.become(Light.CLOSED)
            try:
                await loop.sock_sendall(client, REQUEST)
                return await loop.sock_recv(client, 1000)
            except (ConnectionResetError, BrokenPipeError):
                return b""
            finally:
                await listener.release()

    assert b"" == asyncio.run(close())
