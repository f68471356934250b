"""The steps of a bucket's promotion besides its gates': an object of the operation's own proves it."""

from __future__ import annotations

import time
from typing import Any

from modules.aws_cli import aws_cli
from modules.lag import lag_permission, last_known
from modules.operation import Command, Phase, Progress, Step
from modules.proof import Clients
from modules.s3.promotion.bucket import NOUN, Bucket
from modules.waiting import nothing_to_call
from regions import Region

DRAIN_SETTLE_SECONDS = 15.0
"""How long after the gate was closed the last writes are given at the least. Nothing orders replication: that
a later object has arrived says that it runs, not that every earlier one has."""
METRIC_PATIENCE_SECONDS = 300.0
"""How long a fresh number of pending operations is waited for. S3 publishes it minute by minute, some minutes
late (Amazon S3 User Guide, "Monitoring replication with metrics, event notifications, and statuses")."""
DRAIN_SECONDS = 180.0
VERIFY_SECONDS = 5.0
_STEP, _AT = "futago-step", "futago-written-at"
_OVERWRITTEN = "a late replica of the old Region may come after, and over, what the new one has written"


class Proof:
    """The steps by which an operation proves a bucket.

    Args:
        bucket: the bucket.
        operation: the operation's id, which the object's key carries.
    """

    def __init__(self, bucket: Bucket, operation: str) -> None:
        self._bucket = bucket
        self._key = bucket.probe_key(operation)
        self._began_at: float | None = None

    def drain(self, source: Region, region: Region, needs: tuple[str, ...]) -> Step:
        """Wait until what was put in ``source`` has arrived in ``region``."""
        probed = self._bucket.probed
        by = (
            "an object put after it has to arrive"
            if probed
            else "no object may be put (object_lock or promotion.probes)"
        )
        return self._step(
            "drain",
            source,
            Phase.PROMOTE,
            title=f"See the last objects of bucket {self._bucket.name} arrive in {region.city}",
            why=f"What was put just before the gate closed may still be on its way: {by}, and S3 has to "
            "count no operation as pending any more.",
            cost_if_skipped=_OVERWRITTEN,
            expected_seconds=DRAIN_SECONDS,
            timeout_seconds=1800.0,  # Replication Time Control promises 15 minutes
            poll_seconds=5.0,
            needs=needs,
            commands=(
                *((self._put_command(source), self._head_command(region)) if probed else ()),
                self._show_pending(source, region),
            ),
            permissions=(
                *self._bucket.allow_probe(source, "GetObject", "PutObject"),
                *self._bucket.allow_probe(region, "GetObject"),
                lag_permission(region),
            )
            if probed
            else (lag_permission(region),),
            check=lambda clients: self._drained(clients, source, region),
            act=(lambda clients: self._put(clients, source, "drain")) if probed else nothing_to_call,
        )

    def verify(self, region: Region, needs: tuple[str, ...]) -> Step:
        """Put an object in ``region`` and read it there."""
        probed = self._bucket.probed
        return self._step(
            "verify",
            region,
            Phase.VERIFY,
            title=f"Write and read bucket {self._bucket.name} in {region.city}"
            if probed
            else f"See that bucket {self._bucket.name} answers in {region.city}",
            why="It shows that the bucket takes writes there. Whether applications get through, the gate's "
            "state shows: it holds back nobody else."
            if probed
            else "By its state only: an object could not be removed again (object_lock), or may not be put "
            "(promotion.probes: false).",
            cost_if_skipped="nobody has seen that the bucket can be written",
            expected_seconds=VERIFY_SECONDS,
            needs=needs,
            commands=(self._put_command(region), self._head_command(region))
            if probed
            else (self._head_bucket_command(region),),
            permissions=self._bucket.allow_probe(region, "GetObject", "PutObject")
            if probed
            else (self._bucket.allow(region, "ListBucket"),),
            check=lambda clients: (
                self._verified(clients, region) if probed else self._answers(clients, region)
            ),
            act=(lambda clients: self._put(clients, region, "verify")) if probed else nothing_to_call,
        )

    def tidy(self, region: Region, needs: tuple[str, ...]) -> Step:
        """Remove every version of the object from the bucket in ``region``: S3 replicates no such removal."""

        def check(clients: Clients) -> Progress:
            left = len(self._versions(clients, region))
            return Progress("todo", f"{left} versions are there") if left else Progress("done", "it is gone")

        return self._step(
            f"tidy-{region.short_code}",
            region,
            Phase.VERIFY,
            title=f"Remove the promotion's object from bucket {self._bucket.name} in {region.city}",
            why="It is nobody's data.",
            cost_if_skipped="an object of a few bytes stays below .futago/promotion/",
            expected_seconds=VERIFY_SECONDS,
            needs=needs,
            commands=(
                aws_cli(
                    region,
                    "s3api",
                    "list-object-versions",
                    *("--bucket", self._bucket.in_aws(region), "--prefix", self._key),
                    expected="every version of the object; then delete-object with each --version-id",
                ),
            ),
            permissions=(
                *self._bucket.allow_probe(region, "DeleteObjectVersion"),
                self._bucket.allow(region, "ListBucketVersions"),
            ),
            check=check,
            act=lambda clients: self._remove(clients, region),
            optional=True,
        )

    def _step(self, verb: str, region: Region, phase: Phase, **rest: Any) -> Step:
        """A step of this bucket; ``rest`` is what differs."""
        rest = {"timeout_seconds": 300.0, "poll_seconds": 2.0, **rest}
        return Step(
            id=f"{NOUN}/{self._bucket.name}/{verb}",
            noun=NOUN,
            name=self._bucket.name,
            region=region.code,
            phase=phase,
            undo="nothing to undo: the object is removed in the end",
            **rest,
        )

    def _drained(self, clients: Clients, source: Region, region: Region) -> Progress:
        if not self._bucket.probed:
            # No object tells when it began; after a crash it waits anew, too long rather than too short.
            self._began_at = self._began_at or time.time()
            return self._settled(clients, region, time.time() - self._began_at)
        arrived = self._head(clients, region)
        found = arrived or self._head(clients, source)
        if _AT not in found:
            return Progress("todo", "the object is not put yet")
        seconds = max(time.time() - float(found[_AT]), 0.0)
        if not arrived:
            return Progress("running", f"put {seconds:.0f} s ago, and not arrived", seconds)
        return self._settled(clients, region, seconds)

    def _settled(self, clients: Clients, region: Region, seconds: float) -> Progress:
        """Whether nothing is pending, by what S3 says of the time since the gate was closed."""
        if seconds < DRAIN_SETTLE_SECONDS:
            return Progress("running", f"waiting {DRAIN_SETTLE_SECONDS - seconds:.0f} s for stragglers")
        metric = self._bucket.replication_metric("OperationsPendingReplication", region, 0.0)
        known = last_known(clients, region, [metric])
        if known is None:
            return Progress("done", "S3 counts nothing: no object was replicated for hours")
        _metric, pending, measured_seconds_ago = known
        seen = f"{pending:.0f} operations pending {measured_seconds_ago:.0f} s ago"
        if measured_seconds_ago < seconds or seconds > METRIC_PATIENCE_SECONDS:
            return Progress("running" if pending else "done", seen)
        return Progress("running", f"{seen}, before the gate was closed")

    def _verified(self, clients: Clients, region: Region) -> Progress:
        if self._head(clients, region).get(_STEP) == "verify":
            return Progress("done", "written and read")
        return Progress("todo", "not written yet")

    def _answers(self, clients: Clients, region: Region) -> Progress:
        clients.client("s3", region).head_bucket(Bucket=self._bucket.in_aws(region))
        return Progress("done", "it answers")

    def _head(self, clients: Clients, region: Region) -> dict[str, str]:
        """What the object says of itself there; nothing if it isn't there."""
        s3 = clients.client("s3", region)
        try:
            found = s3.head_object(Bucket=self._bucket.in_aws(region), Key=self._key)
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in {"404", "NoSuchKey"}:
                raise
            return {}
        metadata: dict[str, str] = found["Metadata"]
        return metadata

    def _put(self, clients: Clients, region: Region, step: str) -> None:
        clients.client("s3", region).put_object(
            Bucket=self._bucket.in_aws(region),
            Key=self._key,
            Body=b"",
            Metadata={_STEP: step, _AT: f"{time.time():.3f}"},
        )

    def _versions(self, clients: Clients, region: Region) -> list[dict[str, str]]:
        found = clients.client("s3", region).list_object_versions(
            Bucket=self._bucket.in_aws(region), Prefix=self._key
        )
        return [
            {"Key": each["Key"], "VersionId": each["VersionId"]}
            for each in (*found.get("Versions", ()), *found.get("DeleteMarkers", ()))
        ]

    def _remove(self, clients: Clients, region: Region) -> None:
        versions = self._versions(clients, region)
        if versions:
            clients.client("s3", region).delete_objects(
                Bucket=self._bucket.in_aws(region), Delete={"Objects": versions, "Quiet": True}
            )

    def _where(self, region: Region) -> tuple[str, ...]:
        return ("--bucket", self._bucket.in_aws(region), "--key", self._key)

    def _put_command(self, region: Region) -> Command:
        return aws_cli(region, "s3api", "put-object", *self._where(region), expected="a VersionId")

    def _head_command(self, region: Region) -> Command:
        return aws_cli(region, "s3api", "head-object", *self._where(region), expected="the object")

    def _head_bucket_command(self, region: Region) -> Command:
        options = ("--bucket", self._bucket.in_aws(region))
        return aws_cli(region, "s3api", "head-bucket", *options, expected=f"BucketRegion {region.code}")

    def _show_pending(self, source: Region, region: Region) -> Command:
        metric = self._bucket.replication_metric("OperationsPendingReplication", region, 0.0)
        return aws_cli(
            region,
            "cloudwatch",
            "get-metric-statistics",
            *("--namespace", metric.namespace, "--metric-name", metric.name, "--dimensions"),
            *(f"Name={name},Value={value}" for name, value in metric.dimensions.items()),
            *("--statistics", "Maximum", "--period", "60"),
            *("--start-time", "FIVE_MINUTES_AGO", "--end-time", "NOW"),
            expected=f"0 of {source.city}, of a minute after the gate was closed",
        )
