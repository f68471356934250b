"""What the network becomes in Terraform JSON."""

from __future__ import annotations

from typing import Any

from modules.aurora.inputs import DatabaseInputs
from modules.network.inputs import NetworkByRegion
from regions import OSAKA, TOKYO
from tests.estates import an_estate, synthesized

DATABASE = DatabaseInputs.model_validate(
    {
        "consistency": "strong",
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "instance_class": "db.r7g.large",
    }
)
GIVEN = {
    "vpc_id": "vpc-0a1b2c3d4e5f60718",
    "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
    "cidr": "10.20.0.0/16",
}


def built(values: dict[str, Any], *, databases: bool = True) -> dict[str, dict[str, Any]]:
    """The stacks of an estate with this network."""
    return synthesized(
        an_estate(
            {"databases": {"ledger": DATABASE}} if databases else {},
            {"network": NetworkByRegion.model_validate(values)},
        )
    )


def test_a_network_of_its_own_has_a_subnet_in_each_zone() -> None:
    """Three zones, a quarter of the block each; no internet gateway and no route."""
    resources = built({TOKYO.code: {"cidr": "10.20.0.0/22"}})["apne1"]["resource"]
    assert [
        ("ap-northeast-1a", "10.20.0.0/24"),
        ("ap-northeast-1c", "10.20.1.0/24"),
        ("ap-northeast-1d", "10.20.2.0/24"),
    ] == [(each["availability_zone"], each["cidr_block"]) for each in resources["aws_subnet"].values()]
    assert "route" not in resources["aws_route_table"]["network_apne1"]
    assert len(resources["aws_route_table_association"]) == 3


def test_the_default_security_group_is_closed() -> None:
    """Taken over without a rule, in both Regions."""
    stacks = built({})
    for region in ("apne1", "apne3"):
        group = stacks[region]["resource"]["aws_default_security_group"][f"network_{region}"]
        assert set() == group.keys() & {"ingress", "egress"}


def test_a_given_network_is_used_and_not_made() -> None:
    """One Region's may be given while futago makes the other's."""
    stacks = built({OSAKA.code: GIVEN})
    assert "aws_vpc" in stacks["apne1"]["resource"]
    assert not {"aws_vpc", "aws_subnet"} & stacks["apne3"]["resource"].keys()
    assert (
        '${["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]}'
        == (stacks["apne3"]["locals"]["network_subnets_apne3"])
    )
    assert (
        "${local.network_vpc_apne3}"
        == (stacks["apne3"]["resource"]["aws_security_group"]["database_ledger_apne3"]["vpc_id"])
    )


def test_both_regions_databases_admit_a_given_network() -> None:
    """Its block stands in place of the Region's own."""
    rules = built({OSAKA.code: GIVEN})["apne1"]["resource"]["aws_vpc_security_group_ingress_rule"]
    assert {"10.81.0.0/16", "10.20.0.0/16"} == {rule["cidr_ipv4"] for rule in rules.values()}


def test_an_estate_without_databases_has_no_network() -> None:
    """Nothing else lives in one."""
    stacks = built({TOKYO.code: {"cidr": "10.20.0.0/16"}}, databases=False)
    assert "aws_vpc" not in stacks["apne1"].get("resource", {})
