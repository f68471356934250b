"""A secret's part in a promotion."""

from __future__ import annotations

from collections.abc import Iterator

from modules.estate import Estate
from modules.operation import Loss, Mode, Obstacle, Permission, Promotion, Resource, Seen, Step
from modules.proof import Clients
from modules.secrets.inputs import SecretInputs
from modules.secrets.promotion import steps
from modules.secrets.promotion.observation import (
    Newer,
    SecretObservation,
    look,
    looking_permission,
    newer,
    when_parted,
    when_well,
)
from modules.secrets.promotion.steps import NOUN, replicate_command
from modules.sight import sight
from regions import Region


def observe(
    clients: Clients, estate: Estate, name: str, inputs: SecretInputs, region: Region
) -> SecretObservation:
    """Look at the Region's copy of a secret; never at its value."""
    return look(clients, estate.names.secret(name, inputs.name), region)


def observe_permissions(
    estate: Estate, name: str, inputs: SecretInputs, region: Region
) -> tuple[Permission, ...]:
    """What ``observe`` needs to be allowed in a Region."""
    return (looking_permission(estate, estate.names.secret(name, inputs.name), region),)


def expected(
    estate: Estate,
    name: str,
    inputs: SecretInputs,
    region: Region,
    writer: Region,
    *,
    after_failover: bool = False,
) -> SecretObservation:
    """What ``observe`` sees where all is well: the primary is in the pair's first Region, whoever writes.

    After a failover to the second, what is writable in an outage is there a secret of its own, and newer.
    """
    is_parted = after_failover and inputs.writable_in_outage and writer == estate.pair.second
    return when_parted(estate, inputs, region) if is_parted else when_well(estate, inputs, region)


def plan(
    promotion: Promotion, name: str, inputs: SecretInputs, seen: Seen
) -> Iterator[Step | Obstacle | Loss]:
    """Nothing for most secrets: a replica reads the same."""
    found = sight(promotion, seen, SecretObservation)
    if found is None:
        return
    target, source = found
    secret = promotion.estate.names.secret(name, inputs.name)
    obstacles = tuple(_unreadable(promotion, name, secret, inputs, target))
    yield from obstacles
    if obstacles:
        return
    if promotion.mode is Mode.FAILOVER:
        yield from _failover(promotion, name, secret, inputs, target)
        return
    if source is not None:
        is_first = promotion.to == promotion.estate.pair.first
        first, second = (target, source) if is_first else (source, target)
        yield from _both(promotion, name, secret, first, second)


def resources(estate: Estate, name: str, inputs: SecretInputs, region: Region) -> tuple[Resource, ...]:
    """The Region's copy."""
    arn = estate.names.secret_arn(estate.names.secret(name, inputs.name), region.code)
    return (Resource("secret" if region == estate.pair.first else "secret's replica", arn),)


def _unreadable(
    promotion: Promotion, name: str, secret: str, inputs: SecretInputs, target: SecretObservation
) -> Iterator[Obstacle]:
    to = promotion.to
    if target.leaving:
        remedy = f"aws secretsmanager restore-secret --region {to.code} --secret-id {secret}"
        yield Obstacle(NOUN, name, to.code, f"secret {secret} is to be deleted", remedy)
    elif not target.current_version and inputs.generate and promotion.mode is not Mode.FAILBACK:
        remedy = f"wait until it is replicated, or leave the secret out: --skip {NOUN}/{name}"
        yield Obstacle(NOUN, name, to.code, f"secret {secret} has no value", remedy)


def _failover(
    promotion: Promotion, name: str, secret: str, inputs: SecretInputs, target: SecretObservation
) -> Iterator[Step | Loss]:
    if not (inputs.writable_in_outage and target.is_replica):
        return
    city = promotion.source.city
    yield Loss(
        NOUN,
        name,
        None,
        None,
        f"a value that {city} was given just before, if it had not been replicated yet",
    )
    yield steps.promote(promotion.estate, name, secret, promotion.to)


def _both(
    promotion: Promotion, name: str, secret: str, first: SecretObservation, second: SecretObservation
) -> Iterator[Step | Obstacle]:
    """Both Regions answer: nothing where the pair is whole, the way home where it is not."""
    estate = promotion.estate
    if second.primary_region == estate.pair.first.code:
        return
    which = newer(first, second)
    if promotion.mode is Mode.SWITCHOVER:
        if which is not Newer.SAME:
            yield Obstacle(
                NOUN,
                name,
                promotion.to.code,
                f"the two copies of secret {secret} know nothing of each other, and differ",
                f"futago promote {promotion.to.code} --mode failback --only {NOUN}/{name}",
            )
    elif which is Newer.UNKNOWN:
        yield _undecided(promotion, name, secret, first, second)
    else:
        yield from _way_home(estate, name, secret, first, second)


def _way_home(
    estate: Estate, name: str, secret: str, first: SecretObservation, second: SecretObservation
) -> Iterator[Step]:
    """The newer copy to the first Region, if it isn't there; then the replica from there to the second."""
    here, there = estate.pair
    after = ""
    if not first.is_replica and newer(first, second) is Newer.SECOND:
        step = steps.copy(estate, name, secret, here, first.key)
        after = step.id
        yield step
    if after or first.is_replica:
        step = steps.promote(estate, name, secret, here, after=after)
        after = step.id
        yield step
    yield steps.replicate(estate, name, secret, there, second.key, after=after)


def _undecided(
    promotion: Promotion, name: str, secret: str, first: SecretObservation, second: SecretObservation
) -> Obstacle:
    """Two copies of which nobody knows which is right: a person decides, with the commands at hand."""
    here, there = promotion.estate.pair
    keep_first = " ".join(replicate_command(secret, here, there, second.key).argv)
    keep_second = " ".join(replicate_command(secret, there, here, first.key).argv)
    return Obstacle(
        NOUN,
        name,
        promotion.to.code,
        f"both copies of secret {secret} were changed while they knew nothing of each other: "
        f"{first.current_version} is current in {here.city}, {second.current_version} in {there.city}",
        f"decide whose value is right. {here.city}'s: {keep_first}. {there.city}'s: {keep_second}, "
        f"and then futago promote {promotion.to.code} --mode failback --only {NOUN}/{name}",
    )
