"""The roles that modules make are seen as they are listed, every part of them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from modules.applications import parity
from modules.applications.inputs import ApplicationInputs
from modules.dynamodb.inputs import TableInputs
from modules.operation import Observation
from modules.parity import Fact, Look
from modules.seen_role import stray_roles
from regions import Region
from tests.estates import an_estate
from tests.parity.paper_reader import PaperReader

INPUTS = ApplicationInputs.model_validate({"runs_on": "ec2", "uses": {"tables": {"carts": "read"}}})
IN_OSAKA = ApplicationInputs.model_validate({"runs_on": "ecs", "runs_in": ["ap-northeast-3"]})
TABLE = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id", "key": "main"})
ESTATE = an_estate({"tables": {"carts": TABLE}, "applications": {"api": INPUTS, "watch": IN_OSAKA}})
FIRST, SECOND = ESTATE.pair
TAGS = [{"Key": key, "Value": value} for key, value in ESTATE.default_tags.items()]
ALIAS = {"AliasName": "alias/payments-main", "TargetKeyId": "mrk-1"}


def a_look(roles: list[dict[str, Any]], name: str = "api", region: Region = FIRST) -> Look:
    """A look at an application in a Region, with IAM listing these roles."""
    answers = {"get_account_authorization_details": roles, "list_aliases": [ALIAS]}
    return Look(PaperReader(answers), ESTATE, name, ESTATE.sections["applications"][name], region)


def facts(look: Look) -> dict[str, Fact]:
    """All of an application's facts by path."""
    return {fact.setting.path: fact for aspect in parity.ASPECTS for fact in aspect.see(look)}


def listed() -> dict[str, Any]:
    """The role ``api`` as IAM lists it where it is as it should be."""
    wanted: Any = facts(a_look([]))["role"].wanted
    statements = [{"Sid": sid, **its} for sid, its in wanted["policies"]["uses"].items()]
    name, path = "payments-api-app-apne1", wanted["path"]
    return {
        "RoleName": name,
        "Arn": ESTATE.names.role_arn(name, path),
        "Path": path,
        "AssumeRolePolicyDocument": {"Statement": list(wanted["trusts"].values())},
        "RolePolicyList": [{"PolicyName": "uses", "PolicyDocument": {"Statement": statements}}],
        "AttachedManagedPolicies": [],
        "InstanceProfileList": [{"Arn": each} for each in wanted["instance profiles"]],
        "Tags": TAGS,
    }


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The listed role after a change."""
    its = copy.deepcopy(listed())
    change(its)
    return its


def differing(role: dict[str, Any]) -> set[str]:
    """Which parts of the role are not as they should be."""
    fact = facts(a_look([role]))["role"]
    seen: Any = fact.seen
    wanted: Any = fact.wanted
    return {part for part in wanted if seen[part] != wanted[part]}


def test_a_role_as_it_should_be_is_equal() -> None:
    """Whom it trusts, what it allows, its path, profile and tags are what the module makes."""
    assert set() == differing(listed())


def _statement(role: dict[str, Any]) -> Any:
    return role["RolePolicyList"][0]["PolicyDocument"]["Statement"][0]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("policies", lambda role: _statement(role).update(Action="*")),
        ("policies", lambda role: role["RolePolicyList"].append({"PolicyName": "x", "PolicyDocument": {}})),
        ("trusts", lambda role: role["AssumeRolePolicyDocument"]["Statement"][0].update(Principal="*")),
        ("attached", lambda role: role["AttachedManagedPolicies"].append({"PolicyArn": "arn:x"})),
        ("boundary", lambda role: role.update(PermissionsBoundary={"PermissionsBoundaryArn": "arn:x"})),
        ("instance profiles", lambda role: role.update(InstanceProfileList=[])),
        ("path", lambda role: role.update(Path="/")),
        ("tags", lambda role: role.update(Tags=[])),
    ],
)
def test_a_changed_part_differs(part: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Each part by itself, and no other."""
    assert {part} == differing(changed(change))


def test_a_role_that_is_gone_leaves_the_application_absent() -> None:
    """Without its role there is no application in the Region."""
    assert Observation(FIRST.code, exists=False) == parity.observe(a_look([]))
    assert Observation(FIRST.code, exists=True) == parity.observe(a_look([listed()]))


def test_where_an_application_does_not_run_nothing_is_missed() -> None:
    """It has no role there, and that is right."""
    look = a_look([], "watch", FIRST)
    assert Observation(FIRST.code, exists=True) == parity.observe(look)
    assert {} == facts(look)
    assert not list(parity.known(ESTATE, "watch", IN_OSAKA, FIRST))


def test_a_dark_region_is_asked_before_iam() -> None:
    """IAM answers from elsewhere and would make the Region look lit."""
    look = a_look([listed()])
    parity.observe(look)
    assert ["get_resources", "get_account_authorization_details"] == look.reader.asked  # type: ignore[attr-defined] # the paper's own


@pytest.mark.parametrize(
    ("name", "path", "tags", "found"),
    [
        ("payments-old-batch-apne1", "/", [], True),
        ("payments-old-batch-apne1", "/", TAGS, True),
        ("payments-old-batch-apne3", "/", TAGS, False),
        ("payments-deployer", "/", [], False),
        ("payments-old-apne1", "/", [{"Key": "futago:estate", "Value": "another"}], False),
        ("whatever", "/payments/applications/apne1/", [], True),
    ],
)
def test_a_role_for_the_region_is_found(name: str, path: str, tags: list[Any], found: bool) -> None:  # noqa: FBT001 # a case's outcome
    """By the estate's tag or name and the Region's short code, or by the path that the gates trust."""
    role = {"RoleName": name, "Path": path, "Tags": tags, "Arn": ESTATE.names.role_arn(name, path)}
    reader = PaperReader({"get_account_authorization_details": [role]})
    assert found == bool(list(stray_roles(reader, ESTATE, FIRST)))
