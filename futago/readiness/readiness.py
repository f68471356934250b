"""Looking at an estate's readiness: observe, decide, ask, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from futago.aws import Clients as AwsClients
from futago.breaker import Breakers
from futago.operations.decide import decide
from futago.operations.observe import Observations, Resource, observe, resources_of
from futago.operations.permissions import looking as looking_permissions
from futago.operations.permissions import permissions_of
from futago.operations.prepare import assumed
from futago.readiness import alarms, backfills, decided, operator_rights, rehearsed, terraform_state
from futago.readiness.asking import ask, looking
from futago.readiness.check import Readiness
from futago.runbooks.times import Times
from modules.catalog import KINDS
from modules.operation import Mode, Permission, Promotion, Unreachable
from modules.readiness import Question


def assess(
    clients: AwsClients, promotion: Promotion, times: Times, state_folder: Path | None = None
) -> Readiness:
    """Find out whether a promotion would succeed now. Changes nothing but what KMS counts.

    Args:
        clients: of AWS, or of the embedded AWS.
        promotion: what is asked about.
        times: when it was practised.
        state_folder: where Terraform's states lie, as they do with the embedded AWS; None for S3.

    Raises:
        AwsError: AWS does not know the caller.
    """
    looked_at, began = datetime.now(UTC), time.monotonic()
    estate, resources = promotion.estate, resources_of(promotion.estate)
    reading, breakers = looking(clients, estate)
    observations = observe(reading, estate, resources, breakers)
    _give_up_the_dark(breakers, observations)
    found = decided.decided(promotion, resources, observations)
    questions = (
        *decided.questions(found, resources),
        *questions_of_kinds(promotion, observations),
        *_questions_of_estate(promotion, resources, times, state_folder, looked_at),
    )
    checks = ask(reading, estate, questions, breakers)
    return Readiness(
        promotion,
        checks,
        found.losses,
        found.decision.is_allowed,
        found.as_if_dark,
        len(found.decision.steps),
        found.decision.expected_seconds,
        looked_at,
        time.monotonic() - began,
    )


def permissions(promotion: Promotion) -> tuple[Permission, ...]:
    """Everything that ``assess`` calls, whatever it sees. Asks nobody."""
    resources = resources_of(promotion.estate)
    # All that may be asked is asked where both Regions answer.
    both = assumed(replace(promotion, mode=Mode.SWITCHOVER), resources)
    questions = (
        *questions_of_kinds(promotion, both),
        *_questions_of_estate(promotion, resources, Times(), None, datetime.now(UTC)),
    )
    needed = [*looking_permissions(promotion.estate, resources)]
    needed += [permission for question in questions for permission in question.permissions]
    return tuple(dict.fromkeys(needed))


def questions_of_kinds(promotion: Promotion, observations: Observations) -> Iterator[Question]:
    """What the kinds ask, in the catalog's order."""
    estate = promotion.estate
    for kind in KINDS:
        inspector = kind.inspector()
        if inspector is None:
            continue
        resources = estate.sections.get(kind.section, {})
        for name, inputs in resources.items():
            yield from inspector.questions(promotion, name, inputs, observations[kind.noun, name])
        yield from inspector.questions_of_all(promotion, resources)


def _questions_of_estate(
    promotion: Promotion,
    resources: Sequence[Resource],
    times: Times,
    state_folder: Path | None,
    now: datetime,
) -> Iterator[Question]:
    needed = permissions_of([decide(promotion, resources, assumed(promotion, resources))], resources)
    yield from backfills.questions(promotion)
    yield operator_rights.caller(promotion)
    yield from operator_rights.questions(promotion, needed)
    yield alarms.question(promotion)
    yield from terraform_state.questions(promotion, state_folder)
    yield rehearsed.question(promotion, times, now.date())


def _give_up_the_dark(breakers: Breakers, observations: Observations) -> None:
    """Ask a Region of which nothing answered for nothing more."""
    sights = sorted(
        ((code, sight) for seen in observations.values() for code, sight in seen.items()),
        key=lambda each: each[0],
    )
    for code, its in groupby(sights, key=lambda each: each[0]):
        if all(isinstance(sight, Unreachable) and sight.dark for _, sight in its):
            breakers.give_up(code, f"nothing in {code} answered when it was looked at")
