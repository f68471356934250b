"""How the backfills of an estate stand, as records: for the command line, and for a promotion's readiness."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from futago.backfill.direction import Direction, directions
from futago.backfill.job import CANCELLED, COMPLETE, Job
from futago.backfill.job_fault import JobFault, fault_of
from futago.backfill.job_list import latest_of
from futago.backfill.refusal import is_unknown_caller
from futago.errors import AwsError
from modules.estate import Estate
from modules.proof import Clients


class State(StrEnum):
    """How a direction's backfill stands."""

    NEVER = "never backfilled"
    WAITING = "waits to be confirmed"
    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "complete with failures"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class BackfillObservation:
    """How a direction's backfill stood when it was looked at.

    Only ``State.COMPLETE`` says that what was there at the job's start is in the other Region; that the two
    buckets are equal now, only ``futago backfill verify`` shows.

    Attributes:
        direction: which bucket, and which way.
        state: how it stands; ``UNKNOWN`` where the source's Region did not answer, which is never a pass.
        job: its latest job; None where there is none, or it could not be seen.
        fault: what is wrong with the job, and what to do; None where nothing is.
        why_unknown: why it could not be seen.
    """

    direction: Direction
    state: State
    job: Job | None
    fault: JobFault | None
    why_unknown: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether everything that its job was for was copied."""
        return self.state is State.COMPLETE

    @property
    def is_under_way(self) -> bool:
        """Whether it may still change by itself."""
        return self.state in (State.RUNNING, State.UNKNOWN)

    def as_json(self) -> dict[str, object]:
        """Everything that a script may want, as plain data."""
        return {
            "bucket": self.direction.name,
            "from": self.direction.source.code,
            "to": self.direction.destination.code,
            "source_bucket": self.direction.source_bucket,
            "destination_bucket": self.direction.destination_bucket,
            "state": self.state.value,
            "ok": self.is_ok,
            "job": self.job.as_json() if self.job else None,
            "fault": {"id": self.fault.fault, "says": self.fault.says, "remedy": self.fault.remedy}
            if self.fault
            else None,
            "why_unknown": self.why_unknown or None,
        }


def observe(
    clients: Clients, estate: Estate, buckets: Collection[str] = (), source: str | None = None
) -> tuple[BackfillObservation, ...]:
    """How the backfills of an estate stand; both Regions are asked at once, and neither waits for the other.

    A Region that does not answer makes its directions ``UNKNOWN`` and raises nothing.

    Args:
        clients: SDK clients with the rights of ``futago.backfill.permissions.LOOK``.
        estate: the estate; one without buckets has no backfills.
        buckets: the buckets' names in the spec; all if empty.
        source: the Region to copy from; both if None.

    Raises:
        BackfillError: there is no such bucket or Region.
        AwsError: there are no credentials, or AWS does not take them.
    """
    if not estate.sections.get("buckets"):
        return ()
    return observe_directions(clients, directions(estate, buckets, source))


def observe_directions(clients: Clients, wanted: Iterable[Direction]) -> tuple[BackfillObservation, ...]:
    """How these directions stand, in their order; see ``observe``."""
    ordered = tuple(wanted)
    by_region: dict[str, list[Direction]] = {}
    for direction in ordered:
        by_region.setdefault(direction.source.code, []).append(direction)
    if not ordered:
        return ()
    with ThreadPoolExecutor(len(by_region)) as pool:
        found = dict(
            pair
            for observed in pool.map(lambda those: observe_region(clients, those), by_region.values())
            for pair in observed.items()
        )
    return tuple(found[direction] for direction in ordered)


def observe_region(clients: Clients, those: Sequence[Direction]) -> dict[Direction, BackfillObservation]:
    """How directions stand that start in one and the same Region; see ``observe``."""
    try:
        latest = latest_of(clients, those)
    except AwsError as error:
        if is_unknown_caller(error):
            raise
        return {each: BackfillObservation(each, State.UNKNOWN, None, None, error.message) for each in those}
    return {direction: observed(direction, job) for direction, job in latest.items()}


def observed(direction: Direction, job: Job | None) -> BackfillObservation:
    """The observation of a direction whose latest job is known."""
    fault = fault_of(direction, job) if job else None
    return BackfillObservation(direction, _state(job), job, fault)


def _state(job: Job | None) -> State:
    if job is None:
        return State.NEVER
    if job.is_waiting:
        return State.WAITING
    if not job.has_ended:
        return State.RUNNING
    if job.state == COMPLETE:
        return State.COMPLETE if job.copied_everything else State.INCOMPLETE
    return State.CANCELLED if job.state == CANCELLED else State.FAILED
