"""What the network setting may say."""

from __future__ import annotations

from typing import Any

import pytest

from modules.kind import Finding
from modules.network.inputs import NetworkByRegion, check
from regions import OSAKA, PAIRS, TOKYO
from tests.estates import an_estate
from tests.refusals import refusals

GIVEN = {
    "vpc_id": "vpc-0a1b2c3d4e5f60718",
    "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
    "cidr": "10.20.0.0/16",
}


def findings(values: dict[str, Any]) -> list[Finding]:
    """Every finding of the setting."""
    return list(check(an_estate(), "network", NetworkByRegion.model_validate(values)))


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        ({}, {}),
        ({"cidr": "10.20.0.0/16"}, {}),
        (GIVEN, {}),
        (
            {"cidr": "10.20.0.1/16"},
            {
                "cidr": "'10.20.0.1/16' is no IPv4 CIDR block (10.20.0.1/16 has host bits set); allowed "
                "is such as "
                "10.0.0.0/16"
            },
        ),
        (
            {**GIVEN, "subnet_ids": None},
            {
                "": "vpc_id without the other; allowed are vpc_id, subnet_ids and cidr together, or "
                "cidr alone for "
                "one made by futago"
            },
        ),
        (
            {**GIVEN, "vpc_id": None},
            {
                "": "subnet_ids without the other; allowed are vpc_id, subnet_ids and cidr together, or "
                "cidr alone "
                "for one made by futago"
            },
        ),
        (
            {**GIVEN, "cidr": None},
            {
                "": "vpc-0a1b2c3d4e5f60718 without its cidr; give the VPC's CIDR block: both Regions' "
                "databases "
                "admit it"
            },
        ),
        (
            {**GIVEN, "subnet_ids": GIVEN["subnet_ids"][:1]},
            {
                "subnet_ids": "1 subnet can't hold an Aurora cluster; allowed are at least two subnets, "
                "in two "
                "Availability Zones or more"
            },
        ),
        ({**GIVEN, "vpc_id": "main"}, {"vpc_id": "string_pattern_mismatch"}),
    ],
)
def test_a_region_has_a_whole_network_or_none(network: dict[str, Any], expected: dict[str, str]) -> None:
    """Ids together with the block, or a block alone, or nothing; each refusal stands in that Region."""
    there = {".".join(filter(None, (OSAKA.code, path))): text for path, text in expected.items()}
    assert there == refusals(NetworkByRegion, {OSAKA.code: network})


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({TOKYO.code: {"cidr": "10.83.0.0/20"}}, (TOKYO.code, "cidr")),
        ({OSAKA.code: {**GIVEN, "cidr": "10.81.128.0/17"}}, (OSAKA.code, "cidr")),
        ({TOKYO.code: {"cidr": "10.0.0.0/16"}, OSAKA.code: {"cidr": "10.0.0.0/24"}}, (OSAKA.code, "cidr")),
    ],
)
def test_overlapping_networks_are_found(values: dict[str, Any], path: tuple[str, ...]) -> None:
    """Said or default, made or given: the two may share no address."""
    (finding,) = findings(values)
    assert path == finding.path
    assert "allowed are two that share no address: inter-Region VPC peering and routing refuse overlap" == (
        finding.allowed
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_the_regions_own_networks_are_sound(pair: Any) -> None:
    """The defaults of any pair neither overlap nor break a rule."""
    assert [] == list(check(an_estate(pair=pair), "network", NetworkByRegion()))


@pytest.mark.parametrize(
    ("network", "wrong"),
    [
        ({"cidr": "10.20.0.0/15"}, "10.20.0.0/15 is a /15"),
        ({"cidr": "10.20.0.0/25"}, "10.20.0.0/25 is a /25"),
        ({"cidr": "10.20.0.0/16"}, None),
        ({"cidr": "10.20.0.0/24"}, None),
        ({"cidr": "203.0.113.0/24"}, "203.0.113.0/24 holds public addresses"),
        ({"cidr": "100.64.0.0/16"}, None),
        ({**GIVEN, "cidr": "10.20.0.0/28"}, None),
        ({**GIVEN, "cidr": "203.0.113.0/24"}, None),
        ({**GIVEN, "cidr": "10.20.0.0/29"}, "10.20.0.0/29 is a /29"),
    ],
)
def test_a_network_has_a_size_and_addresses_that_a_vpc_can_have(
    network: dict[str, Any], wrong: str | None
) -> None:
    """/16 to /24 and private where futago makes it; what a VPC may have where it is given."""
    assert [wrong] * bool(wrong) == [finding.wrong for finding in findings({OSAKA.code: network})]
