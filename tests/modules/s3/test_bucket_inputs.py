"""What a bucket's part of the spec may say."""

from __future__ import annotations

from typing import Any

import pytest

from modules.s3.inputs import BucketInputs
from modules.s3.lifecycle_inputs import ABORT_RULE
from regions import OSAKA, TOKYO
from tests.refusals import refusals

BUCKET = {"consistency": "eventual"}
LOCK = {"mode": "COMPLIANCE", "days": 30}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"versioning": False},
            {
                "versioning": "S3 replicates between versioned buckets only, and without versions what is "
                "overwritten or deleted is lost in both Regions; allowed is true"
            },
        ),
        ({"versioning": True}, {}),
        (
            {"object_lock": {"mode": "GOVERNANCE"}},
            {"object_lock": "the retention has no end; needed is either days or years"},
        ),
        (
            {"object_lock": {"mode": "GOVERNANCE", "days": 1, "years": 1}},
            {"object_lock": "the retention has both days and years; needed is either days or years"},
        ),
        ({"object_lock": {"mode": "GOVERNANCE", "years": 100}}, {}),
        ({"object_lock": {"mode": "GOVERNANCE", "years": 101}}, {"object_lock.years": "less_than_equal"}),
        ({"object_lock": {"mode": "SOFT", "days": 1}}, {"object_lock.mode": "literal_error"}),
        (
            {"object_lock": LOCK, "force_destroy": True},
            {
                "force_destroy": "nobody can delete what Object Lock holds in COMPLIANCE mode: force_destroy "
                "would fail; allowed is false, or object_lock.mode GOVERNANCE"
            },
        ),
        ({"object_lock": {**LOCK, "mode": "GOVERNANCE"}, "force_destroy": True}, {}),
        ({"object_lock": LOCK, "force_destroy": False}, {}),
        (
            {"replication": {"storage_class": "DEEP_ARCHIVE"}},
            {
                "replication.storage_class": "replicas in DEEP_ARCHIVE must be restored before they can be "
                "read, and the other Region must be able to serve them at once; allowed are STANDARD, "
                "INTELLIGENT_TIERING, STANDARD_IA, ONEZONE_IA, GLACIER_IR"
            },
        ),
        ({"replication": {"storage_class": "GLACIER_IR"}}, {}),
        ({"replication": {"storage_class": "WARM"}}, {"replication.storage_class": "literal_error"}),
        (
            {"replication": {"prefix": "a*/$"}},
            {
                "replication.prefix": "prefix 'a*/$' has $ *, which means something else in the policies "
                "that allow replication below it; allowed is every other character"
            },
        ),
        ({"replication": {"prefix": "date=2026-11/"}}, {}),
        ({"timeouts": {"delete_minutes": 0}}, {"timeouts.delete_minutes": "greater_than_equal"}),
        ({"timeouts": {"delete_minutes": 90}}, {}),
    ],
)
def test_refuses_what_aws_refuses(values: dict[str, Any], expected: dict[str, str]) -> None:
    """Each rule refuses its case at the field's own path, and nothing beside it."""
    assert expected == refusals(BucketInputs, {**BUCKET, **values})


def test_needs_a_consistency() -> None:
    """Nobody writes a bucket by default."""
    assert {"consistency": "missing"} == refusals(BucketInputs, {})


def test_only_aborts_uploads_by_default() -> None:
    """Without a lifecycle in the spec no object ever goes: parts of uploads that never ended do."""
    (rule,) = BucketInputs.model_validate(BUCKET).lifecycle.values()
    assert {"abort_incomplete_multipart_upload_days": 7} == rule.model_dump(exclude_defaults=True)


def test_keeps_the_abort_rule_beside_others() -> None:
    """A lifecycle in the spec is added to the one that aborts uploads."""
    inputs = BucketInputs.model_validate({**BUCKET, "lifecycle": {"logs": {"expiration_days": 90}}})
    assert [ABORT_RULE, "logs"] == list(inputs.lifecycle)


def test_replaces_the_abort_rule_by_its_id() -> None:
    """A rule of the same id stands in its place."""
    mine = {ABORT_RULE: {"abort_incomplete_multipart_upload_days": 1}}
    inputs = BucketInputs.model_validate({**BUCKET, "lifecycle": mine})
    assert 1 == inputs.lifecycle[ABORT_RULE].abort_incomplete_multipart_upload_days


def test_lets_a_region_have_its_own_lifecycle() -> None:
    """What one Region declares for itself holds there, and the other keeps the common one."""
    inputs = BucketInputs.model_validate(
        {
            **BUCKET,
            "lifecycle": {"logs": {"expiration_days": 90}},
            "regions": {OSAKA.code: {"lifecycle": {"logs": {"expiration_days": 30}}}},
        }
    )
    assert (90, 30) == tuple(
        inputs.in_region(region).lifecycle["logs"].expiration_days for region in (TOKYO, OSAKA)
    )


def test_joins_the_tags_of_a_region() -> None:
    """A Region's tags are added to the common ones, and win."""
    inputs = BucketInputs.model_validate(
        {**BUCKET, "tags": {"a": "1", "b": "1"}, "regions": {OSAKA.code: {"tags": {"b": "2"}}}}
    )
    assert {"a": "1", "b": "2"} == inputs.in_region(OSAKA).tags
