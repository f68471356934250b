"""One emulator for the whole session, lit and empty at the start of every test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from futago.emulator.darkness import Light
from futago.emulator.endpoints import Endpoints
from futago.emulator.process import Emulator
from futago.emulator.provider import SECRET_KEY, client_endpoint

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
ACCOUNT_ID = "111122223333"
PATIENCE_SECONDS = 30.0
"""Of a client that is to be answered: a busy machine may keep it waiting."""

Aws = Callable[..., Any]


def sdk_client(
    endpoints: Endpoints,
    service: str,
    region: str,
    *,
    url: str | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Any:
    """Return a boto3 client that asks once."""
    endpoint = url or client_endpoint(endpoints, service, region)
    config = Config(
        proxies={"http": endpoint} if service == "s3control" else None,  # its host begins with the account
        retries={"total_max_attempts": 1},
        connect_timeout=patience_seconds,
        read_timeout=patience_seconds,
        s3={"addressing_style": "path"},
    )
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=endpoints.account_id,
        aws_secret_access_key=SECRET_KEY,
        config=config,
    )


@pytest.fixture(scope="session")
def shared_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """The session's emulator; FUTAGO_TEST_WITHOUT names additions to leave out (see test_additions.py)."""
    directory: Path = tmp_path_factory.mktemp("emulator")
    without = os.environ.get("FUTAGO_TEST_WITHOUT", "").split()
    with Emulator.start(directory, [TOKYO, OSAKA], ACCOUNT_ID, detached=False, without=without) as emulator:
        yield emulator


@pytest.fixture
def emulator(shared_emulator: Emulator) -> Emulator:
    """An emulator that is lit and empty."""
    for code, light in shared_emulator.lights().items():
        if light is not Light.LIT:
            shared_emulator.lit(code)
    shared_emulator.reset()
    return shared_emulator


@pytest.fixture
def aws(emulator: Emulator) -> Iterator[Aws]:
    """Make SDK clients: ``aws("kms", TOKYO)``; their connections are closed in the end."""
    made = []

    def make(service: str, region: str, **manners: Any) -> Any:
        made.append(sdk_client(emulator.endpoints, service, region, **manners))
        return made[-1]

    yield make
    for client in made:
        client.close()
