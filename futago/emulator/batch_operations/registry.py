"""The jobs of the emulated AWS, by account and Region."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from ministack.core.responses import get_account_id, get_region

from futago.emulator.batch_operations.job import Job
from futago.emulator.batch_operations.refusal import RefusedError
from futago.emulator.batch_operations.service_model import Record

Home = tuple[str, str]
"""An account and a Region."""


class _Asked(NamedTuple):
    """What a token was used for first, and the job that came of it."""

    request: Record
    job: Job


_jobs: dict[Home, dict[str, Job]] = {}
_asked: dict[tuple[Home, str], _Asked] = {}
_numbers = itertools.count()


def forget() -> None:
    """Forget all jobs."""
    _jobs.clear()
    _asked.clear()


def create(request: Record) -> Job:
    """Return a new job, or the one that the same request with the same token made before.

    Args:
        request: the parameters of CreateJob.

    Raises:
        RefusedError: the token was used for another request.
    """
    home, token = _home(), request["ClientRequestToken"]
    asked = _asked.get((home, token))
    if asked is None:
        job = Job(
            job_id=str(uuid.uuid4()),
            account=home[0],
            region=home[1],
            request=request,
            number=next(_numbers),
            priority=request["Priority"],
            tags=request.get("Tags", []),
        )
        _asked[home, token] = _Asked(request, job)
        _jobs.setdefault(home, {})[job.job_id] = job
        return job
    if asked.request != request:
        raise RefusedError(
            "IdempotencyException", f"ClientRequestToken {token} was used before with other parameters"
        )
    return asked.job


def knows(job: Job) -> bool:
    """Whether a job is still one of the emulated AWS: a reset forgets it."""
    return _jobs.get((job.account, job.region), {}).get(job.job_id) is job


def find(job_id: str) -> Job:
    """Return a job of the request's account and Region.

    Raises:
        RefusedError: there is none.
    """
    job = _jobs.get(_home(), {}).get(job_id)
    if job is None:
        raise RefusedError("NotFoundException", f"No such job: {job_id}", 404)
    return job


def here() -> list[Job]:
    """The jobs of the request's account and Region, the newest first."""
    return sorted(_jobs.get(_home(), {}).values(), key=lambda job: -job.number)


def unfinished() -> Iterable[Job]:
    """The jobs of all accounts and Regions that have not come to their end, the oldest first."""
    jobs = (job for jobs in list(_jobs.values()) for job in list(jobs.values()))
    return sorted((job for job in jobs if not job.is_terminal), key=lambda job: job.number)


def _home() -> Home:
    return get_account_id(), get_region()
