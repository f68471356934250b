"""Whether there is a new job, what it costs, and which permissions it all takes: pure."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from futago.backfill.amount import Amount, size_text
from futago.backfill.cost import cost_of
from futago.backfill.decision import Verdict, decide
from futago.backfill.direction import directions
from futago.backfill.permissions import BY_COMMAND
from futago.backfill.prices import SHIPPED, read_prices
from futago.errors import BackfillError
from tests.backfill.applied_buckets import SPEC
from tests.backfill.backfill_jobs import a_job
from tests.estates import loaded

ROOM = Path(SHIPPED).parent
NOTHING = Amount(0, 0, is_exact=True, archived=0, listed=5, ceiling=None, how="seen")
SOME = Amount(7, 700, is_exact=True, archived=0, listed=12, ceiling=None, how="seen")
UNCLEAR = Amount(0, 0, is_exact=False, archived=0, listed=5, ceiling=100, how="seen")
UNSEEN = Amount(None, 0, is_exact=False, archived=0, listed=0, ceiling=None, how="not seen")
(DIRECTION,) = directions(loaded(SPEC), (), "apne1")

DECISIONS = {
    "first, something left": (None, SOME, Verdict.CREATE, 1),
    "first, nothing left": (None, NOTHING, Verdict.NOTHING, 0),
    "first, unclear": (None, UNCLEAR, Verdict.CREATE, 1),
    "first, unseen": (None, UNSEEN, Verdict.CREATE, 1),
    "one at work": (a_job("Active"), SOME, Verdict.RUNS, 1),
    "one at work, nothing left": (a_job("Active"), NOTHING, Verdict.RUNS, 1),
    "one that waits": (a_job("Suspended"), SOME, Verdict.WAITS, 1),
    "one that is ending": (a_job("Cancelling"), SOME, Verdict.RUNS, 1),
    "complete, nothing left": (a_job("Complete"), NOTHING, Verdict.NOTHING, 1),
    "complete, something came": (a_job("Complete"), SOME, Verdict.CREATE, 2),
    "complete, unclear": (a_job("Complete"), UNCLEAR, Verdict.UNKNOWN, 1),
    "complete with failures": (a_job("Complete", done=9, failed=2), UNCLEAR, Verdict.CREATE, 2),
    "failed": (a_job("Failed"), UNCLEAR, Verdict.CREATE, 2),
    "failed, nothing left": (a_job("Failed"), NOTHING, Verdict.NOTHING, 1),
    "cancelled": (a_job("Cancelled"), SOME, Verdict.CREATE, 2),
}


@pytest.mark.parametrize("case", DECISIONS)
def test_decision(case: str) -> None:
    """A job at work is never joined by a second one; after one that ended it takes something left to copy."""
    latest, amount, verdict, generation = DECISIONS[case]
    decision = decide(latest, amount)
    assert (verdict, generation) == (decision.verdict, decision.generation)
    assert decision.why


@pytest.mark.parametrize("state", ["Complete", "Failed", "Cancelled"])
def test_again_makes_one_more(state: str) -> None:
    """By ``again`` there is a next job after every end, and never one beside a job at work."""
    assert Verdict.CREATE is decide(a_job(state), NOTHING, again=True).verdict
    assert Verdict.RUNS is decide(a_job("Active"), NOTHING, again=True).verdict


def test_unknown_prices_are_no_sum() -> None:
    """What has no known price is named, and not taken for free."""
    cost = cost_of(DIRECTION, SOME, read_prices())
    assert {
        "APN1-BatchOperations-Jobs",
        "APN1-BatchOperations-Manifest",
        "APN1-BatchOperations-Objects",
        "APN1-APN3-S3RTC-Out-Bytes",
    } == set(cost.unknown)
    assert cost.known_usd == pytest.approx(7 * 0.0000047 + 700 / 1024**3 * 0.09)
    assert cost.known_monthly_usd == pytest.approx(700 / 1024**3 * 0.025)


def test_unknown_amount_has_no_cost() -> None:
    """Where it is not known how much there is, nothing but the job itself could be summed."""
    cost = cost_of(DIRECTION, UNSEEN, read_prices())
    assert (0.0, 0.0) == (cost.known_usd, cost.known_monthly_usd)
    assert "APN3-TimedStorage-ByteHrs" in cost.unknown


def test_both_directions_are_priced_by_their_own_usage_types() -> None:
    """Out of Osaka it is Osaka's prices, and Tokyo's storage."""
    (osaka,) = directions(loaded(SPEC), (), "apne3")
    types = {each.usage_type for each in cost_of(osaka, SOME, read_prices()).lines}
    assert {"APN3-BatchOperations-Jobs", "APN3-APN1-AWS-Out-Bytes", "APN1-TimedStorage-ByteHrs"} <= types


def test_shipped_prices_know_every_usage_type() -> None:
    """Each line of an estimate has its place in the file, with a price or with null, to be filled in."""
    prices = read_prices()
    needed = {
        each.usage_type
        for direction in directions(loaded(SPEC))
        for each in cost_of(direction, SOME, prices).lines
    }
    assert set() == needed - set(prices.usd)
    assert prices.source


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no mapping"),
        ("as_of: yesterday\nsource: us\nprices: {}", "as_of is 'yesterday'"),
        ("as_of: 2026-01-01\nprices: {}", "source is missing"),
        ("as_of: 2026-01-01\nsource: us", "prices is missing"),
        ("as_of: 2026-01-01\nsource: us\nprices: {X: {usd: cheap}}", "X has usd 'cheap'"),
        ("as_of: 2026-01-01\nsource: us\nprices: {X: {usd: -1}}", "X has usd -1"),
        ("[", "can't be read"),
    ],
)
def test_unfit_prices_are_refused(tmp_path: Path, text: str, wrong: str) -> None:
    """A file that is none is bad input, and says what is wrong."""
    file = tmp_path / "prices.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BackfillError, match=re.escape(wrong)) as refused:
        read_prices(file)
    assert 2 == refused.value.exit_code


@given(st.integers(0, 2**60))
def test_sizes_are_short(size: int) -> None:
    """Whatever the size, it is said in a few characters."""
    assert re.fullmatch(r"[\d,]+(\.\d)? (B|[KMGTP]iB)", size_text(size))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (NOTHING, "nothing left to copy (seen)"),
        (SOME, "7 objects left to copy, 700 B (seen)"),
        (
            replace(SOME, is_exact=False, ceiling=100),
            "at least 7 objects left to copy, 700 B, at most 100 (seen)",
        ),
        (UNSEEN, "how much is left to copy is unknown (not seen)"),
    ],
)
def test_amount_says_how_sure_it_is(amount: Amount, said: str) -> None:
    """Exact, at least, at most or unknown: never a number for more than it is."""
    assert said == str(amount)


def called() -> set[str]:
    """The SDK's methods that the room calls, in their API's names."""
    methods = {}
    for service in ("s3", "s3control", "iam", "kms", "cloudwatch", "service-quotas"):
        client = boto3.client(
            service, region_name="ap-northeast-1", aws_access_key_id="a", aws_secret_access_key="b"
        )
        methods.update(client.meta.method_to_api_mapping)
        client.close()
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else None
            if isinstance(node, ast.Constant) and node.value == "list_service_quotas":
                name = "list_service_quotas"
            if name in methods:
                found.add(methods[name])
    return found


ACTIONS = {
    "ListObjectVersions": "s3:ListBucketVersions",
    "HeadBucket": "s3:ListBucket",
    "HeadObject": "s3:GetObject",
    "GetObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "CreateMultipartUpload": "s3:PutObject",
    "UploadPart": "s3:PutObject",
    "CompleteMultipartUpload": "s3:PutObject",
    "GetBucketReplication": "s3:GetReplicationConfiguration",
    "GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
    "GetBucketVersioning": "s3:GetBucketVersioning",
    "GetBucketLocation": "s3:GetBucketLocation",
    "CreateJob": "s3:CreateJob",
    "DescribeJob": "s3:DescribeJob",
    "ListJobs": "s3:ListJobs",
    "UpdateJobStatus": "s3:UpdateJobStatus",
    "UpdateJobPriority": "s3:UpdateJobPriority",
    "GetRole": "iam:GetRole",
    "SimulatePrincipalPolicy": "iam:SimulatePrincipalPolicy",
    "DescribeKey": "kms:DescribeKey",
    "GetMetricStatistics": "cloudwatch:GetMetricStatistics",
    "ListServiceQuotas": "servicequotas:ListServiceQuotas",
}
"""The action of each call (Service Authorization Reference)."""


def test_permissions_are_those_of_the_calls() -> None:
    """Every call's action is declared by a command, and no action is declared for nothing."""
    declared = {action for actions in BY_COMMAND.values() for action in actions}
    beside = {"s3:PutJobTagging", "iam:PassRole", "s3:GetObjectVersion", "kms:Decrypt"}
    assert {ACTIONS[each] for each in called()} == declared - beside


def test_nothing_deletes() -> None:
    """No call deletes anything, and none copies or reads an object of a bucket that is backfilled."""
    assert [] == [each for each in called() if each.startswith(("Delete", "Copy", "Restore"))]
