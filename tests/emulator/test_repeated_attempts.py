"""What an SDK asks again after its answer was lost."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from futago.emulator.repeated_attempts import RepeatedAttempts


class Counting:
    """An application that says how often it was asked, with this status."""

    def __init__(self, status: int) -> None:
        self.asked = 0
        self._status = status

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        self.asked += 1
        await send({"type": "http.response.start", "status": self._status, "headers": []})
        await send({"type": "http.response.body", "body": str(self.asked).encode()})


def ask(app: Any, invocation: str, attempt: int) -> bytes:
    """The body of the answer to one attempt of a call."""
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    headers = [
        (b"amz-sdk-invocation-id", invocation.encode()),
        (b"amz-sdk-request", f"attempt={attempt}; max=25".encode()),
    ]
    scope = {"type": "http", "method": "POST", "raw_path": b"/", "headers": headers}
    asyncio.run(app(scope, None, send))
    return bytes(said[-1]["body"])


def test_second_attempt_gets_the_first_answer() -> None:
    """The effect takes place once."""
    counting = Counting(200)
    app = RepeatedAttempts(counting)
    assert [b"1", b"1"] == [ask(app, "a", 1), ask(app, "a", 2)]
    assert 1 == counting.asked


def test_another_call_is_asked() -> None:
    """Calls that are alike are two calls."""
    app = RepeatedAttempts(Counting(200))
    assert [b"1", b"2"] == [ask(app, "a", 1), ask(app, "b", 1)]


@pytest.mark.parametrize("status", [400, 503])
def test_what_was_refused_is_asked_anew(status: int) -> None:
    """What was throttled or not yet possible may be granted now."""
    app = RepeatedAttempts(Counting(status))
    assert [b"1", b"2"] == [ask(app, "a", 1), ask(app, "a", 2)]


def test_attempt_whose_first_never_came_is_asked() -> None:
    """Nothing is made up for a request that got lost itself."""
    assert b"1" == ask(RepeatedAttempts(Counting(200)), "a", 2)
