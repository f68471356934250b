"""What CreateJob takes, what it refuses, and that the same request makes one job."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from futago.emulator.batch_operations import service_model
from futago.emulator.batch_operations.refusal import RefusedError
from tests.emulator.batch_replication import (
    ACCOUNT,
    OSAKA,
    REPORTS,
    SOURCE,
    TOKYO,
    Pair,
    generator,
    make_bucket,
    report,
)

Aws = Callable[..., Any]
OTHER_ACCOUNT = "444455556666"


@pytest.fixture
def pair(aws: Aws) -> Pair:
    """An object that was there before its bucket was replicated."""
    pair = Pair(aws)
    pair.put("a")
    pair.replicate()
    return pair


def refusal(call: Callable[[], Any]) -> tuple[str, str]:
    """The code and the message that a call is refused with."""
    with pytest.raises(ClientError) as refused:
        call()
    error = refused.value.response["Error"]
    return error["Code"], error["Message"]


def test_the_same_request_makes_one_job(pair: Pair) -> None:
    """Repeated with its token, CreateJob answers the job that is there, even from many threads at once."""
    request = {**pair.request(), "ClientRequestToken": "estate-docs-1"}
    with ThreadPoolExecutor(8) as threads:
        ids = {answer["JobId"] for answer in threads.map(lambda _: pair.jobs.create_job(**request), range(8))}
    pair.ended(next(iter(ids)))
    ids.add(pair.jobs.create_job(**request)["JobId"])
    assert (1, 1) == (len(ids), len(pair.jobs.list_jobs(AccountId=ACCOUNT)["Jobs"]))


def test_a_token_is_for_one_request(pair: Pair) -> None:
    """Another request with the token of an earlier one is refused, and makes no job."""
    request = {**pair.request(), "ClientRequestToken": "estate-docs-1"}
    pair.jobs.create_job(**request)
    code, _message = refusal(lambda: pair.jobs.create_job(**{**request, "Priority": 11}))
    assert ("IdempotencyException", 1) == (code, len(pair.jobs.list_jobs(AccountId=ACCOUNT)["Jobs"]))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Operation": {"S3PutObjectTagging": {"TagSet": []}}}, "Operation"),
        ({"Manifest": {"Spec": {"Format": "S3BatchOperations_CSV_20180820"},
                       "Location": {"ObjectArn": "arn:aws:s3:::x/y", "ETag": "z"}}}, "Exactly one"),
        ({"Report": {"Enabled": True}}, "Bucket, Format, ReportScope"),
        ({"Report": report(Bucket="arn:aws:s3:::nowhere-1")}, "does not exist"),
        ({"Report": report(ExpectedBucketOwner=OTHER_ACCOUNT)}, OTHER_ACCOUNT),
        ({"Report": report(ReportScope="SomeTasks")}, "AllTasks"),
        ({"Priority": 2**31}, "Priority"),
        ({"Description": "x" * 257}, "Description"),
        ({"RoleArn": "arn:aws:iam::111122223333:user/somebody"}, "RoleArn"),
        ({"ManifestGenerator": generator(ObjectReplicationStatuses=["PENDING"])}, "PENDING"),
        ({"ManifestGenerator": {"S3JobManifestGenerator": {
            "SourceBucket": f"arn:aws:s3:::{SOURCE}", "EnableManifestOutput": True}}}, "ManifestOutputLoc"),
    ],
)  # fmt: skip
def test_a_request_that_is_wrong_is_refused(pair: Pair, changes: dict[str, Any], expected: str) -> None:
    """What is missing, unknown, too long or contradictory is a BadRequestException that names it."""
    code, message = refusal(lambda: pair.create(**changes))
    assert ("BadRequestException", True) == (code, expected in message), message


def test_a_report_bucket_of_another_region_is_refused(pair: Pair, aws: Aws) -> None:
    """The job and its report bucket must be in the same Region."""
    make_bucket(aws("s3", OSAKA), "reports-apne3", OSAKA)
    code, message = refusal(lambda: pair.create(Report=report(Bucket="arn:aws:s3:::reports-apne3")))
    assert "BadRequestException" == code
    assert (
        "the report bucket reports-apne3 is in ap-northeast-3, the job in ap-northeast-1" in message.lower()
    )


def test_a_report_bucket_of_another_account_is_refused(pair: Pair) -> None:
    """The job and its report bucket must belong to the same account."""
    elsewhere = f"arn:aws:s3:::{foreign_bucket(pair)}"
    code, message = refusal(lambda: pair.create(Report=report(Bucket=elsewhere)))
    assert ("BadRequestException", True) == (code, "another account" in message)


def foreign_bucket(pair: Pair) -> str:
    """Make a bucket in another account, with the emulator's way to say so: the access key is the account."""
    foreign = boto3.client(
        "s3",
        region_name=TOKYO,
        endpoint_url=pair.tokyo.meta.endpoint_url,
        aws_access_key_id=OTHER_ACCOUNT,
        aws_secret_access_key="secret",
        config=Config(s3={"addressing_style": "path"}),
    )
    make_bucket(foreign, "foreign-apne1", TOKYO)
    foreign.close()
    return "foreign-apne1"


def test_another_account_than_ones_own_is_denied(pair: Pair) -> None:
    """The account of the request must be that of the credentials."""
    assert "AccessDenied" == refusal(lambda: pair.jobs.list_jobs(AccountId=OTHER_ACCOUNT))[0]


def test_a_job_that_is_not_there_is_told(pair: Pair) -> None:
    """An unknown id is the model's NotFoundException, with HTTP 404."""
    with pytest.raises(pair.jobs.exceptions.NotFoundException) as refused:
        pair.jobs.describe_job(AccountId=ACCOUNT, JobId="00000000-0000-0000-0000-000000000000")
    assert 404 == refused.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_wrong_page_token_is_told(pair: Pair) -> None:
    """ListJobs refuses a token that it did not give."""
    code = refusal(lambda: pair.jobs.list_jobs(AccountId=ACCOUNT, NextToken="nonsense"))[0]
    assert "InvalidNextTokenException" == code


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<CreateJobRequest><Prio>1</Prio></CreateJobRequest>", "no member Prio"),
        (b"<CreateJobRequest>", "not well-formed"),
        (b"<CreateJobRequest><Priority>high</Priority></CreateJobRequest>", "'high' is no integer"),
        (b"<CreateJobRequest><Priority>1</Priority></CreateJobRequest>", "Missing required parameter"),
    ],
)
def test_a_body_that_the_model_does_not_know_is_refused(body: bytes, expected: str) -> None:
    """What no SDK would send is checked too: unknown members, text in place of numbers, missing members."""
    with pytest.raises(RefusedError, match=expected):
        service_model.parse("POST", "/v20180820/jobs", {"x-amz-account-id": ACCOUNT}, {}, body)


def test_a_job_is_described_as_it_was_asked_for(pair: Pair) -> None:
    """DescribeJob gives back what CreateJob was told."""
    request = {
        **pair.request(KeyNameConstraint={"MatchAnyPrefix": ["a"]}),
        "Description": "docs <to> Osaka & back",
    }
    job = pair.describe(pair.jobs.create_job(**request)["JobId"])
    asked = (
        "Operation",
        "Report",
        "ManifestGenerator",
        "RoleArn",
        "Priority",
        "ConfirmationRequired",
        "Description",
    )
    assert {name: request[name] for name in asked} == {name: job[name] for name in asked}
    assert f"arn:aws:s3:{TOKYO}:{ACCOUNT}:job/{job['JobId']}" == job["JobArn"]
    assert REPORTS in job["Report"]["Bucket"]
