"""Whether a promotion would find every secret as it is in the other Region: by version ids, never values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.operation import Mode, Promotion, Seen, Unreachable
from modules.readiness import Answer, Question, State, known, unseen
from modules.secrets.inputs import SecretInputs
from modules.secrets.promotion.observation import SecretObservation
from modules.secrets.promotion.steps import NOUN

IN_SYNC = "InSync"
"""Secrets Manager API Reference, ReplicationStatusType."""


def questions(promotion: Promotion, name: str, inputs: SecretInputs, seen: Seen) -> Iterator[Question]:
    """Whether both Regions read the same version."""
    secret = promotion.estate.names.secret(name, inputs.name)
    target = seen[promotion.to.code]
    if not isinstance(target, SecretObservation) or not target.exists:
        return  # said by the promotion's own obstacles
    answer = _in_step(promotion, secret, target, seen)
    yield known(f"{NOUN}/{name}/in-step", f"both Regions read the same {secret}", promotion.to, answer)


def questions_of_all(promotion: Promotion, resources: Mapping[str, Any]) -> Iterator[Question]:  # noqa: ARG001 # the protocol's signature
    """Nothing."""
    yield from ()


def _in_step(promotion: Promotion, secret: str, target: SecretObservation, seen: Seen) -> Answer:
    source = seen[promotion.source.code]
    if isinstance(source, Unreachable):
        return unseen(source)
    here, there = promotion.to, promotion.source
    # What is out of step is told by the failover's losses: there is no waiting for it.
    behind = State.WARNING if promotion.mode is Mode.FAILOVER else State.BLOCKS
    remedy = f"aws secretsmanager describe-secret --region {there.code} --secret-id {secret}"
    if not isinstance(source, SecretObservation) or not source.exists:
        return Answer(State.WARNING, f"there is none in {there.city} to compare", "futago reconcile")
    if not (target.current_version or source.current_version):
        remedy = f"aws secretsmanager put-secret-value --region {there.code} --secret-id {secret} …"
        return Answer(State.WARNING, "it has no value in either Region", remedy)
    if target.current_version != source.current_version:
        seen_there, seen_here = (each.current_version or "none" for each in (source, target))
        told = f"AWSCURRENT is version {seen_there} in {there.city} and {seen_here} in {here.city}"
        return Answer(behind, told, remedy)
    states = {**source.replicas, **target.replicas}
    wrong = {region: state for region, state in states.items() if state != IN_SYNC}
    if wrong:
        told = ", ".join(
            f"the replica in {region} is {state or 'in no known state'}" for region, state in wrong.items()
        )
        return Answer(behind, told, remedy)
    return Answer(State.OK, f"version {target.current_version} in both Regions")
