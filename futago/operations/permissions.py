"""The IAM policy that an operator needs for a promotion, and no more than that, by Region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from futago.operations.decide import Decision
from futago.operations.observe import Resource
from modules.estate import Estate
from modules.operation import Permission, Promotion


def permissions_of(decisions: Iterable[Decision], resources: Sequence[Resource]) -> tuple[Permission, ...]:
    """What looking at the resources, every step of the decisions and the engine itself need."""
    needed: dict[Permission, None] = {}
    for decision in decisions:
        needed |= dict.fromkeys(looking(decision.promotion.estate, resources))
        needed |= dict.fromkeys(own(decision.promotion))
        needed |= dict.fromkeys(each for step in decision.steps for each in step.permissions)
    return tuple(needed)


def own(promotion: Promotion) -> tuple[Permission, ...]:
    """What the engine itself needs to be allowed: its lock, and its journal's copy."""
    estate, to = promotion.estate, promotion.to
    bucket = estate.names.bucket_arn(estate.names.state_bucket(to.short_code))
    objects = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
    return (
        Permission(objects, (f"{bucket}/promotions/*",), to.code),
        Permission(("s3:ListBucket",), (bucket,), to.code),  # else what is not there reads as denied
    )


def looking(estate: Estate, resources: Sequence[Resource]) -> tuple[Permission, ...]:
    """What looking at the resources in both Regions needs to be allowed."""
    return tuple(
        permission
        for each in resources
        for region in estate.pair
        for permission in each.operator.observe_permissions(estate, each.name, each.inputs, region)
    )


def policies(permissions: Iterable[Permission]) -> Mapping[str, Mapping[str, Any]]:
    """One policy document for each Region, by its code.

    Permissions for the same resources become one statement, and so do those for the same actions. Each is
    bound to its Region by ``aws:RequestedRegion`` (IAM User Guide, "AWS global condition context keys").
    """
    by_region: dict[str, list[Permission]] = {}
    for permission in permissions:
        by_region.setdefault(permission.region, []).append(permission)
    return {region: _policy(region, its) for region, its in sorted(by_region.items())}


def _policy(region: str, permissions: Sequence[Permission]) -> Mapping[str, Any]:
    actions_on: dict[str, set[str]] = {}
    for permission in permissions:
        for resource in permission.resources:
            actions_on.setdefault(resource, set()).update(permission.actions)
    resources_of: dict[tuple[str, ...], list[str]] = {}
    for resource, actions in sorted(actions_on.items()):
        resources_of.setdefault(tuple(sorted(actions)), []).append(resource)
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": list(actions),
                "Resource": resources,
                "Condition": {"StringEquals": {"aws:RequestedRegion": region}},
            }
            for actions, resources in sorted(resources_of.items())
        ],
    }
