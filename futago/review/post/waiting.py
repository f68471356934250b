"""When a request that GitHub did not carry out may be sent again."""

from __future__ import annotations

import httpx

LONGEST_BACKOFF_SECONDS = 60.0
_SECONDARY_LIMIT_SECONDS = 60.0


def backoff_seconds(attempt: int) -> float:
    """1, 2, 4 … seconds for attempt 0, 1, 2 …, at most a minute."""
    return min(2.0**attempt, LONGEST_BACKOFF_SECONDS)


def pause_seconds(response: httpx.Response, attempt: int, now: float) -> float | None:
    """How long to wait before the same request may be sent again.

    GitHub, "Rate limits for the REST API", "Exceeding the rate limit": a limit is told by 403 or 429. Wait as
    long as ``retry-after`` says; else, with ``x-ratelimit-remaining: 0``, until ``x-ratelimit-reset``; else
    at least a minute, and longer each time.

    Args:
        response: the refusal.
        attempt: how many times it was refused before.
        now: seconds since 1970, UTC.

    Returns:
        Seconds; None where sending it again is of no use.
    """
    if response.status_code not in (403, 429, 500, 502, 503, 504):
        return None
    told = _whole_number(response, "retry-after")
    if told is not None:
        return told
    if response.is_server_error:
        return backoff_seconds(attempt)
    reset = _whole_number(response, "x-ratelimit-reset")
    if response.headers.get("x-ratelimit-remaining") == "0" and reset is not None:
        # One second more: the header has whole seconds, and the two clocks differ.
        return max(reset - now, 0.0) + 1.0
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or "rate limit" in response.text.lower():
        return _SECONDARY_LIMIT_SECONDS * 2.0**attempt
    return None


def _whole_number(response: httpx.Response, header: str) -> float | None:
    text = response.headers.get(header, "")
    return float(text) if text.isascii() and text.isdigit() else None
