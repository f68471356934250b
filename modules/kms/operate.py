"""A multi-Region key's part in a promotion: it has to work; its primacy moves on request only.

Every key of a set encrypts and decrypts by itself (KMS Developer Guide, "Multi-Region keys in AWS KMS"), so
that no promotion needs the primary to be anywhere. Moving it (UpdatePrimaryRegion) takes both Regions, and
afterwards Terraform can refresh neither key: it is offered as a step that may be left out, and never in a
failover.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.aws_cli import aws_cli
from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.operation import (
    Command,
    Mode,
    Observation,
    Obstacle,
    Permission,
    Phase,
    Progress,
    Promotion,
    Resource,
    Seen,
    Step,
)
from modules.proof import Clients
from modules.sight import sight
from regions import Region

NOUN = "key"
PRIMARY_SECONDS = 10.0
"""AWS says "a few more seconds" (KMS API Reference, UpdatePrimaryRegion)."""
ENABLED, UPDATING = "Enabled", "Updating"
WORKING_STATES = frozenset({ENABLED, UPDATING})
"""In which a key encrypts and decrypts (KMS Developer Guide, "Key states of AWS KMS keys")."""


@dataclass(frozen=True)
class KeyObservation(Observation):
    """What was seen of a key in one Region.

    Attributes:
        key_id: its id, the same in every Region.
        state: its state, such as ``Enabled``.
        is_primary: whether it is the set's primary.
        primary_region: code of the primary's Region.
        replica_regions: codes of the replicas' Regions.
    """

    key_id: str = ""
    state: str = ""
    is_primary: bool = False
    primary_region: str = ""
    replica_regions: tuple[str, ...] = ()


def observe(clients: Clients, estate: Estate, name: str, inputs: KeyInputs, region: Region) -> KeyObservation:
    """Look at the key behind the Region's alias."""
    return _look(clients, _alias(estate, name, inputs), region)


def observe_permissions(
    estate: Estate, name: str, inputs: KeyInputs, region: Region
) -> tuple[Permission, ...]:
    """What ``observe`` needs to be allowed in a Region."""
    return (_looking(estate, region),)


def expected(
    estate: Estate,
    name: str,
    inputs: KeyInputs,
    region: Region,
    writer: Region,
    *,
    after_failover: bool = False,
) -> KeyObservation:
    """What ``observe`` sees where all is well; whoever writes, the primary is in the pair's first Region."""
    first, second = estate.pair
    return KeyObservation(
        region=region.code,
        exists=True,
        key_id="mrk-KEY_ID",
        state=ENABLED,
        is_primary=region == first,
        primary_region=first.code,
        replica_regions=(second.code,),
    )


def plan(promotion: Promotion, name: str, inputs: KeyInputs, seen: Seen) -> Iterator[Step | Obstacle]:
    """Obstacles where what the key encrypts would be dead; steps only where its primacy is to move."""
    found = sight(promotion, seen, KeyObservation)
    if found is None:
        return
    target, source = found
    alias = _alias(promotion.estate, name, inputs)
    obstacles = [*_unusable(promotion, name, alias, target)]
    if source is not None:
        obstacles += _strangers(promotion, name, alias, target, source)
    if promotion.with_key_primacy:
        obstacles += _immovable(promotion, name, target, source)
    yield from obstacles
    if promotion.with_key_primacy and not obstacles and not target.is_primary:
        yield _move_primary(promotion.estate, name, alias, promotion.to, target.key_id)


def resources(estate: Estate, name: str, inputs: KeyInputs, region: Region) -> tuple[Resource, ...]:
    """The Region's alias: the key's own name is AWS's."""
    return (Resource("KMS alias", estate.names.alias_arn(_alias(estate, name, inputs), region.code)),)


def _unusable(promotion: Promotion, name: str, alias: str, target: KeyObservation) -> Iterator[Obstacle]:
    """A key that does not work: everything that it encrypts can't be read there."""
    code = promotion.to.code
    if target.state not in WORKING_STATES:
        operation = "cancel-key-deletion" if "Deletion" in target.state else "enable-key"
        yield Obstacle(
            NOUN,
            name,
            code,
            f"key {alias} is {target.state}: what it encrypts can't be read there",
            f"aws kms {operation} --region {code} --key-id {target.key_id}"
            + (
                f", then aws kms enable-key --region {code} --key-id {target.key_id}"
                if "Del" in target.state
                else ""
            ),
        )


def _strangers(
    promotion: Promotion, name: str, alias: str, target: KeyObservation, source: KeyObservation
) -> Iterator[Obstacle]:
    if source.exists and target.key_id != source.key_id:
        yield Obstacle(
            NOUN,
            name,
            promotion.to.code,
            f"{alias} is {target.key_id} there and {source.key_id} in {source.region}: two keys that can't "
            "decrypt for each other",
            f"apply the stack {promotion.estate.names.stack('keys')}, which points the alias to the replica",
        )


def _immovable(
    promotion: Promotion, name: str, target: KeyObservation, source: KeyObservation | None
) -> Iterator[Obstacle]:
    """Why the primacy can't move: AWS needs both keys enabled, and it belongs in no emergency."""
    if promotion.mode is Mode.FAILOVER:
        yield Obstacle(
            NOUN,
            name,
            promotion.to.code,
            "the primacy of a key never moves in a failover: replicas work without it, Terraform does not",
            f"futago promote {promotion.to.code} --mode failover",
        )
        return
    for found in filter(None, (target, source)):
        if found.exists and found.state not in WORKING_STATES:
            wrong = f"the key is {found.state}, and to move the primacy both keys have to be {ENABLED}"
            remedy = f"aws kms describe-key --region {found.region} --key-id {found.key_id}"
            yield Obstacle(NOUN, name, found.region, wrong, remedy)


def _move_primary(estate: Estate, name: str, alias: str, region: Region, key_id: str) -> Step:
    source = estate.pair.other(region)
    keys_stack = estate.names.stack("keys")

    def act(clients: Clients) -> None:
        kms = clients.client("kms", source)
        try:
            kms.update_primary_region(KeyId=key_id, PrimaryRegion=region.code)
        except kms.exceptions.ClientError:
            if check(clients).state == "todo":  # else it was asked before, and the answer lost
                raise

    check = _primary_check(alias, region)
    return Step(
        id=f"{NOUN}/{name}/primary",
        noun=NOUN,
        name=name,
        region=source.code,
        phase=Phase.PROMOTE,
        title=f"Make {region.city}'s key {name} the primary of its set",
        why="Rotation and new replicas are the primary's; encrypting and decrypting need none. Afterwards "
        f"Terraform can refresh neither key: stack {keys_stack} has no plan until futago reconcile has one.",
        cost_if_skipped=f"the primary stays in {source.city}; what encrypts or decrypts is none the worse",
        undo=f"aws kms update-primary-region --region {region.code} --key-id {key_id} "
        f"--primary-region {source.code}",
        expected_seconds=PRIMARY_SECONDS,
        preconditions=(
            "both keys are enabled",
            f"nobody needs a plan of stack {keys_stack} until its state is changed as futago reconcile says",
        ),
        commands=(
            aws_cli(
                source,
                "kms",
                "update-primary-region",
                *("--key-id", key_id, "--primary-region", region.code),
                expected="nothing",
            ),
            _show(alias, region),
        ),
        permissions=(
            _looking(estate, region),
            # Asked of both keys, each in its own Region (KMS API Reference, UpdatePrimaryRegion).
            *(
                Permission(
                    ("kms:UpdatePrimaryRegion",), (estate.names.key_arn(key_id, each.code),), each.code
                )
                for each in estate.pair
            ),
        ),
        check=check,
        act=act,
        optional=True,
    )


def _primary_check(alias: str, region: Region) -> Callable[[Clients], Progress]:
    def check(clients: Clients) -> Progress:
        found = _look(clients, alias, region)
        if not found.exists:
            return Progress("blocked", f"there is no key {alias}")
        if found.state == UPDATING:
            return Progress("running", "both keys are being updated")
        if found.is_primary:
            return Progress("done", f"the primary is in {found.primary_region}")
        return Progress("todo", f"the primary is in {found.primary_region}")

    return check


def _look(clients: Clients, alias: str, region: Region) -> KeyObservation:
    kms = clients.client("kms", region)
    try:
        found = kms.describe_key(KeyId=alias)["KeyMetadata"]
    except kms.exceptions.NotFoundException:
        return KeyObservation(region.code, exists=False)
    return observed_key(region, found)


def observed_key(region: Region, found: Mapping[str, Any]) -> KeyObservation:
    """What DescribeKey's metadata of a key in ``region`` says."""
    topology = found.get("MultiRegionConfiguration") or {}
    return KeyObservation(
        region=region.code,
        exists=True,
        key_id=found["KeyId"],
        state=found.get("KeyState", ""),
        is_primary=topology.get("MultiRegionKeyType") == "PRIMARY",
        primary_region=topology.get("PrimaryKey", {}).get("Region", ""),
        replica_regions=tuple(each["Region"] for each in topology.get("ReplicaKeys", ())),
    )


def _looking(estate: Estate, region: Region) -> Permission:
    return Permission(("kms:DescribeKey",), (estate.names.multi_region_keys_arn(region.code),), region.code)


def _alias(estate: Estate, name: str, inputs: KeyInputs) -> str:
    return estate.names.key_alias(estate.names.label(name, inputs.name))


def _show(alias: str, region: Region) -> Command:
    return aws_cli(
        region,
        "kms",
        "describe-key",
        *("--key-id", alias, "--query", "KeyMetadata.[KeyState,MultiRegionConfiguration]"),
        expected="Enabled, MultiRegionKeyType PRIMARY",
    )
