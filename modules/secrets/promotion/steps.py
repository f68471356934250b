"""The steps of a secret's promotion and of its way home."""

from __future__ import annotations

from collections.abc import Callable

from modules.aws_cli import aws_cli
from modules.estate import Estate
from modules.operation import Command, Permission, Phase, Progress, Step
from modules.proof import Clients
from modules.secrets.promotion.observation import (
    Newer,
    look,
    looking_permission,
    newer,
)
from regions import Region

NOUN = "secret"
CALL_SECONDS = 5.0
"""AWS gives no figure; one call that moves a link, and a look. Rehearsals measure it."""
COPY_SECONDS = 30.0
"""AWS gives no figure; a replica is made within seconds as a rule. Rehearsals measure it."""
_IN_SYNC, _IN_PROGRESS, _FAILED = "InSync", "InProgress", "Failed"
"""Secrets Manager API Reference, DescribeSecret, ReplicationStatus."""


def promote(estate: Estate, name: str, secret: str, region: Region, *, after: str = "") -> Step:
    """Make the replica in ``region`` a secret of its own.

    Asks that Region only, where the replica is there already: the other may be dark.

    Args:
        estate: the estate.
        name: the secret's name in the spec.
        secret: its name in AWS.
        region: where the replica is.
        after: the id of the step that makes the replica, where it is still to be made.
    """
    source = estate.pair.other(region)

    def check(clients: Clients) -> Progress:
        found = look(clients, secret, region)
        if not found.exists:
            return Progress("blocked", f"there is no secret {secret}")
        if found.is_replica:
            return Progress("todo", f"it is a replica of {found.primary_region}")
        if after and newer(found, look(clients, secret, source)) is Newer.SECOND:
            return Progress("blocked", f"it is the older copy still: {source.city}'s is newer")
        return Progress("done", "it is a secret of its own")

    return Step(
        id=f"{NOUN}/{name}/promote",
        noun=NOUN,
        name=name,
        region=region.code,
        phase=Phase.PROMOTE,
        title=f"Make {region.city}'s replica of secret {name} a secret of its own",
        why=f"A replica can't be changed: {region.city} could not rotate or replace it.",
        cost_if_skipped=f"it reads as ever in {region.city}, and can't be changed there",
        undo=f"when {source} is back: futago promote {source.code} --mode failback --only {NOUN}/{name}",
        expected_seconds=CALL_SECONDS,
        needs=(after,) if after else (),
        preconditions=(
            f"nobody changes it in {source.city} from now on: the two copies know nothing of each other",
        ),
        commands=(
            aws_cli(
                region,
                "secretsmanager",
                "stop-replication-to-replica",
                *("--secret-id", secret),
                expected=f"the secret's ARN in {region.code}",
            ),
            _show(secret, region, "PrimaryRegion is no other Region"),
        ),
        permissions=(
            looking_permission(estate, secret, region),
            *((looking_permission(estate, secret, source),) if after else ()),
            _calling(estate, secret, region, "StopReplicationToReplica"),
        ),
        check=check,
        act=_once(
            check,
            lambda clients: clients.client("secretsmanager", region).stop_replication_to_replica(
                SecretId=secret
            ),
        ),
    )


def copy(estate: Estate, name: str, secret: str, region: Region, key: str) -> Step:
    """Put the newer copy over the older one in ``region``, which becomes its replica.

    Args:
        estate: the estate.
        name: the secret's name in the spec.
        secret: its name in AWS.
        region: where the older copy is.
        key: the key there, by which the older copy is encrypted.
    """
    source = estate.pair.other(region)

    def check(clients: Clients) -> Progress:
        """Done is when both are the same, whatever has become of the link since."""
        ours, theirs = look(clients, secret, region), look(clients, secret, source)
        status = theirs.replicas.get(region.code, "")
        if theirs.current_version and ours.current_version == theirs.current_version:
            return Progress("running" if status == _IN_PROGRESS else "done", "both have the same version")
        if status == _IN_PROGRESS or (ours.is_replica and status == _IN_SYNC):
            return Progress("running", f"Secrets Manager says {status}")
        if newer(ours, theirs) is not Newer.SECOND:
            return Progress("blocked", f"{region.city}'s copy has been changed: nobody knows which is right")
        return Progress("todo", f"{source.city}'s copy is newer{_failure(status)}")

    return Step(
        id=f"{NOUN}/{name}/copy",
        noun=NOUN,
        name=name,
        region=source.code,
        phase=Phase.REJOIN,
        title=f"Put {source.city}'s copy of secret {name} over {region.city}'s",
        why=f"Only {source.city}'s was changed while {region.city} was away: version ids say so.",
        cost_if_skipped=f"{region.city} goes on reading the value from before the outage",
        undo=f"there is none: {region.city}'s older copy is gone, as is its rotation, if it had one "
        f"(the next apply of {region.code}'s stack sets it up again)",
        expected_seconds=COPY_SECONDS,
        preconditions=("nobody changes the secret until it is home",),
        commands=_replicating(secret, source, region, key),
        permissions=_replicating_permissions(estate, secret, source, region),
        check=check,
        act=_once(check, lambda clients: _replicate(clients, secret, source, region, key)),
    )


def replicate(estate: Estate, name: str, secret: str, region: Region, key: str, *, after: str = "") -> Step:
    """Make the copy in ``region`` a replica of the other Region's again.

    Args:
        estate: the estate.
        name: the secret's name in the spec.
        secret: its name in AWS.
        region: where the replica is to be.
        key: the key there.
        after: the id of the step that has to be done before.
    """
    source = estate.pair.other(region)

    def check(clients: Clients) -> Progress:
        ours, theirs = look(clients, secret, region), look(clients, secret, source)
        status = theirs.replicas.get(region.code, "")
        if status == _IN_PROGRESS:
            return Progress("running", f"Secrets Manager says {status}")
        if ours.primary_region == source.code and status != _FAILED:
            return Progress("done", f"it is a replica of {source.code}")
        if theirs.is_replica:
            return Progress("blocked", f"{source.city}'s copy is itself a replica of {theirs.primary_region}")
        if newer(theirs, ours) not in {Newer.SAME, Newer.FIRST}:
            return Progress("blocked", f"{region.city}'s copy has been changed: it would be lost")
        return Progress("todo", f"it is a secret of its own{_failure(status)}")

    return Step(
        id=f"{NOUN}/{name}/replicate",
        noun=NOUN,
        name=name,
        region=source.code,
        phase=Phase.PROMOTE,
        title=f"Make {region.city}'s copy of secret {name} a replica of {source.city}'s again",
        why=f"Apart, the two drift: {source.city} is where Terraform and the rotation have it.",
        cost_if_skipped=f"changes in {source.city} no longer reach {region.city}",
        undo=f"aws secretsmanager stop-replication-to-replica --region {region.code} --secret-id {secret}",
        expected_seconds=COPY_SECONDS,
        needs=(after,) if after else (),
        preconditions=(f"{region.city} has no version that {source.city} lacks",),
        commands=_replicating(secret, source, region, key),
        permissions=_replicating_permissions(estate, secret, source, region),
        check=check,
        act=_once(check, lambda clients: _replicate(clients, secret, source, region, key)),
    )


def _once(
    check: Callable[[Clients], Progress], call: Callable[[Clients], object]
) -> Callable[[Clients], None]:
    """Call, unless it turns out at the last moment that it must not be or need not be.

    What is overwritten is gone, and another may have changed it since the engine looked.
    """

    def act(clients: Clients) -> None:
        if check(clients).state == "todo":
            call(clients)

    return act


def _replicate(clients: Clients, secret: str, source: Region, region: Region, key: str) -> None:
    clients.client("secretsmanager", source).replicate_secret_to_regions(
        SecretId=secret,
        AddReplicaRegions=[{"Region": region.code, **({"KmsKeyId": key} if key else {})}],
        # There is a secret of that name: the other copy. The check has just seen that it has nothing newer.
        ForceOverwriteReplicaSecret=True,
    )


def _failure(status: str) -> str:
    return "; the last attempt to replicate it failed" if status == _FAILED else ""


def _replicating(secret: str, source: Region, region: Region, key: str) -> tuple[Command, ...]:
    return (
        _show(secret, region, "the versions, to be compared"),
        _show(secret, source, f"its AWSCURRENT is newer than {region.city}'s, or the same"),
        replicate_command(secret, source, region, key),
        _show(secret, source, f"ReplicationStatus InSync for {region.code}"),
    )


def replicate_command(secret: str, source: Region, region: Region, key: str) -> Command:
    """The AWS CLI's call that puts ``source``'s copy over ``region``'s."""
    replica = f"Region={region.code}" + (f",KmsKeyId={key}" if key else "")
    return aws_cli(
        source,
        "secretsmanager",
        "replicate-secret-to-regions",
        *("--secret-id", secret, "--add-replica-regions", replica, "--force-overwrite-replica-secret"),
        expected=f"ReplicationStatus InProgress or InSync for {region.code}",
    )


def _show(secret: str, region: Region, expected: str) -> Command:
    return aws_cli(
        region,
        "secretsmanager",
        "describe-secret",
        *("--secret-id", secret, "--query", "[PrimaryRegion,VersionIdsToStages,ReplicationStatus]"),
        expected=expected,
    )


def _calling(estate: Estate, secret: str, region: Region, action: str) -> Permission:
    arn = estate.names.secret_arn(secret, region.code)
    return Permission((f"secretsmanager:{action}",), (arn,), region.code)


def _replicating_permissions(
    estate: Estate, secret: str, source: Region, region: Region
) -> tuple[Permission, ...]:
    """Secrets Manager uses the keys in the caller's name (API Reference, ReplicateSecretToRegions)."""
    keys = estate.names.multi_region_keys_arn
    return (
        looking_permission(estate, secret, source),
        looking_permission(estate, secret, region),
        _calling(estate, secret, source, "ReplicateSecretToRegions"),
        Permission(("kms:Decrypt",), (keys(source.code),), source.code),
        Permission(("kms:Encrypt", "kms:GenerateDataKey"), (keys(region.code),), region.code),
    )
