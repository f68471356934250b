"""What can't be seen is unknown and never equal; what can be seen is compared all the same."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError

from futago.errors import AwsError, ParityError
from futago.parity.comparison import Verdict
from futago.parity.finding import Finding, Sort
from futago.parity.parity import Parity
from futago.parity.reading import RegionReader
from modules.alarms.inputs import AlarmsInputs
from modules.applications.inputs import ApplicationInputs
from modules.dynamodb.seen import DESCRIBE_TABLE
from tests.parity.compared import parity_of, small_estate
from tests.parity.paper_aws import PaperAws, refusal


@pytest.fixture
def aws() -> PaperAws:
    """An AWS that has all that the small estate wants."""
    return PaperAws(small_estate())


def of_sort(parity: Parity, sort: Sort) -> list[Finding]:
    """The findings of one sort."""
    return [each for each in parity.findings if each.sort is sort]


def test_nothing_is_wrong_where_nothing_fails(aws: PaperAws) -> None:
    """Keys and tables as the spec wants them are equal."""
    parity = parity_of(aws)
    assert ((), Verdict.EQUAL) == (parity.findings, parity.verdict)


def test_a_denied_call_leaves_its_own_settings_unknown(aws: PaperAws) -> None:
    """Who may not read backups knows nothing of them, and all of the rest."""
    first, second = aws.estate.pair
    aws.deny(second, "describe_continuous_backups")
    parity = parity_of(aws)
    assert Verdict.UNKNOWN == parity.verdict
    assert {("point_in_time_recovery", (second.code,))} == {
        (each.setting, each.regions) for each in parity.findings
    }
    assert {Sort.UNKNOWN} == {each.sort for each in parity.findings}
    assert "dynamodb:DescribeContinuousBackups" in parity.findings[0].says
    known = {row.seen[first.code].value for row in parity.rows if row.path == "point_in_time_recovery"}
    assert {True} == known


def test_a_throttled_call_is_unknown(aws: PaperAws) -> None:
    """A service that goes on throttling after every retry says nothing, which is not equal."""
    aws.throttle(aws.estate.pair.first, "get_key_policy")
    (finding,) = parity_of(aws).findings
    assert (Sort.UNKNOWN, "policy") == (finding.sort, finding.setting)
    assert "ThrottlingException" in finding.says


def test_what_differs_counts_more_than_what_is_unknown(aws: PaperAws) -> None:
    """A difference that was seen is certain, whatever else was not seen."""
    aws.deny(aws.estate.pair.second, "describe_continuous_backups")
    aws.changed[aws.estate.pair.first.code, "describe_table"] = lambda answer: answer["Table"].update(
        DeletionProtectionEnabled=False
    )
    parity = parity_of(aws)
    assert Verdict.DIFFERENT == parity.verdict
    assert {"deletion_protection"} == {each.setting for each in of_sort(parity, Sort.DIFFERENT)}
    assert of_sort(parity, Sort.UNKNOWN)


def test_a_denied_listing_leaves_unknown_what_is_besides(aws: PaperAws) -> None:
    """Who may not list tables does not know whether there is one too many."""
    aws.deny(aws.estate.pair.first, "list_tables")
    (finding,) = parity_of(aws).findings
    assert (Sort.UNKNOWN, "table", "*") == (finding.sort, finding.noun, finding.name)


def test_every_page_of_a_listing_is_read(aws: PaperAws) -> None:
    """A stray on the last page is found, and each page counted as a call."""
    first = aws.estate.pair.first
    aws.changed[first.code, "list_tables"] = lambda answer: answer["TableNames"].append("payments-old")
    parity = parity_of(aws)
    assert [(Sort.STRAY, "payments-old")] == [(each.sort, each.name) for each in parity.findings]
    assert 2 == parity.survey.calls["dynamodb:ListTables", first.code] == aws.asked[first.code, "list_tables"]


def test_calls_that_one_action_allows_are_counted_together(aws: PaperAws) -> None:
    """Metric alarms and composite ones are two listings by the same right."""
    alarmed = PaperAws(replace(aws.estate, settings={**aws.estate.settings, "alarms": AlarmsInputs()}))
    first = aws.estate.pair.first.code
    parity = parity_of(alarmed, ["alarms"])
    assert (
        2
        == parity.survey.calls["cloudwatch:DescribeAlarms", first]
        == alarmed.asked[first, "describe_alarms"]
    )


@pytest.mark.parametrize("call", ["describe_table", "describe_continuous_backups"])
def test_a_table_deleted_meanwhile_is_gone(aws: PaperAws, call: str) -> None:
    """Whichever call meets its absence: the pair is broken, and no setting of it is compared there."""
    second = aws.estate.pair.second
    aws.fails[second.code, call] = refusal(call, "ResourceNotFoundException")
    parity = parity_of(aws, ["table/carts"])
    assert [Sort.BROKEN] == [each.sort for each in parity.findings]
    assert f"{second.city} has no replica" in parity.findings[0].says
    assert {(aws.estate.pair.first.code,)} == {tuple(row.seen) for row in parity.rows}


def test_a_resource_in_neither_region_is_absent(aws: PaperAws) -> None:
    """What the spec has and nobody made is one finding, not one for every setting."""
    for region in aws.estate.pair:
        aws.fails[region.code, "describe_table"] = refusal("DescribeTable", "ResourceNotFoundException")
    found = parity_of(aws, ["table/carts"]).findings
    assert [(Sort.ABSENT, "carts")] == [(each.sort, each.name) for each in found]


def test_a_dark_region_costs_little_and_is_unknown(aws: PaperAws) -> None:
    """A Region that never answers is given up for all of its resources at once, and the other is compared."""
    first, second = aws.estate.pair
    aws.hangs.add(second.code)
    began = time.monotonic()
    parity = parity_of(aws, dark_after_seconds=2)
    assert time.monotonic() - began < 30  # one call would hang for 60
    assert Verdict.UNKNOWN == parity.verdict
    assert {(second.code,)} == {each.regions for each in parity.findings}
    seen = {row.seen[first.code].value for row in parity.rows if row.path == "deletion_protection"}
    assert {True} == seen


def test_a_dark_region_hides_no_difference_of_the_other(aws: PaperAws) -> None:
    """What Tokyo has otherwise than the spec is found while Osaka is dark."""
    first, second = aws.estate.pair
    aws.hangs.add(second.code)
    aws.changed[first.code, "get_key_rotation_status"] = lambda answer: answer.update(
        KeyRotationEnabled=False
    )
    found = of_sort(parity_of(aws, dark_after_seconds=2), Sort.DIFFERENT)
    assert [("enable_key_rotation", (first.code,))] == [(each.setting, each.regions) for each in found]


def test_iam_that_is_dark_leaves_roles_alone_unknown() -> None:
    """IAM is in neither Region: what is in one is compared, and no role is taken for equal or gone."""
    application = ApplicationInputs.model_validate({"runs_on": "ecs"})
    estate = small_estate()
    aws = PaperAws(replace(estate, sections={**estate.sections, "applications": {"api": application}}))
    for region in aws.estate.pair:
        error = ConnectTimeoutError(endpoint_url="https://example.invalid")
        aws.fails[region.code, "get_account_authorization_details"] = error
    parity = parity_of(aws)
    assert Verdict.UNKNOWN == parity.verdict
    assert {("application", "api")} == {(each.noun, each.name) for each in parity.findings}


def test_an_unknown_caller_ends_it(aws: PaperAws) -> None:
    """With wrong credentials nothing can be known, which is an error and no verdict."""
    for operation in ("list_aliases", "describe_table"):
        aws.fails[aws.estate.pair.first.code, operation] = refusal(operation, "UnrecognizedClientException")
    with pytest.raises(AwsError, match="does not know the caller"):
        parity_of(aws)


def test_an_undeclared_call_is_refused(aws: PaperAws) -> None:
    """A kind makes no call that its CALLS, and so the printed policy, do not name."""
    reader = RegionReader(aws, aws.estate.pair.first, declared=())
    with pytest.raises(ValueError, match="describe_table is not declared"):
        reader.one(DESCRIBE_TABLE, TableName="x")


def test_a_question_is_asked_once(aws: PaperAws) -> None:
    """What one aspect has asked, the next has for nothing."""
    first = aws.estate.pair.first
    reader = RegionReader(aws, first, declared=(DESCRIBE_TABLE,))
    for _ in range(3):
        reader.one(DESCRIBE_TABLE, TableName="payments-carts")
    assert 1 == aws.asked[first.code, "describe_table"] == reader.made[DESCRIBE_TABLE]


def test_only_what_is_asked_for_is_compared(aws: PaperAws) -> None:
    """--only looks at the named resources, and takes no other of the spec for a stray."""
    parity = parity_of(aws, ["table/carts"])
    assert ({("table", "carts")}, ()) == ({(row.noun, row.name) for row in parity.rows}, parity.findings)


def test_only_names_what_is_there(aws: PaperAws) -> None:
    """A resource that is not in the spec is bad input, with what is allowed."""
    with pytest.raises(ParityError, match=r"allowed are .*table/carts") as raised:
        parity_of(aws, ["table/carst"])
    assert 2 == raised.value.exit_code


def test_a_bug_is_no_unknown(aws: PaperAws) -> None:
    """An error that is not the SDK's comes out: it is never hidden as unknown."""

    def spoil(answer: dict[str, Any]) -> None:
        del answer["Table"]["KeySchema"]

    aws.changed[aws.estate.pair.first.code, "describe_table"] = spoil
    with pytest.raises(KeyError):
        parity_of(aws)
