"""The one place that imports boto3: clients for the pair, which fail fast where a Region is dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from futago.errors import AwsError
from regions import Region

CONNECT_TIMEOUT_SECONDS = 3
READ_TIMEOUT_SECONDS = 20
ATTEMPTS = 3

HTTP_NOT_FOUND = 404

EndpointOf = Callable[[str, str], str]
"""From a service and a Region's code to a URL."""


class Clients:
    """boto3 clients by service and Region, each made once; safe to share between threads.

    Args:
        endpoint_of: where a service is, if not at AWS (the embedded emulator).
        access_key_id: the key to use in place of the environment's credentials; the emulator takes the
            account from it.
    """

    def __init__(self, endpoint_of: EndpointOf | None = None, access_key_id: str | None = None) -> None:
        self._endpoint_of = endpoint_of
        self._session = boto3.Session(
            aws_access_key_id=access_key_id,
            aws_secret_access_key="emulator" if access_key_id else None,  # checked by nobody
        )
        self._made: dict[tuple[str, str], Any] = {}
        self._lock = Lock()

    def client(self, service: str, region: Region) -> Any:
        """The client of ``service`` (boto3's name) in ``region``."""
        with self._lock:
            key = (service, region.code)
            if key not in self._made:
                url = self._endpoint_of(service, region.code) if self._endpoint_of else None
                self._made[key] = self._session.client(
                    service,
                    region_name=region.code,
                    endpoint_url=url,
                    config=Config(
                        connect_timeout=CONNECT_TIMEOUT_SECONDS,
                        read_timeout=READ_TIMEOUT_SECONDS,
                        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                        s3={"addressing_style": "path"} if url else {},
                        # Its host begins with the account, which no address has: see the emulator's listener.
                        proxies={"http": url} if url and service == "s3control" else None,
                    ),
                )
            return self._made[key]


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
