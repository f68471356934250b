"""After a promotion no plan wants anything back. The last of the files that share the estate."""

from __future__ import annotations

from typing import Any

import pytest
from embedded_estate import AppliedStack, EmbeddedEstate


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


def _member(rds: Any, database: str, code: str) -> dict[str, Any]:
    (found,) = rds.describe_global_clusters(GlobalClusterIdentifier=database)["GlobalClusters"]
    members: list[dict[str, Any]] = found["GlobalClusterMembers"]
    return next(member for member in members if f":{code}:" in member["DBClusterArn"])
