"""A bucket's part in a promotion."""

from __future__ import annotations

from collections.abc import Iterator

from modules.estate import Estate
from modules.gate_steps import gate_obstacles, store_steps
from modules.operation import Loss, Mode, Obstacle, Permission, Promotion, Resource, Seen, Step
from modules.proof import Clients
from modules.s3.inputs import BucketInputs
from modules.s3.promotion.bucket import NOUN, Bucket
from modules.s3.promotion.observation import BucketObservation, look, looking_permissions, when_well
from modules.s3.promotion.steps import Proof
from modules.sight import sight
from regions import Region


def observe(
    clients: Clients, estate: Estate, name: str, inputs: BucketInputs, region: Region
) -> BucketObservation:
    """Look at the Region's bucket, its replication and its gate."""
    return look(clients, Bucket(estate, name, inputs), region)


def observe_permissions(
    estate: Estate, name: str, inputs: BucketInputs, region: Region
) -> tuple[Permission, ...]:
    """What ``observe`` needs to be allowed in a Region."""
    return looking_permissions(Bucket(estate, name, inputs), region)


def expected(
    estate: Estate,
    name: str,
    inputs: BucketInputs,
    region: Region,
    writer: Region,
    *,
    after_failover: bool = False,
) -> BucketObservation:
    """What ``observe`` sees where all is well."""
    return when_well(Bucket(estate, name, inputs), region, writer, after_failover=after_failover)


def plan(
    promotion: Promotion, name: str, inputs: BucketInputs, seen: Seen
) -> Iterator[Step | Obstacle | Loss]:
    """The gates of a strong bucket are moved; any bucket is seen to work where it is needed."""
    found = sight(promotion, seen, BucketObservation)
    if found is None:
        return
    target, source = found
    bucket = Bucket(promotion.estate, name, inputs)
    obstacles = tuple(_obstacles(promotion, bucket, target, source))
    yield from obstacles or _steps(promotion, bucket, target, source)


def resources(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> tuple[Resource, ...]:
    """The Region's bucket, and the access point of a strong one."""
    bucket = Bucket(estate, name, inputs)
    access_point = Resource("S3 access point", bucket.access_point_arn(region))
    return (Resource("S3 bucket", bucket.arn(region)), *((access_point,) if bucket.is_strong else ()))


def _obstacles(
    promotion: Promotion, bucket: Bucket, target: BucketObservation, source: BucketObservation | None
) -> Iterator[Obstacle]:
    to = promotion.to
    if source is not None and promotion.mode is not Mode.FAILOVER and not source.replicates:
        yield Obstacle(
            NOUN,
            bucket.name,
            promotion.source.code,
            f"no rule replicates it to {to.city}: what is written does not arrive there",
            f"apply the stack {bucket.estate.names.stack('links')}",
        )
    if target.gate is not None:
        yield from gate_obstacles(promotion, bucket.gates(), target.gate, source.gate if source else None)


def _steps(
    promotion: Promotion, bucket: Bucket, target: BucketObservation, source: BucketObservation | None
) -> Iterator[Step | Loss]:
    proof = Proof(bucket, promotion.operation)
    gates = (target.gate, source.gate if source else None)
    steps = tuple(store_steps(promotion, bucket.gates(), *gates, proof.drain, proof.verify))
    yield from steps
    if steps and promotion.mode is Mode.FAILOVER:
        yield _loss(promotion, bucket, target)
    if steps and bucket.probed:
        away = () if promotion.mode is Mode.FAILOVER else (promotion.source,)
        yield from (proof.tidy(region, (steps[-1].id,)) for region in (promotion.to, *away))


def _loss(promotion: Promotion, bucket: Bucket, target: BucketObservation) -> Loss:
    lag, city = target.lag, promotion.source.city
    known = f"in its last {lag.seconds:.0f} s" if lag else "and not replicated: nobody knows how much"
    return Loss(
        noun=NOUN,
        name=bucket.name,
        lag_seconds=lag.seconds if lag else None,
        measured_seconds_ago=lag.measured_seconds_ago if lag else None,
        statement=f"what was put in {city} {known}; it arrives when {city} is back, maybe over what is newer",
    )
