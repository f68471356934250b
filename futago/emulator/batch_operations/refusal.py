"""A request that S3 Control refuses."""

from __future__ import annotations


class RefusedError(Exception):
    """The request is answered with an error.

    Args:
        code: the error's code in the API, such as ``BadRequestException``.
        message: what is wrong.
        status: HTTP status.
    """

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
