"""What is asked of S3: tokens, labels, the shape of requests, and the names in them."""

from __future__ import annotations

import hashlib
from typing import Any

import boto3
import pytest
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from futago.backfill.direction import Direction, directions
from futago.backfill.label import DESCRIPTION_MAX, Label
from futago.backfill.request import Manifest, Settings, backfill_request, request_token, retry_request
from futago.errors import BackfillError
from futago.names import NAME_PATTERN
from tests.buckets import resource, statements
from tests.estates import loaded, synthesized

SPEC = {
    "estate": "shop",
    "account": "111122223333",
    "pair": ["ap-northeast-1", "ap-northeast-3"],
    "tags": {"team": "shop"},
    "keys": {"main": {}},
    "buckets": {
        "receipts": {"consistency": "eventual", "tags": {"class": "receipt"}},
        "archive": {"consistency": "eventual", "name": "old-archive", "replication": {"prefix": "kept/"}},
    },
}
BOTH = directions(loaded(SPEC), ("receipts",))


def valid(arguments: dict[str, Any]) -> str:
    """What botocore's model of CreateJob has against a request; empty for nothing."""
    model = boto3.client("s3control", region_name="ap-northeast-1").meta.service_model
    report = ParamValidator().validate(arguments, model.operation_model("CreateJob").input_shape)
    return str(report.generate_report())


@pytest.mark.parametrize("statuses", [("NONE",), ("NONE", "FAILED"), ("COMPLETED", "REPLICA")])
def test_backfill_request_fits_the_service_model(statuses: tuple[str, ...]) -> None:
    """What is sent has the shape that botocore knows."""
    for direction in BOTH:
        request = backfill_request(direction, 3, Settings(statuses=statuses, is_confirmed_later=True))
        assert "" == valid(request)
        wanted = request["ManifestGenerator"]["S3JobManifestGenerator"]["Filter"]
        assert {"EligibleForReplication": True, "ObjectReplicationStatuses": list(statuses)} == wanted


def test_retry_request_fits_the_service_model() -> None:
    """A retry has a manifest, and no generator."""
    request = retry_request(BOTH[0], 2, Settings(), Manifest("receipts/retries/j.csv", "e"), "00e123a4-old")
    assert "" == valid(request)
    assert "ManifestGenerator" not in request


def test_by_default_only_what_never_came_over() -> None:
    """NONE and FAILED alone: what was copied is not copied and paid for again."""
    generator = backfill_request(BOTH[0], 1, Settings())["ManifestGenerator"]["S3JobManifestGenerator"]
    assert ["NONE", "FAILED"] == generator["Filter"]["ObjectReplicationStatuses"]


def test_jobs_carry_the_buckets_tags() -> None:
    """A job is tagged as its bucket is."""
    tags = backfill_request(BOTH[0], 1, Settings())["Tags"]
    assert {"team": "shop", "class": "receipt"} == {each["Key"]: each["Value"] for each in tags}


def test_token_is_the_same_everywhere_and_unlike_any_other() -> None:
    """64 characters out of account, estate, bucket, direction and generation, and nothing of the machine."""
    tokens = {
        request_token(direction, generation)
        for direction in directions(loaded(SPEC))
        for generation in (1, 2)
    }
    assert 2 * 2 * 2 == len(tokens)
    assert {64} == {len(token) for token in tokens}
    expected = b"111122223333\0shop\0receipts\0ap-northeast-1\0ap-northeast-3\0001"
    assert hashlib.sha256(expected).hexdigest() == request_token(BOTH[0], 1)


NAMES = st.from_regex(NAME_PATTERN, fullmatch=True)


@given(NAMES, NAMES, st.integers(1, 10**9), st.sampled_from(["", "00e123a4-c0d8-41f4-a0eb-b46f9ba5b07c"]))
def test_label_is_read_back(estate: str, bucket: str, generation: int, retried: str) -> None:
    """What a job's description says is what it was made for, within S3's limit."""
    label = Label(estate, bucket, "apne1", "apne3", generation, retried)
    assert label == Label.read(str(label))
    assert len(str(label)) <= DESCRIPTION_MAX


@pytest.mark.parametrize(
    "description",
    ["", "backfill of receipts", "futago backfill shop/receipts apne1 -> apne3 #0", "futago backfill shop"],
)
def test_descriptions_of_others_are_no_labels(description: str) -> None:
    """A job of somebody else's is not taken for one of ours."""
    assert Label.read(description) is None


def test_label_is_of_one_direction_of_one_estate() -> None:
    """The other direction, another bucket and another estate's same bucket are told apart."""
    tokyo, osaka = BOTH
    (other_estate,) = directions(loaded({**SPEC, "estate": "other"}), ("receipts",), "apne1")
    label = Label.of(tokyo, 4)
    assert [True, False, False] == [label.is_of(each) for each in (tokyo, osaka, other_estate)]


@pytest.mark.parametrize("name", ["receipts", "archive"])
@pytest.mark.parametrize("code", ["apne1", "apne3"])
def test_names_are_those_of_the_stacks(name: str, code: str) -> None:
    """Every name that a job is given is one that Terraform makes: buckets, roles, report bucket, key."""
    estate = loaded(SPEC)
    stacks = synthesized(estate)
    (direction,) = directions(estate, (name,), code)
    other = {"apne1": "apne3", "apne3": "apne1"}[code]
    made = {
        place: resource(stacks[place], "aws_s3_bucket", f"bucket_{name}_{place}") for place in (code, other)
    }
    assert direction.source_bucket == made[code]["bucket"]
    assert direction.destination_bucket == made[other]["bucket"]
    assert direction.report_bucket == resource(stacks[code], "aws_s3_bucket", f"reports_{code}")["bucket"]
    for arn, use in ((direction.role_arn, "batch"), (direction.replication_role_arn, "replication")):
        role = resource(stacks[code], "aws_iam_role", f"bucket_{name}_{use}_{code}")["name"]
        assert estate.names.role_arn(role) == arn
    replication = resource(
        stacks["links"], "aws_s3_bucket_replication_configuration", f"bucket_{name}_{code}"
    )
    assert direction.replication_role_arn == replication["role"]
    assert direction.prefix == replication["rule"][0]["filter"]["prefix"]
    assert f"arn:aws:s3:::{direction.destination_bucket}" == replication["rule"][0]["destination"]["bucket"]
    aliases = [each["name"] for each in stacks["keys"]["resource"]["aws_kms_alias"].values()]
    assert direction.key_alias in aliases


@pytest.mark.parametrize("code", ["apne1", "apne3"])
def test_role_may_write_and_read_where_jobs_report(code: str) -> None:
    """Reports, manifests and lists of retries lie where the stack lets the job's role write and read."""
    estate = loaded(SPEC)
    stacks = synthesized(estate)
    (direction,) = directions(estate, ("receipts",), code)
    allowed = statements(stacks, code, "receipts_batch")["Report"]
    request = backfill_request(direction, 1, Settings())
    location = request["ManifestGenerator"]["S3JobManifestGenerator"]["ManifestOutputLocation"]
    places = [
        f"{request['Report']['Bucket']}/{request['Report']['Prefix']}/job-1/manifest.json",
        f"{location['Bucket']}/{location['ManifestPrefix']}/job-1/manifest.json",
        f"arn:aws:s3:::{direction.report_bucket}/{estate.names.retry_manifest('receipts', 'job-1')}",
    ]
    root = allowed["Resource"].removesuffix("*")
    assert [True, True, True] == [place.startswith(root) for place in places]
    assert {"s3:GetObject", "s3:PutObject"} <= set(allowed["Action"])


def test_bucket_that_is_not_in_the_spec_is_refused() -> None:
    """With what is allowed, and as bad input."""
    with pytest.raises(BackfillError, match="allowed are archive, receipts") as refused:
        directions(loaded(SPEC), ("moon",))
    assert 2 == refused.value.exit_code


def test_estate_without_buckets_has_nothing_to_backfill() -> None:
    """That is said, and not done in silence."""
    with pytest.raises(BackfillError, match="no buckets"):
        directions(loaded({key: value for key, value in SPEC.items() if key != "buckets"}))


def test_regions_go_by_code_short_code_and_city() -> None:
    """Whatever a person calls a Region, it is the same direction."""
    estate = loaded(SPEC)
    found: list[tuple[Direction, ...]] = [
        directions(estate, ("receipts",), each) for each in ("ap-northeast-3", "apne3", "osaka")
    ]
    assert found[0] == found[1] == found[2]
    assert "ap-northeast-3" == found[0][0].source.code
