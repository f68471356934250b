"""An estate on the embedded AWS, for the tests of backfills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from futago.aws import Clients
from futago.backfill.direction import Direction, directions
from futago.backfill.job import Job
from futago.backfill.job_list import describe
from futago.backfill.observation import BackfillObservation
from futago.backfill.prices import read_prices
from futago.backfill.report import failed_rows
from futago.backfill.request import Settings
from futago.backfill.start import Proposal, carry_out, propose
from futago.backfill.watching import watch
from futago.emulator.process import Emulator
from modules.estate import Estate
from tests.backfill.applied_buckets import apply_links


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

    def fail(self, direction: Direction, **fault: Any) -> None:
        """Let objects of a direction fail."""
        given = {"http_status": 400, "message": "injected", **fault}
        self.steer(task_faults=[{"bucket": direction.source_bucket, **given}])

    def fail_job(self, direction: Direction, code: str | None = None, reason: str | None = None) -> None:
        """Let the next job of a direction fail at 0 %."""
        fault = {"bucket": direction.source_bucket, "failure_code": code, "failure_reason": reason}
        self.steer(job_faults=[fault])

    def propose(self, source: str = "apne1", **options: Any) -> Proposal:
        """What a start would do."""
        return propose(self.clients, self.direction(source), read_prices(), **options)

    def start(self, source: str = "apne1", settings: Settings | None = None, **options: Any) -> Job:
        """Start a job though something may stand in the way."""
        return carry_out(self.clients, self.propose(source, **options), settings or Settings()).job

    def watch(self, *sources: str) -> tuple[BackfillObservation, ...]:
        """How the directions out of these Regions stand once nothing is at work any more."""
        directions = [self.direction(source) for source in sources]
        *_, last = watch(self.clients, directions, interval_seconds=0.1)
        return last

    def jobs(self, source: str = "apne1") -> int:
        """How many jobs there are in a Region, whoever made them."""
        s3control = self.clients.client("s3control", self.direction(source).source)
        return len(s3control.list_jobs(AccountId=self.estate.account)["Jobs"])

    def reasons(self, job: Job, source: str = "apne1") -> Mapping[str, int]:
        """Why objects failed in a job, from its report."""
        direction = self.direction(source)
        ended = describe(self.clients, direction, job.job_id)
        return Counter(row.code for row in failed_rows(self.clients, direction, ended))
