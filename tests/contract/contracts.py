"""Applications whose environment the tests look at."""

from __future__ import annotations

from typing import Any

from modules.estate import Estate
from tests.estates import loaded

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
_PROVIDER = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.{}.amazonaws.com/id/" + "0A" * 16
SHOP: dict[str, Any] = {
    "estate": "shop",
    "account": "123456789012",
    "keys": {"main": {}, "other": {}},
    "databases": {
        "orders": {
            "engine": "aurora-postgresql",
            "engine_version": "17.7",
            "consistency": "strong",
            "instance_class": "db.r7g.large",
            "key": "main",
        }
    },
    "tables": {
        "carts": {"consistency": "eventual", "partition_key": "id", "key": "main"},
        "stock": {"consistency": "strong", "partition_key": "id", "key": "main"},
    },
    "secrets": {"token": {"key": "main"}, "unused": {"key": "main"}},
    "buckets": {
        "photos": {"consistency": "eventual", "key": "main"},
        "receipts": {"consistency": "strong", "key": "main"},
    },
    "applications": {
        "shop-api": {
            "runs_on": "eks",
            "service_account": {
                "namespace": "shop",
                "name": "api",
                "oidc_providers": {code: _PROVIDER.format(code) for code in (TOKYO, OSAKA)},
            },
            "uses": {
                "databases": {"orders": "read-write"},
                "tables": {"carts": "read-write"},
                "secrets": {"token": "read"},
                "buckets": {"photos": "read", "receipts": "write"},
                "keys": {"other": "read"},
            },
        },
        "report": {"runs_on": "ecs", "runs_in": [OSAKA], "uses": {"databases": {"orders": "read"}}},
    },
}


def shop() -> Estate:
    """The estate ``shop``."""
    return loaded(SHOP)
