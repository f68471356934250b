"""Which bucket is whose: the names of a paired bucket, and what S3 has against a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from futago.names import BUCKET_MAX
from modules.estate import Estate
from regions import Region

if TYPE_CHECKING:
    from modules.s3.inputs import BucketInputs

BUCKET_MIN = 3
RESERVED_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
RESERVED_SUFFIXES = ("-s3alias", "--ol-s3", "--x-s3", "--table-s3", "-an")
_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]*[a-z0-9]")


def bucket_name(estate: Estate, name: str, inputs: BucketInputs, region: Region) -> str:
    """The bucket in ``region`` of the resource ``name``, whose inputs are those of both Regions.

    ``regions.<code>.name`` is the whole name; ``name`` is what comes before the Region's short code;
    else the name is made of the estate's, the resource's and the account's.
    """
    override = inputs.regions.get(region.code)
    if override is not None and override.name is not None:
        return override.name
    label = estate.names.label(name, inputs.name)
    return estate.names.bucket(label, region.short_code, named=inputs.name is not None)


def access_point_name(estate: Estate, name: str, inputs: BucketInputs) -> str:
    """The access point of a strong bucket, the same in either Region."""
    return estate.names.access_point(estate.names.label(name, inputs.name))


def rule_id(to: Region) -> str:
    """The id of the rule that replicates to ``to``; metrics of replication carry it."""
    return f"to-{to.short_code}"


def name_fault(bucket: str) -> tuple[str, str] | None:
    """What is wrong with a bucket's name and what is allowed, or None.

    The rules are those of the Amazon S3 User Guide, "General purpose bucket naming rules". A dot is
    refused though S3 takes it: S3's certificate covers one label only, so that TLS, which the bucket
    demands, fails for virtual-hosted-style requests (same page, "Best practices").
    """
    if not BUCKET_MIN <= len(bucket) <= BUCKET_MAX:
        return (
            f"bucket name '{bucket}' has {len(bucket)} characters",
            f"{BUCKET_MIN} to {BUCKET_MAX} are allowed",
        )
    if "." in bucket:
        return (
            f"bucket name '{bucket}' has a dot, with which TLS fails",
            "allowed are lower-case letters, digits and hyphens",
        )
    if not _PATTERN.fullmatch(bucket):
        return (
            f"'{bucket}' is no bucket name",
            "allowed are lower-case letters, digits and hyphens, a letter or digit first and last",
        )
    for prefix in RESERVED_PREFIXES:
        if bucket.startswith(prefix):
            return f"bucket name '{bucket}' starts with '{prefix}'", "AWS keeps this for itself"
    for suffix in RESERVED_SUFFIXES:
        if bucket.endswith(suffix):
            return f"bucket name '{bucket}' ends with '{suffix}'", "AWS keeps this for itself"
    return None
