"""Starting jobs: one for each direction, never two."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from futago.aws import HTTP_NOT_FOUND, calling
from futago.backfill.amount import LISTED_KEYS
from futago.backfill.decision import Decision, Verdict, decide
from futago.backfill.direction import Direction
from futago.backfill.job import Job
from futago.backfill.job_list import describe, latest_of
from futago.backfill.plan import DirectionPlan, plan
from futago.backfill.prices import Prices
from futago.backfill.refusal import code_of
from futago.backfill.request import Settings, backfill_request
from futago.errors import AwsError, BackfillError
from modules.proof import Clients

REGISTERED_WITHIN_SECONDS = 15.0
"""How long a job that S3 has just made may be unknown to it (Amazon S3 User Guide, "Troubleshooting S3 Batch
Operations", NoSuchJobException: timing issues)."""
_POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Proposal:
    """What a start would do in a direction, and why.

    Attributes:
        plan: what was seen.
        decision: what is to be done.
    """

    plan: DirectionPlan
    decision: Decision

    @property
    def creates(self) -> bool:
        """Whether it wants a new job."""
        return self.decision.verdict is Verdict.CREATE

    @property
    def is_held_up(self) -> bool:
        """Whether something stands in the way of a new job."""
        return self.creates and not self.plan.is_clear


def propose(
    clients: Clients,
    direction: Direction,
    prices: Prices,
    *,
    again: bool = False,
    generation: int | None = None,
    keys: int = LISTED_KEYS,
) -> Proposal:
    """Look at a direction and say what a start would do; changes nothing.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.READ``.
        direction: which bucket, and which way.
        prices: what things cost.
        again: make a new job after one that ended even though nothing is seen to be left.
        generation: the number of a new job, for the rare case that S3 remembers one that it does not list.
        keys: how many keys of the buckets to compare to see what is left.
    """
    seen = plan(clients, direction, prices, keys)
    decision = decide(seen.latest, seen.amount, again=again)
    if generation is not None and decision.verdict is Verdict.CREATE:
        decision = Decision(Verdict.CREATE, max(generation, decision.generation), decision.why)
    return Proposal(seen, decision)


def carry_out(clients: Clients, proposal: Proposal, settings: Settings) -> Started:
    """Create the job that a proposal wants.

    Raises:
        AwsError: S3 refused or did not answer. Nothing is half-done: run it again.
        BackfillError: S3 knows the token of a job that it has forgotten since.
    """
    direction = proposal.plan.direction
    request = backfill_request(direction, proposal.decision.generation, settings)
    return create(clients, direction, request)


@dataclass(frozen=True)
class Started:
    """A job that was asked for.

    Attributes:
        direction: what it is for.
        job: the job, as it was right after.
        by_another: whether somebody else's request made it, at the same time and with other settings.
    """

    direction: Direction
    job: Job
    by_another: bool


def create(clients: Clients, direction: Direction, request: Mapping[str, Any]) -> Started:
    """Ask S3 for a job. Asked again with the same request, by whomever, it is the same job.

    Args:
        clients: SDK clients with ``s3:CreateJob``, ``s3:PutJobTagging`` and ``iam:PassRole``.
        direction: what the job is for.
        request: CreateJob's arguments, of ``futago.backfill.request``.

    Raises:
        AwsError: S3 refused or did not answer. Nothing is half-done: run it again.
        BackfillError: S3 knows the token of a job that it has forgotten since.
    """
    try:
        with calling(f"creating the job for {direction} in {direction.source.code}"):
            answer = clients.client("s3control", direction.source).create_job(**request)
    except AwsError as error:
        if code_of(error) == "IdempotencyException":
            return Started(direction, _of_another(clients, direction, error), by_another=True)
        raise _explained(direction, error) from error
    return Started(direction, _registered(clients, direction, answer["JobId"]), by_another=False)


def _of_another(clients: Clients, direction: Direction, error: AwsError) -> Job:
    """The job that another request with the same token made, with other settings."""
    job = latest_of(clients, [direction])[direction]
    if job is None:
        raise error
    return job


def _registered(clients: Clients, direction: Direction, job_id: str) -> Job:
    """The job, once S3 knows it."""
    deadline = time.monotonic() + REGISTERED_WITHIN_SECONDS
    while True:
        try:
            return describe(clients, direction, job_id)
        except AwsError as error:
            if error.status != HTTP_NOT_FOUND:
                raise
            if time.monotonic() > deadline:
                raise BackfillError(
                    f"S3 answered with job {job_id} for {direction} and does not know it: it remembers the "
                    "request of a backfill that it has forgotten since (jobs are kept for 90 days)",
                    next_command="futago backfill start --generation N, with a number that is higher",
                ) from error
        time.sleep(_POLL_SECONDS)


def _explained(direction: Direction, error: AwsError) -> AwsError:
    if code_of(error).startswith("AccessDenied"):
        return AwsError(
            f"{error.message}; needed are s3:CreateJob and s3:PutJobTagging in {direction.source.code}, and "
            f"iam:PassRole on {direction.role_arn}",
            status=error.status,
            next_command="futago backfill plan --permissions",
        )
    return error
