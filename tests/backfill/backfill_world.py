"""An estate on the embedded AWS, for the tests of backfills."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from applied_buckets import apply_links

from futago.aws import Clients
from futago.backfill.direction import Direction, directions
from futago.emulator.process import Emulator
from modules.estate import Estate


@dataclass(frozen=True)
class World:
    """An estate on the embedded AWS.

    Attributes:
        estate: the estate: one bucket, ``receipts``, whose replications are not applied yet.
        clients: SDK clients of it.
        emulator: the embedded AWS.
        folder: the emulator's own.
        spec: the estate's spec.
    """

    estate: Estate
    clients: Clients
    emulator: Emulator
    folder: Path
    spec: Path

    def link(self) -> None:
        """Apply the replications."""
        apply_links(self.clients, self.estate)

    def direction(self, source: str = "apne1") -> Direction:
        """The direction of the one bucket out of a Region."""
        (found,) = directions(self.estate, (), source)
        return found

    def put(self, source: str, *keys: str, body: bytes = b"x") -> None:
        """Put objects into the bucket of a Region."""
        direction = self.direction(source)
        s3 = self.clients.client("s3", direction.source)
        for key in keys:
            s3.put_object(Bucket=direction.source_bucket, Key=key, Body=body)

    def keys(self, source: str) -> list[str]:
        """The keys that readers see in the bucket of a Region."""
        direction = self.direction(source)
        listed = self.clients.client("s3", direction.source).list_objects_v2(Bucket=direction.source_bucket)
        return [each["Key"] for each in listed.get("Contents", ())]

    def steer(self, **settings: Any) -> None:
        """Set how jobs run and what goes wrong; nothing brings back the start."""
        url = f"{self.emulator.endpoints.control_url}/batch-operations"
        httpx.post(url, json=settings, trust_env=False).raise_for_status()
