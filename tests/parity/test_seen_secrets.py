"""A replica is seen in its Region's listing, and asked for itself where something is not as it should be."""

from __future__ import annotations

from typing import Any

import pytest

from modules.parity import Left, Look
from modules.secrets import parity
from modules.secrets.inputs import SecretInputs
from regions import Region
from tests.estates import an_estate
from tests.parity.paper_reader import PaperReader

INPUTS = SecretInputs.model_validate({"key": "main"})
ESTATE = an_estate({"secrets": {"salt": INPUTS}})
FIRST, SECOND = ESTATE.pair
NAME = "payments/salt"
LISTED: dict[str, Any] = {
    "Name": NAME,
    "ARN": ESTATE.names.secret_arn(NAME, SECOND.code),
    "Description": "payments: salt",
    "PrimaryRegion": FIRST.code,
    "KmsKeyId": ESTATE.names.key_arn("mrk-1", SECOND.code),
    "SecretVersionsToStages": {"one": ["AWSCURRENT"]},
    "Tags": [{"Key": key, "Value": value} for key, value in ESTATE.default_tags.items()],
}
DESCRIBED = {
    **{key: value for key, value in LISTED.items() if key != "SecretVersionsToStages"},
    "VersionIdsToStages": LISTED["SecretVersionsToStages"],
}


def seen(region: Region, listed: list[dict[str, Any]], described: dict[str, Any]) -> tuple[Any, list[str]]:
    """The facts by path and whether the secret is there, and what was asked of Secrets Manager for it."""
    alias = {"AliasName": "alias/payments-main", "TargetKeyId": "mrk-1"}
    reader = PaperReader({"list_aliases": [alias], "list_secrets": listed, "describe_secret": described})
    look = Look(reader, ESTATE, "salt", INPUTS, region)
    observed = parity.observe(look)
    facts = {fact.setting.path: fact for fact in parity.ASPECTS[0].see(look)}
    return (observed, facts), [each for each in reader.asked if each == "describe_secret"]


def test_a_replica_that_is_listed_as_it_should_be_is_not_described() -> None:
    """One listing answers for every replica of the Region."""
    (observed, facts), described = seen(SECOND, [LISTED], {})
    assert [] == described
    assert (True, "one") == (observed.is_replica, observed.current_version)
    wrong = [path for path, fact in facts.items() if fact.wanted not in (fact.seen, Left.TO_AWS)]
    assert [] == wrong


def test_a_primary_is_described() -> None:
    """Only its description says where it replicates to."""
    primary = {**DESCRIBED, "ReplicationStatus": [{"Region": SECOND.code, "Status": "InSync"}]}
    (_observed, facts), described = seen(FIRST, [LISTED], primary)
    assert described
    assert {SECOND.code: "InSync"} == facts["replica"].seen


@pytest.mark.parametrize("listed", [[], [{**LISTED, "PrimaryRegion": None}]], ids=["absent", "promoted"])
def test_what_is_listed_as_no_replica_is_described(listed: list[dict[str, Any]]) -> None:
    """The listing may be old, and a broken pair is not said on its word."""
    (observed, _facts), described = seen(SECOND, listed, DESCRIBED)
    assert described
    assert observed.is_replica


def test_a_difference_in_the_listing_is_looked_at_again() -> None:
    """A setting that was put right minutes ago is no finding."""
    stale = {**LISTED, "Description": "as it was"}
    (_observed, facts), described = seen(SECOND, [stale], DESCRIBED)
    assert described
    assert "payments: salt" == facts["description"].seen


def test_a_difference_that_is_there_is_seen() -> None:
    """What the description confirms is a fact."""
    other = {"Description": "mine"}
    (_observed, facts), _described = seen(SECOND, [{**LISTED, **other}], {**DESCRIBED, **other})
    assert ("mine", "payments: salt") == (facts["description"].seen, facts["description"].wanted)
