"""A quota that is raised in one Region only."""

from __future__ import annotations

from typing import Any, Final

from tests.end_to_end.drift import Undo, World, each_city

_REQUESTS: Final = {"ServiceCode": "kms", "QuotaCode": "L-6E3AF000"}


def _raised_elsewhere(world: World) -> Undo:
    """Raised in the other Region above both. Nobody lowers a quota: this Region follows in the end."""
    other = world.clients.client("service-quotas", world.estate.pair.other(world.region))
    here: Any = world.client("service-quotas")
    held = [each.get_service_quota(**_REQUESTS)["Quota"]["Value"] for each in (here, other)]
    wanted = max(held) + 1_000
    other.request_service_quota_increase(**_REQUESTS, DesiredValue=wanted)
    return lambda: here.request_service_quota_increase(**_REQUESTS, DesiredValue=wanted)


QUOTAS: Final = (
    *each_city(
        "promotion",
        "",
        "quotas of kms.Cryptographic operations (symmetric) request rate",
        _raised_elsewhere,
    ),
)
