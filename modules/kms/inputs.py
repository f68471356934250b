"""The ``keys`` section: multi-Region KMS keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field, field_validator

from futago.names import ALIAS_MAX
from modules.estate import Estate
from modules.inputs import IamPrincipalArn, Inputs, Overrides, PairedInputs, RefusedError, ResourceName, Tags
from modules.kind import Finding

_ALIAS = re.compile(r"alias/[a-zA-Z0-9/_-]+")
"""KMS API Reference, CreateAlias."""

GrantOperation = Literal[
    "Decrypt",
    "DescribeKey",
    "Encrypt",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "ReEncryptFrom",
    "ReEncryptTo",
    "RetireGrant",
]
"""What a grant on a symmetric encryption key may allow (KMS Developer Guide, "Grant operations").

CreateGrant is left out: who may make grants is the key policy's to say, where a review sees it.
"""


class GrantInputs(Inputs):
    """One grant on a key, made in each Region: grants of a multi-Region key are independent."""

    grantee_principal: Annotated[IamPrincipalArn, Field(description="Who may use the key")]
    operations: Annotated[tuple[GrantOperation, ...], Field(min_length=1, description="For what")]


class KeyOverrides(Overrides):
    """What a key may have otherwise in one Region: policies, grants and tags are independent there."""

    administrators: tuple[IamPrincipalArn, ...] = ()
    users: tuple[IamPrincipalArn, ...] = ()
    grants: Mapping[ResourceName, GrantInputs] = {}
    tags: Tags = {}


class KeyInputs(PairedInputs):
    """A multi-Region key: the primary in the pair's first Region, a replica in the second, an alias in both.

    Shared by both Regions: key id, material, spec, usage, rotation. Independent: policy, grants, aliases,
    tags (KMS Developer Guide, "Multi-Region keys in AWS KMS").
    """

    description: Annotated[str, Field(max_length=8192)] = ""
    multi_region: Annotated[bool, Field(description="Always true")] = True
    enable_key_rotation: bool = True
    rotation_period_in_days: Annotated[int, Field(ge=90, le=2560)] = 365
    deletion_window_in_days: Annotated[
        int, Field(ge=7, le=30, description="Days between the scheduling of a deletion and the deletion")
    ] = 30
    administrators: Annotated[
        tuple[IamPrincipalArn, ...], Field(description="Who may manage the key but not use it")
    ] = ()
    users: Annotated[
        tuple[IamPrincipalArn, ...], Field(description="Who may use the key but not manage it")
    ] = ()
    grants: Mapping[ResourceName, GrantInputs] = {}
    regions: Mapping[str, KeyOverrides] = {}

    @field_validator("multi_region")
    @classmethod
    def _multi_region(cls, value: bool) -> bool:  # noqa: FBT001 # pydantic's signature
        if not value:
            raise RefusedError(
                "a single-Region key can't be replicated or turned into a multi-Region key later",
                "allowed is true",
            )
        return value


def check(estate: Estate, name: str, inputs: KeyInputs) -> Iterable[Finding]:
    """What only the whole estate shows: the alias with the estate's name fits, and is this key's alone."""
    path = () if inputs.name is None else ("name",)
    alias = estate.names.key_alias(estate.names.label(name, inputs.name))
    if not _ALIAS.fullmatch(alias) or alias.startswith("alias/aws/"):
        yield Finding(
            path,
            f"'{alias}' is no alias",
            "allowed are letters, digits and /_- behind alias/, but not aws/ first",
        )
    if len(alias) > ALIAS_MAX:
        yield Finding(
            path, f"alias '{alias}' has {len(alias)} characters", f"at most {ALIAS_MAX} are allowed"
        )
    if inputs.name is None:
        return
    for other, its in estate.sections["keys"].items():
        if other != name and estate.names.key_alias(estate.names.label(other, its.name)) == alias:
            yield Finding(path, f"key '{other}' has '{alias}' too", "allowed is a name that no other has")


def key_of(estate: Estate, key: str | None) -> str | None:
    """The key that a resource is encrypted with: the one it names, or the only one that the estate has."""
    keys = estate.sections.get("keys", {})
    return key if key is not None else next(iter(keys)) if len(keys) == 1 else None


def check_key(estate: Estate, key: str | None) -> Iterable[Finding]:
    """The findings of a resource's ``key``: one of the estate's, to be said where there are several."""
    keys = estate.sections.get("keys", {})
    known = f"allowed are the estate's keys: {', '.join(sorted(keys)) or 'none yet, add one under keys'}"
    if key is None and len(keys) != 1:
        yield Finding((), "key is missing" if keys else "the estate has no keys", known)
    elif key is not None and key not in keys:
        if key.startswith(("arn:", "alias/")) or "mrk-" in key:
            yield Finding(
                ("key",),
                f"'{key}' is not one of the estate's multi-Region keys, and AWS-managed and single-Region "
                "keys can't be used in the other Region",
                known,
            )
        else:
            yield Finding(("key",), f"there is no key '{key}'", known)
