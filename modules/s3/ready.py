"""Whether a promotion would find a bucket's objects where it needs them: what is late, pending or failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from modules.lag import lag_permission, last_known
from modules.lag_answer import STALE_SECONDS, lag_answer
from modules.operation import Promotion, Seen
from modules.proof import Clients
from modules.readiness import Answer, Question, State, is_missing, known
from modules.s3.inputs import BucketInputs
from modules.s3.promotion.bucket import NOUN, Bucket
from modules.s3.promotion.observation import BucketObservation
from regions import Region


def questions(promotion: Promotion, name: str, inputs: BucketInputs, seen: Seen) -> Iterator[Question]:
    """How late objects arrive and how many wait, as the target's Region says; and which failed.

    S3 publishes the metrics of replication in the destination's Region, and the failures in the source's
    (Amazon S3 User Guide, "Using S3 Replication metrics").
    """
    bucket = Bucket(promotion.estate, name, inputs)
    to, source = promotion.to, promotion.source
    target = seen[to.code]
    if is_missing(target) or is_missing(seen[source.code]):
        return
    if isinstance(target, BucketObservation):
        what = f"{bucket.in_aws(to)} replicates back to {source.city}"
        yield known(f"{NOUN}/{name}/way-back", what, to, _way_back(promotion, target))
        what = f"how late objects of {source.city} arrive in {bucket.in_aws(to)}"
        answer = lag_answer(promotion, target.lag, _look(bucket, to))
        yield known(f"{NOUN}/{name}/lag", what, to, answer, leading=True)
    yield Question(
        f"{NOUN}/{name}/backlog",
        f"operations that {bucket.in_aws(to)} waits for",
        to.code,
        partial(_backlog, bucket=bucket, region=to),
        (lag_permission(to),),
        leading=True,
    )
    yield Question(
        f"{NOUN}/{name}/failed",
        f"objects of {bucket.in_aws(source)} that could not be replicated",
        source.code,
        partial(_failed, bucket=bucket, to=to, source=source),
        (lag_permission(source),),
        leading=True,
    )


def questions_of_all(promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:  # noqa: ARG001 # the protocol's signature
    """Nothing: replication has no quota to run into."""
    yield from ()


def _way_back(promotion: Promotion, target: BucketObservation) -> Answer:
    if target.replicates:
        return Answer(State.OK, "a rule is enabled")
    return Answer(
        State.WARNING,
        f"no rule replicates what {promotion.to.city} will write",
        f"apply the stack {promotion.estate.names.stack('links')}",
    )


def _backlog(clients: Clients, *, bucket: Bucket, region: Region) -> Answer:
    metric = bucket.replication_metric("OperationsPendingReplication", region, 0.0)
    found = last_known(clients, region, [metric])
    if found is None:
        return Answer(State.UNKNOWN, "CloudWatch has no value of the last 3 hours", _look(bucket, region))
    _metric, pending, measured_seconds_ago = found
    seen = f"{pending:,.0f} pending, {measured_seconds_ago:.0f} s ago"
    if measured_seconds_ago > STALE_SECONDS:
        return Answer(State.UNKNOWN, f"{seen}: too old to go by", _look(bucket, region))
    if pending:
        return Answer(State.WARNING, seen, f"futago ready {region.code} --watch …   # until none is pending")
    return Answer(State.OK, seen)


def _failed(clients: Clients, *, bucket: Bucket, to: Region, source: Region) -> Answer:
    found = last_known(clients, source, [bucket.failures_metric(to)])
    if found is None:
        # Counted where something is replicated; that nothing is, the lag and the backlog say.
        return Answer(State.OK, "CloudWatch has counted none in the last 3 hours")
    _metric, failed, measured_seconds_ago = found
    seen = f"{failed:,.0f} failed, {measured_seconds_ago:.0f} s ago"
    if failed:
        return Answer(
            State.WARNING, seen, f"futago backfill start --bucket {bucket.name} --from {source.code}"
        )
    return Answer(State.OK, seen)


def _look(bucket: Bucket, to: Region) -> str:
    source = bucket.estate.pair.other(to)
    return f"the metrics come with writes: put an object in {source.city} and look for it in {to.city}"
