"""Finding the jobs of a direction: by their labels, and whoever made them by their source bucket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from futago.aws import calling
from futago.backfill.direction import Direction
from futago.backfill.job import ENDED, REPLICATE, Job
from futago.backfill.label import Label
from modules.proof import Clients
from regions import Region

_PAGE = 1000
"""The most jobs in an answer (S3 Control API, ListJobs, MaxResults)."""


def jobs_of(clients: Clients, directions: Iterable[Direction]) -> dict[Direction, tuple[Job, ...]]:
    """The jobs of directions that start in one and the same Region, each direction's latest first.

    Raises:
        AwsError: the Region does not answer or refuses.
    """
    wanted = list(directions)
    if not wanted:
        return {}
    listed = list(_listed(clients, wanted[0].source, wanted[0].account))
    return {direction: _of_direction(clients, direction, listed) for direction in wanted}


def latest_of(clients: Clients, directions: Iterable[Direction]) -> dict[Direction, Job | None]:
    """The latest job of each of these directions, which start in one and the same Region; see ``jobs_of``."""
    wanted = list(directions)
    if not wanted:
        return {}
    listed = list(_listed(clients, wanted[0].source, wanted[0].account))
    found: dict[Direction, Job | None] = {}
    for direction in wanted:
        ids = _ids(direction, listed)
        found[direction] = describe(clients, direction, ids[0]) if ids else None
    return found


def running_for(clients: Clients, direction: Direction) -> tuple[Job, ...]:
    """Jobs of somebody else's that replicate from the direction's source bucket and have not ended.

    Raises:
        AwsError: the Region does not answer or refuses.
    """
    arn = f"arn:aws:s3:::{direction.source_bucket}"
    others = (
        describe(clients, direction, each["JobId"])
        for each in _listed(clients, direction.source, direction.account)
        if each.get("Operation") == REPLICATE
        and each["Status"] not in ENDED
        and Label.read(each.get("Description", "")) is None
    )
    return tuple(job for job in others if job.source_bucket == arn)


def unfinished(clients: Clients, direction: Direction) -> int:
    """How many jobs of the account have not ended in the source's Region, whatever they do.

    Raises:
        AwsError: the Region does not answer or refuses.
    """
    return sum(each["Status"] not in ENDED for each in _listed(clients, direction.source, direction.account))


def describe(clients: Clients, direction: Direction, job_id: str) -> Job:
    """One job.

    Raises:
        AwsError: there is none with this id in the source's Region, or the Region does not answer.
    """
    with calling(f"looking at job {job_id} in {direction.source.code}"):
        answer = clients.client("s3control", direction.source).describe_job(
            AccountId=direction.account, JobId=job_id
        )
    return Job.read(answer["Job"])


def _of_direction(
    clients: Clients, direction: Direction, listed: Iterable[Mapping[str, Any]]
) -> tuple[Job, ...]:
    return tuple(describe(clients, direction, job_id) for job_id in _ids(direction, listed))


def _ids(direction: Direction, listed: Iterable[Mapping[str, Any]]) -> list[str]:
    """The jobs of a direction by their ids, the latest first."""
    labelled = ((Label.read(each.get("Description", "")), each) for each in listed)
    own = [
        (label.generation, each["CreationTime"], each["JobId"])
        for label, each in labelled
        if label is not None and label.is_of(direction)
    ]
    return [job_id for _generation, _created, job_id in sorted(own, reverse=True)]


def _listed(clients: Clients, region: Region, account: str) -> Iterator[Mapping[str, Any]]:
    s3control = clients.client("s3control", region)
    token: dict[str, str] = {}
    while True:
        with calling(f"listing the jobs of S3 Batch Operations in {region.code}"):
            answer = s3control.list_jobs(AccountId=account, MaxResults=_PAGE, **token)
        yield from answer.get("Jobs", ())
        if not answer.get("NextToken"):
            return
        token = {"NextToken": answer["NextToken"]}
