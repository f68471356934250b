"""Tokyo, ap-northeast-1."""

from __future__ import annotations

from ipaddress import IPv4Network

from regions.region import Region

TOKYO = Region(
    code="ap-northeast-1",
    short_code="apne1",
    city="Tokyo",
    # Four zones, of which new accounts see three (AWS, "AWS Availability Zones", 2026-11).
    zones=("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"),
    default_cidr=IPv4Network("10.81.0.0/16"),
    missing_instance_families=frozenset(),
    missing_services=frozenset(),
    # Aurora User Guide, "Supported Regions and DB engines for Aurora global databases", 2026-11. For
    # PostgreSQL the page gives both the same floors; all but 14 were read in quotations of it, and where
    # these disagree the higher one stands here.
    aurora_global_minimum={
        "aurora-mysql": {"8.0": (3, 1, 0), "5.7": (2, 7, 0)},
        "aurora-postgresql": {
            "13": (13, 4),
            "14": (14, 3),
            "15": (15, 2),
            "16": (16, 1),
            "17": (17, 4),
            "18": (18, 3),
        },
    },
)
