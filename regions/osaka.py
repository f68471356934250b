"""Osaka, ap-northeast-3."""

from __future__ import annotations

from ipaddress import IPv4Network

from regions.region import Region

OSAKA = Region(
    code="ap-northeast-3",
    short_code="apne3",
    city="Osaka",
    zones=("ap-northeast-3a", "ap-northeast-3b", "ap-northeast-3c"),
    default_cidr=IPv4Network("10.83.0.0/16"),
    # A 2026 snapshot of EC2's offerings; the live check is DescribeInstanceTypeOfferings.
    missing_instance_families=frozenset(
        {
            *(f"m{n}a" for n in (5, 6, 7, 8)),
            *(f"c{n}a" for n in (5, 6, 7, 8)),
            *(f"r{n}a" for n in (5, 6, 7, 8)),
            *("t3a", "g5", "g6", "p4d", "p5", "m5n", "r5n", "m6in", "m7gd", "m8i", "r8i"),
        }
    ),
    # Missing by three sources: endpoints.json, the service's own page, the Regional table (2026).
    missing_services=frozenset(
        {
            *("apprunner", "auditmanager", "codeartifact", "codeconnections", "comprehend", "detective"),
            *("devops-guru", "grafana", "kendra", "lightsail", "memorydb", "osis", "pinpoint", "proton"),
            *("quicksight", "rds-data", "rekognition", "resiliencehub", "signer", "ssm-contacts"),
            *("ssm-incidents", "timestream", "transcribe"),
        }
    ),
    # Aurora User Guide, "Supported Regions and DB engines for Aurora global databases", 2026-11. For
    # PostgreSQL the page gives both the same floors; all but 14 were read in quotations of it, and where
    # these disagree the higher one stands here.
    aurora_global_minimum={
        "aurora-mysql": {"8.0": (3, 1, 0), "5.7": (2, 7, 3)},
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
