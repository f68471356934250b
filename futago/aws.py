"""The one place that imports boto3: clients for the pair, which fail fast where a Region is dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from threading import Lock
from typing import Any, Final, Protocol, Self

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 # botocore's own name
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    SSOError,
)

from futago.errors import AwsError, DarkServiceError
from regions import Region

HTTP_NOT_FOUND = 404
HTTP_SERVER_ERROR = 500
CONNECTIONS = 64
"""Connections that a client keeps: as many as threads may ask at once."""

EndpointOf = Callable[[str, str], str]
"""From a service and a Region's code to a URL."""


@dataclass(frozen=True)
class Manners:
    """How long a client waits, and how often it asks.

    Attributes:
        connect_timeout_seconds: how long to wait for a connection.
        read_timeout_seconds: how long to wait for an answer.
        attempts: how often a request is made in all, where it fails in a way that may pass (botocore's
            standard retry mode, with exponential backoff and jitter); 1 for calls that change something.
    """

    connect_timeout_seconds: float = 3
    read_timeout_seconds: float = 20
    attempts: int = 3


class Guard(Protocol):
    """Told of every request, the repeated ones inside of a call too; from many threads at once."""

    def admit(self, service: str, region: str) -> None:
        """Let a request pass, perhaps later; what it raises ends the call with nothing sent."""

    def answered(self, service: str, region: str) -> None:
        """The request was answered, whatever the answer."""

    def silent(self, service: str, region: str, why: str) -> None:
        """The request was not answered."""


class Clients:
    """boto3 clients by service and Region, each made once; safe to share between threads.

    Args:
        endpoint_of: where a service is, if not at AWS (the embedded emulator).
        access_key_id: the key to use in place of the environment's credentials; the emulator takes the
            account from it.
    """

    def __init__(self, endpoint_of: EndpointOf | None = None, access_key_id: str | None = None) -> None:
        self._endpoint_of = endpoint_of
        self._manners_in: Callable[[str], Manners] = lambda _code: Manners()
        self._guard: Guard | None = None
        self._session = boto3.Session(
            aws_access_key_id=access_key_id,
            aws_secret_access_key="emulator" if access_key_id else None,  # checked by nobody
        )
        self._made: dict[tuple[str, str], Any] = {}
        self._lock = Lock()

    @property
    def is_embedded(self) -> bool:
        """Whether they are clients of the embedded AWS."""
        return self._endpoint_of is not None

    def mannered(self, manners_in: Callable[[str], Manners], guard: Guard | None = None) -> Self:
        """Clients like these with other manners.

        Args:
            manners_in: from a Region's code to the manners there.
            guard: who lets requests pass; None for nobody.
        """
        others = object.__new__(type(self))
        others.__dict__ |= self.__dict__
        others._made, others._lock = {}, Lock()
        others._manners_in, others._guard = manners_in, guard
        return others

    def client(self, service: str, region: Region) -> Any:
        """The client of ``service`` (boto3's name) in ``region``."""
        with self._lock:
            key = (service, region.code)
            if key not in self._made:
                url = self._endpoint_of(service, region.code) if self._endpoint_of else None
                manners = self._manners_in(region.code)
                made = self._session.client(
                    service,
                    region_name=region.code,
                    endpoint_url=url,
                    config=Config(
                        connect_timeout=manners.connect_timeout_seconds,
                        read_timeout=manners.read_timeout_seconds,
                        retries={"mode": "standard", "total_max_attempts": manners.attempts},
                        max_pool_connections=CONNECTIONS,
                        s3={"addressing_style": "path"} if url else {},
                        # Its host begins with the account, which no address has: see the emulator's listener.
                        proxies={"http": url} if url and service == "s3control" else None,
                    ),
                )
                if self._guard is not None:
                    _put_on_guard(made, self._guard, service, region.code)
                self._made[key] = made
            return self._made[key]


def _put_on_guard(client: Any, guard: Guard, service: str, region: str) -> None:
    def received(exception: Exception | None, **_: Any) -> None:
        if exception is None:
            guard.answered(service, region)
        elif isinstance(exception, ConnectionError | HTTPClientError):
            guard.silent(service, region, str(exception))

    # An event once a request, while an SDK's call can be several (botocore.endpoint.Endpoint).
    client.meta.events.register("before-send", partial(_admit, guard, service, region))
    client.meta.events.register("response-received", received)


def _admit(guard: Guard, service: str, region: str, **_: Any) -> None:
    """Ask the guard, and answer nothing: an answer would be taken for the service's."""
    guard.admit(service, region)


class Trouble(StrEnum):
    """What an error of a call means for whoever wants to repeat it."""

    UNSENT = "unsent"
    """Nobody was there to take it: it had no effect."""
    UNANSWERED = "unanswered"
    """It was sent, and no answer came, or that the service broke down: it may have had its effect."""
    THROTTLED = "throttled"
    """Too many calls: it had no effect, and a later one may."""
    BUSY = "busy"
    """The resource is in a state in which it can't be done, which may pass: it had no effect."""
    DENIED = "denied"
    """The caller has no right to it."""
    CREDENTIALS = "credentials"
    """AWS does not know the caller, or the caller's clock is wrong."""
    REFUSED = "refused"
    """It can't be done."""


_THROTTLED: Final = re.compile(
    r".*Throttl.*|TooManyRequests.*|RequestLimitExceeded|LimitExceededException|SlowDown"
    r"|ProvisionedThroughputExceeded.*"
)
_BUSY: Final = re.compile(
    r"(KMS)?Invalid\w*State\w*|ResourceInUse\w*|\w*Conflict\w*|OperationAborted|ConcurrentModification\w*"
)
_UNKNOWN_CALLER: Final = re.compile(
    r"ExpiredToken\w*|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient\w*|SignatureDoesNotMatch"
    r"|InvalidSignature\w*|IncompleteSignature\w*|AuthFailure|RequestExpired|RequestTimeTooSkewed"
    r"|TokenRefreshRequired|MissingAuthenticationToken\w*"
)
_DENIED: Final = re.compile(r"AccessDenied\w*|Unauthorized\w*|NotAuthorized\w*|AccessForbidden|Forbidden|403")


def trouble_of(error: Exception) -> Trouble | None:
    """What an error means for whoever wants to repeat the call; None if it is not the SDK's.

    By the codes of botocore's own retry rules (botocore/retries/standard.py) and of the services' API
    References, "Common Errors".
    """
    if isinstance(error, DarkServiceError):
        return Trouble.UNSENT
    if isinstance(error, ClientError):
        return _trouble_of_answer(error)
    if isinstance(error, NoCredentialsError | CredentialRetrievalError | SSOError):
        return Trouble.CREDENTIALS
    if isinstance(error, ConnectionError):  # no connection was made
        return Trouble.UNSENT
    if isinstance(error, HTTPClientError):
        return Trouble.UNANSWERED
    return Trouble.REFUSED if isinstance(error, BotoCoreError) else None


def error_code(error: Exception) -> str:
    """The code of AWS's answer, such as ``AccessDenied``; empty if there was none."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def _trouble_of_answer(error: ClientError) -> Trouble:
    code = error_code(error)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    for pattern, trouble in (
        (_THROTTLED, Trouble.THROTTLED),
        (_UNKNOWN_CALLER, Trouble.CREDENTIALS),
        (_DENIED, Trouble.DENIED),
        (_BUSY, Trouble.BUSY),
    ):
        if pattern.fullmatch(code):
            return trouble
    return Trouble.UNANSWERED if status >= HTTP_SERVER_ERROR else Trouble.REFUSED


@contextmanager
def calling(what: str) -> Iterator[None]:
    """Turn the SDK's errors in the block into one that a person can act on.

    Args:
        what: what the block does, such as ``looking at bucket x in ap-northeast-3``.

    Raises:
        AwsError: AWS refused, did not answer, or there are no credentials.
    """
    try:
        yield
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        raise AwsError(
            f"{what}: AWS refused (HTTP {status}): {error}; needed are credentials with the right to do it",
            status=status,
            next_command="aws sts get-caller-identity",
        ) from error
    except BotoCoreError as error:
        raise AwsError(
            f"{what}: {error}; needed are credentials and a Region that answers",
            next_command="aws sts get-caller-identity",
        ) from error
