"""The ``replication`` of a bucket: the same in both directions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from modules.inputs import Inputs, RefusedError

TIME_CONTROL_MINUTES = 15
"""The only threshold that S3 Replication Time Control and its metrics take (Amazon S3 API Reference,
ReplicationTimeValue)."""
WILDCARDS = frozenset("*?$")
"""What IAM does not take literally in a resource (IAM User Guide, "IAM JSON policy elements: Resource")."""
ARCHIVES = frozenset({"GLACIER", "DEEP_ARCHIVE"})

ReplicaClass = Literal["STANDARD", "INTELLIGENT_TIERING", "STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"]


class ReplicationInputs(Inputs):
    """How objects get to the other Region.

    ``delete_markers`` is on where AWS leaves it off: without it an object deleted in one Region is there
    again after the other is promoted. It loses nothing, for a marker hides versions and deletes none, and
    neither the deletion of a version nor a marker of a lifecycle rule is ever replicated (Amazon S3 User
    Guide, "What does Amazon S3 replicate?").
    """

    time_control: Annotated[
        bool, Field(description="S3 Replication Time Control: 99.9 % of the objects within 15 minutes")
    ] = True
    replica_modifications: Annotated[
        bool, Field(description="Send changes of a replica's tags, ACL and lock back")
    ] = True
    delete_markers: Annotated[bool, Field(description="Replicate delete markers")] = True
    storage_class: Annotated[
        ReplicaClass | None, Field(description="Of the replicas; that of the source object if left out")
    ] = None
    prefix: Annotated[
        str, Field(max_length=1024, description="Replicate objects whose key starts so; all if empty")
    ] = ""

    @field_validator("prefix")
    @classmethod
    def _fit_for_iam(cls, value: str) -> str:
        meant = WILDCARDS.intersection(value)
        if meant:
            raise RefusedError(
                f"prefix '{value}' has {' '.join(sorted(meant))}, which means something else in the policies "
                "that allow replication below it",
                "allowed is every other character",
            )
        return value

    @field_validator("storage_class", mode="before")
    @classmethod
    def _readable_at_once(cls, value: Any) -> Any:
        if isinstance(value, str) and value in ARCHIVES:
            raise RefusedError(
                f"replicas in {value} must be restored before they can be read, and the other Region must be "
                "able to serve them at once",
                "allowed are STANDARD, INTELLIGENT_TIERING, STANDARD_IA, ONEZONE_IA, GLACIER_IR",
            )
        return value
