"""One whole HTTP response over ASGI."""

from __future__ import annotations

from hypercorn.typing import ASGISendCallable, HTTPResponseBodyEvent, HTTPResponseStartEvent


async def respond(send: ASGISendCallable, status: int, content_type: str, body: bytes) -> None:
    """Send a response with the given status, content type and body."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    await send(HTTPResponseStartEvent(type="http.response.start", status=status, headers=headers))
    await send(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))
