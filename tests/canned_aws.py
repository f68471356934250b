"""An AWS that answers what a test says, in the shapes that botocore knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import boto3
from botocore.stub import Stubber

from regions import Region


class CannedAws:
    """Clients whose answers are given beforehand, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._stubs: dict[tuple[str, str], Stubber] = {}

    def client(self, service: str, region: Region) -> Any:
        """The client; what was not given is an error."""
        return self._stub(service, region).client

    def answer(self, service: str, region: Region, operation: str, answer: Mapping[str, Any]) -> None:
        """Answer the next call."""
        self._stub(service, region).add_response(operation, dict(answer))

    def refuse(self, service: str, region: Region, operation: str, code: str) -> None:
        """Refuse the next call."""
        self._stub(service, region).add_client_error(operation, code)

    def _stub(self, service: str, region: Region) -> Stubber:
        key = (service, region.code)
        if key not in self._stubs:
            client = boto3.client(
                service,
                region.code,
                aws_access_key_id="test",
                aws_secret_access_key="test",
            )
            self._stubs[key] = Stubber(client)
            self._stubs[key].activate()
        return self._stubs[key]
