"""S3's rules for lifecycle rules."""

from __future__ import annotations

from typing import Any

import pytest

from modules.s3.inputs import BucketInputs
from modules.s3.lifecycle_inputs import LifecycleRuleInputs
from modules.s3.lifecycle_rules import lifecycle_rule
from tests.refusals import refusals

TOO_EARLY = "a move to {0} after {1} days is too early; allowed is 30 days or later"
NOTHING = (
    "the rule does nothing, and S3 refuses such a rule; needed is one of transitions, expiration_days, "
    "expired_object_delete_marker, noncurrent_transitions, noncurrent_expiration_days, "
    "abort_incomplete_multipart_upload_days"
)


def moves(*steps: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"days": days, "storage_class": storage_class} for days, storage_class in steps]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"transitions": moves((29, "STANDARD_IA"))}, {"transitions": TOO_EARLY.format("STANDARD_IA", 29)}),
        ({"transitions": moves((30, "STANDARD_IA"))}, {}),
        ({"transitions": moves((29, "ONEZONE_IA"))}, {"transitions": TOO_EARLY.format("ONEZONE_IA", 29)}),
        ({"transitions": moves((0, "INTELLIGENT_TIERING"))}, {}),
        (
            {"noncurrent_transitions": moves((1, "STANDARD_IA"))},
            {"noncurrent_transitions": TOO_EARLY.format("STANDARD_IA", 1)},
        ),
        ({"noncurrent_transitions": moves((1, "GLACIER"))}, {}),
        (
            {"transitions": moves((30, "STANDARD_IA"), (59, "GLACIER"))},
            {
                "transitions": "a move to GLACIER after 59 days is too early behind STANDARD_IA after 30; "
                "allowed is 60 days or later"
            },
        ),
        ({"transitions": moves((30, "STANDARD_IA"), (60, "GLACIER"))}, {}),
        (
            {"transitions": moves((10, "GLACIER"), (10, "DEEP_ARCHIVE"))},
            {
                "transitions": "a move to DEEP_ARCHIVE after 10 days is too early behind GLACIER after 10; "
                "allowed is 11 days or later"
            },
        ),
        ({"transitions": moves((10, "GLACIER"), (11, "DEEP_ARCHIVE"))}, {}),
        (
            {"transitions": moves((30, "ONEZONE_IA"), (90, "GLACIER_IR"))},
            {
                "transitions": "S3 does not move objects from ONEZONE_IA to GLACIER_IR; after ONEZONE_IA, "
                "allowed are DEEP_ARCHIVE, GLACIER"
            },
        ),
        (
            {"transitions": moves((1, "DEEP_ARCHIVE"), (90, "GLACIER"))},
            {
                "transitions": "S3 does not move objects from DEEP_ARCHIVE to GLACIER; after DEEP_ARCHIVE, "
                "allowed are none"
            },
        ),
        ({"transitions": moves((30, "ONEZONE_IA"), (90, "GLACIER"))}, {}),
        ({"transitions": moves((30, "STANDARD"))}, {"transitions.0.storage_class": "literal_error"}),
        (
            {"transitions": moves((30, "STANDARD_IA")), "expiration_days": 30},
            {
                "expiration_days": "the end after 30 days comes before or with the move to STANDARD_IA after "
                "30; allowed is 31 days or later"
            },
        ),
        ({"transitions": moves((30, "STANDARD_IA")), "expiration_days": 31}, {}),
        (
            {"noncurrent_transitions": moves((7, "GLACIER")), "noncurrent_expiration_days": 5},
            {
                "noncurrent_expiration_days": "the end after 5 days comes before or with the move to GLACIER "
                "after 7; allowed is 8 days or later"
            },
        ),
        ({"noncurrent_transitions": moves((7, "GLACIER")), "noncurrent_expiration_days": 8}, {}),
        (
            {"expiration_days": 1, "noncurrent_versions": 3},
            {
                "noncurrent_versions": "noncurrent_versions says what an expiry spares, and the rule has "
                "none; allowed beside noncurrent_expiration_days only"
            },
        ),
        ({"noncurrent_expiration_days": 1, "noncurrent_versions": 100}, {}),
        (
            {"noncurrent_expiration_days": 1, "noncurrent_versions": 101},
            {"noncurrent_versions": "less_than_equal"},
        ),
        (
            {"expiration_days": 1, "expired_object_delete_marker": True},
            {
                "expired_object_delete_marker": "S3 takes no expired_object_delete_marker beside "
                "expiration_days, which removes markers too; allowed is one of the two in a rule"
            },
        ),
        ({"expired_object_delete_marker": True}, {}),
        (
            {"tags": {"kind": "log"}, "expired_object_delete_marker": True},
            {
                "expired_object_delete_marker": "S3 takes no expired_object_delete_marker in a rule with "
                "tags; allowed is a rule of its own without tags"
            },
        ),
        (
            {"tags": {"kind": "log"}, "abort_incomplete_multipart_upload_days": 1},
            {
                "abort_incomplete_multipart_upload_days": "S3 takes no "
                "abort_incomplete_multipart_upload_days in a rule with tags; allowed is a rule of its own "
                "without tags"
            },
        ),
        ({"tags": {"kind": "log"}, "expiration_days": 1}, {}),
        ({"tags": {str(n): "x" for n in range(11)}, "expiration_days": 1}, {"tags": "too_long"}),
        ({"expiration_days": 0}, {"expiration_days": "greater_than_equal"}),
        ({}, {"": NOTHING}),
        ({"enabled": False, "prefix": "logs/"}, {"": NOTHING}),
    ],
)
def test_refuses_what_s3_refuses(rule: dict[str, Any], expected: dict[str, str]) -> None:
    """Each rule of S3 refuses its case at the field's own path, and accepts the nearest that is allowed."""
    assert expected == refusals(LifecycleRuleInputs, rule)


@pytest.mark.parametrize(("length", "accepted"), [(255, True), (256, False)])
def test_limits_a_rules_id(length: int, accepted: bool) -> None:  # noqa: FBT001 # a case's expected value
    """A rule's id has at most 255 characters."""
    values = {"consistency": "eventual", "lifecycle": {"r" * length: {"expiration_days": 1}}}
    assert accepted == (refusals(BucketInputs, values) == {})


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (999, {}),
        (1000, {"lifecycle": "1000 rules are too many; at most 999 are allowed"}),
    ],
)
def test_limits_the_number_of_rules(rules: int, expected: dict[str, str]) -> None:
    """A bucket has at most 1,000 rules, of which one is there by default."""
    lifecycle = {f"rule-{n}": {"expiration_days": 1} for n in range(rules)}
    assert expected == refusals(BucketInputs, {"consistency": "eventual", "lifecycle": lifecycle})


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, {"prefix": ""}),
        ({"prefix": "a/"}, {"prefix": "a/"}),
        ({"tags": {"k": "v"}}, {"tag": [{"key": "k", "value": "v"}]}),
        ({"tags": {"k": "v", "l": "w"}}, {"and": [{"tags": {"k": "v", "l": "w"}}]}),
        ({"prefix": "a/", "tags": {"k": "v"}}, {"and": [{"prefix": "a/", "tags": {"k": "v"}}]}),
    ],
)
def test_says_the_filter_as_s3_gives_it_back(rule: dict[str, Any], expected: dict[str, Any]) -> None:
    """The filter has the one form in which S3 returns it, so that the next plan is empty."""
    inputs = LifecycleRuleInputs.model_validate({**rule, "expiration_days": 1})
    assert [expected] == lifecycle_rule("r", inputs)["filter"]


def test_leaves_out_what_a_rule_does_not_do() -> None:
    """A rule that only expires has no other action in Terraform."""
    inputs = LifecycleRuleInputs.model_validate({"expiration_days": 90, "enabled": False})
    expected = {
        "id": "logs",
        "status": "Disabled",
        "filter": [{"prefix": ""}],
        "expiration": [{"days": 90}],
    }
    assert expected == lifecycle_rule("logs", inputs)
