"""The ``buckets`` section: two-way replicated S3 buckets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from futago.names import ROLE_MAX
from modules.consistency import DataStoreInputs, check_home
from modules.estate import Estate
from modules.inputs import Inputs, Overrides, RefusedError, Tags
from modules.kind import Finding
from modules.kms.inputs import check_key
from modules.s3.lifecycle_inputs import Lifecycle
from modules.s3.names import bucket_name, name_fault
from modules.s3.replication_inputs import ReplicationInputs

ROLE_USES = ("replication", "batch")
"""What a bucket has a role for in each Region: live replication, and S3 Batch Operations."""


class ObjectLockInputs(Inputs):
    """How long no version can be deleted (Amazon S3 User Guide, "Locking objects with Object Lock")."""

    mode: Annotated[
        Literal["GOVERNANCE", "COMPLIANCE"],
        Field(description="GOVERNANCE can be lifted with a permission of its own, COMPLIANCE by no one"),
    ]
    days: Annotated[int | None, Field(ge=1, le=36500)] = None
    years: Annotated[int | None, Field(ge=1, le=100)] = None

    @model_validator(mode="after")
    def _days_or_years(self) -> Self:
        if (self.days is None) == (self.years is None):
            raise RefusedError(
                "the retention has both days and years" if self.days else "the retention has no end",
                "needed is either days or years",
            )
        return self


class BucketTimeouts(Inputs):
    """How long Terraform waits for S3; the provider's own patience where left out."""

    create_minutes: Annotated[int | None, Field(ge=1, le=1440)] = None
    update_minutes: Annotated[int | None, Field(ge=1, le=1440)] = None
    delete_minutes: Annotated[int | None, Field(ge=1, le=1440)] = None


class BucketOverrides(Overrides):
    """What a bucket may have otherwise in one Region."""

    name: Annotated[str | None, Field(description="The bucket's whole name in this Region")] = None
    lifecycle: Lifecycle = {}
    tags: Tags = {}
    timeouts: BucketTimeouts = BucketTimeouts()


class BucketInputs(DataStoreInputs):
    """Two buckets that replicate to each other.

    Object Lock must be the same in both: S3 replicates locked objects to a bucket with Object Lock only
    (Amazon S3 User Guide, "Object Lock considerations", Using Object Lock with S3 Replication).
    """

    versioning: Annotated[bool, Field(description="Always true")] = True
    object_lock: ObjectLockInputs | None = None
    lifecycle: Lifecycle = {}
    replication: ReplicationInputs = ReplicationInputs()
    force_destroy: Annotated[
        bool, Field(description="Let Terraform delete the bucket with all that is in it")
    ] = False
    timeouts: BucketTimeouts = BucketTimeouts()
    regions: Mapping[str, BucketOverrides] = {}

    @field_validator("versioning")
    @classmethod
    def _versioning(cls, value: bool) -> bool:  # noqa: FBT001 # pydantic's signature
        if not value:
            raise RefusedError(
                "S3 replicates between versioned buckets only, and without versions what is overwritten or "
                "deleted is lost in both Regions",
                "allowed is true",
            )
        return value

    @field_validator("force_destroy")
    @classmethod
    def _can_be_emptied(cls, value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 # pydantic's signature
        lock: ObjectLockInputs | None = info.data.get("object_lock")
        if value and lock is not None and lock.mode == "COMPLIANCE":
            raise RefusedError(
                "nobody can delete what Object Lock holds in COMPLIANCE mode: force_destroy would fail",
                "allowed is false, or object_lock.mode GOVERNANCE",
            )
        return value


def check(estate: Estate, name: str, inputs: BucketInputs) -> Iterable[Finding]:
    """What only the whole estate shows: home and key exist; every name fits and is nobody else's."""
    yield from check_home(estate, inputs)
    yield from check_key(estate, inputs.key)
    yield from _check_buckets(estate, name, inputs)
    yield from _check_roles(estate, name, inputs)


def _check_buckets(estate: Estate, name: str, inputs: BucketInputs) -> Iterator[Finding]:
    taken = _taken(estate, name) if _is_named(inputs) or name in {"reports", "state"} else {}
    for region in estate.pair:
        bucket = bucket_name(estate, name, inputs, region)
        path = _path_of_name(inputs, region.code)
        fault = name_fault(bucket)
        if fault is not None:
            yield Finding(path, *fault)
        if bucket in taken:
            wrong = f"bucket name '{bucket}' is taken by {taken[bucket]}"
            yield Finding(path, wrong, "every bucket needs a name of its own")
        taken[bucket] = f"this bucket in {region}"


def _check_roles(estate: Estate, name: str, inputs: BucketInputs) -> Iterator[Finding]:
    path = ("name",) if inputs.name is not None else ()
    label = estate.names.label(name, inputs.name)
    role = max((estate.names.role(label, use, estate.pair.first.short_code) for use in ROLE_USES), key=len)
    if len(role) > ROLE_MAX:
        yield Finding(
            path,
            f"role name '{role}' has {len(role)} characters",
            f"at most {ROLE_MAX} are allowed: shorten name, and give the buckets' whole names under regions",
        )
    if inputs.name is None:
        return
    fault = name_fault(label)
    if fault is not None and all(_has_whole_name(inputs, region.code) for region in estate.pair):
        # Else it is said of the buckets. Of the rest an access point wants the most (Amazon S3 User Guide,
        # "Access points naming rules").
        wrong = f"roles and the access point are called by name, and {fault[0]}"
        yield Finding(path, wrong, fault[1])
    for other, its in estate.sections.get("buckets", {}).items():
        if other != name and label == estate.names.label(other, its.name):
            wrong = f"bucket '{other}' is called '{label}' too, and both would have the role '{role}'"
            yield Finding(
                path, wrong, "every bucket needs a name of its own, whole names under regions or not"
            )


def _is_named(inputs: BucketInputs) -> bool:
    return inputs.name is not None or any(override.name for override in inputs.regions.values())


def _has_whole_name(inputs: BucketInputs, code: str) -> bool:
    return code in inputs.regions and inputs.regions[code].name is not None


def _path_of_name(inputs: BucketInputs, code: str) -> tuple[str, ...]:
    if _has_whole_name(inputs, code):
        return ("regions", code, "name")
    return ("name",) if inputs.name is not None else ()


def _taken(estate: Estate, name: str) -> dict[str, str]:
    """Who has which bucket name in the estate, ``name`` itself left out.

    Names that futago makes differ by nature; only one that the spec gives can meet another.
    """
    return dict(_owners(estate, name))


def _owners(estate: Estate, name: str) -> Iterator[tuple[str, str]]:
    for region in estate.pair:
        yield estate.names.report_bucket(region.short_code), "the estate's reports"
        yield estate.names.state_bucket(region.short_code), "Terraform's state"
        for other, inputs in estate.sections.get("buckets", {}).items():
            if other != name and isinstance(inputs, BucketInputs):
                yield bucket_name(estate, other, inputs, region), f"bucket '{other}' in {region}"
