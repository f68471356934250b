"""Makes a multi-Region key, its replica, their aliases and grants; and finds them again in other stacks."""

from __future__ import annotations

from modules.estate import Estate
from modules.kms.alias import lookup_address
from modules.kms.inputs import KeyInputs
from modules.terraform.aws import KmsAlias, KmsAliasData, KmsGrant, KmsKey, KmsReplicaKey
from modules.terraform.policy import Statement, policy
from modules.terraform.reference import Reference, expression
from modules.terraform.stack import Part, Stack
from regions import Region

ADMINISTRATION = (
    *("kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey"),
    *("kms:EnableKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants"),
    *("kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion"),
    *("kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription"),
)
USE = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
)


class KeyInRegion(Part):
    """A key's alias and grants in one Region, on the primary or the replica made there."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: KeyInputs, region: Region) -> None:
        super().__init__(stack, "key", name, region)
        self._alias = estate.names.key_alias(estate.names.label(name, inputs.name))
        self._inputs = inputs.in_region(region)
        self._policy = key_policy(estate, self._inputs, region)
        self._description = self._inputs.description or f"{estate.names.prefix}: {name}"

    def primary(self) -> Reference:
        """Make the primary here; returns its ARN."""
        key = KmsKey(
            self,
            description=self._description,
            multi_region=True,
            enable_key_rotation=self._inputs.enable_key_rotation,
            rotation_period_in_days=(
                self._inputs.rotation_period_in_days if self._inputs.enable_key_rotation else None
            ),
            deletion_window_in_days=self._inputs.deletion_window_in_days,
            policy=self._policy,
            tags=self._inputs.tags or None,
        )
        self._alias_and_grants(key.key_id)
        return key.arn

    def replica(self, primary_arn: Reference) -> None:
        """Make the replica of the primary with this ARN here. Rotation follows the primary's."""
        key = KmsReplicaKey(
            self,
            description=self._description,
            primary_key_arn=primary_arn,
            deletion_window_in_days=self._inputs.deletion_window_in_days,
            policy=self._policy,
            tags=self._inputs.tags or None,
        )
        self._alias_and_grants(key.key_id)

    def _alias_and_grants(self, key_id: Reference) -> None:
        KmsAlias(self, name=self._alias, target_key_id=key_id)
        for name, grant in self._inputs.grants.items():
            KmsGrant(
                self,
                name,
                name=name,
                key_id=key_id,
                grantee_principal=grant.grantee_principal,
                operations=grant.operations,
            )


class KeyLookup(Part):
    """A key as the other stacks see it: found by its alias in their own Region."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: KeyInputs, region: Region) -> None:
        super().__init__(stack, "key", name, region)
        alias = estate.names.key_alias(estate.names.label(name, inputs.name))
        found = KmsAliasData(self, name=alias)
        stack.local(lookup_address(name, region), found.target_key_arn)


def key_policy(estate: Estate, inputs: KeyInputs, region: Region) -> Reference:
    """The key's policy in one Region; ``*`` as a resource means this very key there.

    The account's own statement hands the decision to IAM and keeps the key manageable (KMS Developer
    Guide, "Default key policy"); CloudWatch Logs may use the key for the estate's database logs only
    (CloudWatch Logs User Guide, "Encrypt log data using AWS KMS").
    """
    statements: list[Statement] = [
        {
            "Sid": "AccountDecidesByIam",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{estate.account}:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
        {
            "Sid": "DatabaseLogs",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{region.code}.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
            "Resource": "*",
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": (
                        f"arn:aws:logs:{region.code}:{estate.account}:log-group:/aws/rds/cluster/*"
                    )
                }
            },
        },
    ]
    for sid, principals, actions in (
        ("Administrators", inputs.administrators, ADMINISTRATION),
        ("Users", inputs.users, USE),
    ):
        if principals:
            statements.append(
                {
                    "Sid": sid,
                    "Effect": "Allow",
                    "Principal": {"AWS": principals},
                    "Action": actions,
                    "Resource": "*",
                }
            )
    return policy(statements)


def in_keys(stack: Stack, estate: Estate, name: str, inputs: KeyInputs) -> None:
    """The primary in the pair's first Region and the replica in the second."""
    primary_arn = KeyInRegion(stack, estate, name, inputs, estate.pair.first).primary()
    KeyInRegion(stack, estate, name, inputs, estate.pair.second).replica(primary_arn)


def in_region(stack: Stack, estate: Estate, name: str, inputs: KeyInputs, region: Region) -> None:
    """The look-up, and the other Region's ARN derived from it."""
    KeyLookup(stack, estate, name, inputs, region)
    other = estate.pair.other(region)
    own = lookup_address(name, region)
    stack.local(
        lookup_address(name, other),
        expression(f'replace(local.{own}, "{region.code}", "{other.code}")'),
    )


def in_links(stack: Stack, estate: Estate, name: str, inputs: KeyInputs) -> None:
    """The look-ups in both Regions."""
    for region in estate.pair:
        KeyLookup(stack, estate, name, inputs, region)
