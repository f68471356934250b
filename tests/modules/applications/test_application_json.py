"""The Terraform that applications become."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.estates import loaded, synthesized

PROVIDER = "oidc.eks.{code}.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
SHORT = {TOKYO: "apne1", OSAKA: "apne3"}

Stacks = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def stacks() -> Stacks:
    """Four applications: one on each platform, and two ways onto EKS."""
    account = {"namespace": "shop", "name": "api"}
    providers = {
        code: f"arn:aws:iam::123456789012:oidc-provider/{PROVIDER.format(code=code)}" for code in SHORT
    }
    return synthesized(
        loaded(
            {
                "estate": "shop",
                "account": "123456789012",
                "environments": {"production": {}},
                "keys": {"main": {}},
                "secrets": {"token": {}, "other": {}},
                "buckets": {"strong": {"consistency": "strong"}, "eventual": {"consistency": "eventual"}},
                "applications": {
                    "pods": {
                        "runs_on": "eks",
                        "service_account": {**account, "clusters": {TOKYO: "tokyo", OSAKA: "osaka"}},
                        "tags": {"team": "shop"},
                    },
                    "web": {
                        "runs_on": "eks",
                        "service_account": {**account, "oidc_providers": providers},
                        "uses": {"buckets": {"strong": "write", "eventual": "write"}},
                    },
                    "tasks": {"runs_on": "ecs", "uses": {"secrets": {"token": "read", "other": "read"}}},
                    "batch": {"runs_on": "ec2", "runs_in": [OSAKA]},
                },
            }
        )
    )


def block(stacks: Stacks, kind: str, application: str, code: str = OSAKA) -> dict[str, Any]:
    """An application's resource of this type in a Region."""
    short = SHORT[code]
    found: dict[str, Any] = stacks[short]["resource"][kind][f"application_{application}_{short}"]
    return found


def trust(stacks: Stacks, application: str, code: str = OSAKA) -> dict[str, Any]:
    """The statement of a role's trust."""
    policy = json.loads(block(stacks, "aws_iam_role", application, code)["assume_role_policy"])
    (statement,) = policy["Statement"]
    found: dict[str, Any] = statement
    return found


def allowed(stacks: Stacks, application: str) -> dict[str, dict[str, Any]]:
    """The statements of a role's policy by their sids."""
    policy = json.loads(block(stacks, "aws_iam_role_policy", application)["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_role_is_of_its_estate_and_region(stacks: Stacks) -> None:
    """Its path says so, by which the gates know it."""
    role = block(stacks, "aws_iam_role", "pods")
    assert ("shop-production-pods-app-apne3", "/shop-production/applications/apne3/") == (
        role["name"],
        role["path"],
    )


def test_pod_identity_is_bound_to_one_account_of_one_cluster(stacks: Stacks) -> None:
    """EKS Pod Identity may take the role for this service account only."""
    assert {
        "Effect": "Allow",
        "Principal": {"Service": "pods.eks.amazonaws.com"},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
        "Condition": {
            "StringEquals": {
                "aws:SourceAccount": "123456789012",
                "aws:RequestTag/kubernetes-namespace": "shop",
                "aws:RequestTag/kubernetes-service-account": "api",
            },
            "ArnEquals": {"aws:SourceArn": "arn:aws:eks:ap-northeast-3:123456789012:cluster/osaka"},
        },
    } == trust(stacks, "pods")


def test_pod_identity_is_associated(stacks: Stacks) -> None:
    """Each Region's cluster hands the role to the service account."""
    found = block(stacks, "aws_eks_pod_identity_association", "pods", TOKYO)
    assert ("tokyo", "shop", "api", "${aws_iam_role.application_pods_apne1.arn}", {"team": "shop"}) == tuple(
        found[each] for each in ("cluster_name", "namespace", "service_account", "role_arn", "tags")
    )


@pytest.mark.parametrize("code", SHORT)
def test_web_identity_is_of_the_regions_provider(stacks: Stacks, code: str) -> None:
    """The issuer of the Region's cluster vouches for the service account."""
    issuer = PROVIDER.format(code=code)
    statement = trust(stacks, "web", code)
    assert {"Federated": f"arn:aws:iam::123456789012:oidc-provider/{issuer}"} == statement["Principal"]
    assert {
        "StringEquals": {
            f"{issuer}:aud": "sts.amazonaws.com",
            f"{issuer}:sub": "system:serviceaccount:shop:api",
        }
    } == statement["Condition"]


def test_tasks_are_of_this_account_and_region(stacks: Stacks) -> None:
    """Another account's tasks, or another Region's, can't take the role."""
    statement = trust(stacks, "tasks")
    assert {"Service": "ecs-tasks.amazonaws.com"} == statement["Principal"]
    assert {"aws:SourceArn": "arn:aws:ecs:ap-northeast-3:123456789012:*"} == statement["Condition"]["ArnLike"]


def test_instances_get_a_profile(stacks: Stacks) -> None:
    """EC2 hands the role to instances of its profile, which is called like it."""
    profile, role = block(stacks, "aws_iam_instance_profile", "batch"), block(stacks, "aws_iam_role", "batch")
    assert {"Service": "ec2.amazonaws.com"} == trust(stacks, "batch")["Principal"]
    assert (role["name"], role["path"]) == (profile["name"], profile["path"])


def test_runs_where_it_is_said(stacks: Stacks) -> None:
    """An application of one Region has nothing in the other."""
    assert "application_batch_apne1" not in stacks["apne1"]["resource"]["aws_iam_role"]


def test_uses_nothing_reads_its_environment_only(stacks: Stacks) -> None:
    """A role without uses allows to read the application's own parameters in its Region."""
    path = "arn:aws:ssm:ap-northeast-3:123456789012:parameter/shop-production/applications/batch"
    found = allowed(stacks, "batch")
    assert {"ReadEnvironment"} == found.keys()
    assert [path, f"{path}/*"] == found["ReadEnvironment"]["Resource"]


def test_environment_is_in_parameters(stacks: Stacks) -> None:
    """A variable is a standard parameter in plain text, of the value that it has in the Region."""
    parameter = stacks["apne3"]["resource"]["aws_ssm_parameter"]["application_batch_futago_region_apne3"]
    del parameter["//"]
    assert {
        "name": "/shop-production/applications/batch/FUTAGO_REGION",
        "description": "Code of the Region that the application runs in",
        "type": "String",
        "tier": "Standard",
        "insecure_value": "ap-northeast-3",
    } == parameter


def test_what_differs_in_resources_only_is_said_once(stacks: Stacks) -> None:
    """Two secrets of one key: one statement for both, and one for the key."""
    found = allowed(stacks, "tasks")
    assert {"ReadEnvironment", "ReadSecrets", "KeyThroughSecretsmanager"} == found.keys()
    assert 2 == len(found["ReadSecrets"]["Resource"])


def test_strong_bucket_is_written_through_its_access_point(stacks: Stacks) -> None:
    """The bucket behind it is allowed to requests that came through; an eventual one to any."""
    found = allowed(stacks, "web")
    through = "arn:aws:s3:ap-northeast-3:123456789012:accesspoint/shop-production-strong"
    behind = found["WriteObjectsBehind"]
    assert {"ArnEquals": {"s3:DataAccessPointArn": through}} == behind["Condition"]
    assert ["arn:aws:s3:::shop-production-strong-123456789012-apne3/*"] == behind["Resource"]
    direct = found["WriteObjects"]
    assert {
        f"{through}/object/*",
        "arn:aws:s3:::shop-production-eventual-123456789012-apne3/*",
    } == set(direct["Resource"])
    assert "Condition" not in direct


def test_access_points_are_those_of_strong_buckets(stacks: Stacks) -> None:
    """Closed to the public in all four ways."""
    points = stacks["apne3"]["resource"]["aws_s3_access_point"]
    assert {"bucket_strong_apne3"} == points.keys()
    closed = points["bucket_strong_apne3"]["public_access_block_configuration"]
    assert [True] * 4 == list(closed.values())


def test_order_of_uses_changes_nothing() -> None:
    """A spec that names the same stores in another order plans nothing."""

    def made(*names: str) -> Stacks:
        buckets = {"receipts": {"consistency": "eventual"}, "statements": {"consistency": "eventual"}}
        uses = {"buckets": dict.fromkeys(names, "read")}
        document = {"estate": "shop", "account": "123456789012", "keys": {"main": {}}, "buckets": buckets}
        return synthesized(loaded({**document, "applications": {"api": {"runs_on": "ecs", "uses": uses}}}))

    assert made("receipts", "statements") == made("statements", "receipts")
