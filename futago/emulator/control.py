"""The control port: health, darkness of a Region, reset and stop, for :class:`Emulator` and for tests.

=======  =========================  ==========================  ==============================
method   path                       body                        effect
=======  =========================  ==========================  ==============================
GET      /health                                                pid, Regions, additions
POST     /regions/<code>/dark       {"mode": "closed|silent"}   the Region's port goes dark
POST     /regions/<code>/lit                                    the same port answers again
POST     /timings                   {"<name>": seconds}         what takes AWS time takes it here too
POST     /batch-operations          {"<setting>": …}            pace and injected failures of S3's jobs
POST     /reset                                                 AWS state, timings and pace are forgotten
POST     /stop                                                  the process ends
=======  =========================  ==========================  ==============================
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, Scope

from futago.emulator import timings
from futago.emulator.batch_operations import steering
from futago.emulator.darkness import DARK_MODES, Light
from futago.emulator.listener import Listener
from futago.emulator.plain_response import respond


class BadRequestError(Exception):
    """A request to the control port that it does not understand."""


class Control:
    """The ASGI app of the control port.

    Args:
        listeners: the port of each Region, by Region code.
        additions: names of the additions in force.
        reset: forgets all AWS state.
        stop: asks the process to end.
    """

    def __init__(
        self,
        listeners: Mapping[str, Listener],
        additions: Sequence[str],
        reset: Callable[[], Awaitable[None]],
        stop: Callable[[], None],
    ) -> None:
        self._listeners = listeners
        self._additions = list(additions)
        self._reset = reset
        self._stop = stop

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request; always with a JSON object."""
        if scope["type"] != "http":
            return
        try:
            answer = await self._act(scope["method"], scope["path"], await _body(receive))
            status = 200
        except BadRequestError as error:
            answer, status = {"error": str(error)}, 400
        await respond(send, status, "application/json", json.dumps(answer).encode())

    async def _act(self, method: str, path: str, body: bytes) -> dict[str, Any]:
        match method, path.strip("/").split("/"):
            case "GET", ["health"]:
                pass
            case "POST", ["regions", code, "dark"]:
                await self._listener(code).become(_dark_mode(body))
            case "POST", ["regions", code, "lit"]:
                await self._listener(code).become(Light.LIT)
            case "POST", ["timings"]:
                _take(body)
            case "POST", ["batch-operations"]:
                _steer(body)
            case "POST", ["reset"]:
                timings.hurry()
                await self._reset()
            case "POST", ["stop"]:
                self._stop()
            case _:
                raise BadRequestError(
                    f"{method} {path}: not known here; allowed are GET /health, POST /regions/<code>/dark, "
                    "POST /regions/<code>/lit, POST /timings, POST /batch-operations, "
                    "POST /reset, POST /stop"
                )
        return self._health()

    def _health(self) -> dict[str, Any]:
        regions = {code: listener.light for code, listener in self._listeners.items()}
        return {"pid": os.getpid(), "regions": regions, "additions": self._additions}

    def _listener(self, code: str) -> Listener:
        if code not in self._listeners:
            allowed = ", ".join(self._listeners)
            raise BadRequestError(f"Region {code!r} is not served here; allowed: {allowed}")
        return self._listeners[code]


def _dark_mode(body: bytes) -> Light:
    try:
        mode = json.loads(body)["mode"]
    except (ValueError, TypeError, KeyError):
        mode = None
    if mode not in DARK_MODES:
        raise BadRequestError(f"mode {mode!r} is no way to be dark; allowed: {', '.join(DARK_MODES)}")
    return Light(mode)


def _take(body: bytes) -> None:
    wanted = _object(body, '{"global_move_seconds": 2}')
    try:
        timings.take(wanted)
    except ValueError as error:
        raise BadRequestError(str(error)) from error


def _steer(body: bytes) -> None:
    wanted = _object(body, '{"objects_per_second": 50}')
    try:
        steering.steer(wanted)
    except steering.SteeringError as error:
        raise BadRequestError(str(error)) from error


def _object(body: bytes, example: str) -> dict[str, Any]:
    try:
        wanted = json.loads(body)
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict):
        raise BadRequestError(f"the body is no JSON object; allowed is such as {example}")
    return wanted


async def _body(receive: ASGIReceiveCallable) -> bytes:
    body = b""
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return body
        body += event["body"]
        if not event["more_body"]:
            return body
