"""A port serves only what was signed for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError

from futago.emulator.process import Emulator

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
Aws = Callable[..., Any]


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("kms", "list_keys", "InvalidSignatureException"),
        ("s3", "list_buckets", "SignatureDoesNotMatch"),
        ("rds", "describe_db_clusters", "SignatureDoesNotMatch"),
        ("ec2", "describe_vpcs", "SignatureDoesNotMatch"),
    ],
)
def test_a_request_for_another_region_is_refused(
    emulator: Emulator, aws: Aws, service: str, operation: str, code: str
) -> None:
    """A request signed for Osaka gets an error of its protocol's shape from Tokyo's port."""
    misrouted = aws(service, OSAKA, url=emulator.endpoints.regions[TOKYO])
    with pytest.raises(ClientError) as raised:
        getattr(misrouted, operation)()
    error = raised.value.response["Error"]
    assert code == error["Code"]
    assert error["Message"].endswith(f"signed for {service} in {OSAKA} and belongs to the port of {OSAKA}.")


def test_a_global_service_is_not_in_a_region(emulator: Emulator, aws: Aws) -> None:
    """IAM does not live in Tokyo, whatever Region the request was signed for."""
    with pytest.raises(ClientError, match="belongs to the port of the global services"):
        aws("iam", TOKYO, url=emulator.endpoints.regions[TOKYO]).list_roles()


def test_a_regional_service_is_not_global(emulator: Emulator, aws: Aws) -> None:
    """A key of Tokyo can't be had from the port of the global services."""
    with pytest.raises(ClientError, match="This port serves the global services"):
        aws("kms", TOKYO, url=emulator.endpoints.global_url).list_keys()


@pytest.mark.parametrize("region", ["us-east-1", TOKYO])
def test_a_global_service_takes_any_region(aws: Aws, region: str) -> None:
    """IAM answers at the global port to clients of every Region."""
    assert [] == aws("iam", region).list_users()["Users"]


def test_an_unsigned_request_is_refused(emulator: Emulator) -> None:
    """Without a signature nothing says which Region was meant; MiniStack's own pages are not for outside."""
    answer = httpx.post(f"{emulator.endpoints.regions[TOKYO]}/_ministack/reset", trust_env=False)
    assert 403 == answer.status_code
    assert "<Code>MissingAuthenticationToken</Code>" in answer.text


def test_a_presigned_url_is_served_by_its_region(emulator: Emulator, aws: Aws) -> None:
    """The Region in a presigned query counts like that of a header."""
    s3 = aws("s3", OSAKA)
    s3.create_bucket(Bucket="letters", CreateBucketConfiguration={"LocationConstraint": OSAKA})
    s3.put_object(Bucket="letters", Key="a", Body=b"hello")
    url = s3.generate_presigned_url("get_object", {"Bucket": "letters", "Key": "a"})
    assert b"hello" == httpx.get(url, trust_env=False).content
    elsewhere = url.replace(emulator.endpoints.regions[OSAKA], emulator.endpoints.regions[TOKYO])
    assert 403 == httpx.get(elsewhere, trust_env=False).status_code


def test_a_cross_region_call_of_the_provider_is_served(emulator: Emulator, aws: Aws) -> None:
    """Terraform's provider sends ReplicateKey, signed for the primary's Region, to the replica's port."""
    key = aws("kms", TOKYO).create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    aws("kms", TOKYO, url=emulator.endpoints.regions[OSAKA]).replicate_key(KeyId=key, ReplicaRegion=OSAKA)
    assert key == aws("kms", OSAKA).describe_key(KeyId=key)["KeyMetadata"]["KeyId"]
