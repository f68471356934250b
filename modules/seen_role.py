"""The roles that modules make for a Region, as parity sees them: one listing answers for all.

IAM is one for both Regions, its control plane in us-east-1: each Region's reader asks it by itself, so that
one Region that is dark leaves the roles of the other known, and IAM that is dark leaves roles unknown alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.estate import Estate
from modules.parity import Call, Fact, Found, Look, Reader, Setting, Value
from modules.policy_structure import structures
from modules.role import Role
from modules.tags import is_own, tags_as_mapping, tags_wanted
from modules.terraform.policy import Statement
from regions import Region

LIST_ROLES = Call(
    *("iam", "get_account_authorization_details", "iam:GetAccountAuthorizationDetails"),
    items="RoleDetailList",
)
_MOST_A_PAGE = 1000
"""IAM API Reference, GetAccountAuthorizationDetails, MaxItems."""


def role_setting(path: str, *more: str) -> Setting:
    """The setting of a role, everything about it included.

    Args:
        path: what it is called in findings.
        more: the Terraform arguments that it covers besides a role's own.
    """
    its = tuple(f"aws_iam_role.{each}" for each in ("name", "assume_role_policy", "tags"))
    policies = tuple(f"aws_iam_role_policy.{each}" for each in ("name", "role", "policy"))
    return Setting(path, (*its, *policies, *more))


def seen_roles(reader: Reader) -> Mapping[str, Any]:
    """Every role of the account by its name."""
    return reader.index(LIST_ROLES, "RoleName", Filter=["Role"], MaxItems=_MOST_A_PAGE)


def role_fact(setting: Setting, look: Look, role: Role) -> Fact:
    """The fact of a role: whom it trusts, what it allows, and what bounds it.

    Its description is not among what IAM lists, and its last use is nobody's setting.
    """
    its = seen_roles(look.reader).get(role.name)
    return Fact(setting, _seen(its, role) if its is not None else None, _wanted(look, role))


def _seen(its: Mapping[str, Any], role: Role) -> dict[str, Value]:
    documents = {each["PolicyName"]: each["PolicyDocument"] for each in its.get("RolePolicyList", ())}
    return {
        "path": its["Path"],
        "trusts": _seen_policy(its["AssumeRolePolicyDocument"], role.trusts),
        "policies": {
            name: _seen_policy(document, role.policies.get(name, ())) for name, document in documents.items()
        },
        "attached": [each["PolicyArn"] for each in its.get("AttachedManagedPolicies", ())],
        "boundary": its.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        "instance profiles": [each["Arn"] for each in its.get("InstanceProfileList", ())],
        "tags": tags_as_mapping(its.get("Tags", ())),
    }


def _seen_policy(document: Any, wanted: Sequence[Statement]) -> Value:
    """IAM's documents come parsed."""
    return structures(json.dumps(document), wanted)[0]


def _wanted(look: Look, role: Role) -> dict[str, Value]:
    profile = look.estate.names.instance_profile_arn(role.name, role.path)
    return {
        "path": role.path,
        "trusts": structures(None, role.trusts)[1],
        "policies": {name: structures(None, its)[1] for name, its in role.policies.items()},
        "attached": list(role.attached),
        "boundary": None,
        "instance profiles": [profile] if role.instance_profile else [],
        "tags": tags_wanted(look),
    }


def stray_roles(reader: Reader, estate: Estate, region: Region) -> Iterator[Found]:
    """The roles made for a Region with the estate's tag, or its name where no tag says otherwise."""
    for name, its in seen_roles(reader).items():
        own = is_own(estate, tags_as_mapping(its.get("Tags", ())))
        named = name.startswith(f"{estate.names.prefix}-") and name.endswith(f"-{region.short_code}")
        placed = str(its["Path"]).startswith(estate.names.application_path(region.short_code))
        if placed or (named and own is not False):
            yield Found(name, its["Arn"], tagged=bool(own))
