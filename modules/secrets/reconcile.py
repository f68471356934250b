"""Where a replicated secret stands after a promotion."""

from __future__ import annotations

from dataclasses import replace

from modules.estate import Estate
from modules.operation import Command, Seen
from modules.reconciliation import Reconciliation, Standing, unknown
from modules.secrets.inputs import SecretInputs
from modules.secrets.promotion.observation import Newer, SecretObservation, newer
from modules.secrets.promotion.steps import NOUN, replicate_command
from regions import Region


def reconcile(
    estate: Estate, name: str, inputs: SecretInputs, seen: Seen, right: Region | None
) -> Reconciliation:
    """Where the secret stands: one with its replica, or two that know nothing of each other."""
    first, second = (seen[region.code] for region in estate.pair)
    if not isinstance(first, SecretObservation) or not isinstance(second, SecretObservation):
        return unknown(NOUN, name, seen) or Reconciliation(NOUN, name, Standing.UNKNOWN, "not looked at")
    here, there = estate.pair
    if second.primary_region == here.code:
        return Reconciliation(NOUN, name, Standing.SETTLED, f"{there.city} replicates {here.city}'s")
    secret = estate.names.secret(name, inputs.name)
    if not (first.exists and second.exists):
        missing = here.city if not first.exists else there.city
        return Reconciliation(NOUN, name, Standing.BROKEN, f"{missing} has no copy")
    return Reconciliation(
        NOUN,
        name,
        Standing.BROKEN,
        f"{there.city}'s copy was promoted: a change in one Region does not reach the other",
        terraform={here.short_code: "an empty plan: Terraform is told to leave the replica alone"},
        mending=_mending(estate, name, secret, first, second),
        caution=f"force_overwrite_replica_secret would write {here.city}'s value over {there.city}'s",
    )


def _mending(
    estate: Estate, name: str, secret: str, first: SecretObservation, second: SecretObservation
) -> tuple[Command, ...]:
    """The way home, by the steps of a failback; where both copies were changed, a person decides first."""
    here, there = estate.pair
    if newer(first, second) is Newer.UNKNOWN:
        keep_here = replicate_command(secret, here, there, second.key)
        keep_there = replicate_command(secret, there, here, first.key)
        return (
            replace(keep_here, expected=f"only if {here.city}'s value is right: {there.city} follows it"),
            replace(keep_there, expected=f"only if {there.city}'s value is right: {here.city} follows it"),
        )
    words = ("futago", "promote", here.code, "--mode", "failback", "--only", f"{NOUN}/{name}")
    return (Command(words, f"{here.city} has the newest value and writes it again; {there.city} follows"),)
