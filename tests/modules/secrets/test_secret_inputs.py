"""What a secret's part of the spec may say, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from modules.kind import Finding
from modules.secrets.inputs import GenerateInputs, RotationInputs, SecretInputs, check
from regions import PAIRS
from tests.estates import an_estate
from tests.refusals import refusals

TWO_HOMES = (
    "2 homes: replication between Regions is asynchronous, so that two writers can't agree on what is "
    "current; allowed is one Region's code, or consistency: eventual, where both Regions write"
)
LAMBDA = "arn:aws:lambda:{}:123456789012:function:rotate"


def findings(entry: str = "stripe", **values: Any) -> list[Finding]:
    secrets = {entry: SecretInputs.model_validate(values), "other": SecretInputs()}
    return list(check(an_estate({"secrets": secrets}), entry, secrets[entry]))


def test_shortest_secret() -> None:
    """The shortest spec is the safe one: generated, recoverable for 30 days, strong."""
    inputs = SecretInputs()
    assert (GenerateInputs(), 30, "strong") == (
        inputs.generate,
        inputs.recovery_window_in_days,
        inputs.consistency,
    )
    assert [] == findings()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"consistency": "strong"}, {}),
        (
            {"consistency": "eventual"},
            {
                "consistency": "consistency is eventual, and a replica of a secret can't be written; "
                "allowed is strong"
            },
        ),
        ({"home": "ap-northeast-3"}, {}),
        (
            {"home": ["ap-northeast-1", "ap-northeast-3"]},
            {"home": TWO_HOMES},
        ),
        ({"recovery_window_in_days": 7}, {}),
        ({"recovery_window_in_days": 0}, {}),
        (
            {"recovery_window_in_days": 6},
            {
                "recovery_window_in_days": "recovery_window_in_days is 6; allowed are 7 to 30, and 0, with "
                "which a deletion is immediate and can't be taken back"
            },
        ),
        ({"recovery_window_in_days": 31}, {"recovery_window_in_days": "less_than_equal"}),
        ({"value_version": 2}, {}),
        ({"value_version": 1, "generate": False}, {}),
        (
            {"value_version": 2, "generate": False},
            {
                "value_version": "value_version is 2 with generate: false, where people set the value; "
                "allowed is one of the two"
            },
        ),
        (
            {"regions": {"ap-northeast-3": {"tags": {"a": "b"}}}},
            {
                "regions": "a replica of a secret has nothing of its own but its key, which follows from "
                "key; nothing is allowed here"
            },
        ),
        ({"name": "prod/stripe_key+1=.@-"}, {}),
        ({"name": "prod stripe"}, {"name": "string_pattern_mismatch"}),
    ],
)
def test_refusals(values: dict[str, Any], expected: dict[str, str]) -> None:
    """A setting that a replicated secret can't have is refused where it stands."""
    assert expected == refusals(SecretInputs, values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (True, {}),
        (False, {}),
        ({"length": 64}, {}),
        ({"length": 7}, {"generate.length": "greater_than_equal"}),
        ({"username": "ledger_app"}, {}),
        ({"username": 'a"${x}'}, {"generate.username": "string_pattern_mismatch"}),
        (
            None,
            {
                "generate": "'None' is no way to generate a value; allowed are true, false (people set the "
                "value) and a mapping such as {length: 48}"
            },
        ),
        ({"exclude_lowercase": True, "exclude_uppercase": True, "exclude_punctuation": True}, {}),
        (
            {f"exclude_{kind}": True for kind in ("lowercase", "uppercase", "numbers", "punctuation")},
            {"generate": "no character is left to generate from; at least one type is needed"},
        ),
        (
            {"exclude_characters": "0123456789"},
            {
                "generate": "exclude_characters takes all numbers, and each included type is required; "
                "exclude the whole type, or say require_each_included_type: false"
            },
        ),
        ({"exclude_characters": "0123456789", "exclude_numbers": True}, {}),
        ({"exclude_characters": "0123456789", "require_each_included_type": False}, {}),
    ],
)
def test_generate_refusals(values: object, expected: dict[str, str]) -> None:
    """A password that could not be generated is refused before AWS does."""
    assert expected == refusals(SecretInputs, {"generate": values})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"automatically_after_days": 30}, {}),
        ({"schedule_expression": "cron(0 8 1 * ? *)", "duration": "3h"}, {}),
        ({"schedule_expression": "monthly"}, {"schedule_expression": "string_pattern_mismatch"}),
        ({"automatically_after_days": 30, "duration": "3 hours"}, {"duration": "string_pattern_mismatch"}),
        (
            {},
            {
                "": "rotation needs one of automatically_after_days and schedule_expression; "
                "allowed is exactly one of the two"
            },
        ),
        (
            {"automatically_after_days": 30, "schedule_expression": "rate(10 days)"},
            {
                "": "rotation needs one of automatically_after_days and schedule_expression; "
                "allowed is exactly one of the two"
            },
        ),
    ],
)
def test_rotation_refusals(values: dict[str, Any], expected: dict[str, str]) -> None:
    """A rotation has exactly one schedule, in AWS's own form."""
    assert expected == refusals(RotationInputs, {"lambda_arn": LAMBDA.format("ap-northeast-1"), **values})


@pytest.mark.parametrize(("code", "refused"), [("ap-northeast-1", False), ("ap-northeast-3", True)])
def test_rotation_function_is_where_the_primary_is(code: str, refused: bool) -> None:  # noqa: FBT001 # a case
    """Rotation runs in the first Region, so its function has to be there."""
    rotation = {"lambda_arn": LAMBDA.format(code), "automatically_after_days": 30}
    expected = Finding(
        ("rotation", "lambda_arn"),
        "the function is in ap-northeast-3, and rotation runs where the primary is",
        "allowed is a function in ap-northeast-1",
    )
    assert ([expected] if refused else []) == findings(rotation=rotation)


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        *((region.code, []) for region in PAIRS[0]),
        (
            "us-east-1",
            [
                Finding(
                    ("home",),
                    "'us-east-1' is not a Region of the pair",
                    "allowed are ap-northeast-1, ap-northeast-3",
                )
            ],
        ),
    ],
)
def test_home_is_of_the_pair(home: str, expected: list[Finding]) -> None:
    """Only a Region of the pair can be a home."""
    assert expected == findings(home=home)


def test_single_region_key_is_refused() -> None:
    """A key that is not the estate's can't encrypt the replica."""
    assert [("key",)] == [finding.path for finding in findings(key="alias/aws/secretsmanager")]


@pytest.mark.parametrize(
    ("entry", "values", "expected"),
    [
        ("stripe", {}, []),
        ("api-tokens", {}, [()]),
        ("api-token", {}, []),
        ("api-tokens", {"name": "api/tokens"}, []),
        ("stripe", {"name": "prod-stripe"}, [("name",)]),
        ("stripe", {"name": "a" * 512}, []),
        ("stripe", {"name": "a" * 513}, [("name",)]),
        ("stripe", {"name": "payments/other"}, [("name",)]),
    ],
)
def test_names(entry: str, values: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    """A name is within AWS's limit, not mistaken for an ARN's end, and no other secret's."""
    assert expected == [finding.path for finding in findings(entry, **values)]
