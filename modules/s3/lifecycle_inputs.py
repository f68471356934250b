"""The ``lifecycle`` of a bucket: which of its objects move and go, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from modules.inputs import Inputs, RefusedError

T = TypeVar("T")

RULES_MAX = 1000
"""Rules of a bucket (Amazon S3 API Reference, PutBucketLifecycleConfiguration)."""
OBJECT_TAGS_MAX = 10
"""Tags of an object (Amazon S3 User Guide, "Categorizing your objects using tags")."""
INFREQUENT_ACCESS = frozenset({"STANDARD_IA", "ONEZONE_IA"})
INFREQUENT_ACCESS_DAYS = 30
"""Days before a move into an infrequent-access class, and again before the next move."""
ABORT_RULE = "abort-incomplete-uploads"

TransitionClass = Literal[
    "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"
]
WATERFALL: Mapping[str, frozenset[str]] = {
    "STANDARD_IA": frozenset({"INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"}),
    "INTELLIGENT_TIERING": frozenset({"ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"}),
    "ONEZONE_IA": frozenset({"GLACIER", "DEEP_ARCHIVE"}),
    "GLACIER_IR": frozenset({"GLACIER", "DEEP_ARCHIVE"}),
    "GLACIER": frozenset({"DEEP_ARCHIVE"}),
    "DEEP_ARCHIVE": frozenset(),
}
"""From which storage class an object may move to which (Amazon S3 User Guide, "Transitioning objects
using Amazon S3 Lifecycle", Supported and Unsupported lifecycle transitions)."""


class TransitionInputs(Inputs):
    """One move into a cheaper storage class."""

    days: Annotated[int, Field(ge=0, description="Days after creation, or after becoming noncurrent")]
    storage_class: TransitionClass


def _in_order(transitions: Sequence[TransitionInputs]) -> Sequence[TransitionInputs]:
    for transition in transitions:
        if transition.storage_class in INFREQUENT_ACCESS and transition.days < INFREQUENT_ACCESS_DAYS:
            raise RefusedError(
                f"a move to {transition.storage_class} after {transition.days} days is too early",
                f"allowed is {INFREQUENT_ACCESS_DAYS} days or later",
            )
    for earlier, later in pairwise(transitions):
        if later.storage_class not in WATERFALL[earlier.storage_class]:
            raise RefusedError(
                f"S3 does not move objects from {earlier.storage_class} to {later.storage_class}",
                f"after {earlier.storage_class}, allowed are "
                f"{', '.join(sorted(WATERFALL[earlier.storage_class])) or 'none'}",
            )
        apart = INFREQUENT_ACCESS_DAYS if earlier.storage_class in INFREQUENT_ACCESS else 1
        if later.days < earlier.days + apart:
            raise RefusedError(
                f"a move to {later.storage_class} after {later.days} days is too early behind "
                f"{earlier.storage_class} after {earlier.days}",
                f"allowed is {earlier.days + apart} days or later",
            )
    return transitions


Transitions = Annotated[tuple[TransitionInputs, ...], AfterValidator(_in_order)]
"""Moves in the order of their days (Amazon S3 User Guide, "Transitioning objects using Amazon S3
Lifecycle", Constraints)."""
Days = Annotated[int, Field(ge=1)]
ObjectTags = Annotated[
    dict[
        Annotated[str, Field(min_length=1, max_length=128)],
        Annotated[str, Field(max_length=256)],
    ],
    Field(max_length=OBJECT_TAGS_MAX),
]


class LifecycleRuleInputs(Inputs):
    """One lifecycle rule (Amazon S3 User Guide, "Lifecycle configuration elements").

    Fields are in the order in which they are checked: a field sees those above it.
    """

    enabled: bool = True
    prefix: Annotated[
        str, Field(max_length=1024, description="Objects whose key starts so; all if empty")
    ] = ""
    tags: Annotated[ObjectTags, Field(description="Objects that have all of these tags")] = {}
    transitions: Annotated[Transitions, Field(description="Moves of current versions")] = ()
    expiration_days: Annotated[
        Days | None, Field(description="Days after creation until a delete marker hides the object")
    ] = None
    expired_object_delete_marker: Annotated[
        bool, Field(description="Remove delete markers that hide no version any more")
    ] = False
    noncurrent_transitions: Annotated[Transitions, Field(description="Moves of noncurrent versions")] = ()
    noncurrent_expiration_days: Annotated[
        Days | None, Field(description="Days after becoming noncurrent until a version is gone for good")
    ] = None
    noncurrent_versions: Annotated[
        int | None, Field(ge=1, le=100, description="Newer noncurrent versions that are kept in any case")
    ] = None
    abort_incomplete_multipart_upload_days: Days | None = None

    @field_validator("expiration_days", "noncurrent_expiration_days")
    @classmethod
    def _after_the_moves(cls, value: int | None, info: ValidationInfo) -> int | None:
        field = "transitions" if info.field_name == "expiration_days" else "noncurrent_transitions"
        moves: Sequence[TransitionInputs] = info.data.get(field, ())
        if value is not None and moves and value <= moves[-1].days:
            raise RefusedError(
                f"the end after {value} days comes before or with the move to {moves[-1].storage_class} "
                f"after {moves[-1].days}",
                f"allowed is {moves[-1].days + 1} days or later",
            )
        return value

    @field_validator("expired_object_delete_marker")
    @classmethod
    def _marker_alone(cls, value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 # pydantic's signature
        if value and info.data.get("expiration_days") is not None:
            raise RefusedError(
                "S3 takes no expired_object_delete_marker beside expiration_days, which removes markers too",
                "allowed is one of the two in a rule",
            )
        return _without_tags(value, info)

    @field_validator("noncurrent_versions")
    @classmethod
    def _with_an_end(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("noncurrent_expiration_days", 0) is None:
            raise RefusedError(
                "noncurrent_versions says what an expiry spares, and the rule has none",
                "allowed beside noncurrent_expiration_days only",
            )
        return value

    @field_validator("abort_incomplete_multipart_upload_days")
    @classmethod
    def _uploads_have_no_tags(cls, value: int | None, info: ValidationInfo) -> int | None:
        return _without_tags(value, info)

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not (self.transitions or self.noncurrent_transitions or self.expired_object_delete_marker) and (
            self.expiration_days is None
            and self.noncurrent_expiration_days is None
            and self.abort_incomplete_multipart_upload_days is None
        ):
            raise RefusedError(
                "the rule does nothing, and S3 refuses such a rule",
                "needed is one of transitions, expiration_days, expired_object_delete_marker, "
                "noncurrent_transitions, noncurrent_expiration_days, abort_incomplete_multipart_upload_days",
            )
        return self


def _without_tags(value: T, info: ValidationInfo) -> T:
    if value and info.data.get("tags"):
        raise RefusedError(
            f"S3 takes no {info.field_name} in a rule with tags", "allowed is a rule of its own without tags"
        )
    return value


def with_abort_rule(rules: Mapping[str, LifecycleRuleInputs]) -> Mapping[str, LifecycleRuleInputs]:
    """The rules, and before them the one that every bucket has: parts of uploads that never ended go.

    It touches no object. A rule of the same id takes its place.
    """
    if len(rules) >= RULES_MAX:
        raise RefusedError(f"{len(rules)} rules are too many", f"at most {RULES_MAX - 1} are allowed")
    return {ABORT_RULE: LifecycleRuleInputs(abort_incomplete_multipart_upload_days=7), **rules}


Lifecycle = Annotated[
    Mapping[Annotated[str, Field(min_length=1, max_length=255)], LifecycleRuleInputs],
    AfterValidator(with_abort_rule),
    Field(description="Rules by id, besides the one that aborts uploads incomplete after 7 days"),
]
