"""Answers that got lost on their way are given again, when an SDK repeats its attempt.

AWS SDKs name a call in ``amz-sdk-invocation-id`` and count its attempts in ``amz-sdk-request`` (AWS SDKs and
Tools Reference Guide, "Retry behavior"). Now and then an answer of the embedded AWS does not reach the
provider of Terraform, which then repeats a creation that has taken place, and is refused. Why is not known;
AWS loses far fewer, so that it must not show here.

Only successes are kept: what was refused, and may be granted now, is asked anew.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope

ANSWERS_KEPT = 2_000
BODY_MAX_BYTES = 256 * 1024
_FIRST = b"attempt=1"
_REFUSED = 400


class RepeatedAttempts:
    """An ASGI application around another that remembers its last successes.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIFramework) -> None:
        self._app = app
        self._answers: OrderedDict[tuple[bytes, str, bytes], list[Any]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer as before, where an earlier attempt of the same call was answered; else ask."""
        call = _call(scope)
        if call is None:
            await self._app(scope, receive, send)
            return
        key, is_first = call
        if not is_first and key in self._answers:
            for message in self._answers[key]:
                await send(message)
            return
        said: list[Any] = []

        async def remember(message: Any) -> None:
            said.append(message)
            await send(message)

        await self._app(scope, receive, remember)
        self._keep(key, said)

    def _keep(self, key: tuple[bytes, str, bytes], said: list[Any]) -> None:
        length_bytes = sum(len(message.get("body", b"")) for message in said)
        if said and said[0].get("status", _REFUSED) < _REFUSED and length_bytes <= BODY_MAX_BYTES:
            self._answers[key] = said
            while len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)


def _call(scope: Scope) -> tuple[tuple[bytes, str, bytes], bool] | None:
    """Which call a request is of, and whether it is its first attempt; None if it does not say."""
    if scope["type"] != "http":
        return None
    headers = dict(scope["headers"])
    invocation = headers.get(b"amz-sdk-invocation-id")
    if not invocation:
        return None
    attempt = headers.get(b"amz-sdk-request", _FIRST).partition(b";")[0].strip()
    return (invocation, scope["method"], scope["raw_path"]), attempt == _FIRST
