"""The slim bindings refuse what the provider would, with the place and the argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cdktf import App

from futago.errors import SynthesisError
from modules.terraform.aws import KmsAliasData, KmsKey, S3Bucket, S3BucketVersioning
from modules.terraform.reference import Reference
from modules.terraform.stack import Part, Stack
from regions import OSAKA, TOKYO

PLACE = "shop-apne1/bucket-receipts-apne1/aws_s3_bucket_versioning.bucket_receipts_apne1"


@pytest.fixture
def stack() -> Stack:
    """A stack of one Region."""
    return Stack(App(), "shop-apne1", {TOKYO.code: "aws"})


@pytest.fixture
def part(stack: Stack) -> Part:
    """A bucket's part of it."""
    return Part(stack, "bucket", "receipts", TOKYO)


def versioning(part: Part, **arguments: Any) -> S3BucketVersioning:
    """Versioning with arguments that mypy would refuse."""
    return S3BucketVersioning(part, **arguments)


NESTED = f"{PLACE}.versioning_configuration"
ARGUMENTS = ("bucket", "expected_bucket_owner", "mfa", "versioning_configuration")
NO_BLOCK = "is no block; allowed are a mapping and a list of mappings"
ENABLED = {"status": "Enabled"}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown": (
        {"bucket": "it", "versioning_configuration": ENABLED, "colour": "red"},
        f"{PLACE}: the provider has no argument 'colour'; it has {', '.join(ARGUMENTS)}",
    ),
    "missing": (
        {"versioning_configuration": ENABLED},
        f"{PLACE}: the provider requires the argument 'bucket'",
    ),
    "none for required": (
        {"bucket": None, "versioning_configuration": ENABLED},
        f"{PLACE}: the provider requires the argument 'bucket'",
    ),
    "unknown in a nested block": (
        {"bucket": "it", "versioning_configuration": {**ENABLED, "state": "on"}},
        f"{NESTED}: the provider has no argument 'state'; it has mfa_delete, status",
    ),
    "missing in a nested block": (
        {"bucket": "it", "versioning_configuration": {}},
        f"{NESTED}: the provider requires the argument 'status'",
    ),
    "text for a nested block": (
        {"bucket": "it", "versioning_configuration": "Enabled"},
        f"{NESTED}: 'Enabled' {NO_BLOCK}",
    ),
    "number for a nested block": (
        {"bucket": "it", "versioning_configuration": 1},
        f"{NESTED}: 1 {NO_BLOCK}",
    ),
    "list of text for a nested block": (
        {"bucket": "it", "versioning_configuration": ["Enabled"]},
        f"{NESTED}: ['Enabled'] {NO_BLOCK}",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(part: Part, case: str) -> None:
    """What the provider's schema has not, or requires, is told with the construct's path and the argument."""
    arguments, message = REFUSED[case]
    with pytest.raises(SynthesisError) as refused:
        versioning(part, **arguments)
    assert message == refused.value.message


@pytest.mark.parametrize(
    "configuration", [ENABLED, [ENABLED], Reference("${local.it}"), {**ENABLED, "mfa_delete": "Disabled"}]
)
def test_takes_blocks(part: Part, configuration: Any) -> None:
    """A nested block may be a mapping, a list of them, or an expression."""
    made = versioning(part, bucket="it", versioning_configuration=configuration)
    assert "aws_s3_bucket_versioning.bucket_receipts_apne1" == made.address


def test_leaves_out_none(stack: Stack, part: Part) -> None:
    """None stands for an argument that is not given."""
    S3Bucket(part, bucket="it", tags=None)
    stack.hand_over()
    (written,) = stack.to_terraform()["resource"]["aws_s3_bucket"].values()
    assert {"bucket", "//"} == written.keys()


def test_a_block_is_found_by_its_address(stack: Stack, part: Part) -> None:
    """What comes after a block can wait for it without having made it."""
    made = S3Bucket(part, bucket="it")
    assert made is stack.at(made.address)


def test_refuses_to_wait_for_what_is_not_there(stack: Stack) -> None:
    """A misspelt address would be no order at all."""
    with pytest.raises(SynthesisError, match=r"^shop-apne1: aws_s3_bucket.nobody is to come first"):
        stack.at("aws_s3_bucket.nobody")


@pytest.mark.parametrize("make", [S3Bucket, lambda part: KmsKey(part, "twice")])
def test_refuses_an_address_twice(part: Part, make: Callable[[Part], object]) -> None:
    """Two blocks of one type, part and use would be one resource."""
    make(part)
    with pytest.raises(SynthesisError, match=r"^shop-apne1: resource aws_.* is there already"):
        make(part)


def test_address_has_the_use(part: Part) -> None:
    """What tells two blocks of a type apart is in the address."""
    addresses = [KmsKey(part).address, KmsKey(part, "logs").address]
    assert ["aws_kms_key.bucket_receipts_apne1", "aws_kms_key.bucket_receipts_logs_apne1"] == addresses


def test_attributes_are_references(part: Part) -> None:
    """Reading an attribute gives the expression that Terraform evaluates."""
    key, found = KmsKey(part), KmsAliasData(part, name="alias/it")
    assert "${aws_kms_key.bucket_receipts_apne1.arn}" == key.arn
    assert isinstance(key.arn, Reference)
    assert "${data.aws_kms_alias.bucket_receipts_apne1.target_key_arn}" == found.target_key_arn


def test_refuses_an_unknown_attribute(part: Part) -> None:
    """An attribute that the provider doesn't compute is no expression."""
    with pytest.raises(AttributeError, match="bucket_receipts_apne1 has no attribute colour"):
        _ = KmsKey(part).colour


def test_says_its_provider_where_there_are_two() -> None:
    """With two Regions in a stack each block names its own; with one the default serves."""
    stack = Stack(App(), "shop-keys", {TOKYO.code: "aws.apne1", OSAKA.code: "aws.apne3"})
    KmsKey(Part(stack, "key", "main", OSAKA))
    stack.hand_over()
    assert "aws.apne3" == stack.to_terraform()["resource"]["aws_kms_key"]["key_main_apne3"]["provider"]


def test_writes_what_terraform_needs_besides(stack: Stack, part: Part) -> None:
    """What a block waits for and its lifecycle stand in it; so does the construct's path, for cdktf."""
    bucket = S3Bucket(part, bucket="it")
    KmsKey(part, depends_on=[bucket], lifecycle={"ignore_changes": ["tags"]})
    stack.hand_over()
    assert {
        "depends_on": ["aws_s3_bucket.bucket_receipts_apne1"],
        "lifecycle": {"ignore_changes": ["tags"]},
        "//": {
            "metadata": {
                "path": "shop-apne1/bucket-receipts-apne1/aws_kms_key.bucket_receipts_apne1",
                "uniqueId": "bucket_receipts_apne1",
            }
        },
    } == stack.to_terraform()["resource"]["aws_kms_key"]["bucket_receipts_apne1"]
