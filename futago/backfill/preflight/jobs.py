"""Jobs that are there already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.job_list import running_for, unfinished
from futago.backfill.obstacle import Obstacle, Weight
from futago.errors import AwsError
from modules.proof import Clients


def others(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``other-job``: a job that somebody made in another way replicates from this bucket already."""
    for job in running_for(clients, direction):
        yield Obstacle(
            "other-job",
            Weight.STOPS,
            f"job {job.job_id}, which futago did not make, is {job.state} and replicates from bucket "
            f"{direction.source_bucket}: a second one would be paid for twice",
            f"wait for it, or cancel it: aws s3control update-job-status --region {direction.source.code} "
            f"--account-id {direction.account} --job-id {job.job_id} --requested-job-status Cancelled",
        )


def quota(clients: Clients, direction: Direction) -> Iterator[Obstacle]:
    """``job-quota``: the account may have one job more.

    The limit is read from Service Quotas; where that does not tell it, it is unknown, and only a note: S3
    refuses a job too many by itself, and nothing is lost.
    """
    running = unfinished(clients, direction)
    limit = _limit(clients, direction)
    where = f"{running:,} jobs of S3 Batch Operations are unfinished in {direction.source.code}"
    if limit is not None and running >= limit:
        yield Obstacle(
            "job-quota",
            Weight.STOPS,
            f"{where}, and the account's quota is {limit:,}",
            "wait for some to end, or have the quota raised in Service Quotas",
        )
    elif limit is None and running:
        yield Obstacle(
            "job-quota",
            Weight.NOTE,
            f"{where}; Service Quotas does not tell how many may be",
            "nothing to do: S3 refuses one too many, and then start can be run again",
        )


def _limit(clients: Clients, direction: Direction) -> int | None:
    """The quota of unfinished jobs, by its name; None where Service Quotas has or tells none."""
    try:
        with calling(f"reading the quotas of S3 in {direction.source.code}"):
            pages = clients.client("service-quotas", direction.source).get_paginator("list_service_quotas")
            quotas: list[dict[str, Any]] = [
                each for page in pages.paginate(ServiceCode="s3") for each in page["Quotas"]
            ]
    except AwsError:
        return None
    named = [
        each for each in quotas if "batch" in each["QuotaName"].lower() and "job" in each["QuotaName"].lower()
    ]
    return min((int(each["Value"]) for each in named), default=None)
