"""What becomes of a port's connections when its light changes."""

from __future__ import annotations

import asyncio
import socket

import pytest
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope

from futago.emulator.darkness import Light
from futago.emulator.listener import LOOPBACK, Listener
from futago.emulator.plain_response import respond

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
ROUNDS_UNTIL_SERVED = 6
"""Of the event loop, until a connection that a client has made is served."""


async def answer(_scope: Scope, _receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """An app that answers every request."""
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
