"""After a promotion no plan wants anything back. The last of the files that share the estate."""

from __future__ import annotations

from typing import Any

import pytest

from futago.operations.observe import observe, resources_of
from futago.operations.reconcile import reconcile
from modules.reconciliation import Standing
from tests.aws_cli_calls import carry_out
from tests.embedded_estate import AppliedStack, EmbeddedEstate


@pytest.fixture(scope="module")
def promoted(embedded: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> EmbeddedEstate:
    """One database switched over, one taken out of its global cluster, one secret promoted: all to Osaka."""
    assert stacks
    tokyo, osaka = embedded.estate.pair
    rds = embedded.clients.client("rds", osaka)
    embedded.clients.client("rds", tokyo).switchover_global_cluster(
        GlobalClusterIdentifier="payments-ledger",
        TargetDbClusterIdentifier=_member(rds, "payments-ledger", osaka.code)["DBClusterArn"],
    )
    rds.remove_from_global_cluster(
        GlobalClusterIdentifier="payments-accounts",
        DbClusterIdentifier=_member(rds, "payments-accounts", osaka.code)["DBClusterArn"],
    )
    embedded.clients.client("secretsmanager", osaka).stop_replication_to_replica(
        SecretId="payments/token-salt"
    )
    return embedded


def test_promotions_took_place(promoted: EmbeddedEstate) -> None:
    """Osaka writes one database, holds another alone, and has a secret of its own."""
    osaka = promoted.estate.pair.second
    rds = promoted.clients.client("rds", osaka)
    (accounts,) = rds.describe_global_clusters(GlobalClusterIdentifier="payments-accounts")["GlobalClusters"]
    secret = promoted.clients.client("secretsmanager", osaka).describe_secret(SecretId="payments/token-salt")
    assert _member(rds, "payments-ledger", osaka.code)["IsWriter"]
    assert 1 == len(accounts["GlobalClusterMembers"])
    assert "PrimaryRegion" not in secret


@pytest.mark.parametrize("name", ["keys", "tokyo", "osaka", "links"])
def test_plan_stays_empty(promoted: EmbeddedEstate, stacks: dict[str, AppliedStack], name: str) -> None:
    """Whoever writes now, Terraform would change nothing in any stack."""
    assert promoted
    plan = stacks[name].plan()
    assert (0, "") == (plan.returncode, plan.stdout + plan.stderr if plan.returncode else "")


@pytest.fixture(scope="module")
def rebuilt(promoted: EmbeddedEstate) -> EmbeddedEstate:
    """The database that was taken out of its pair, made whole by the commands of ``futago reconcile``."""
    estate, osaka = promoted.estate, promoted.estate.pair.second
    resources = [each for each in resources_of(estate) if each.key == ("database", "accounts")]
    (broken,) = reconcile(estate, resources, observe(promoted.clients, estate, resources), osaka).items
    noted: dict[str, str] = {}
    for command in broken.mending:
        if command.argv[0] == "aws":
            answer = carry_out(
                promoted.clients, estate, tuple(noted.get(word, word) for word in command.argv)
            )
            if command.argv[2] == "describe-db-clusters":
                (cluster,) = answer["DBClusters"]
                noted = {
                    "SUBNET-GROUP": cluster["DBSubnetGroup"],
                    "SECURITY-GROUP": cluster["VpcSecurityGroups"][0]["VpcSecurityGroupId"],
                    "PARAMETER-GROUP": cluster["DBClusterParameterGroup"],
                    "KEY": cluster["KmsKeyId"],
                }
    return promoted


def test_detached_database_becomes_a_pair_again(rebuilt: EmbeddedEstate) -> None:
    """Osaka's cluster, which was promoted, writes; a new one of Tokyo's follows under the old name."""
    estate, osaka = rebuilt.estate, rebuilt.estate.pair.second
    resources = [each for each in resources_of(estate) if each.key == ("database", "accounts")]
    (found,) = reconcile(estate, resources, observe(rebuilt.clients, estate, resources), osaka).items
    assert (Standing.MOVED, osaka.code) == (found.standing, found.home)


def test_rebuilt_database_is_never_replaced(rebuilt: EmbeddedEstate, stacks: dict[str, AppliedStack]) -> None:
    """Terraform takes the new cluster for its own: it wants nothing, or changes in place at most."""
    assert rebuilt
    plan = stacks["tokyo"].plan()
    assert plan.returncode in {0, 2}, plan.stderr
    assert not any(
        word in plan.stdout for word in ("must be replaced", "will be created", "will be destroyed")
    )


def _member(rds: Any, database: str, code: str) -> dict[str, Any]:
    (found,) = rds.describe_global_clusters(GlobalClusterIdentifier=database)["GlobalClusters"]
    members: list[dict[str, Any]] = found["GlobalClusterMembers"]
    return next(member for member in members if f":{code}:" in member["DBClusterArn"])
