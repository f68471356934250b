"""A backfill's unit: one bucket of the estate, from one Region to the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from futago.errors import BackfillError
from modules.estate import Estate
from modules.kms.inputs import key_of
from modules.proof import in_both_directions
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from regions import Region


@dataclass(frozen=True)
class Direction:
    """A replicated bucket in one of its two directions, with every name that a backfill needs.

    All of it lies in the source's Region: S3 takes a job only where the source bucket is (Amazon S3 User
    Guide, "Amazon S3 replication failure reasons", SrcBucketInvalidRegion).

    Attributes:
        estate: the estate's names start with this.
        account: the account that owns everything.
        name: the bucket's name in the spec.
        source: the Region to copy from; the buckets' names tell one direction from the other.
        destination: the Region to copy to.
        source_bucket: the bucket to copy from.
        destination_bucket: the bucket to copy to.
        role_arn: the role that S3 Batch Operations takes.
        replication_role_arn: the role that live replication takes, and with it the copying itself.
        report_bucket: where reports and manifests lie.
        key_alias: the alias of both buckets' key, in either Region.
        inputs: the bucket's part of the spec, as it holds in the source's Region.
        tags: the bucket's tags, and so its jobs'.
    """

    estate: str
    account: str
    name: str
    source: Region = field(compare=False)
    destination: Region = field(compare=False)
    source_bucket: str
    destination_bucket: str
    role_arn: str
    replication_role_arn: str
    report_bucket: str
    key_alias: str
    inputs: BucketInputs = field(compare=False, repr=False)
    tags: Mapping[str, str] = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.name} {self.source.code} -> {self.destination.code}"

    @property
    def prefix(self) -> str:
        """What the keys of replicated objects start with."""
        return self.inputs.replication.prefix


def directions(
    estate: Estate, buckets: Collection[str] = (), source: str | None = None
) -> tuple[Direction, ...]:
    """The directions of an estate's buckets, those of one bucket next to each other.

    Args:
        estate: the estate.
        buckets: the buckets' names in the spec; all if empty.
        source: the Region to copy from, by its code or short code; both if None.

    Raises:
        BackfillError: there is no such bucket or Region, or the estate has no buckets.
    """
    section = estate.sections.get("buckets", {})
    if not section:
        raise BackfillError("the estate has no buckets: there is nothing to backfill", exit_code=2)
    unknown = sorted(set(buckets) - set(section))
    if unknown:
        raise BackfillError(
            f"the estate has no bucket '{unknown[0]}'; allowed are {', '.join(sorted(section))}", exit_code=2
        )
    wanted = _region(estate, source) if source else None
    return tuple(
        _direction(estate, name, inputs, here)
        for name, inputs in section.items()
        if isinstance(inputs, BucketInputs) and (not buckets or name in buckets)
        for here, _there in in_both_directions(estate)
        if wanted is None or here == wanted
    )


def _region(estate: Estate, code: str) -> Region:
    for region in estate.pair:
        if code in (region.code, region.short_code, region.city.lower()):
            return region
    allowed = " and ".join(f"{region.code} ({region.short_code})" for region in estate.pair)
    raise BackfillError(f"the estate has no Region '{code}'; allowed are {allowed}", exit_code=2)


def _direction(estate: Estate, name: str, inputs: BucketInputs, source: Region) -> Direction:
    names = estate.names
    destination = estate.pair.other(source)
    label = names.label(name, inputs.name)
    key = key_of(estate, inputs.key)
    if key is None:
        raise ValueError(f"no key '{inputs.key}' in a validated estate")
    here = inputs.in_region(source)
    return Direction(
        estate=names.prefix,
        account=estate.account,
        name=name,
        source=source,
        destination=destination,
        source_bucket=bucket_name(estate, name, inputs, source),
        destination_bucket=bucket_name(estate, name, inputs, destination),
        role_arn=names.role_arn(names.role(label, "batch", source.short_code)),
        replication_role_arn=names.role_arn(names.role(label, "replication", source.short_code)),
        report_bucket=names.report_bucket(source.short_code),
        key_alias=names.key_alias(names.label(key, estate.sections["keys"][key].name)),
        inputs=here,
        tags={**estate.tags, **here.tags},
    )
