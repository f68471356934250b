"""Single settings of roles that drift."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from tests.end_to_end.drift import STRANGER, Drift, Undo, World, each_city

_READ_ONLY: Final = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def _role_of(label: str, use: str) -> Callable[[World], str]:
    return lambda world: f"payments-{label}-{use}-{world.short}"


_PORTAL: Final = _role_of("merchant-portal", "app")
_REPLICATION: Final = _role_of("statements", "replication")
_BATCH: Final = _role_of("statements", "batch")
_MONITORING: Final = _role_of("ledger", "monitoring")


def _policy(role: Callable[[World], str], policy: str, change: Callable[[Any], object]) -> Any:
    """PutRolePolicy with the statements, by their ids, after a change, and back."""

    def make(world: World) -> Undo:
        iam, which = world.client("iam"), {"RoleName": role(world), "PolicyName": policy}
        document = iam.get_role_policy(**which)["PolicyDocument"]
        old = json.dumps(document)
        change({each["Sid"]: each for each in document["Statement"]})
        iam.put_role_policy(**which, PolicyDocument=json.dumps(document))
        return lambda: iam.put_role_policy(**which, PolicyDocument=old)

    return make


def _one_policy_more(world: World) -> Undo:
    iam, which = world.client("iam"), {"RoleName": _BATCH(world), "PolicyName": "more"}
    statement = {"Sid": "More", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    iam.put_role_policy(
        **which, PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    return lambda: iam.delete_role_policy(**which)


def _trust(role: Callable[[World], str]) -> Callable[[World], Undo]:
    """A stranger may take the role besides."""

    def make(world: World) -> Undo:
        iam, name = world.client("iam"), role(world)
        document = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]
        old = json.dumps(document)
        stranger = {"AWS": STRANGER}
        document["Statement"].append(
            {"Sid": "Stranger", "Effect": "Allow", "Principal": stranger, "Action": "sts:AssumeRole"}
        )
        iam.update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(document))
        return lambda: iam.update_assume_role_policy(RoleName=name, PolicyDocument=old)

    return make


def _attached(world: World) -> Undo:
    iam, which = world.client("iam"), {"RoleName": _MONITORING(world), "PolicyArn": _READ_ONLY}
    iam.attach_role_policy(**which)
    return lambda: iam.detach_role_policy(**which)


def _bounded(world: World) -> Undo:
    iam, name = world.client("iam"), _PORTAL(world)
    iam.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=_READ_ONLY)
    return lambda: iam.delete_role_permissions_boundary(RoleName=name)


def _role_tagged(world: World) -> Undo:
    iam, name = world.client("iam"), _REPLICATION(world)
    iam.tag_role(RoleName=name, Tags=[{"Key": "team", "Value": "strangers"}])
    return lambda: iam.tag_role(RoleName=name, Tags=[{"Key": "team", "Value": "payments-platform"}])


def _wider(sid: str) -> Callable[[Any], object]:
    return lambda statements: statements[sid].update(Resource="*")


def _writes_nothing(statements: Any) -> None:
    statements["WriteDestination"]["Action"] = "s3:ReplicateTags"


def _by_any_way(statements: Any) -> None:
    del statements["DecryptSource"]["Condition"]


ROLES: Final[tuple[Drift, ...]] = (
    *each_city(
        "application",
        "merchant-portal",
        "role.policies.uses.ReadTables.Resource",
        _policy(_PORTAL, "uses", _wider("ReadTables")),
    ),
    *each_city("application", "merchant-portal", "role.trusts.Stranger", _trust(_PORTAL)),
    *each_city("application", "merchant-portal", "role.boundary", _bounded),
    *each_city(
        "bucket",
        "statements",
        "replication role.policies.replication.WriteDestination.Action",
        _policy(_REPLICATION, "replication", _writes_nothing),
    ),
    *each_city(
        "bucket",
        "statements",
        "replication role.policies.replication.DecryptSource.Condition",
        _policy(_REPLICATION, "replication", _by_any_way),
    ),
    *each_city("bucket", "statements", "replication role.trusts.Stranger", _trust(_REPLICATION)),
    *each_city("bucket", "statements", "replication role.tags.team", _role_tagged),
    *each_city("bucket", "statements", "batch role.policies.more", _one_policy_more),
    *each_city("database", "ledger", "monitoring role.attached", _attached),
)
