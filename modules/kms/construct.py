"""Makes a multi-Region key, its replica, their aliases and grants; and finds them again in other stacks."""

from __future__ import annotations

from modules.estate import Estate
from modules.kms.alias import lookup_address
from modules.kms.inputs import KeyInputs
from modules.kms.key_policy import key_statements
from modules.terraform.aws import KmsAlias, KmsAliasData, KmsGrant, KmsKey, KmsReplicaKey
from modules.terraform.policy import policy
from modules.terraform.reference import Reference, expression
from modules.terraform.stack import Part, Stack
from regions import Region


class KeyInRegion(Part):
    """A key's alias and grants in one Region, on the primary or the replica made there."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: KeyInputs, region: Region) -> None:
        super().__init__(stack, "key", name, region)
        self._alias = estate.names.key_alias(estate.names.label(name, inputs.name))
        self._inputs = inputs.in_region(region)
        self._policy = policy(key_statements(estate, self._inputs, region))
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
